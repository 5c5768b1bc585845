/** Paragraphs of the content: first line, gaps, line spacing, size. */
import { type Context, type Fault, visibleRuns, weight } from '../context.ts'
import { mendParagraph } from '../mend.ts'
import type { Paragraph } from '../model.ts'
import { rawText } from '../model.ts'
import type { Piece } from '../pieces.ts'
import type { Component } from '../structure.ts'

const number = (value: number) => String(Math.round(value * 100) / 100).replace('.', ',')

/** Components that running text is made of, with the basis, which is set like it. */
const SET_ALIKE = new Set(['body', 'article', 'clause', 'point', 'basis'])

export function checkBody(context: Context): void {
  const running = context.structure.components.filter((c) => SET_ALIKE.has(c.component))
  checkIndents(context, running)
  checkGaps(context, running)
  checkLineSpacing(context, running)
  checkOneSize(context)
}

/** Where the first line begins, in mm from the left edge of the text: a tab there leads to its stop, or Word's standard one. */
function firstLine(paragraph: Paragraph): number {
  const at = paragraph.leftIndentMm + paragraph.firstIndentMm
  if (!/^\t/.test(rawText(paragraph.runs))) return at
  return paragraph.tabStops.find((stop) => stop.atMm > at)?.atMm ?? (Math.floor(at / 12.7) + 1) * 12.7
}

const isParagraph = (piece: Piece) =>
  piece.isFirst && piece.align !== 'center' && piece.align !== 'right' && piece.paragraph.place.kind === 'text'

/** Lists with automatic dashes hang: they are no paragraphs of their own. */
const isListItem = (piece: Piece) => /^[-–+*•]\s/u.test(piece.text) && piece.paragraph.label !== ''

function checkIndents(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const [from, to] = page.firstIndentMm
  const faults: Fault[] = []
  let judged = 0
  for (const component of running) {
    for (const piece of component.pieces) {
      if (!isParagraph(piece) || isListItem(piece)) continue
      judged++
      const at = firstLine(piece.paragraph)
      const hair = context.canMend ? 0.4 : 1.2
      if (at >= from - hair && at <= to + hair) continue
      const isTabbed = /^\t/.test(rawText(piece.paragraph.runs))
      faults.push({
        component: component.component,
        aspect: 'indent',
        at: piece,
        expected: `chữ đầu dòng lùi vào ${number(from / 10)}–${number(to / 10)} cm`,
        found: `${number(at / 10)} cm`,
        source: context.sourceOf('body'),
        mend:
          context.canMend && !isTabbed
            ? (touched) => mendParagraph(piece.paragraph, { leftIndentMm: 0, firstIndentMm: to }, touched)
            : null,
      })
    }
  }
  context.addRunning(faults, judged)
}

/** Paragraphs that stand one under the other in the text: the gap is what one has after and the next before itself. */
function checkGaps(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const owners = new Map<Paragraph, Component>()
  for (const component of running) for (const piece of component.pieces) owners.set(piece.paragraph, component)
  const inOrder = [...owners.keys()]
    .filter((paragraph) => paragraph.place.kind === 'text')
    .sort((a, b) => a.index - b.index)
  const faults: Fault[] = []
  let judged = 0
  for (let i = 1; i < inOrder.length; i++) {
    const [above, below] = [inOrder[i - 1]!, inOrder[i]!]
    // an empty line or a heading between is a gap of its own
    if (below.index !== above.index + 1) continue
    judged++
    const isTight = above.style === below.style && above.isTightInStyle && below.isTightInStyle
    const gap = isTight ? 0 : above.afterPt + below.beforePt
    // on a PDF gaps are measured on the letters
    if (gap >= page.paragraphGapPt - (context.canMend ? 0.05 : 1)) continue
    const component = owners.get(below)!
    faults.push({
      component: component.component,
      aspect: 'spacing',
      detail: 'GAP',
      at: component.pieces.find((piece) => piece.paragraph === below)!,
      expected: `khoảng cách giữa các đoạn tối thiểu ${page.paragraphGapPt} pt`,
      found: `${number(gap)} pt`,
      source: context.sourceOf('body'),
      mend: context.canMend ? (touched) => mendParagraph(below, { beforePt: page.paragraphGapPt }, touched) : null,
    })
  }
  context.addRunning(faults, judged)
}

