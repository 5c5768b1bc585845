/** Writes a paper as a Word file, in one of the many ways to build it. */
import JSZip from 'jszip'
import { type Build, mm, textWidth, twips } from './build.ts'
import { closingXml } from './closing.ts'
import { afterHeading, headingXml } from './heading.ts'
import { measure } from './measure-para.ts'
import { pageNumberXml, type Stories, sectPr } from './pages.ts'
import { type Block, type Grid, isPara, type Paper, type Para, plain } from './paper.ts'
import { randomOf } from './random.ts'
import { contentTypes, documentRels, numberingXml, packageRels, settingsXml, stylesXml, themeXml } from './skeleton.ts'
import { type Base, emptyXml, escaped, type Ink, paraXml, rPr, runXml } from './text.ts'

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const basesOf: Record<Build['defaults'], Base> = {
  word: { ...plain, font: 'Calibri', size: 11, after: 8, times: 259 / 240 },
  bare: { ...plain, size: 10, after: 0, times: 1 },
  times: { ...plain, size: 14, after: 0, times: 1 },
  theme: { ...plain, size: 13, after: 0, times: 1 },
}

/** What a paper cannot be built as is built another way: a frame or a wrapping line has no place between tabs. */
export function fitting(build: Build, paper: Paper): Build {
  const framed = [...paper.numbers, ...paper.dates].some((one) => one.frame)
  const wraps = paper.numbers.some((one) => one.part === 'subject-letter')
  return build.header === 'tabs' && (framed || wraps) ? { ...build, header: 'rows' } : build
}

