import { composeRegister, mediaTypes, type RegisterColumn, type RegisterRow } from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type ExportColumn, RELEVANCE_END, search } from '../contract.ts'
import { index } from '../in-use.ts'
import type { Hit } from '../port.ts'
import { placeAfter, readPlace } from '../rules.ts'
import { type CardRow, cards } from '../store.ts'
import { type Understood, understand } from '../understand.ts'

const MOST_ROWS = 5000
const BATCH = 500
const STATE: Readonly<Record<string, string>> = {
  registered: 'Mới đến',
  submitted: 'Đã trình',
  assigned: 'Đã chuyển xử lý',
  in_progress: 'Đang xử lý',
  completed: 'Đã giải quyết xong',
  returned: 'Đã trả lại nơi gửi',
  cancelled: 'Hủy số',
}

const COLUMNS: Readonly<Record<ExportColumn, RegisterColumn & { of(card: CardRow): string | number | null }>> = {
  number: {
    key: 'number',
    title: 'Số đến',
    width: 15,
    align: 'center',
    of: (card) => (card.arrival_suffix ? `${card.arrival_number}${card.arrival_suffix}` : card.arrival_number),
  },
  arrivalDate: {
    key: 'arrivalDate',
    title: 'Ngày đến',
    width: 21,
    kind: 'date',
    align: 'center',
    of: (card) => card.arrival_date,
  },
  symbol: { key: 'symbol', title: 'Số, ký hiệu', width: 30, align: 'center', of: (card) => card.symbol },
  issuedDate: {
    key: 'issuedDate',
    title: 'Ngày văn bản',
    width: 21,
    kind: 'date',
    align: 'center',
    of: (card) => card.issued_date,
  },
  typeName: { key: 'typeName', title: 'Loại', width: 22, of: (card) => card.type_name },
  subject: { key: 'subject', title: 'Trích yếu', width: '1fr', of: (card) => card.subject },
  issuer: { key: 'issuer', title: 'Nơi gửi', width: 36, of: (card) => card.issuer_name },
  signer: { key: 'signer', title: 'Người ký', width: 26, of: (card) => card.signer_name },
  state: {
    key: 'state',
    title: 'Trạng thái',
    width: 22,
    of: (card) => (card.state ? (STATE[card.state] ?? card.state) : null),
  },
  holder: { key: 'holder', title: 'Người giữ', width: 28, of: (card) => card.holder },
  dueDate: { key: 'dueDate', title: 'Hạn', width: 21, kind: 'date', align: 'center', of: (card) => card.due_date },
}

/** The list of results as it can be printed, marked with who took it and when; the export is on record (decisions 14). */
export const exportResults = action(search.export, {
  async load(ctx, { q }) {
    const organization = await organizationOf(ctx.tx, ctx.actor.organizationId)
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    return { organization, asked: await understand(ctx, q) }
  },
  allow: () => true, // the rights are in the query
  async run(ctx, { q, order, format, columns }, { organization, asked }) {
    const chosen = [...new Set(columns.split(','))].filter(Boolean).map((key) => COLUMNS[key as ExportColumn])
    const isNewest = order === 'newest' || asked.plan.base === null
    let count = 0
    async function* rows(): AsyncGenerator<RegisterRow> {
      if (asked.isEmpty) return
      for await (const hits of isNewest ? newest(ctx, asked) : best(ctx, asked)) {
        const known = await cards(
          ctx.tx,
          ctx.actor,
          hits.map((hit) => hit.document_id),
        )
        for (const hit of hits) {
          const card = known.get(hit.document_id)
          if (!card) continue
          count++
          yield { cells: Object.fromEntries(chosen.map((column) => [column.key, column.of(card)])) }
        }
      }
    }
    const bytes = await composeRegister(
      {
        form: 'list',
        title: 'DANH SÁCH VĂN BẢN TÌM ĐƯỢC',
        regime: organization.regime,
        organization: organization.name,
        facts: [
          ['Điều kiện tìm', q],
          ['Người xuất', [ctx.actor.name, ctx.actor.title].filter(Boolean).join(', ')],
          ['Thời điểm xuất', ctx.now.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })],
        ],
        columns: chosen.map(({ of: _, ...column }) => column),
        orientation: 'landscape',
        closing: ({ rows: printed }) =>
          printed >= (isNewest ? MOST_ROWS : RELEVANCE_END)
            ? `Danh sách dừng ở ${printed} văn bản đầu; có thể còn nữa.`
            : `Danh sách này có ${printed} văn bản.`,
        createdAt: ctx.now.toISOString(),
      },
      rows(),
      format,
    )
    ctx.record({
      subject: { type: 'search', id: null, label: q.slice(0, 200) },
      data: { format, columns, rows: count },
    })
    return {
      file: { name: `Kết quả tìm kiếm.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' },
    }
  },
})

async function* newest(ctx: ActionContext, asked: Understood): AsyncGenerator<readonly Hit[]> {
  let place: ReturnType<typeof readPlace> = null
  for (let done = 0; done < MOST_ROWS; ) {
    const hits = await index().newest(ctx.tx, ctx.actor, asked.question, Math.min(BATCH, MOST_ROWS - done), place)
    if (hits.length === 0) return
    yield hits
    done += hits.length
    place = readPlace(placeAfter(hits.at(-1)!))
  }
}

async function* best(ctx: ActionContext, asked: Understood): AsyncGenerator<readonly Hit[]> {
  yield await index().best(ctx.tx, ctx.actor, asked.question, RELEVANCE_END)
}
