/** Size, weight, case, place and colour of every component against its row. */

import { encodingOfFont } from '#engines/vn-text/index.ts'
import type { LayoutForm } from '#regimes/layout-types.ts'
import { type Context, quote, visibleRuns, weight } from '../context.ts'
import type { Section, TextRun } from '../model.ts'
import { linesUnder, type Piece } from '../pieces.ts'
import { isUpper, upperShare } from '../recognise.ts'
import { type Component, textOf } from '../structure.ts'

const points = ([from, to]: readonly [number, number]) => (from === to ? `cỡ ${from}` : `cỡ ${from}–${to}`)
const number = (value: number) => String(value).replace('.', ',')
/** Headings of the text may stand out: only their size is a rule that all texts share. */
const STYLE_FREE = new Set(['heading-roman'])

export function checkForms(context: Context): void {
  for (const component of context.structure.components) {
    const row = context.form(component.form === 'heading-roman' ? 'heading' : component.form)
    if (!row || component.component === 'citation') continue
    checkSize(context, component, row)
    checkStyle(context, component, row)
    checkCase(context, component, row)
    checkAlignment(context, component, row)
    checkSide(context, component, row)
    checkRuleLine(context, component, row)
  }
  checkFonts(context)
  checkColors(context)
}

/** Share of the letters that a test holds for. */
function share(runs: readonly TextRun[], test: (run: TextRun) => boolean): number {
  const all = runs.reduce((sum, run) => sum + weight(run), 0)
  return all === 0 ? 0 : runs.filter(test).reduce((sum, run) => sum + weight(run), 0) / all
}

/** Footnote marks and the like inside a paragraph are not its size. */
const TOLERANCE = 0.02

function checkSize(context: Context, component: Component, row: LayoutForm): void {
  const range = row.sizePt
  if (!range) return
  const runs = visibleRuns(component)
  const isOff = (run: TextRun) => run.sizePt < range[0] - 0.01 || run.sizePt > range[1] + 0.01
  if (share(runs, isOff) <= TOLERANCE) return
  const off = runs.find(isOff)!
  context.add({
    component: component.component,
    aspect: 'size',
    at: pieceOf(component, isOff),
    expected: points(range),
    found: `cỡ ${number(off.sizePt)}`,
    source: row.source,
    fixable: true,
  })
}

const pieceOf = (component: Component, test: (run: TextRun) => boolean): Piece =>
  component.pieces.find((piece) => piece.runs.some((run) => weight(run) > 0 && test(run))) ?? component.pieces[0]!

/** Words of a style: `đứng, đậm`. */
function styleWords(row: LayoutForm): string {
  const words = []
  if (row.isItalic !== null) words.push(row.isItalic ? 'nghiêng' : 'đứng')
  if (row.isBold !== null) words.push(row.isBold ? 'đậm' : 'không đậm')
  if (row.isUnderlined) words.push('gạch chân')
  return `kiểu chữ ${words.join(', ')}`
}

const runWords = (run: TextRun) =>
  `kiểu chữ ${[run.isItalic ? 'nghiêng' : 'đứng', run.isBold ? 'đậm' : 'không đậm', ...(run.isUnderlined ? ['gạch chân'] : [])].join(', ')}`

/** Parts of running text may stand out by weight or slant; a whole paragraph may not. */
const RUNNING = new Set(['body', 'clause', 'point', 'article'])

function checkStyle(context: Context, component: Component, row: LayoutForm): void {
  if (STYLE_FREE.has(component.form)) return
  const isRunning = RUNNING.has(component.component)
  // the words "Điều 1. Tên điều" are bold; what an article without a title goes on to say is not
  const runs = component.component === 'article' ? articleLabel(component) : visibleRuns(component)
  const isOff = (run: TextRun) =>
    (row.isBold !== null && run.isBold !== row.isBold) ||
    (row.isItalic !== null && run.isItalic !== row.isItalic) ||
    (row.isUnderlined !== null && run.isUnderlined !== row.isUnderlined && !isRuleByUnderline(row, run))
  const off = share(runs, isOff)
  if (component.component === 'clause' && isClauseTitle(component)) return
  if (off <= (isRunning ? 0.9 : TOLERANCE)) return
  context.add({
    component: component.component,
    aspect: 'style',
    at: pieceOf(component, isOff),
    expected: styleWords(row),
    found: runWords(runs.find(isOff)!),
    source: row.source,
    fixable: true,
  })
}

/** A line under the text may have been made by underlining it: the rule of lines judges that. */
const isRuleByUnderline = (row: LayoutForm, run: TextRun) =>
  row.ruleLine !== null && row.ruleLine !== 'none' && run.isUnderlined

