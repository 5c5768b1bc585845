/** Lists of files that go to the archive: made, submitted by the head of the unit, taken back (NĐ 30/2020 Đ31.3). */
import { shortDay } from '#engines/vn-text/index.ts'
import { findFile, letInto, moveTogether, openableIn } from '#modules/casefiles/index.ts'
import { notify } from '#modules/operations/index.ts'
import { archivePosts } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { transfer } from '../contract.ts'
import { headsFor, loadHandover, refuseStep, subjectOf } from '../facts.ts'
import { carryJob } from '../jobs.ts'
import { noticeOf } from '../notices.ts'
import { headsUnit, mayChange, maySubmit } from '../policy.ts'
import { sampleOf } from '../rules.ts'
import {
  deleteEntries,
  described,
  entriesOf,
  heldElsewhere,
  insertEntries,
  insertHandover,
  moveHandover,
  sampleEntries,
  signature,
} from '../store.ts'
import { submitToArchive } from './hand-on.ts'

/** Closed files of one's own, or of the unit for its head. */
export const createHandover = action(transfer.create, {
  async load(ctx, { fileIds }) {
    const files = []
    for (const id of new Set(fileIds)) {
      const file = await findFile(ctx.tx, ctx.actor, id)
      if (!file) throw new AppError('PLATFORM_NOT_FOUND')
      files.push(file)
    }
    return files
  },
  allow: () => true, // files that one sees and may not hand over are told by name in run
  async run(ctx, { note }, files) {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const foreign = files.find((file) => file.maker_post !== actor.postId && !headsUnit(actor, file.unit_id))
    if (foreign) throw new AppError('TRANSFER_NOT_YOURS', { facts: { symbol: foreign.symbol } })
    const id = newId()
    const wrong = files.find((file) => file.state !== 'closed' && file.state !== 'returned')
    const [held] = await heldElsewhere(
      tx,
      organizationId,
      files.map((file) => file.id),
      id,
    )
    if (wrong || held) throw new AppError('TRANSFER_FILE_STATE', { facts: { symbol: wrong?.symbol ?? held ?? '' } })
    const units = new Set(files.map((file) => file.unit_name))
    const unit = units.size === 1 ? files[0]! : null
    const title = `Nộp lưu hồ sơ ${unit?.unit_name ?? actor.name} ngày ${shortDay(ctx.today)}`
    await insertHandover(tx, {
      organization_id: organizationId,
      id,
      title,
      unit_id: unit?.unit_id ?? null,
      unit_name: unit?.unit_name ?? null,
      giver_post: actor.postId!,
      giver_name: actor.name,
      giver_title: actor.title ?? '',
      state: 'draft',
      state_at: now,
      state_by_name: actor.name,
      note,
      created_at: now,
    })
    await insertEntries(
      tx,
      organizationId,
      id,
      files.map((file) => file.id),
    )
    ctx.record({ subject: subjectOf({ id, title }), after: { files: files.length } })
    return { id }
  },
})

export const changeHandover = action(transfer.change, {
  load: (ctx, { handoverId }) => loadHandover(ctx, handoverId, 'lock'),
  allow: (actor, row) => mayChange(actor, row),
  async run(ctx, { version, boxes, metres, note, remove }, row) {
    refuseStep(row, 'draft')
    const { organizationId, name } = ctx.actor
    await deleteEntries(ctx.tx, organizationId, row.id, remove)
    const moved = await moveHandover(
      ctx.tx,
      { organizationId, id: row.id, from: 'draft', to: 'draft', version, now: ctx.now, byName: name },
      described({ boxes: boxes ?? null, metres: metres ?? null, note }),
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: subjectOf(row), after: { boxes, metres, note, removed: remove.length } })
    return { version: moved }
  },
})

