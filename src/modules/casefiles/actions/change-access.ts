/** Rights on a file: asked for by its maker, its head or by office, confirmed by the competent person (NĐ 30/2020 PL VI III.3b, c). */
import { headsOfUnit, postsOn } from '#modules/people/index.ts'
import {
  askFor,
  decideOn,
  findChange,
  type Member,
  narrowAlong,
  settleAlong,
  subjectOfChange,
  withdrawFrom,
} from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { accessSubject, keepersOf, tellKeepers } from '../access.ts'
import { fileAccess } from '../access-contract.ts'
import { loadFile } from '../facts.ts'
import { mayAskAccess } from '../policy.ts'
import type { FileRow } from '../store.ts'
import { fileTables } from '../store-access.ts'
import { itemsOf } from '../store-items.ts'

/** Asks for other rights; with one confirmation its documents are narrowed along. They are never opened along. */
export const askAccess = action(fileAccess.askAccess, {
  load: (ctx, { fileId }) => loadFile(ctx, fileId, 'lock'),
  allow: (actor, file) => mayAskAccess(actor, file),
  async run(ctx, { withDocuments, ...wish }, file) {
    const asked = await askFor(ctx, await accessSubject(ctx, file), wish)
    await tellKeepers(ctx, file)
    if (!withDocuments || !wish.isNarrowed) return { ...asked, documents: 0 }
    const items = await itemsOf(ctx.tx, ctx.actor, file.id)
    const along = await narrowAlong(
      ctx,
      asked.changeId,
      items.filter((item) => item.may_see).map((item) => item.document_id),
      { ...wish, members: [...wish.members, ...(await workersOf(ctx, file))] },
    )
    return { ...asked, documents: along.length }
  },
})

/** Whoever makes the file and the heads of its unit go on seeing what lies in it. */
async function workersOf(ctx: ActionContext, file: FileRow): Promise<Member[]> {
  const { organizationId } = ctx.actor
  const standing = new Set((await postsOn(ctx.tx, organizationId, ctx.today)).map((post) => post.id))
  const heads = file.unit_id ? await headsOfUnit(ctx.tx, organizationId, file.unit_id, ctx.today) : []
  return [...(await keepersOf(ctx, file)), ...heads.map((head) => head.id)]
    .filter((id) => standing.has(id))
    .map((id) => ({ kind: 'post', id }))
}

async function loadChange(ctx: ActionContext, changeId: string) {
  const { organizationId } = ctx.actor
  const fileId = await subjectOfChange(ctx.tx, fileTables, organizationId, changeId)
  if (!fileId) throw new AppError('PLATFORM_NOT_FOUND')
  const file = await loadFile(ctx, fileId, 'lock')
  const change = await findChange(ctx.tx, fileTables, organizationId, changeId)
  if (!change) throw new AppError('PLATFORM_NOT_FOUND')
  return { file, change }
}

/** The competent person confirms or refuses, its documents along. */
export const decideAccess = action(fileAccess.decideAccess, {
  load: (ctx, { changeId }) => loadChange(ctx, changeId),
  allow: () => true, // the permission is the competent person's
  async run(ctx, { isConfirmed, words }, { file, change }) {
    const state = await decideOn(ctx, await accessSubject(ctx, file), change, { isConfirmed, words: words ?? null })
    const documents = await settleAlong(ctx, change.id, { what: state, words: words ?? null })
    await tellKeepers(ctx, file)
    return { state, documents }
  },
})

/** Whoever asked takes it back while it waits, its documents along. */
export const withdrawAccess = action(fileAccess.withdrawAccess, {
  load: (ctx, { changeId }) => loadChange(ctx, changeId),
  allow: (actor, { change }) => change.asked_by === actor.postId,
  async run(ctx, _input, { file, change }) {
    await withdrawFrom(ctx, await accessSubject(ctx, file), change)
    await settleAlong(ctx, change.id, { what: 'withdrawn', words: null })
    return { state: 'withdrawn' as const }
  },
})