/** `1. Nguyên tắc` on a line of its own is a title and may be bold. */
const isClauseTitle = (component: Component) => textOf(component).length < 120 && !/[.;:]$/.test(textOf(component))

function articleLabel(component: Component): TextRun[] {
  const label = /^\s*điều\s+\d+\s*[.:]?/iu
  const runs = component.pieces[0]!.runs
  const end = label.exec(runs.map((run) => run.text.normalize('NFC')).join(''))?.[0].length ?? 0
  const out: TextRun[] = []
  let at = 0
  for (const run of runs) {
    const text = run.text.slice(0, Math.max(0, end - at))
    if (text !== '' && weight({ ...run, text }) > 0) out.push({ ...run, text })
    at += run.text.length
  }
  return out
}

function checkCase(context: Context, component: Component, row: LayoutForm): void {
  if (row.isUpper === null || RUNNING.has(component.component) || component.form === 'heading-roman') return
  if (
    ['number', 'national-title', 'motto', 'party-title', 'recipients', 'addressee', 'basis'].includes(
      component.component,
    )
  )
    return
  for (const piece of component.pieces) {
    const bare = piece.text.replace(/^(?:TM|KT|TL|TUQ|Q|T\/M|K\/T|T\/L)\.?\s*/u, '')
    const isOff = row.isUpper
      ? !isUpper(piece.text)
      : upperShare(bare) > 0.85 && bare.replace(/[^\p{L}]/gu, '').length > 4
    if (!isOff) continue
    context.add({
      component: component.component,
      aspect: 'case',
      at: piece,
      expected: row.isUpper ? 'chữ in hoa' : 'chữ in thường',
      found: quote(piece.text),
      source: row.source,
      fixable: row.isUpper,
    })
    return
  }
}

const ALIGN = { left: 'canh trái', center: 'canh giữa', right: 'canh phải', both: 'canh đều hai bên' } as const

function checkAlignment(context: Context, component: Component, row: LayoutForm): void {
  if (!row.align || STYLE_FREE.has(component.form)) return
  for (const piece of component.pieces) {
    if (piece.align === null || row.align.includes(piece.align)) continue
    const { paragraph } = piece
    // a last line, or a short one, looks the same left and justified
    if (piece.align === 'left' && row.align.includes('both') && piece.text.length < 75) continue
    // heads set without a table reach their side by the edge of the line
    if (
      paragraph.place.kind === 'text' &&
      row.side === 'right' &&
      piece.align === 'right' &&
      row.align.includes('center')
    ) {
      if (component.component !== 'place-date' && context.isParty === false) continue
    }
    context.add({
      component: component.component,
      aspect: 'alignment',
      at: piece,
      expected: row.align.map((align) => ALIGN[align]).join(' hoặc '),
      found: ALIGN[piece.align],
      source: row.source,
      fixable: true,
    })
    return
  }
}

function checkSide(context: Context, component: Component, row: LayoutForm): void {
  if (!row.side) return
  const wrong = component.pieces.find((piece) => piece.side !== null && piece.side !== row.side)
  if (!wrong) return
  const words = { left: 'bên trái', right: 'bên phải' } as const
  context.add({
    component: component.component,
    aspect: 'position',
    at: wrong,
    expected: words[row.side],
    found: words[wrong.side!],
    source: row.source,
  })
}

const RULE_WORDS = {
  whole: 'đường kẻ ngang, nét liền, dài bằng dòng chữ',
  part: 'đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ',
  hyphens: 'năm gạch nối (-----) ở dưới',
  none: 'không có đường kẻ',
} as const

