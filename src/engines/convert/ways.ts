/** Which program makes which format of which: PRONOM's identifiers. What is not here cannot be made here. */

/** PDF/A-2b: open, its fonts inside, no picture or font that could not be in it. */
export const PDF_A = 'fmt/477'

export type ProgramName = 'ghostscript' | 'libreoffice'
/** Parts of LibreOffice that Debian gives one by one. */
export type OfficePart = 'writer' | 'calc' | 'impress'

export interface Way {
  readonly program: ProgramName
  /** Null: the program is one. */
  readonly part: OfficePart | null
  /** Extension of what is converted: LibreOffice reads by it. */
  readonly from: string
  /** Extension of what is made. */
  readonly extension: string
  /** As LibreOffice takes it. */
  readonly filter: string
}

interface Family {
  readonly part: OfficePart
  /** Extension, and the formats that bear it. */
  readonly formats: Readonly<Record<string, readonly string[]>>
  /** The same without macros. */
  readonly sibling: {
    readonly from: string
    readonly to: string
    readonly extension: string
    readonly filter: string
    readonly inExtension: string
  }
}

const FAMILIES: readonly Family[] = [
  {
    part: 'writer',
    formats: {
      docx: ['fmt/412', 'fmt/1827'],
      doc: ['fmt/39', 'fmt/40', 'fmt/609'],
      odt: ['fmt/136', 'fmt/290', 'fmt/291', 'fmt/1756', 'fmt/2044'],
      rtf: ['fmt/45', 'fmt/50', 'fmt/52', 'fmt/53', 'fmt/355'],
      docm: ['fmt/523'],
    },
    sibling: {
      from: 'fmt/523',
      to: 'fmt/412',
      extension: 'docx',
      filter: 'docx:MS Word 2007 XML',
      inExtension: 'docm',
    },
  },
  {
    part: 'calc',
    formats: {
      xlsx: ['fmt/214', 'fmt/1828'],
      xls: ['fmt/59', 'fmt/61'],
      ods: ['fmt/137', 'fmt/294', 'fmt/295', 'fmt/1755', 'fmt/2045'],
      xlsm: ['fmt/445'],
    },
    sibling: {
      from: 'fmt/445',
      to: 'fmt/214',
      extension: 'xlsx',
      filter: 'xlsx:Calc MS Excel 2007 XML',
      inExtension: 'xlsm',
    },
  },
  {
    part: 'impress',
    formats: {
      pptx: ['fmt/215', 'fmt/1829'],
      ppt: ['fmt/126'],
      odp: ['fmt/138', 'fmt/292', 'fmt/293', 'fmt/1754', 'fmt/2046'],
      pptm: ['fmt/487'],
    },
    sibling: {
      from: 'fmt/487',
      to: 'fmt/215',
      extension: 'pptx',
      filter: 'pptx:Impress MS PowerPoint 2007 XML',
      inExtension: 'pptm',
    },
  },
]

/** PDF 1.0 to 2.0 that is not PDF/A. */
const PDFS = ['14', '15', '16', '17', '18', '19', '20', '276', '1129'].map((number) => `fmt/${number}`)

/** The export of LibreOffice 7.4 and later; 2: PDF/A-2b. */
const pdfFilter = (part: OfficePart): string =>
  `pdf:${part}_pdf_Export:${JSON.stringify({ SelectPdfVersion: { type: 'long', value: '2' } })}`

/** @returns null when no program of ours makes `to` of `from` */
export function wayTo(from: string, to: string): Way | null {
  if (to === PDF_A && PDFS.includes(from))
    return { program: 'ghostscript', part: null, from: 'pdf', extension: 'pdf', filter: '' }
  for (const { part, formats, sibling } of FAMILIES) {
    if (from === sibling.from && to === sibling.to) {
      const { inExtension, extension, filter } = sibling
      return { program: 'libreoffice', part, from: inExtension, extension, filter }
    }
    const extension = Object.keys(formats).find((one) => formats[one]!.includes(from))
    if (to === PDF_A && extension !== undefined)
      return { program: 'libreoffice', part, from: extension, extension: 'pdf', filter: pdfFilter(part) }
  }
  return null
}
