/** The archive looks at a sample, takes files in, all or in part, and returns single ones with reasons (NĐ 30/2020 Đ31.4). */
import { notify } from '#modules/operations/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { transfer } from '../contract.ts'
import { loadHandover, refuseStep, subjectOf } from '../facts.ts'
import { settleJob } from '../jobs.ts'
import { noticeOf } from '../notices.ts'
import { minutesNumber } from '../rules.ts'
import { decideEntry, decision, entriesOf, insertBundle, lookAt, moveHandover, nextNumber } from '../store.ts'
import { shift } from './hand-over.ts'

export const lookAtFile = action(transfer.look, {
  load: (ctx, { handoverId }) => loadHandover(ctx, handoverId, 'lock'),
  allow: () => true, // the permission is the archive's, the scope is in the query of load
  async run(ctx, { handoverId, fileId, remark }, row) {
    refuseStep(row, 'submitted')
    if (row.kind === 'out') throw new AppError('PLATFORM_NOT_FOUND')
    if (!(await lookAt(ctx.tx, ctx.actor.organizationId, handoverId, fileId, { at: ctx.now, remark })))
      throw new AppError('PLATFORM_NOT_FOUND')
    ctx.record({ subject: subjectOf(row), data: { fileId, remark } })
    return { lookedAt: ctx.now.toISOString() }
  },
})

export const decideHandover = action(transfer.decide, {
  load: (ctx, { handoverId }) => loadHandover(ctx, handoverId, 'lock'),
  allow: () => true,
  async run(ctx, { version, decisions, boxes, metres, condition }, row) {
    refuseStep(row, 'submitted')
    const { tx, actor, now, today } = ctx
    const { organizationId } = actor
    if (row.kind === 'out') throw new AppError('PLATFORM_NOT_FOUND')
    if (row.giver_post === actor.postId) throw new AppError('TRANSFER_OWN')
    const entries = await entriesOf(tx, actor, row.id)
    const wanted = new Map(decisions.map((one) => [one.fileId, one]))
    if (entries.some((entry) => !wanted.has(entry.file_id)) || wanted.size !== entries.length)
      throw new AppError('TRANSFER_NOT_WHOLE')
    if (decisions.some((one) => one.to === 'returned' && !one.reason)) throw new AppError('TRANSFER_NO_REASON')
    const unseen = entries.filter(
      (entry) => entry.is_sampled && !entry.looked_at && wanted.get(entry.file_id)!.to === 'accepted',
    )
    if (unseen.length > 0) throw new AppError('TRANSFER_NOT_LOOKED_AT', { facts: { count: unseen.length } })
    for (const entry of entries) {
      const { to, reason } = wanted.get(entry.file_id)!
      if (row.kind === 'unit') await shift(ctx, [entry], ['submitted'], to, to, to === 'returned' ? reason : null)
      await decideEntry(tx, organizationId, row.id, entry.file_id, { to, reason: to === 'returned' ? reason : null })
    }
    const year = Number(today.slice(0, 4))
    const number = await nextNumber(tx, organizationId, year)
    const moved = await moveHandover(
      tx,
      { organizationId, id: row.id, from: 'submitted', to: 'decided', version, now, byName: actor.name },
      decision({
        number,
        year,
        boxes: boxes ?? row.boxes,
        metres: metres ?? row.metres,
        condition,
        decidedOn: today,
        receiver: { post: actor.postId!, name: actor.name, title: actor.title },
      }),
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const accepted = decisions.filter((one) => one.to === 'accepted').length
    const label = minutesNumber(number, year)!
    if (row.kind === 'in') {
      ctx.enqueue(settleJob, { receiverId: organizationId, handoverId: row.id })
      ctx.record({ subject: subjectOf(row), after: { number: label, accepted, returned: decisions.length - accepted } })
      return { version: moved, accepted, returned: decisions.length - accepted, number: label }
    }
    await notify(ctx, {
      kind: noticeOf('decided'),
      postIds: [row.giver_post],
      subject: { type: 'hand-over', id: row.id },
      facts: { from: actor.name, accepted, returned: decisions.length - accepted },
      link: `transfers/${row.id}`,
    })
    ctx.record({ subject: subjectOf(row), after: { number: label, accepted, returned: decisions.length - accepted } })
    ctx.emit({
      type: 'transfer.accepted',
      payload: {
        handoverId: row.id,
        fileIds: entries.filter((one) => wanted.get(one.file_id)!.to === 'accepted').map((one) => one.file_id),
        title: row.title,
        source: row.unit_name ?? row.giver_name,
        minutes: label,
        decidedOn: today,
        metres: metres ?? row.metres,
        condition: condition ?? null,
      },
    })
    return { version: moved, accepted, returned: decisions.length - accepted, number: label }
  },
})

/** Bundles are taken in only as such: in metres, with the reason, as work for arrangement. */
export const takeBundle = action(transfer.takeBundle, {
  allow: () => true,
  async run(ctx, input) {
    const id = newId()
    await insertBundle(ctx.tx, {
      organization_id: ctx.actor.organizationId,
      id,
      unit_name: input.unitName,
      giver_name: input.giverName,
      title: input.title,
      years: input.years,
      metres: input.metres,
      reason: input.reason,
      note: input.note,
      received_on: ctx.today,
      received_at: ctx.now,
      received_by: ctx.actor.postId!,
      received_by_name: ctx.actor.name,
    })
    ctx.record({ subject: { type: 'bundle', id, label: input.title.slice(0, 200) }, after: { ...input } })
    return { id }
  },
})