/** The archive may now look at the files and what lies in them; the sample that it looks at is drawn. */
export const submitHandover = action(transfer.submit, {
  async load(ctx, { handoverId }) {
    const row = await loadHandover(ctx, handoverId, 'lock')
    return { row, heads: await headsFor(ctx, row.unit_id) }
  },
  allow: (actor, { row, heads }) => maySubmit(actor, row, heads.length > 0),
  async run(ctx, { version }, { row }) {
    if (row.kind === 'out') return { version: await submitToArchive(ctx, row, version) }
    refuseStep(row, 'draft')
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const entries = await entriesOf(tx, actor, row.id)
    if (entries.length === 0) throw new AppError('TRANSFER_EMPTY')
    const archive = await archivePosts(ctx.tx, ctx.actor.organizationId, ctx.today)
    await shift(ctx, entries, ['closed', 'returned'], 'submitted', 'submitted', row.title)
    const openable = await openableIn(
      tx,
      actor,
      entries.map((entry) => entry.file_id),
    )
    letInto(ctx, openable, { posts: archive }, 'transfer')
    await sampleEntries(
      tx,
      organizationId,
      row.id,
      sampleOf(
        entries.map((entry) => entry.file_id),
        row.id,
      ),
    )
    const moved = await moveHandover(tx, {
      organizationId,
      id: row.id,
      from: 'draft',
      to: 'submitted',
      version,
      now,
      byName: actor.name,
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    await notify(ctx, {
      kind: noticeOf('submitted'),
      postIds: archive,
      subject: { type: 'hand-over', id: row.id },
      facts: { from: actor.name, unit: row.unit_name ?? row.giver_name, count: entries.length },
      link: `transfers/${row.id}`,
    })
    ctx.record({ subject: subjectOf(row), data: { files: entries.length } })
    return { version: moved }
  },
})

/** Taken back before the archive has decided: its files are closed files again. */
export const withdrawHandover = action(transfer.withdraw, {
  load: (ctx, { handoverId }) => loadHandover(ctx, handoverId, 'lock'),
  allow: (actor, row) => mayChange(actor, row),
  async run(ctx, { version }, row) {
    // What another archive has before it, that archive returns.
    if (row.state !== 'draft') refuseStep(row, row.kind === 'out' ? 'draft' : 'submitted')
    const { organizationId, name } = ctx.actor
    if (row.state === 'submitted')
      await shift(ctx, await entriesOf(ctx.tx, ctx.actor, row.id), ['submitted'], 'closed', 'withdrawn', row.title)
    const moved = await moveHandover(ctx.tx, {
      organizationId,
      id: row.id,
      from: row.state,
      to: 'withdrawn',
      version,
      now: ctx.now,
      byName: name,
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: subjectOf(row) })
    return { version: moved }
  },
})

/** The giver puts his name under the minutes, whose other name is the archive's. */
export const signMinutes = action(transfer.sign, {
  load: (ctx, { handoverId }) => loadHandover(ctx, handoverId, 'lock'),
  allow: (actor, row) => mayChange(actor, row),
  async run(ctx, { version }, row) {
    refuseStep(row, 'decided')
    if (row.giver_signed_at) throw new AppError('PLATFORM_STATE_CHANGED')
    const { organizationId, name } = ctx.actor
    const moved = await moveHandover(
      ctx.tx,
      { organizationId, id: row.id, from: 'decided', to: 'decided', version, now: ctx.now, byName: name },
      signature({ at: ctx.now, name }),
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    if (row.kind === 'out') ctx.enqueue(carryJob, { giverId: organizationId, handoverId: row.id })
    ctx.record({ subject: subjectOf(row), data: { number: row.number, year: row.year } })
    return { version: moved }
  },
})

/** Moves files of a list, and tells it on the way of each; all or none. */
export async function shift(
  ctx: ActionContext,
  entries: readonly { readonly file_id: string; readonly symbol: string }[],
  from: ('closed' | 'returned' | 'submitted')[],
  to: 'closed' | 'submitted' | 'accepted' | 'returned',
  step: string,
  words: string | null,
): Promise<void> {
  const left = await moveTogether(
    ctx,
    entries.map((entry) => entry.file_id),
    { from, to, step, words },
  )
  const first = entries.find((entry) => left.includes(entry.file_id))
  if (first) throw new AppError('TRANSFER_FILE_STATE', { facts: { symbol: first.symbol } })
}
