/** Files kept for ever go from the current archive to a historical one (Luật Lưu trữ 33/2024 Đ17; TT 05/2025: only permanent ones). */
import { shortDay } from '#engines/vn-text/index.ts'
import { holdForHandOn, type ReceivedFile } from '#modules/archive/index.ts'
import { organizationDirectory } from '#modules/people/index.ts'
import { type ActionContext, action, type ReadContext, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { handOnOf } from '#regimes/transfer/index.ts'
import { transfer } from '../contract.ts'
import { loadHandover, refuseStep, sinceOf, subjectOf } from '../facts.ts'
import { carryJob } from '../jobs.ts'
import { entriesOf, type HandoverRow, heldElsewhere, insertHandover, moveHandover } from '../store.ts'
import { type Candidate, candidates, contentsOfEntry, filesToHandOn, putUnitEntries } from '../store-hand-on.ts'

export const handOnDue = read(transfer.handOnDue, async (ctx, { what, q, after, limit }) => {
  const { today } = ctx
  const cursor = decodeCursor(after, 2)
  const rows = await filesToHandOn(
    ctx.tx,
    ctx.actor,
    { what, q, after: cursor ? [Number(cursor[0]), String(cursor[1])] : null, limit: limit + 1 },
    sinceOf(today),
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => {
      const days = row.since === null ? null : handOnOf(row.since, today)
      return {
        unitId: row.id,
        symbol: row.symbol,
        title: row.title,
        starts: row.starts,
        ends: row.ends,
        items: row.items,
        since: row.since,
        target: days?.target ?? null,
        limit: days?.limit ?? null,
        isOverdue: days !== null && days.limit < today,
        isListed: row.is_listed,
      }
    }),
    next: rows.length > limit && last ? encodeCursor([last.since ?? 9999, last.id]) : null,
  }
})

/** Bodies that exist today and are of the same kind of tenant (a demo one and a real one never meet); the superior first. */
async function receiversOf(ctx: ReadContext): Promise<{ id: string; name: string }[]> {
  const all = await organizationDirectory(ctx.tx)
  const own = all.find((one) => one.id === ctx.actor.organizationId)
  return all
    .filter(
      (one) =>
        one.id !== own?.id &&
        one.isDemo === own?.isDemo &&
        (one.foundedOn === null || one.foundedOn <= ctx.today) &&
        (one.dissolvedOn === null || one.dissolvedOn > ctx.today),
    )
    .sort(
      (a, b) => Number(b.id === own?.parentId) - Number(a.id === own?.parentId) || a.name.localeCompare(b.name, 'vi'),
    )
    .map(({ id, name }) => ({ id, name }))
}

export const receivers = read(transfer.receivers, async (ctx) => ({ items: await receiversOf(ctx) }))

/** In the order asked for. @throws AppError TRANSFER_NOT_FOR_HISTORY for a file that may not go, or is in another list; TRANSFER_NARROWED */
async function mayGo(
  ctx: ActionContext,
  handoverId: string,
  ids: readonly string[],
  named: (id: string) => string,
): Promise<Candidate[]> {
  const { organizationId } = ctx.actor
  const found = new Map((await candidates(ctx.tx, organizationId, ids)).map((one) => [one.id, one]))
  const missing = ids.find((id) => !found.has(id))
  if (missing) throw new AppError('TRANSFER_NOT_FOR_HISTORY', { facts: { symbol: named(missing) } })
  const [held] = await heldElsewhere(ctx.tx, organizationId, ids, handoverId)
  if (held) throw new AppError('TRANSFER_NOT_FOR_HISTORY', { facts: { symbol: held } })
  const files = ids.map((id) => found.get(id)!)
  const narrowed = files.find((file) => file.is_narrowed)
  if (narrowed) throw new AppError('TRANSFER_NARROWED', { facts: { symbol: narrowed.facts.symbol } })
  return files
}