/** The parts of the file by name. Deterministic: the same paper, build and seed give the same bytes of every part. */
export function partsOf(paper: Paper, wanted: Build, seed: string): Record<string, string> {
  const build = fitting(wanted, paper)
  const ink: Ink = {
    build,
    seed,
    random: randomOf('ink', seed),
    base: basesOf[build.defaults],
    encoding: paper.encoding,
    styles: new Map(),
    lists: [],
    numbered: new Map(),
    ids: { next: 1 },
    quiet: false,
  }
  const { place } = paper.pageNumber
  const stories: Stories = { place }
  if (paper.pageNumber.shown) {
    stories.numbered = 'rId10'
    if (build.firstHeader === 'empty' && !paper.pageNumber.onFirst) stories.empty = 'rId11'
  }
  if (paper.contact && place === 'header' && !paper.pageNumber.onFirst) stories.contact = 'rId12'
  const body = bodyXml(ink, paper, stories)
  const root = place === 'header' ? 'hdr' : 'ftr'
  const story = (content: string) => `${declaration}<w:${root} ${namespaces}>${content}</w:${root}>`
  const parts: Record<string, string> = {
    '[Content_Types].xml': declaration + contentTypes(stories),
    '_rels/.rels': declaration + packageRels,
    'word/document.xml': `${declaration}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': declaration + documentRels(stories),
    'word/settings.xml': declaration + settingsXml,
    'word/theme/theme1.xml': declaration + themeXml(build.defaults),
    'docProps/app.xml': `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>`,
    'docProps/core.xml': `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(paper.type)}</dc:title></cp:coreProperties>`,
  }
  if (stories.numbered) parts[`word/${place}1.xml`] = story(pageNumberXml(ink, paper))
  if (stories.empty) parts[`word/${place}2.xml`] = story('<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>')
  if (stories.contact && paper.contact) {
    parts['word/footer3.xml'] = `${declaration}<w:ftr ${namespaces}>${contactXml(ink, paper.contact)}</w:ftr>`
  }
  parts['word/styles.xml'] =
    declaration +
    stylesXml(
      build.defaults,
      [...ink.styles.values()].map((one) => one.xml),
    )
  parts['word/numbering.xml'] = declaration + numberingXml(ink.lists)
  return parts
}

/** The address under a line across the text. */
const contactXml = (ink: Ink, contact: Para): string =>
  `<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="auto"/></w:pBdr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>${contact.runs.map((run) => runXml(ink, run, ink.base)).join('')}</w:p>`

const stamp = new Date(Date.UTC(2026, 0, 1))

export async function docxOf(paper: Paper, build: Build, seed: string): Promise<Uint8Array> {
  const zip = new JSZip()
  for (const [name, text] of Object.entries(partsOf(paper, build, seed)))
    zip.file(name, text, { date: stamp, createFolders: false })
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

function bodyXml(ink: Ink, paper: Paper, stories: Stories): string {
  if (ink.build.lists === 'automatic') numberLists(ink, [paper.main, ...paper.appendices.map((one) => one.blocks)])
  const width = textWidth(paper)
  const write = (blocks: Block[]) =>
    blocks
      .map((block) => (isPara(block) ? paraXml(ink, block, { width, inCell: false }) : gridXml(ink, block, width)))
      .join('')
  const many = paper.appendices.length
  const section = (at: number) => {
    const appendix = at === 0 ? undefined : paper.appendices[at - 1]!
    return sectPr(ink, paper, stories, {
      first: at === 0,
      landscape: appendix?.landscape ?? false,
      restarts: appendix?.restarts ?? false,
      ...(at > 0
        ? { begins: 'nextPage' as const }
        : ink.build.header === 'columns'
          ? { begins: 'continuous' as const }
          : {}),
    })
  }
  const end = (at: number) =>
    at === many
      ? section(at)
      : `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>${section(at)}</w:pPr></w:p>`
  return [
    headingXml(ink, paper, (columns) =>
      sectPr(ink, paper, stories, { first: true, landscape: false, restarts: false, columns }),
    ),
    afterHeading(ink),
    write(paper.main),
    closingXml(ink, paper),
    emptyXml(ink, 13),
    end(0),
    ...paper.appendices.map((one, at) => write(one.blocks) + end(at + 1)),
  ].join('')
}

/** Gives every run of signs that counts 1. 2. 3. or a) b) c) as Word does an instance of its own; others stay typed. */
function numberLists(ink: Ink, stories: Block[][]) {
  for (const blocks of stories) {
    for (const kind of ['clause', 'point'] as const) {
      let open: Para[] = []
      const settle = () => {
        const signs = open.map((one) => one.label!.text)
        // Word's letters have no đ.
        const counted = signs.every((sign, at) => sign === (kind === 'clause' ? `${at + 1}.` : `${'abcd'[at]})`))
        if (counted && open.length > 0) {
          ink.lists.push({ kind, left: 0, firstLine: open[0]!.firstLine })
          for (const one of open) ink.numbered.set(one, ink.lists.length)
        }
        open = []
      }
      for (const block of blocks) {
        if (!isPara(block) || block.label?.kind !== kind) continue
        if (block.label.text === (kind === 'clause' ? '1.' : 'a)')) settle()
        open.push(block)
      }
      settle()
    }
  }
}

function gridXml(ink: Ink, grid: Grid, width: number): string {
  const total = twips(width)
  const share = [0.1, 0.5, 0.2, 0.2]
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')
  const rows = grid.rows.map((row, at) => {
    const cells = row.map((text, column) => {
      const look = { ...plain, size: grid.size, bold: at === 0 }
      const jc = column === 1 && at > 0 ? '' : '<w:jc w:val="center"/>'
      return `<w:tc><w:tcPr><w:tcW w:w="${Math.round(total * share[column]!)}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="${twips(2)}" w:after="${twips(2)}" w:line="240" w:lineRule="auto"/>${jc}</w:pPr><w:r>${rPr(ink, look, ink.base)}<w:t>${escaped(text)}</w:t></w:r></w:p></w:tc>`
    })
    return `<w:tr>${cells.join('')}</w:tr>`
  })
  const columns = share.map((part) => `<w:gridCol w:w="${Math.round(total * part)}"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** Roughly how many pages the text fills, for the table of the corpus alone. */
export function pagesOf(paper: Paper): number {
  const width = textWidth(paper)
  const height = mm(paper.page.height - paper.page.top - paper.page.bottom)
  const tall = paper.main.filter(isPara).reduce((sum, one) => {
    const size = one.runs[0]!.size
    const line = 'points' in one.line ? one.line.points : one.line.times * size * 1.15
    return sum + one.before + one.after + Math.ceil((measure(one) + mm(one.firstLine)) / width) * line
  }, 0)
  return 1 + Math.floor((tall + 300) / height)
}
