import { postsOn } from '#modules/people/index.ts'
import type { Reader } from '#modules/records/access-contract.ts'
import { accessLife, countAlong, listOf, narrowableAlong } from '#modules/records/index.ts'
import { type ReadContext, read } from '#platform/action/index.ts'
import { keepersOf } from './access.ts'
import { fileAccess } from './access-contract.ts'
import { loadFile } from './facts.ts'
import { mayAskAccess, rolesThatSeeFiles } from './policy.ts'
import type { FileRow } from './store.ts'
import { fileTables } from './store-access.ts'
import { itemsOf } from './store-items.ts'

/** Who sees a file now and why, and every change of it: for whoever sees the file. */
export const access = read(fileAccess.access, async (ctx, { fileId }) => {
  const { tx, actor } = ctx
  const file = await loadFile(ctx, fileId)
  const now = await listOf(tx, fileTables, actor.organizationId, fileId)
  const mayAsk = mayAskAccess(actor, file)
  const life = await accessLife(ctx, fileTables, fileId, now, mayAsk)
  const items = mayAsk && !life.pending ? await itemsOf(tx, actor, fileId) : []
  const seen = items.filter((item) => item.may_see).map((item) => item.document_id)
  return {
    ...life,
    readers: [
      ...(await readersOf(ctx, file, now.isNarrowed)),
      ...life.now.members.map((one): Reader => ({ ...one, why: 'list', role: null })),
    ],
    kept: [],
    narrowable: seen.length > 0 ? (await narrowableAlong(ctx, seen)).length : 0,
    along: life.pending ? await countAlong(ctx, life.pending.id) : 0,
  }
})

/** Posts that see it by their roles, and those that make it; of a file that is not narrowed, its unit. */
async function readersOf(ctx: ReadContext, file: FileRow, isNarrowed: boolean): Promise<Reader[]> {
  const posts = await postsOn(ctx.tx, ctx.actor.organizationId, ctx.today)
  const roles = rolesThatSeeFiles(isNarrowed, file.state)
  const keepers = new Set(await keepersOf(ctx, file))
  const readers = posts.flatMap((post): Reader[] => {
    const role = roles.find((one) => post.roles.includes(one))
    const heads = post.roles.includes('unit_head') && post.unitId !== null && post.unitId === file.unit_id
    const one = { kind: 'post' as const, id: post.id, name: post.fullName, title: post.title }
    if (keepers.has(post.id) || heads) return [{ ...one, why: 'given', role: null }]
    return role ? [{ ...one, why: 'role', role }] : []
  })
  if (!isNarrowed && file.unit_id)
    readers.push({ kind: 'unit', id: file.unit_id, name: file.unit_name ?? '', title: null, why: 'given', role: null })
  return readers
}