export const handOn = action(transfer.handOn, {
  load: async (ctx, { receiverId }) => (await receiversOf(ctx)).find((one) => one.id === receiverId) ?? null,
  allow: () => true, // the permission is the archive's; whom it may give to is told by name in run
  async run(ctx, { unitIds, note }, receiver) {
    if (!receiver) throw new AppError('TRANSFER_RECEIVER')
    const { tx, actor, now } = ctx
    const id = newId()
    const files = await mayGo(ctx, id, [...new Set(unitIds)], () => '')
    const title = `Nộp lưu trữ lịch sử ngày ${shortDay(ctx.today)}, bên nhận: ${receiver.name}`
    await insertHandover(tx, {
      organization_id: actor.organizationId,
      id,
      kind: 'out',
      partner_id: receiver.id,
      partner_name: receiver.name,
      title,
      unit_id: null,
      unit_name: null,
      giver_post: actor.postId!,
      giver_name: actor.name,
      giver_title: actor.title ?? '',
      state: 'draft',
      state_at: now,
      state_by_name: actor.name,
      note,
      created_at: now,
    })
    await putUnitEntries(tx, actor.organizationId, id, files)
    ctx.record({ subject: subjectOf({ id, title }), after: { files: files.length, to: receiver.name } })
    return { id }
  },
})

/** The list goes to the other archive; the machine has looked every file over once more. */
export async function submitToArchive(ctx: ActionContext, row: HandoverRow, version: number): Promise<number> {
  refuseStep(row, 'draft')
  const { organizationId, name } = ctx.actor
  const entries = await entriesOf(ctx.tx, ctx.actor, row.id)
  if (entries.length === 0) throw new AppError('TRANSFER_EMPTY')
  const symbols = new Map(entries.map((entry) => [entry.file_id, entry.symbol]))
  const files = await mayGo(ctx, row.id, [...symbols.keys()], (id) => symbols.get(id) ?? '')
  await putUnitEntries(ctx.tx, organizationId, row.id, files)
  const moved = await moveHandover(ctx.tx, {
    organizationId,
    id: row.id,
    from: 'draft',
    to: 'submitted',
    version,
    now: ctx.now,
    byName: name,
  })
  if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
  await holdForHandOn(ctx, [...symbols.keys()], row.id)
  ctx.enqueue(carryJob, { giverId: organizationId, handoverId: row.id })
  ctx.record({ subject: subjectOf(row), data: { files: files.length, to: row.partner_name } })
  return moved
}

/** What a receiver may look at before it decides. @throws AppError PLATFORM_NOT_FOUND when nothing waits here */
async function waiting(ctx: ReadContext, handoverId: string, fileId: string): Promise<ReceivedFile> {
  const row = await loadHandover(ctx, handoverId)
  const contents =
    row.kind === 'in' && row.state === 'submitted'
      ? await contentsOfEntry<ReceivedFile>(ctx.tx, ctx.actor.organizationId, handoverId, fileId)
      : null
  if (!contents) throw new AppError('PLATFORM_NOT_FOUND')
  return contents
}

interface Bytes {
  readonly id: string
  readonly file_name: string
  readonly media_type: string
  readonly size: number
  readonly sha256: string
}
const componentsOf = (document: ReceivedFile['documents'][number] | undefined): Bytes[] =>
  Object.values(document?.components ?? {}) as unknown as Bytes[]

export const contents = read(transfer.contents, async (ctx, { handoverId, fileId }) => {
  const { kept, documents } = await waiting(ctx, handoverId, fileId)
  const byId = new Map(documents.map((one) => [one.document['id'], one]))
  return {
    items: kept.units
      .filter((unit) => unit['level'] === 'item')
      .map((unit) => ({
        title: String(unit['title']),
        date: (unit['starts'] as string | null) ?? null,
        pages: (unit['pages'] as number | null) ?? null,
        files: componentsOf(byId.get(unit['document_id'])).map((one) => ({ id: one.id, fileName: one.file_name })),
      })),
  }
})

/** The receiver's archivist reads before he takes in; every look is on record. */
export const openFile = action(transfer.openFile, {
  async load(ctx, { handoverId, fileId, componentId }) {
    const { documents } = await waiting(ctx, handoverId, fileId)
    const found = documents.flatMap(componentsOf).find((one) => one.id === componentId)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return found
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { handoverId }, found) {
    ctx.record({
      subject: { type: 'hand-over', id: handoverId, label: found.file_name },
      data: { componentId: found.id, sha256: found.sha256 },
    })
    return {
      file: {
        name: found.file_name,
        mediaType: found.media_type,
        bytes: { sha256: found.sha256, size: Number(found.size) },
        inline: true,
      },
    }
  },
})