function checkRuleLine(context: Context, component: Component, row: LayoutForm): void {
  if (row.ruleLine === null || row.ruleLine === 'none') return
  const { document, structure } = { document: context.structure.document, structure: context.structure }
  const last = component.pieces.at(-1)!
  const lines = linesUnder(document, last)
  const isUnderlined = last.runs.filter((run) => weight(run) > 0).every((run) => run.isUnderlined)
  const drawnElsewhere = () =>
    document.paragraphs.some(
      (paragraph) =>
        paragraph.index <= (structure.pieces[structure.headEnd]?.paragraph.index ?? 0) + 3 &&
        paragraph.below.some(
          (line) =>
            line.kind === 'drawn' &&
            (row.side === null || (paragraph.place.kind === 'cell' ? paragraph.place.side : line.side) === row.side),
        ),
    )
  const wanted = RULE_WORDS[row.ruleLine]
  const fault = (found: string) =>
    context.add({
      component: component.component,
      aspect: 'rule-line',
      at: last,
      expected: wanted,
      found,
      source: row.source,
      fixable: row.ruleLine === 'hyphens' || row.ruleLine === 'whole',
    })
  if (row.ruleLine === 'hyphens') {
    const next = context.structure.pieces[last.at + 1]
    const typed = next ? /^[-–—_]{3,}$/u.test(next.text.replace(/\s/g, '')) : false
    if (!typed) fault(lines.length > 0 ? 'đường kẻ liền' : 'không có')
    else if (!/^-{5}$/.test(next!.text.replace(/\s/g, ''))) fault(quote(next!.text))
    return
  }
  const solid = lines.filter((line) => !line.isDashed)
  if (lines.length > 0 && solid.length === 0) {
    fault('đường kẻ nét đứt')
    return
  }
  if (lines.length === 0) {
    if (isUnderlined && row.ruleLine === 'whole') return
    if (isUnderlined) {
      fault('gạch chân cả dòng chữ')
      return
    }
    if (!drawnElsewhere()) {
      fault('không có đường kẻ')
      return
    }
    return
  }
  const width = solid.find((line) => line.widthPt !== null)?.widthPt
  if (width === undefined || width === null) return
  const ratio = width / textWidth(last)
  const isFit = row.ruleLine === 'whole' ? ratio > 0.7 && ratio < 1.35 : ratio > 0.2 && ratio < 0.7
  if (!isFit) fault(`đường kẻ dài ${Math.round(ratio * 100)} % dòng chữ`)
}

/** About how wide a line of text is in Times New Roman, in points. */
function textWidth(piece: Piece): number {
  let width = 0
  for (const run of piece.runs) {
    for (const char of run.isCaps ? run.text.toLocaleUpperCase('vi') : run.text) {
      const base = char.normalize('NFD')[0]!
      const em = /[mwMW@]/.test(base)
        ? 0.85
        : /[A-ZĐ]/.test(base)
          ? 0.69
          : /[iljtfrI.,:;'\s/()-]/.test(base)
            ? 0.3
            : 0.48
      width += em * run.sizePt * (run.isBold ? 1.04 : 1)
    }
  }
  return Math.max(width, 1)
}

/** The family's name, also as its faces are called (`Times New Roman Bold`). */
const family = (font: string) =>
  font
    .trim()
    .toLowerCase()
    .replace(/(?:[\s-]+(?:bold|italic|regular))+$/, '')

const isRight = (context: Context, run: TextRun) =>
  run.fonts.every((font) => context.page!.fonts.some((name) => name.toLowerCase() === family(font)))

function checkFonts(context: Context): void {
  if (!context.page) return
  const { components } = context.structure
  // letters of an old encoding are told as such, not as a font of the wrong name
  const isOff = (run: TextRun) => !isRight(context, run) && !run.fonts.some((font) => encodingOfFont(font) !== null)
  const all = components.flatMap(visibleRuns)
  const expected = context.page.fonts.join(', ')
  if (share(all, isOff) > 0.6) {
    context.add({
      component: 'font',
      aspect: 'font',
      expected,
      found: [...new Set(all.filter(isOff).flatMap((run) => run.fonts))].slice(0, 3).join(', '),
      source: context.page.source,
      fixable: true,
    })
    return
  }
  for (const component of components) {
    const runs = visibleRuns(component)
    if (share(runs, isOff) <= TOLERANCE) continue
    context.add({
      component: component.component,
      aspect: 'font',
      at: pieceOf(component, isOff),
      expected,
      found: runs.find(isOff)!.fonts.join(', '),
      source: context.page.source,
      fixable: true,
    })
  }
}

/** Automatic, black, or so dark that it prints black. */
const isBlack = (color: string | null) =>
  color === null ||
  (/^[0-9A-F]{6}$/.test(color) && [0, 2, 4].every((i) => Number.parseInt(color.slice(i, i + 2), 16) <= 0x20))

function checkColors(context: Context): void {
  if (!context.page) return
  const isOff = (run: TextRun) => !isBlack(run.color)
  const components = context.structure.components.filter((c) => c.component !== 'urgency-mark')
  const all = components.flatMap(visibleRuns)
  const told = (component: Component | null) => ({
    component: component?.component ?? ('font' as const),
    aspect: 'color' as const,
    at: component ? pieceOf(component, isOff) : null,
    expected: 'màu đen',
    found: `màu #${(component ? visibleRuns(component) : all).find(isOff)!.color}`,
    source: context.page!.source,
    fixable: true,
  })
  if (share(all, isOff) > 0.6) {
    context.add(told(null))
    return
  }
  for (const component of components) if (share(visibleRuns(component), isOff) > TOLERANCE) context.add(told(component))
}

/** Width of the text of a section, in mm. */
export const textWidthMm = (section: Section): number =>
  section.widthMm - section.marginsMm.left - section.marginsMm.right
