/** A file's description as XML, in the names of NĐ 30/2020 PL VI Part II, readable without the system. Pure. */
import { shortDay } from '#engines/vn-text/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import type { FileRow } from './store.ts'
import type { ItemRow } from './store-items.ts'
import { pagesOf } from './views.ts'

const escaped = (text: string): string =>
  text
    // What XML 1.0 cannot hold.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

type Value = string | number | null | undefined
const element = (name: string, value: Value): string =>
  value === null || value === undefined || value === '' ? '' : `<${name}>${escaped(String(value))}</${name}>`

/** `DD/MM/YYYY`, or what is known of it. */
const day = (date: string | null | undefined): string | null => (date ? shortDay(date) : null)

export interface ExportedFile {
  /** Path inside the package. */
  readonly path: string
  readonly sha256: string
  readonly mediaType: string
}

/** @param organId code of the organisation; @param files of each document, in order */
export function fileXml(
  file: FileRow,
  organ: { code: string | null; name: string },
  items: readonly { row: ItemRow; files: readonly ExportedFile[] }[],
  createdAt: Date,
): string {
  const code = `<FileCode>${element('OrganId', organ.code)}${element('FileCatalog', file.period)}${element('FileNotation', file.symbol)}</FileCode>`
  const documents = items.map(({ row, files }, i) =>
    [
      '    <Document>',
      `      ${code}`,
      `      ${element('DocOrdinal', i + 1)}`,
      ...(row.may_see
        ? [
            element('Direction', row.direction),
            element('TypeName', row.type_name),
            element('CodeNumber', row.code_number),
            element('CodeNotation', row.code_notation),
            element('IssuedDate', day(row.issued_date)),
            element('OrganName', row.issuer_name),
            element('Subject', row.subject),
            element('PageAmount', row.kept_pages ?? pagesOf(row)),
            element('FirstPage', row.first_page),
            element('FirstSheet', row.first_sheet),
            element('Description', row.note),
          ]
            .filter((line) => line !== '')
            .map((line) => `      ${line}`)
        : ['      <Rights>limited</Rights>']),
      ...files.map(
        (one) =>
          `      <File path="${escaped(one.path)}" mediaType="${escaped(one.mediaType)}" sha256="${escaped(one.sha256)}"/>`,
      ),
      '    </Document>',
    ].join('\n'),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<CaseFile xmlns="urn:vankho:casefile:1" created="${createdAt.toISOString()}">
  ${code}
  ${[
    element('OrganName', organ.name),
    element('Title', file.title),
    element('Maintenance', retentionWords(file.retention)),
    element('Creator', file.maker_name),
    element('Unit', file.unit_name),
    element('Language', 'Tiếng Việt'),
    element('StartDate', day(file.starts_on ?? file.opened_on)),
    element('EndDate', day(file.ends_on)),
    element('State', file.state),
    element('DocTotal', items.length),
    element('PageTotal', file.page_count),
    element('SheetTotal', file.sheet_count),
    element('Keywords', file.keywords),
    element('Description', file.note),
  ]
    .filter((line) => line !== '')
    .join('\n  ')}
  <Documents>
${documents.join('\n')}
  </Documents>
</CaseFile>
`
}
