/** A file stays with its unit for work after its day, by consent in writing, two years at the most (NĐ 30/2020 Đ31.3d). */
import { shortDay } from '#engines/vn-text/index.ts'
import { addFileStep, findFile } from '#modules/casefiles/index.ts'
import { notify } from '#modules/operations/index.ts'
import { postsWithRole } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { dueOf, keepBackUntil } from '#regimes/transfer/index.ts'
import { transfer } from '../contract.ts'
import { noticeOf } from '../notices.ts'
import { headsUnit } from '../policy.ts'
import { decideKeepBack as decide, findKeepBack, insertKeepBack } from '../store-due.ts'

export const askKeepBack = action(transfer.keepBack, {
  async load(ctx, { fileId }) {
    const file = await findFile(ctx.tx, ctx.actor, fileId, 'lock')
    if (!file) throw new AppError('PLATFORM_NOT_FOUND')
    return file
  },
  allow: (actor, file) => file.maker_post === actor.postId || headsUnit(actor, file.unit_id),
  async run(ctx, { until, reason }, file) {
    if (file.state !== 'closed' && file.state !== 'returned')
      throw new AppError('TRANSFER_FILE_STATE', { facts: { symbol: file.symbol } })
    const last = keepBackUntil(dueOf(file.ends_on!, file.medium === 'electronic', ctx.today).limit)
    if (until > last || until <= ctx.today)
      throw new AppError('TRANSFER_KEEP_BACK_DAY', { facts: { day: shortDay(last) } })
    const { organizationId } = ctx.actor
    const id = newId()
    const isNew = await insertKeepBack(ctx.tx, {
      organization_id: organizationId,
      id,
      file_id: file.id,
      until,
      reason,
      asked_at: ctx.now,
      asked_by: ctx.actor.postId!,
      asked_by_name: ctx.actor.name,
      state: 'asked',
    })
    if (!isNew) throw new AppError('TRANSFER_KEEP_BACK_OPEN')
    await notify(ctx, {
      kind: noticeOf('keep-back-asked'),
      postIds: (await postsWithRole(ctx.tx, organizationId, 'leader', ctx.today)).map((post) => post.id),
      subject: { type: 'file', id: file.id },
      facts: { from: ctx.actor.name, label: file.symbol, day: shortDay(until) },
      link: 'transfers?tab=due',
    })
    ctx.record({
      subject: { type: 'file', id: file.id, label: `${file.symbol}: ${file.title}`.slice(0, 200) },
      after: { until, reason },
    })
    return { id }
  },
})

export const decideKeepBack = action(transfer.decideKeepBack, {
  async load(ctx, { id }) {
    const row = await findKeepBack(ctx.tx, ctx.actor.organizationId, id)
    if (!row) throw new AppError('PLATFORM_NOT_FOUND')
    return row
  },
  allow: () => true, // the permission is the leader's
  async run(ctx, { id, to, words }, row) {
    const { organizationId, name } = ctx.actor
    if (!(await decide(ctx.tx, { organizationId, id, to, words, now: ctx.now, byName: name })))
      throw new AppError('TRANSFER_STATE', { facts: { state: 'đã quyết định' } })
    addFileStep(ctx, row.file_id, to === 'granted' ? 'kept-back' : 'not-kept-back', words)
    await notify(ctx, {
      kind: noticeOf(to === 'granted' ? 'keep-back-granted' : 'keep-back-refused'),
      postIds: [row.asked_by],
      subject: { type: 'file', id: row.file_id },
      facts: { from: name, label: row.symbol, day: shortDay(row.until), words },
      link: `files/${row.file_id}`,
    })
    ctx.record({
      subject: { type: 'file', id: row.file_id, label: `${row.symbol}: ${row.title}`.slice(0, 200) },
      data: { to, words, until: row.until },
    })
    return { state: to }
  },
})
