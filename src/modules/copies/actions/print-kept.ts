import {
  archiveList,
  bookSignatures,
  type ClosingFacts,
  composeRegister,
  mediaTypes,
  type RegisterRow,
  type RegisterSpec,
  usedCopies,
} from '#engines/compose/index.ts'
import { shortDay } from '#engines/vn-text/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archiveCopies } from '../kept-contract.ts'
import { type KeptKey, type KeptLine, listKept, type UsedRow, usesOf } from '../store-kept.ts'

const LIMITED = 'Văn bản giới hạn quyền truy cập'
const STATES: Record<KeptLine['state'], string> = {
  missing: 'Chưa nộp bản lưu giấy',
  kept: 'Có bản lưu giấy',
  lent: 'Đang cho sử dụng',
  electronic: 'Bản gốc điện tử',
}
const PAGE = 500

/** Sổ sử dụng bản lưu (nine columns, Đ19), or the list of archive copies in register order with what is missing. */
export const printKept = action(archiveCopies.printKept, {
  async load({ tx, actor }, { from, to }) {
    const organization = await organizationOf(tx, actor.organizationId)
    if (!organization || from > to) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { organization, parent }
  },
  allow: () => true,
  async run(ctx, { kind, format, paper, from, to }, { organization, parent }) {
    const layout = kind === 'use' ? usedCopies(organization.regime) : archiveList
    const spec: RegisterSpec = {
      ...layout,
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      ...(organization.regime === 'party' || kind === 'list' ? {} : { year: Number(to.slice(0, 4)) }),
      ...(kind === 'list'
        ? { subtitle: `Văn bản ban hành từ ngày ${shortDay(from)} đến ngày ${shortDay(to)}`, closing: 'list' as const }
        : { volume: '01', closing: usedLine, signatures: bookSignatures }),
      fromDate: from,
      toDate: to,
      paper,
      createdAt: ctx.now.toISOString(),
    }
    async function* rows(): AsyncGenerator<RegisterRow> {
      if (kind === 'use') {
        for await (const row of usesOf(ctx.tx, ctx.actor, { from, to })) yield { cells: usedCells(row) }
        return
      }
      let book = ''
      for (let after: KeptKey | null = null; ; ) {
        const found: KeptLine[] = await listKept(ctx.tx, ctx.actor, {
          days: { from, to },
          after,
          limit: PAGE,
          isWhole: true,
        })
        for (const line of found) {
          if (line.book_id !== book) yield { group: line.book }
          book = line.book_id
          yield { cells: listCells(line) }
        }
        const end = found.at(-1)
        if (found.length < PAGE || !end) return
        after = [end.book, end.book_id, end.number]
      }
    }
    const bytes = await composeRegister(spec, rows(), format)
    ctx.record({
      subject: { type: 'register-book', id: null, label: spec.title },
      data: { kind, format, paper, from, to },
    })
    return {
      file: { name: `${spec.title} ${from}.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' },
    }
  },
})

const usedLine = ({ pages, rows }: ClosingFacts): string =>
  `Sổ này có ${pages} trang, ghi ${rows} lượt sử dụng bản lưu.`
const dated = (symbol: string | null, day: string | null): string =>
  [symbol, day ? `ngày ${shortDay(day)}` : null].filter(Boolean).join(', ')

function usedCells(row: UsedRow): Record<string, string | number | null> {
  const seen = row.may_see
  return {
    takenOn: row.taken_on,
    borrower: [row.borrower, row.unit].filter(Boolean).join(', '),
    document: dated(row.symbol, row.issued_date),
    subject: seen ? `${row.type_name} ${row.subject}` : LIMITED,
    file: row.file_symbol,
    receipt: null,
    returnedOn: row.returned_on,
    permittedBy: row.permitted_by,
    note: [seen ? row.purpose : null, row.note].filter(Boolean).join('; ') || null,
  }
}

function listCells(line: KeptLine): Record<string, string | number | null> {
  if (!line.may_see) return { symbol: line.symbol, subject: LIMITED, state: STATES[line.state] }
  return {
    symbol: line.symbol,
    issuedOn: line.issued_date,
    subject: `${line.type_name} ${line.subject}${line.is_recalled ? ' (đã thu hồi)' : ''}`,
    unit: line.unit,
    state:
      line.state === 'lent'
        ? `${STATES.lent}: ${line.borrower ?? ''}, từ ${shortDay(line.taken_on ?? '')}`
        : STATES[line.state],
    place: line.place,
  }
}
