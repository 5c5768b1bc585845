/** Lines under components: drawn, typed, or a border. */
import type { LayoutForm } from '#regimes/layout/index.ts'
import { type Context, quote, weight } from '../context.ts'
import { linesUnder, type Piece } from '../pieces.ts'
import { type Component, firstOf } from '../structure.ts'

const RULE_WORDS = {
  whole: 'đường kẻ ngang, nét liền, dài bằng dòng chữ',
  part: 'đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ',
  hyphens: 'năm gạch nối (-----) ở dưới',
  frame: 'khung hình chữ nhật viền đơn',
} as const

export function checkRuleLine(context: Context, component: Component, row: LayoutForm): void {
  if (row.ruleLine === null || row.ruleLine === 'none') return
  const { document } = context.structure
  const last = component.pieces.at(-1)!
  const lines = linesUnder(document, last)
  const isUnderlined = last.runs.filter((run) => weight(run) > 0).every((run) => run.isUnderlined)
  const wanted = RULE_WORDS[row.ruleLine]
  const fault = (found: string) =>
    context.add({
      component: component.component,
      aspect: 'rule-line',
      at: last,
      expected: wanted,
      found,
      source: row.source,
    })
  // a subject that stands in the wrong place has no line to look for
  const isSwapped = context.has('national-title', 'position') || context.has('party-title', 'position')
  if (
    isSwapped ||
    context.has(component.component, 'position') ||
    context.has(component.component, 'order') ||
    context.has('page', 'position')
  )
    return
  if (row.ruleLine === 'frame') {
    if (!component.pieces[0]!.paragraph.isFramed) fault('không có khung')
    return
  }
  if (row.ruleLine === 'hyphens') {
    const typed = context.structure.pieces[last.at + 1]?.text.replace(/\s/g, '') ?? ''
    if (!/^[-–—_]{3,}$/u.test(typed)) fault(lines.length > 0 ? 'đường kẻ liền' : 'không có')
    else if (!context.wording('subject-rule')?.texts.includes(typed)) fault(quote(typed))
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
    if (!isDrawnElsewhere(context, row)) fault('không có đường kẻ')
    return
  }
  const width = solid.find((line) => line.widthPt !== null)?.widthPt
  // a text of the wrong size or case is measured wrongly too
  const isOther = context.has(component.component, 'size') || context.has(component.component, 'case')
  if (width === undefined || width === null || isOther) return
  const lastWidth = textWidth(last)
  // a part is of the last line, or of the longest of several
  const longest = row.ruleLine === 'part' ? Math.max(...component.pieces.map(textWidth)) : lastWidth
  const ratio = width / (context.canMend ? lastWidth : longest)
  const isFit = (of: number) => (row.ruleLine === 'whole' ? of > 0.7 && of < 1.35 : of > 0.2 && of < 0.7)
  if (!isFit(ratio) && !isFit(width / longest)) fault(`đường kẻ dài ${Math.round(ratio * 100)} % dòng chữ`)
}

/** Components with lines of their own. */
const RULED = ['motto', 'party-title', 'issuing-organization', 'subject'] as const

/** A line that hangs on another paragraph of the same half of the head. */
function isDrawnElsewhere(context: Context, row: LayoutForm): boolean {
  if (row.side === null) return false
  const { structure } = context
  const end = (structure.pieces[structure.headEnd]?.paragraph.index ?? 0) + 2
  const others = RULED.filter((name) => name !== row.component).flatMap((name) =>
    (firstOf(structure, name)?.pieces ?? []).map((piece) => piece.paragraph),
  )
  return structure.document.paragraphs.some(
    (paragraph) =>
      paragraph.index <= end &&
      !others.includes(paragraph) &&
      paragraph.below.some(
        (line) =>
          line.kind === 'drawn' && (paragraph.place.kind === 'text' ? line.side : paragraph.place.side) === row.side,
      ),
  )
}

/** About how wide a line of text is in Times New Roman, in points. */
function textWidth(piece: Piece): number {
  let width = 0
  for (const run of piece.runs) {
    for (const char of (run.isCaps ? run.text.toLocaleUpperCase('vi') : run.text).normalize('NFC')) {
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
