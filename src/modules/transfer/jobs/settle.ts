import { handOnFiles, type ReceivedFile, receiveFiles, releaseHandOn } from '#modules/archive/index.ts'
import { notify } from '#modules/operations/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { subjectOf } from '../facts.ts'
import { noticeOf } from '../notices.ts'
import { minutesNumber } from '../rules.ts'
import { decideEntry, entriesOf, findHandover } from '../store.ts'
import { candidates, contentsOfEntry, dropContents, isLaid, noteDecision } from '../store-hand-on.ts'

const NARROWED = 'Bên giao vừa giới hạn quyền truy cập hồ sơ này.'

/** Files of the list that the giver has narrowed to a list of its own, or whose documents it has. */
async function narrowedSince(job: JobRun, receiverId: string, handoverId: string): Promise<ReadonlySet<string>> {
  const found = await job.transactionIn(receiverId, async (ctx) => {
    const row = await findHandover(ctx.tx, ctx.actor, handoverId)
    return row?.partner_id ? { giverId: row.partner_id, entries: await entriesOf(ctx.tx, ctx.actor, handoverId) } : null
  })
  if (!found) return new Set()
  const ids = found.entries.map((entry) => entry.file_id)
  const now = await job.transactionIn(found.giverId, (ctx) => candidates(ctx.tx, found.giverId, ids))
  return new Set(now.filter((one) => one.is_narrowed).map((one) => one.id))
}

/**
 * A receiver has decided: what it took is laid into its archive, whole or not at all, and only then the giver's list is decided
 * and its descriptions say where the files are. Done again each half finds what it did.
 */
export default async function settle(
  job: JobRun,
  { receiverId, handoverId }: { receiverId: string; handoverId: string },
): Promise<void> {
  const narrowed = await narrowedSince(job, receiverId, handoverId)
  const decided = await job.transactionIn(receiverId, async (ctx) => {
    const row = await findHandover(ctx.tx, ctx.actor, handoverId)
    if (row?.kind !== 'in' || row.state !== 'decided') return null
    // What the giver has narrowed since it sent the list goes back: nobody here is on its list.
    for (const entry of await entriesOf(ctx.tx, ctx.actor, handoverId))
      if (
        entry.state === 'accepted' &&
        narrowed.has(entry.file_id) &&
        !(await isLaid(ctx.tx, receiverId, handoverId, entry.file_id))
      )
        await decideEntry(ctx.tx, receiverId, handoverId, entry.file_id, { to: 'returned', reason: NARROWED })
    const entries = await entriesOf(ctx.tx, ctx.actor, handoverId)
    const files: ReceivedFile[] = []
    for (const entry of entries) {
      if (entry.state !== 'accepted') continue
      const contents = await contentsOfEntry<ReceivedFile>(ctx.tx, receiverId, handoverId, entry.file_id)
      if (contents) files.push(contents)
    }
    const minutes = minutesNumber(row.number, row.year)!
    const units = await receiveFiles(ctx, {
      handoverId,
      from: row.partner_name!,
      by: row.receiver_name!,
      title: row.title,
      minutes,
      receivedOn: row.decided_on!,
      metres: row.metres,
      condition: row.condition,
      files,
    })
    await dropContents(ctx.tx, receiverId, handoverId)
    if (units > 0)
      ctx.record({ kind: 'transfer.settle', subject: subjectOf(row), data: { from: row.partner_name, minutes, units } })
    return { row, entries, minutes, name: (await organizationOf(ctx.tx, receiverId))!.name }
  })
  if (!decided) return
  const { row, entries, minutes, name } = decided
  const giverId = row.partner_id!
  await job.transactionIn(giverId, async (ctx) => {
    if (!(await noteDecision(ctx.tx, giverId, row, entries, ctx.now))) return
    const accepted = entries.filter((entry) => entry.state === 'accepted').map((entry) => entry.file_id)
    await handOnFiles(ctx, accepted, { to: name, minutes, by: row.giver_name })
    await releaseHandOn(ctx, handoverId)
    const returned = entries.length - accepted.length
    ctx.record({
      kind: 'transfer.handed-on',
      subject: subjectOf(row),
      data: { to: name, minutes, accepted: accepted.length, returned },
    })
    await notify(ctx, {
      kind: noticeOf('decided'),
      postIds: [row.giver_post],
      subject: { type: 'hand-over', id: handoverId },
      facts: { from: name, accepted: accepted.length, returned },
      link: `transfers/${handoverId}`,
    })
  })
}
