import {
  bookSignatures,
  composeRegister,
  mediaTypes,
  outgoingRegister,
  postalBook,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { findBook } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { symbolOf } from '../facts.ts'
import { type PostalRow, type PrintRow, postalRows, registerRows } from '../store-lists.ts'
import { outgoingWay } from '../way-contract.ts'

/** Sổ đăng ký văn bản đi (PL IV mẫu I), sổ gửi văn bản đi bưu điện (mẫu III); the print is on record. */
export const printBook = action(outgoingWay.printRegister, {
  async load({ tx, actor }, { book, from, to }) {
    const organization = await organizationOf(tx, actor.organizationId)
    const found = book ? await findBook(tx, actor.organizationId, book) : null
    if (!organization || (book && found?.direction !== 'outgoing') || from > to)
      throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { found, organization, parent }
  },
  allow: () => true,
  async run(ctx, { kind, format, paper, from, to }, { found, organization, parent }) {
    const layout = kind === 'postal' ? postalBook : outgoingRegister
    // A term has its own line on the cover; a congress's or board's days stand under the title with the body's name.
    const isTerm = found !== null && found.issuer === null && !/^\d{4}$/.test(found.period)
    const spec: RegisterSpec = {
      ...layout,
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      ...(found?.issuer ? { subtitle: [found.issuer.name, found.periodLabel].join(', ') } : {}),
      ...(isTerm ? { term: found.periodLabel } : { year: Number(to.slice(0, 4)) }),
      fromDate: from,
      toDate: to,
      volume: String(found?.volume ?? 1).padStart(2, '0'),
      paper,
      closing: 'book',
      signatures: bookSignatures,
      createdAt: ctx.now.toISOString(),
    }
    async function* rows(): AsyncGenerator<RegisterRow> {
      if (kind === 'postal') {
        for await (const row of postalRows(ctx.tx, ctx.actor, { from, to })) yield { cells: postalCells(row) }
        return
      }
      for await (const row of registerRows(ctx.tx, ctx.actor, { bookId: found?.id ?? null, from, to }))
        yield {
          cells: registerCells(row),
          ...(row.number_state === 'cancelled' ? { cancelled: { reason: row.cancel_reason ?? '' } } : {}),
        }
    }
    const bytes = await composeRegister(spec, rows(), format)
    ctx.record({
      kind: 'outgoing.print',
      subject: { type: 'register-book', id: found?.id ?? null, label: found?.title ?? layout.title },
      data: { kind, format, paper, from, to },
    })
    return {
      file: {
        name: `${layout.title} ${from}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})

const symbolIn = (row: { code_number: string | null; code_notation: string | null }) =>
  symbolOf({ codeNumber: row.code_number, codeNotation: row.code_notation })

function registerCells(row: PrintRow): Record<string, string | number | null> {
  // A number that a restore lost, or whose document the printing post may not see: the book stays whole.
  if (row.document_id === null) return { symbol: String(row.number) }
  const symbol = symbolIn(row) ?? String(row.number)
  if (!row.may_see) return { symbol, subject: 'Văn bản giới hạn quyền truy cập' }
  return {
    symbol,
    issuedOn: row.issued_date,
    subject: `${row.type_name} ${row.subject}`,
    signer: row.signer_name,
    recipients: row.recipients,
    keeper: row.keeper,
    copies: row.copies,
    sentOn: row.sent_on,
    receipt: row.received,
    note:
      [
        row.state === 'recalled' ? 'Đã thu hồi' : null,
        row.joint_with ? `Liên tịch với ${row.joint_with}` : null,
        row.description,
      ]
        .filter(Boolean)
        .join('; ') || null,
  }
}

function postalCells(row: PostalRow): Record<string, string | number | null> {
  return {
    sentOn: row.sent_on,
    symbol: symbolIn(row),
    recipient: row.may_see ? row.recipient : 'Văn bản giới hạn quyền truy cập',
    envelopes: row.copies,
    receipt: row.receipt,
    note: null,
  }
}
