/** `vankho search QUERY --user NAME`: with the rights of that account's post, on record. */
import { actorsOf } from '#modules/auth/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type Found, search } from './contract.ts'

/**
 * @param options.login whose eyes it is seen with · @param options.post id or title, where the person holds several
 * @throws SEARCH_POST_UNKNOWN where the account has no such post today, or several and none is named
 */
export async function searchAs(
  kernel: Kernel,
  options: { query: string; login: string; post?: string | undefined; limit: number },
): Promise<Found> {
  const actors = await actorsOf(kernel, options.login)
  const { post } = options
  const fitting = post ? actors.filter((actor) => actor.postId === post || actor.title === post) : actors
  if (fitting.length !== 1)
    throw new AppError('SEARCH_POST_UNKNOWN', {
      facts: { posts: actors.map((actor) => `${actor.title} (${actor.postId})`).join(', ') || '–' },
    })
  const actor = fitting[0]!
  await kernel.recordApart(actor, {
    kind: 'search.find',
    outcome: 'done',
    subject: { type: 'search', id: null, label: options.query.slice(0, 200) },
  })
  return (await kernel.run(kernel.handler(search.find), actor, {
    query: { q: options.query, limit: options.limit },
  })) as Found
}
