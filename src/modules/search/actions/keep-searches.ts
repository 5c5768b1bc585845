import { action } from '#platform/action/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { search } from '../contract.ts'
import { deleteSaved, putSaved, savedOf } from '../store-saved.ts'

const MOST_SAVED = 50

/** Saves a search for the acting post. */
export const save = action(search.save, {
  load: ({ tx, actor }) => savedOf(tx, actor.organizationId, actor.postId!),
  allow: () => true, // a post's own searches
  async run(ctx, { name, query, order, isWatched }, saved) {
    if (saved.length >= MOST_SAVED) throw new AppError('SEARCH_TOO_MANY_SAVED', { facts: { most: MOST_SAVED } })
    if (saved.some((one) => one.name === name)) throw new AppError('SEARCH_NAME_TAKEN', { facts: { name } })
    const id = newId()
    await write(ctx, { id, name, query, order, isWatched })
    return { id }
  },
})

/** Changes a saved search of the acting post. */
export const changeSaved = action(search.changeSaved, {
  load: ({ tx, actor }) => savedOf(tx, actor.organizationId, actor.postId!),
  allow: (_, saved, { id }) => saved.some((one) => one.id === id),
  async run(ctx, { id, name, query, order, isWatched }, saved) {
    if (saved.some((one) => one.name === name && one.id !== id))
      throw new AppError('SEARCH_NAME_TAKEN', { facts: { name } })
    await write(ctx, { id, name, query, order, isWatched })
    return { id }
  },
})

async function write(
  ctx: Parameters<Parameters<typeof action>[1]['run']>[0],
  row: { id: string; name: string; query: string; order: 'relevance' | 'newest'; isWatched: boolean },
): Promise<void> {
  const { tx, actor, now } = ctx
  try {
    await putSaved(tx, actor.organizationId, {
      id: row.id,
      post_id: actor.postId!,
      name: row.name,
      query: row.query,
      sort: row.order,
      is_watched: row.isWatched,
      now,
    })
  } catch (error) {
    if (isUniqueViolation(error, 'saved_name')) throw new AppError('SEARCH_NAME_TAKEN', { facts: { name: row.name } })
    throw error
  }
  ctx.record({
    subject: { type: 'search', id: row.id, label: row.name },
    after: { query: row.query, isWatched: row.isWatched },
  })
}

/** Deletes a saved search of the acting post. */
export const forget = action(search.forget, {
  load: ({ tx, actor }) => savedOf(tx, actor.organizationId, actor.postId!),
  allow: (_, saved, { id }) => saved.some((one) => one.id === id),
  async run(ctx, { id }, saved) {
    await deleteSaved(ctx.tx, ctx.actor.organizationId, ctx.actor.postId!, id)
    ctx.record({ subject: { type: 'search', id, label: saved.find((one) => one.id === id)?.name } })
    return { id }
  },
})
