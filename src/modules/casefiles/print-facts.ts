/** What the papers of a file say. */
import {
  composeClosingCertificate,
  composeFileCover,
  composeRegister,
  type FilePaper,
  fileContentsLayout,
  type PrintFormat,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { numberInWords } from '#engines/vn-text/index.ts'
import { type OrganizationFacts, organizationOf } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { numberPages } from './rules.ts'
import type { FileRow } from './store.ts'
import type { ItemRow } from './store-items.ts'
import { pagesOf } from './views.ts'

export interface Bodies {
  readonly organization: OrganizationFacts
  readonly parent: OrganizationFacts | null
}

export async function bodiesOf({ tx, actor }: ReadContext): Promise<Bodies> {
  const organization = await organizationOf(tx, actor.organizationId)
  if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
  return { organization, parent: organization.parentId ? await organizationOf(tx, organization.parentId) : null }
}

export const headsOf = ({ organization, parent }: Bodies) => ({
  regime: organization.regime,
  organization: organization.name,
  ...(parent ? { parentOrganization: parent.name } : {}),
})

export const LIMITED = 'Văn bản giới hạn quyền truy cập'
export const LIMITED_FILE = 'Hồ sơ giới hạn quyền truy cập'

/** Rows of the list of contents: pages as they were numbered at the closing, or as they would be now. */
export function contentRows(file: FileRow, rows: readonly ItemRow[]): RegisterRow[] {
  const isNumbered = file.state !== 'open'
  const would = numberPages(rows.map((row) => ({ pages: pagesOf(row), sheets: row.sheets }))).places
  return rows.map((row, i): RegisterRow => {
    const firstSheet = isNumbered ? row.first_sheet : would[i]!.firstSheet
    const firstPage = isNumbered ? row.first_page : would[i]!.firstPage
    const place =
      firstSheet !== null
        ? `Tờ ${span(firstSheet, row.sheets)}`
        : firstPage !== null
          ? `Tr. ${span(firstPage, row.kept_pages ?? pagesOf(row))}`
          : null
    const no = String(i + 1).padStart(2, '0')
    if (!row.may_see) return { cells: { no, subject: LIMITED, place } }
    return {
      cells: {
        no,
        symbol: row.symbol,
        date: row.issued_date,
        subject: `${row.type_name} ${row.subject}`,
        issuer: row.issuer_name,
        place,
        note: row.note,
      },
    }
  })
}

const span = (from: number, count: number | null): string =>
  count && count > 1 ? `${from}-${from + count - 1}` : String(from)

export function contentsSpec(file: FileRow, bodies: Bodies, createdAt: Date): RegisterSpec {
  return {
    ...fileContentsLayout(bodies.organization.regime),
    ...headsOf(bodies),
    subtitle: `Hồ sơ ${file.symbol}: ${file.title}`,
    closing: ({ rows }) =>
      `Mục lục này có ${String(rows).padStart(2, '0')} (${numberInWords(rows)}) văn bản, tài liệu.`,
    signatures: [{ position: 'NGƯỜI LẬP HỒ SƠ', hint: '(Ký, ghi rõ họ và tên)', name: file.maker_name }],
    createdAt: createdAt.toISOString(),
  }
}

export const printContents = (
  file: FileRow,
  rows: readonly ItemRow[],
  bodies: Bodies,
  createdAt: Date,
  format: PrintFormat,
): Promise<Uint8Array> => composeRegister(contentsSpec(file, bodies, createdAt), contentRows(file, rows), format)

/** What cover and closing certificate say of a file that is closed. */
export function paperOf(file: FileRow, rows: readonly ItemRow[], bodies: Bodies, createdAt: Date): FilePaper {
  return {
    ...headsOf(bodies),
    ...(file.unit_name ? { unit: file.unit_name } : {}),
    symbol: file.symbol,
    title: file.title,
    startsOn: file.starts_on ?? file.opened_on,
    endsOn: file.ends_on ?? file.closed_on ?? file.opened_on,
    retention: retentionWords(file.retention),
    sheets: file.sheet_count ?? 0,
    pages: file.page_count ?? 0,
    documents: rows.length,
    maker: file.maker_name,
    ...(bodies.organization.place ? { place: bodies.organization.place } : {}),
    closedOn: file.closed_on ?? file.opened_on,
    ...(file.condition ? { condition: file.condition } : {}),
    createdAt: createdAt.toISOString(),
  }
}

export const printCover = (paper: FilePaper): Promise<Uint8Array> => composeFileCover(paper)
export const printCertificate = (paper: FilePaper): Promise<Uint8Array> => composeClosingCertificate(paper)
