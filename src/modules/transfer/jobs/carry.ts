import { historicalPosts, keptUnit, type ReceivedFile, releaseHandOn } from '#modules/archive/index.ts'
import { notify } from '#modules/operations/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { derivedOf, wholeDocuments } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { subjectOf } from '../facts.ts'
import { noticeOf } from '../notices.ts'
import { sampleOf } from '../rules.ts'
import { entriesOf, findHandover, type HandoverRow, type UnitFacts } from '../store.ts'
import { bounce, candidates, handoverById, insertReceived, noteSignature, putUnitEntries } from '../store-hand-on.ts'

const NOT_HERE = 'Cơ quan nhận chưa có người làm lưu trữ trên hệ thống này.'
const NARROWED = 'Hồ sơ trong đợt này vừa được giới hạn quyền truy cập: bỏ hồ sơ đó khỏi đợt nộp.'

interface Carried {
  readonly row: HandoverRow
  readonly from: { id: string; name: string }
  /** A list has narrowed something in it since it was submitted. */
  readonly isNarrowed: boolean
  readonly files: readonly { id: string; facts: UnitFacts; contents: ReceivedFile }[]
}

/**
 * Brings the receiver's copy of a list up to where the giver's stands: laid down when it was submitted, signed when the giver
 * signed. The copy comes whole in one transaction; done again it finds it.
 */
export default async function carry(
  job: JobRun,
  { giverId, handoverId }: { giverId: string; handoverId: string },
): Promise<void> {
  const receiverId = await job.transactionIn(giverId, async (ctx) => {
    const row = await findHandover(ctx.tx, ctx.actor, handoverId)
    return row?.kind === 'out' && (row.state === 'submitted' || row.state === 'decided') ? row.partner_id! : null
  })
  if (!receiverId) return
  const there = await job.transactionIn(receiverId, (ctx) => handoverById(ctx.tx, receiverId, handoverId))
  if (there) {
    const row = await job.transactionIn(giverId, (ctx) => findHandover(ctx.tx, ctx.actor, handoverId))
    if (row?.giver_signed_at) await job.transactionIn(receiverId, (ctx) => noteSignature(ctx.tx, receiverId, row))
    return
  }
  const carried = await job.transactionIn(giverId, (ctx) => gather(ctx, handoverId))
  if (!carried) return
  const isHere = carried.isNarrowed ? false : await job.transactionIn(receiverId, (ctx) => layDown(ctx, carried))
  if (isHere) return
  const words = carried.isNarrowed ? NARROWED : NOT_HERE
  await job.transactionIn(giverId, async (ctx) => {
    if (!(await bounce(ctx.tx, giverId, handoverId, words, ctx.now))) return
    await releaseHandOn(ctx, handoverId)
    ctx.record({ kind: 'transfer.bounce', subject: subjectOf(carried.row), data: { to: carried.row.partner_name } })
    await notify(ctx, {
      kind: noticeOf('bounced'),
      postIds: [carried.row.giver_post],
      subject: { type: 'hand-over', id: handoverId },
      facts: { to: carried.row.partner_name ?? '', words },
      link: `transfers/${handoverId}`,
    })
  })
}

/** The list with everything that its files hold, as the giver knows it. */
async function gather(ctx: ActionContext, handoverId: string): Promise<Carried | null> {
  const { organizationId } = ctx.actor
  const row = await findHandover(ctx.tx, ctx.actor, handoverId)
  if (row?.state !== 'submitted') return null
  const files = []
  for (const entry of await entriesOf(ctx.tx, ctx.actor, handoverId)) {
    const kept = await keptUnit(ctx.tx, organizationId, entry.file_id)
    if (!kept || !entry.facts) continue
    const ids = kept.units.flatMap((unit) => (unit['document_id'] as string | null) ?? [])
    const documents = await wholeDocuments(ctx.tx, organizationId, ids)
    files.push({
      id: entry.file_id,
      facts: entry.facts,
      contents: { kept, documents: [...documents.values()], derived: await derivedOf(ctx.tx, organizationId, ids) },
    })
  }
  const ids = files.map((file) => file.id)
  const isNarrowed = (await candidates(ctx.tx, organizationId, ids)).some((one) => one.is_narrowed)
  return {
    row,
    isNarrowed,
    from: { id: organizationId, name: (await organizationOf(ctx.tx, organizationId))!.name },
    files,
  }
}

/** @returns false when nobody keeps an archive there */
async function layDown(ctx: ActionContext, { row, from, files }: Carried): Promise<boolean> {
  const { organizationId } = ctx.actor
  const posts = await historicalPosts(ctx)
  if (posts.length === 0) return false
  await insertReceived(ctx.tx, organizationId, row, from, ctx.now)
  const sample = new Set(
    sampleOf(
      files.map((file) => file.id),
      row.id,
    ),
  )
  await putUnitEntries(
    ctx.tx,
    organizationId,
    row.id,
    files.map((file) => ({ ...file, isSampled: sample.has(file.id) })),
  )
  ctx.record({ kind: 'transfer.carry', subject: subjectOf(row), data: { from: from.name, files: files.length } })
  await notify(ctx, {
    kind: noticeOf('submitted'),
    postIds: posts,
    subject: { type: 'hand-over', id: row.id },
    facts: { from: row.giver_name, unit: from.name, count: files.length },
    link: `transfers/${row.id}`,
  })
  return true
}
