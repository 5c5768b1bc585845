/** Runs and paragraphs in WordprocessingML. */
import { type Build, mm, twips } from './build.ts'
import { type Look, type Para, type Run, textOf } from './paper.ts'
import { type Random, randomOf } from './random.ts'
import { ruled } from './rules.ts'

export interface Base extends Look {
  after: number
  times: number
}

/** What one document needs while it is written. */
export interface Ink {
  build: Build
  seed: string
  random: Random
  base: Base
  encoding: 'nfc' | 'nfd'
  /** Paragraph and character styles, by what they say. */
  styles: Map<string, { id: string; xml: string }>
  /** Instances of automatic numbering. */
  lists: { kind: 'clause' | 'point'; left: number; firstLine: number }[]
  /** Numbering instance of a paragraph where numbers are automatic. */
  numbered: Map<Para, number>
  ids: { next: number }
  /** Noise and identifiers are left out where text is written twice. */
  quiet: boolean
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const toggle = (name: string, on: boolean, base: boolean) =>
  on === base ? '' : on ? `<w:${name}/><w:${name}Cs/>` : `<w:${name} w:val="0"/><w:${name}Cs w:val="0"/>`

/** Run properties that turn the base look into this one. */
export function rPr(ink: Ink, look: Look, base: Look, more = '', style = ''): string {
  const font =
    look.font === base.font
      ? ''
      : look.font === 'Times New Roman' && ink.build.fontBy === 'theme'
        ? '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:cstheme="majorHAnsi"/>'
        : `<w:rFonts w:ascii="${look.font}" w:hAnsi="${look.font}" w:cs="${look.font === 'Times New Roman' ? look.font : 'Times New Roman'}"/>`
  const inner = [
    style,
    font,
    toggle('b', look.bold, base.bold),
    toggle('i', look.italic, base.italic),
    more,
    look.color === base.color ? '' : `<w:color w:val="${look.color}"/>`,
    look.size === base.size ? '' : `<w:sz w:val="${Math.round(look.size * 2)}"/><w:szCs w:val="28"/>`,
    look.underline === base.underline ? '' : `<w:u w:val="${look.underline ? 'single' : 'none'}"/>`,
  ].join('')
  return inner && `<w:rPr>${inner}</w:rPr>`
}

const sameLook = (one: Look, other: Look) =>
  one.font === other.font &&
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.size === other.size &&
  one.underline === other.underline &&
  one.color === other.color

function characterStyle(ink: Ink, look: Look): string {
  const said = `char|${JSON.stringify([look.font, look.size, look.bold, look.italic, look.underline, look.color])}`
  const known = ink.styles.get(said)
  if (known) return known.id
  const id = `KyTu${ink.styles.size + 1}`
  ink.styles.set(said, {
    id,
    xml: `<w:style w:type="character" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/>${rPr(ink, look, ink.base)}</w:style>`,
  })
  return id
}

/** A paragraph style over two or three steps of basedOn: font, then bold, then the rest. */
function paragraphStyle(ink: Ink, look: Look, pPr: string): string {
  const said = `para|${JSON.stringify([look.font, look.size, look.bold, look.italic, look.underline, look.color])}|${pPr}`
  const known = ink.styles.get(said)
  if (known) return known.id
  const root = 'VanBanGoc'
  if (!ink.styles.has(root)) {
    const rooted = { ...ink.base, font: 'Times New Roman' }
    ink.styles.set(root, {
      id: root,
      xml: `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${root}"><w:name w:val="Van ban goc"/><w:basedOn w:val="Normal"/>${rPr(ink, rooted, ink.base)}</w:style>`,
    })
    ink.styles.set('VanBanDam', {
      id: 'VanBanDam',
      xml: `<w:style w:type="paragraph" w:customStyle="1" w:styleId="VanBanDam"><w:name w:val="Van ban dam"/><w:basedOn w:val="${root}"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>`,
    })
  }
  const id = `VB${ink.styles.size + 1}`
  const parent = look.bold ? 'VanBanDam' : root
  const from = { ...ink.base, font: 'Times New Roman', bold: look.bold }
  ink.styles.set(said, {
    id,
    xml: `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="Thanh phan ${id}"/><w:basedOn w:val="${parent}"/>${pPr && `<w:pPr>${pPr}</w:pPr>`}${rPr(ink, look, from)}</w:style>`,
  })
  return id
}

/** The whole of the letters are capitals, and there are some. */
const isCapitals = (text: string) => text !== text.toLowerCase() && text === text.toUpperCase()

const shownCapitals = new Set([
  'national-title',
  'party-title',
  'parent',
  'issuing',
  'type-name',
  'authority',
  'position',
  'heading-title',
  'section',
  'order-line',
])

const rsid = (ink: Ink) =>
  ink.build.noise === 'yes' ? ` w:rsidR="00${ink.random.whole(0x100000, 0xffffff).toString(16).toUpperCase()}"` : ''

/** One run, perhaps broken in the middle of a word as Word does after editing. */
export function runXml(ink: Ink, run: Run, base: Look, part = ''): string {
  let more = ''
  let text = ink.encoding === 'nfd' ? run.text.normalize('NFD') : run.text
  if (ink.build.capitals === 'shown' && shownCapitals.has(part) && isCapitals(text)) {
    more = '<w:caps/>'
    text = part === 'section' ? text.replace(/[^IVX.\s].*$/, (rest) => rest.toLowerCase()) : text.toLowerCase()
  }
  const style =
    ink.build.format === 'character' && !sameLook(run, base) ? `<w:rStyle w:val="${characterStyle(ink, run)}"/>` : ''
  const props = style ? rPr(ink, run, run, more, style) : rPr(ink, run, base, more)
  const pieces = ink.build.split === 'yes' && text.length > 6 && ink.random.chance(0.5) ? broken(ink, text) : [text]
  return pieces
    .map((piece) => `<w:r${rsid(ink)}>${props}${inner(piece)}</w:r>`)
    .map((xml, at) => (ink.quiet || ink.build.noise === 'no' ? xml : wrapped(ink, xml, at, part)))
    .join('')
}

/** Text with breaks and tabs as their own elements. */
function inner(text: string): string {
  return text
    .split(/([\n\t])/)
    .filter(Boolean)
    .map((piece) =>
      piece === '\n' ? '<w:br/>' : piece === '\t' ? '<w:tab/>' : `<w:t xml:space="preserve">${escaped(piece)}</w:t>`,
    )
    .join('')
}

function broken(ink: Ink, text: string): string[] {
  const letters = [...new Intl.Segmenter('vi').segment(text)].map((one) => one.segment)
  const at = ink.random.whole(1, letters.length - 2)
  return [letters.slice(0, at).join(''), letters.slice(at).join('')]
}

function wrapped(ink: Ink, xml: string, at: number, part: string): string {
  if (at > 0) return xml
  const id = ink.ids.next++
  const way = ink.random.whole(0, 9)
  if (way === 0) return `<w:proofErr w:type="spellStart"/>${xml}<w:proofErr w:type="spellEnd"/>`
  if (way === 1) return `<w:bookmarkStart w:id="${id}" w:name="_Hlk${id}"/>${xml}<w:bookmarkEnd w:id="${id}"/>`
  if (way === 2)
    return `<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">${xml}</w:smartTag>`
  if (part !== 'body' && part !== 'clause') return xml
  if (way === 3) return `<w:ins w:id="${id}" w:author="Chuyên viên" w:date="2026-01-05T08:00:00Z">${xml}</w:ins>`
  if (way === 4)
    return `${xml}<w:del w:id="${id}" w:author="Chuyên viên" w:date="2026-01-05T08:00:00Z"><w:r><w:rPr><w:color w:val="00B050"/></w:rPr><w:delText xml:space="preserve"> đã bỏ đoạn này </w:delText></w:r></w:del>`
  if (way === 5) return `<w:hyperlink w:anchor="muc${id}" w:history="1">${xml}</w:hyperlink>`
  return xml
}

export interface Frame {
  /** Points of room across. */
  width: number
  /** In a table cell or text box. */
  inCell: boolean
}

function lineXml(para: Para, base: Base): string {
  const line =
    'points' in para.line
      ? ` w:line="${twips(para.line.points)}" w:lineRule="exact"`
      : ` w:line="${Math.round(para.line.times * 240)}" w:lineRule="auto"`
  const needsLine = 'points' in para.line || para.line.times !== base.times
  const parts = [
    para.before ? ` w:before="${twips(para.before)}"` : '',
    para.after !== base.after ? ` w:after="${twips(para.after)}"` : '',
    needsLine ? line : '',
  ].join('')
  return parts && `<w:spacing${parts}/>`
}

/** Chance of the paragraph's own, so that a fault elsewhere does not move it. */
export function alike<T>(ink: Ink, para: Para, write: () => T): T {
  const outer = ink.random
  ink.random = randomOf('ink', ink.seed, para.key ?? para.part)
  const written = write()
  ink.random = outer
  return written
}

/** A paragraph with its line below, as the build draws it. */
export const paraXml = (ink: Ink, para: Para, frame: Frame): string => alike(ink, para, () => written(ink, para, frame))

function written(ink: Ink, para: Para, frame: Frame): string {
  const list = ink.numbered.get(para)
  const rule = ruled(ink, para, frame)
  const tabbed = ink.build.indent === 'tab' && para.align === 'both' && para.firstLine > 0 && list === undefined
  const indents =
    rule.indent !== undefined
      ? `<w:ind w:left="${twips(rule.indent)}" w:right="${twips(rule.indent)}"/>`
      : list !== undefined || (!para.left && (!para.firstLine || tabbed))
        ? ''
        : `<w:ind${para.left ? ` w:left="${twips(mm(para.left))}"` : ''}${para.firstLine && !tabbed ? ` w:firstLine="${twips(mm(para.firstLine))}"` : ''}/>`
  const box = para.frame
    ? `<w:pBdr>${['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} w:val="single" w:sz="8" w:space="1" w:color="${para.frame}"/>`).join('')}</w:pBdr>`
    : ''
  const number = list === undefined ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`
  const tabs = tabbed ? `<w:tabs><w:tab w:val="left" w:pos="${twips(mm(para.firstLine))}"/></w:tabs>` : ''
  const layout = `${lineXml(para, ink.base)}${frameIndent(para, frame) || indents}${para.align === 'left' ? '' : `<w:jc w:val="${para.align}"/>`}`
  const main = para.runs.reduce((one, other) => (other.text.length > one.text.length ? other : one))
  const styled = ink.build.format === 'styles' || ink.build.format === 'toggle'
  let base: Look = ink.base
  let style = ''
  if (styled) {
    base = { ...main }
    style = `<w:pStyle w:val="${paragraphStyle(ink, main, layout)}"/>`
  }
  let runs = para.runs
  if (para.label && list === undefined) {
    const first = runs[0]!
    runs = [{ ...first, text: `${para.label.text} ${first.text}` }, ...runs.slice(1)]
  }
  if (tabbed) {
    const first = runs[0]!
    runs = [{ ...first, text: `\t${first.text}` }, ...runs.slice(1)]
  }
  let body = runs.map((run) => runXml(ink, run, base, para.part)).join('')
  if (
    ink.build.format === 'toggle' &&
    (para.part === 'position' || para.part === 'parent' || para.part === 'number') &&
    !main.bold
  ) {
    // Bold in the paragraph's style and bold in the run's style cancel each other (ECMA-376 17.7.3).
    style = `<w:pStyle w:val="${paragraphStyle(ink, { ...main, bold: true }, layout)}"/>`
    if (!ink.styles.has('ChuDam')) {
      ink.styles.set('ChuDam', {
        id: 'ChuDam',
        xml: '<w:style w:type="character" w:customStyle="1" w:styleId="ChuDam"><w:name w:val="Chu dam"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
      })
    }
    body = body.replaceAll(/<w:r( [^>]*)?>(<w:rPr>)?/g, (_, attributes, props) =>
      props
        ? `<w:r${attributes ?? ''}><w:rPr><w:rStyle w:val="ChuDam"/>`
        : `<w:r${attributes ?? ''}><w:rPr><w:rStyle w:val="ChuDam"/></w:rPr>`,
    )
  }
  const mark = styled ? '' : rPr(ink, main, ink.base)
  const pPr = `${style}${number}${box}${rule.border}${tabs}${styled ? (rule.border ? indents : '') : layout}${mark}`
  return `<w:p${rsid(ink)}>${pPr && `<w:pPr>${pPr}</w:pPr>`}${rule.drawing}${body}</w:p>${rule.after}`
}

/** A frame about as wide as its words. */
function frameIndent(para: Para, frame: Frame): string {
  if (!para.frame) return ''
  const side = Math.max(0, (frame.width - textOf(para).length * 12) / 2)
  return `<w:ind w:left="${twips(side)}" w:right="${twips(side)}"/>`
}

/** An empty line of a size. */
export const emptyXml = (ink: Ink, size: number): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>${rPr(ink, { ...ink.base, size }, ink.base)}</w:pPr></w:p>`
