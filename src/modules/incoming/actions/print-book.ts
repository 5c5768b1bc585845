import {
  bookSignatures,
  composeRegister,
  incomingRegister,
  incomingTracking,
  mediaTypes,
  type RegisterRow,
  type RegisterSpec,
  transferBook,
} from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { findBook, symbolOf } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incoming } from '../contract.ts'
import { bookRows, type PrintRow } from '../store-printed.ts'

const LAYOUT = { register: incomingRegister, 'follow-up': incomingTracking, handover: transferBook } as const
/** Media types of what a register or list is printed as. */
/** How far a document is, in the words of the printed books. Content that goes on paper, so Vietnamese. */
export const PROGRESS: Record<string, string> = {
  registered: 'Đã đăng ký',
  submitted: 'Đã trình',
  assigned: 'Đã chuyển xử lý',
  in_progress: 'Đang xử lý',
  completed: 'Đã giải quyết xong',
  returned: 'Đã trả lại nơi gửi',
  cancelled: 'Hủy số',
}

/** Sổ đăng ký văn bản đến (PL IV.VI), sổ theo dõi giải quyết (PL IV.VIII), sổ chuyển giao; the print is on record. */
export const printBook = action(incoming.printRegister, {
  async load({ tx, actor }, { book }) {
    const found = await findBook(tx, actor.organizationId, book)
    const organization = await organizationOf(tx, actor.organizationId)
    if (!found || !organization || found.direction !== 'incoming') throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { found, organization, parent }
  },
  allow: () => true,
  async run(ctx, { kind, format, paper, from, to }, { found, organization, parent }) {
    const layout = LAYOUT[kind]
    const spec: RegisterSpec = {
      ...layout,
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      ...(/^\d{4}$/.test(found.period) ? { year: Number(found.period) } : { term: found.periodLabel }),
      fromDate: from ?? found.startsOn,
      toDate: to ?? earlierDay(ctx.today, found.endsOn),
      volume: String(found.volume).padStart(2, '0'),
      paper,
      closing: 'book',
      signatures: bookSignatures,
      createdAt: ctx.now.toISOString(),
    }
    async function* rows(): AsyncGenerator<RegisterRow> {
      for await (const row of bookRows(ctx.tx, ctx.actor, found.id, { from, to }))
        yield {
          cells:
            row.number_document === null ? { number: row.number } : row.may_see ? cellsOf(row) : narrowedCells(row),
          ...(row.number_state === 'cancelled' ? { cancelled: { reason: row.cancel_reason ?? '' } } : {}),
        }
    }
    const bytes = await composeRegister(spec, rows(), format)
    ctx.record({
      kind: 'incoming.print',
      subject: { type: 'register-book', id: found.id, label: `${found.title} ${found.periodLabel}` },
      data: { kind, format, paper, from, to },
    })
    return {
      file: {
        name: `${layout.title} ${found.periodLabel}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})

function cellsOf(row: PrintRow): Record<string, string | number | null> {
  const symbol = symbolOf({ codeNumber: row.code_number, codeNotation: row.code_notation })
  const day = row.issued_date ? shortDay(row.issued_date) : ''
  return {
    arrivedOn: row.arrival_date,
    number: `${row.arrival_number}${row.arrival_suffix}`,
    issuer: row.issuer_name,
    symbol,
    issuedOn: row.issued_date,
    subject: `${row.type_name} ${row.subject}`,
    receiver: row.receivers ?? (row.state === 'submitted' ? row.holder : null),
    forwardedOn: row.forwarded_on,
    receipt: row.received,
    note: row.description,
    document: [
      `${row.type_name} ${symbol ?? ''}`.trim(),
      day && `ngày ${day}`,
      `của ${row.issuer_name}: ${row.subject}`,
    ]
      .filter(Boolean)
      .join(' '),
    dueOn: row.due_date,
    progress:
      row.result && row.state === 'completed' ? `${PROGRESS[row.state]}: ${row.result}` : (PROGRESS[row.state] ?? ''),
    reply: row.reply_symbol,
  }
}

/** A document narrowed to a list that the printing post is not on: the book stays whole, its words stay with the list. */
function narrowedCells(row: PrintRow): Record<string, string | number | null> {
  const words = 'Văn bản giới hạn quyền truy cập'
  return {
    arrivedOn: row.arrival_date,
    number: `${row.arrival_number}${row.arrival_suffix}`,
    subject: words,
    document: words,
  }
}

/** The earlier of two days, `YYYY-MM-DD`: text, not numbers. */
function earlierDay(a: string, b: string): string {
  return a.localeCompare(b) < 0 ? a : b
}
