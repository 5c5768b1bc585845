import { composeRegister, mediaTypes, type RegisterColumn, type RegisterRow } from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { symbolOf } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { many } from '../many-contract.ts'
import { entriesOf, type ListRow } from '../store-lists.ts'
import { PROGRESS } from './print-book.ts'

const COLUMNS: readonly (RegisterColumn & { of(row: ListRow): string | number | null })[] = [
  {
    key: 'number',
    title: 'Số đến',
    width: 15,
    align: 'center',
    of: (row) => `${row.arrival_number}${row.arrival_suffix}`,
  },
  { key: 'arrivedOn', title: 'Ngày đến', width: 21, kind: 'date', align: 'center', of: (row) => row.arrival_date },
  {
    key: 'symbol',
    title: 'Số, ký hiệu',
    width: 28,
    align: 'center',
    of: (row) => symbolOf({ codeNumber: row.code_number, codeNotation: row.code_notation }),
  },
  { key: 'issuedOn', title: 'Ngày văn bản', width: 21, kind: 'date', align: 'center', of: (row) => row.issued_date },
  { key: 'issuer', title: 'Nơi gửi', width: 36, of: (row) => row.issuer_name },
  { key: 'subject', title: 'Tên loại và trích yếu', width: '1fr', of: (row) => `${row.type_name} ${row.subject}` },
  { key: 'holder', title: 'Người giữ', width: 28, of: (row) => row.holder },
  { key: 'dueOn', title: 'Hạn', width: 21, kind: 'date', align: 'center', of: (row) => row.due_date },
  { key: 'state', title: 'Trạng thái', width: 24, of: (row) => PROGRESS[row.state] ?? row.state },
  {
    key: 'reminders',
    title: 'Đôn đốc',
    width: 16,
    align: 'center',
    of: (row) => (row.reminder_count ? `${row.reminder_count} lần` : null),
  },
]

/** The chosen documents as a list, in the order in which they were chosen; the print is on record. */
export const printChosen = action(many.printChosen, {
  async load(ctx, { ids }) {
    const { tx, actor } = ctx
    const organization = await organizationOf(tx, actor.organizationId)
    const wanted = [...new Set(ids.split(','))]
    const rows = await entriesOf(tx, actor, wanted)
    // One that may not be seen answers like one that is not there; a list that silently lacks it would mislead.
    if (!organization || rows.length !== wanted.length) throw new AppError('PLATFORM_NOT_FOUND')
    return { organization, rows }
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { format }, { organization, rows }) {
    const known = rows.map(
      (row): RegisterRow => ({
        cells: Object.fromEntries(COLUMNS.map((column) => [column.key, column.of(row)])),
      }),
    )
    const bytes = await composeRegister(
      {
        form: 'list',
        title: 'DANH SÁCH VĂN BẢN ĐẾN',
        regime: organization.regime,
        organization: organization.name,
        facts: [
          ['Người lập', [ctx.actor.name, ctx.actor.title].filter(Boolean).join(', ')],
          ['Thời điểm lập', ctx.now.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })],
        ],
        columns: COLUMNS.map(({ of: _, ...column }) => column),
        orientation: 'landscape',
        closing: ({ rows: printed }) => `Danh sách này có ${printed} văn bản.`,
        createdAt: ctx.now.toISOString(),
      },
      (async function* () {
        yield* known
      })(),
      format,
    )
    ctx.record({
      kind: 'incoming.printChosen',
      subject: { type: 'batch', id: null },
      data: { format, documents: rows.map((row) => row.document_id) },
    })
    return {
      file: { name: `Danh sách văn bản đến.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' },
    }
  },
})
