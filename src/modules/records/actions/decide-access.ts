import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { loadChange } from '../access.ts'
import { documentAccess } from '../access-contract.ts'
import { decideOn, withdrawFrom } from '../access-life.ts'
import { documentTables } from '../store-access.ts'
import { subjectOfChange } from '../store-access-changes.ts'

async function load(ctx: ActionContext, changeId: string) {
  const documentId = await subjectOfChange(ctx.tx, documentTables, ctx.actor.organizationId, changeId)
  const found = documentId ? await loadChange(ctx, documentId, changeId) : null
  if (!found) throw new AppError('PLATFORM_NOT_FOUND')
  return found
}

/** The competent person confirms or refuses a change of rights. */
export const decideAccess = action(documentAccess.decideAccess, {
  load: (ctx, { changeId }) => load(ctx, changeId),
  allow: () => true, // the permission is the competent person's
  run: async (ctx, { isConfirmed, words }, { subject, change }) => ({
    state: await decideOn(ctx, subject, change, { isConfirmed, words: words ?? null }),
  }),
})

/** Whoever asked takes it back while it waits. */
export const withdrawAccess = action(documentAccess.withdrawAccess, {
  load: (ctx, { changeId }) => load(ctx, changeId),
  allow: (actor, { change }) => change.asked_by === actor.postId,
  async run(ctx, _input, { subject, change }) {
    await withdrawFrom(ctx, subject, change)
    return { state: 'withdrawn' as const }
  },
})