/** Height of a line of Times New Roman: 1.15 of its size. */
const SINGLE = 1.15

/** Line spacing of a paragraph in points and as a multiple of single. */
function spacingOf(paragraph: Paragraph, sizePt: number): { points: number; multiple: number } {
  const { kind, value } = paragraph.lineSpacing
  const single = SINGLE * sizePt
  const points = kind === 'multiple' ? value * single : kind === 'exact' ? value : Math.max(value, single)
  return { points, multiple: kind === 'multiple' ? value : points / single }
}

function checkLineSpacing(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const rule = page.lineSpacing
  const faults: Fault[] = []
  let judged = 0
  for (const component of running) {
    // a size that is wrong in itself is not a wrong spacing too
    const range = context.form(component.form)?.sizePt ?? [1, 100]
    const sizes = visibleRuns(component).map((run) => Math.min(Math.max(run.sizePt, range[0]), range[1]))
    // nothing but a mark: the end of a text that a table closes
    if (sizes.length === 0) continue
    const size = Math.max(...sizes)
    for (const piece of component.pieces) {
      if (piece.paragraph.place.kind !== 'text' || !piece.isFirst) continue
      judged++
      const { points, multiple } = spacingOf(piece.paragraph, size)
      const [low, high] = 'multiple' in rule ? rule.multiple : rule.points
      const value = 'multiple' in rule ? multiple : points
      const hair =
        'multiple' in rule
          ? piece.paragraph.lineSpacing.kind === 'multiple'
            ? 0.02
            : context.canMend
              ? 0.06
              : 0.1
          : context.canMend
            ? 0.3
            : 1
      if (value >= low - hair && value <= high + hair) continue
      const next = value < low ? low : high
      const unit = 'multiple' in rule ? 'dòng' : 'pt'
      faults.push({
        component: component.component,
        aspect: 'spacing',
        detail: 'LINE',
        at: piece,
        expected: `cách dòng ${number(low)}–${number(high)} ${unit}`,
        found: `${number(value)} ${unit}`,
        source: context.sourceOf('body'),
        mend: context.canMend
          ? (touched) => {
              const lineSpacing = 'multiple' in rule ? { multiple: next } : { points: next }
              mendParagraph(piece.paragraph, { lineSpacing }, touched)
            }
          : null,
      })
    }
  }
  context.addRunning(faults, judged)
}

/** Articles, clauses and points have the size of the text (NĐ 30/2020 PL I.II.6đ). */
function checkOneSize(context: Context): void {
  if (context.isParty) return
  const parts = context.structure.components.filter((c) => ['body', 'clause', 'point', 'article'].includes(c.component))
  const letters = new Map<number, number>()
  const allowed = context.form('body')?.sizePt ?? [0, 100]
  for (const part of parts) {
    if (part.component === 'article') continue
    // a size that is wrong in itself is nobody's measure
    for (const run of visibleRuns(part))
      if (run.sizePt >= allowed[0] && run.sizePt <= allowed[1])
        letters.set(run.sizePt, (letters.get(run.sizePt) ?? 0) + weight(run))
  }
  const [size] = [...letters].sort((a, b) => b[1] - a[1])[0] ?? []
  if (size === undefined) return
  for (const part of parts) {
    const row = context.form(part.component)
    const runs = visibleRuns(part)
    const own = runs[0]?.sizePt
    // what is out of the range of sizes was told as that
    const isInRange = row?.sizePt && own !== undefined && own >= row.sizePt[0] && own <= row.sizePt[1]
    if (part.component === 'body' || own === undefined || own === size || !isInRange) continue
    context.add({
      component: part.component,
      aspect: 'size',
      detail: 'DIFFERS',
      at: part.pieces[0]!,
      expected: `cỡ ${number(size)}, bằng cỡ chữ của phần lời văn`,
      found: `cỡ ${number(own)}`,
      source: row.source,
    })
  }
}
