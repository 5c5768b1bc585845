import { mediaTypes } from '#engines/compose/index.ts'
import { composeRegister } from '#engines/compose/register/index.ts'
import type { RegisterRow, RegisterSpec } from '#engines/compose/register/spec.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { audit } from '../contract.ts'
import { line, organizationOfLog, storeFilter } from '../queries.ts'
import * as store from '../store.ts'
import { asSeen } from '../withheld.ts'

const LIMIT = 5000
const outcomeWords = { done: 'Xong', refused: 'Từ chối', failed: 'Không thành' }

const columns: RegisterSpec['columns'] = [
  { key: 'at', title: 'Thời điểm', width: 34, kind: 'instant' },
  { key: 'who', title: 'Người thực hiện', width: '2fr' },
  { key: 'what', title: 'Việc', width: '4fr' },
  { key: 'subject', title: 'Đối tượng', width: '2fr' },
  { key: 'outcome', title: 'Kết quả', width: 22 },
]

/** A list of the audit for paper; always in Vietnamese, as printed papers are. */
export const print = action(audit.print, {
  allow: () => true,
  async run(ctx, { format, ...filters }) {
    const organizationId = await organizationOfLog(ctx, filters.log)
    const found = await store.list(ctx.tx, organizationId, storeFilter(filters), LIMIT + 1)
    if (found.length > LIMIT) throw new AppError('AUDIT_TOO_MANY_ROWS', { facts: { limit: LIMIT } })
    const own = await organizationOf(ctx.tx, ctx.actor.organizationId)
    const rows = (await asSeen(ctx, found)).map((row): RegisterRow => {
      const one = line(row)
      return {
        cells: {
          at: one.at,
          who: [one.actorName, one.actorTitle].filter(Boolean).join(', '),
          what: one.sentence.vi,
          subject: one.subjectLabel ?? '',
          outcome: outcomeWords[one.outcome],
        },
      }
    })
    ctx.record({ subject: { type: 'audit', id: null }, data: { ...filters, format, rows: rows.length } })
    const spec: RegisterSpec = {
      form: 'list',
      regime: own?.regime ?? 'state',
      organization: own?.name ?? '',
      title: 'NHẬT KÝ HỆ THỐNG',
      facts: [['Người xuất', [ctx.actor.name, ctx.actor.title].filter(Boolean).join(', ')]],
      columns,
      closing: 'list',
      createdAt: ctx.now.toISOString(),
      ...(filters.from ? { fromDate: filters.from } : {}),
      ...(filters.to ? { toDate: filters.to } : {}),
    }
    const bytes = await composeRegister(spec, rows, format)
    return { file: { name: `nhat-ky-${ctx.today}.${format}`, mediaType: mediaTypes[format], bytes } }
  },
})
