/** Paragraphs of the content: first line, gaps, line spacing; numbers of parts, articles, clauses and points. */
import type { LayoutComponent } from '#regimes/layout-types.ts'
import { type Context, quote, visibleRuns } from '../context.ts'
import type { Paragraph } from '../model.ts'
import { rawText } from '../model.ts'
import type { Piece } from '../pieces.ts'
import { type Component, textOf } from '../structure.ts'

const RUNNING: readonly LayoutComponent[] = ['body', 'article', 'clause', 'point', 'basis']
const number = (value: number) => String(Math.round(value * 100) / 100).replace('.', ',')

export function checkBody(context: Context): void {
  const running = context.structure.components.filter((c) => RUNNING.includes(c.component))
  checkIndents(context, running)
  checkGaps(context, running)
  checkLineSpacing(context, running)
  checkNumbers(context)
}

/** Where the first line begins, in mm from the left edge of the text: a tab there counts as Word's standard stop. */
function firstLine(paragraph: Paragraph): number {
  const tab = /^\t/.test(rawText(paragraph.runs))
  if (tab) return paragraph.leftIndentMm + Math.max(paragraph.firstIndentMm, 12.7)
  return paragraph.leftIndentMm + paragraph.firstIndentMm
}

/** Does the paragraph fill its first line? A short one shows no indent worth a rule. */
const isParagraph = (piece: Piece) =>
  piece.isFirst && piece.align !== 'center' && piece.align !== 'right' && piece.paragraph.place.kind === 'text'

function checkIndents(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const [from, to] = page.firstIndentMm
  // lists hang, and continue what a line before has begun
  const judged = running.flatMap((component) =>
    component.pieces.filter((piece) => isParagraph(piece) && !isListItem(piece)).map((piece) => ({ component, piece })),
  )
  for (const { component, piece } of judged) {
    const at = firstLine(piece.paragraph)
    if (at >= from - 0.4 && at <= to + 0.4) continue
    context.add({
      component: component.component,
      aspect: 'indent',
      at: piece,
      expected: `chữ đầu dòng lùi vào ${number(from / 10)}–${number(to / 10)} cm`,
      found: `${number(at / 10)} cm`,
      source: context.sourceOf('body'),
      fixable: true,
    })
  }
}

const isListItem = (piece: Piece) => /^[-–+*•]\s/u.test(piece.text) && piece.paragraph.label !== ''

/** Paragraphs that stand one under the other in the text: the gap is what one has after and the next before itself. */
function checkGaps(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const owners = new Map<Paragraph, Component>()
  for (const component of running) for (const piece of component.pieces) owners.set(piece.paragraph, component)
  const inOrder = [...owners.keys()]
    .filter((paragraph) => paragraph.place.kind === 'text')
    .sort((a, b) => a.index - b.index)
  let pairs = 0
  let narrow: { piece: Piece; component: Component; gap: number } | null = null
  for (let i = 1; i < inOrder.length; i++) {
    const [above, below] = [inOrder[i - 1]!, inOrder[i]!]
    // an empty line or a heading between is a gap of its own
    if (below.index !== above.index + 1) continue
    pairs++
    const isTight = above.style === below.style && above.isTightInStyle && below.isTightInStyle
    const gap = isTight ? 0 : above.afterPt + below.beforePt
    if (gap >= page.paragraphGapPt - 0.05 || narrow) continue
    const component = owners.get(below)!
    narrow = { component, gap, piece: component.pieces.find((piece) => piece.paragraph === below)! }
  }
  if (!narrow || pairs === 0) return
  context.add({
    component: narrow.component.component,
    aspect: 'spacing',
    detail: 'GAP',
    at: narrow.piece,
    expected: `khoảng cách giữa các đoạn tối thiểu ${page.paragraphGapPt} pt`,
    found: `${number(narrow.gap)} pt`,
    source: context.sourceOf('body'),
    fixable: true,
  })
}

/** Height of a line of Times New Roman: 1.15 of its size. */
const SINGLE = 1.15

function checkLineSpacing(context: Context, running: readonly Component[]): void {
  const { page } = context
  if (!page) return
  const rule = page.lineSpacing
  for (const component of running) {
    for (const piece of component.pieces) {
      if (piece.paragraph.place.kind !== 'text') continue
      const size = Math.max(...visibleRuns(component).map((run) => run.sizePt), 1)
      const { kind, value } = piece.paragraph.lineSpacing
      const points =
        kind === 'multiple' ? value * SINGLE * size : kind === 'exact' ? value : Math.max(value, SINGLE * size)
      const multiple = kind === 'multiple' ? value : points / (SINGLE * size)
      const isFit =
        'multiple' in rule
          ? multiple >= rule.multiple[0] - (kind === 'multiple' ? 0.01 : 0.06) && multiple <= rule.multiple[1] + 0.02
          : points >= rule.points[0] - 0.3 && points <= rule.points[1] + 0.3
      if (isFit) continue
      context.add({
        component: component.component,
        aspect: 'spacing',
        detail: 'LINE',
        at: piece,
        expected:
          'multiple' in rule
            ? `cách dòng đơn đến ${number(rule.multiple[1])} dòng`
            : `cách dòng ${rule.points[0]}–${rule.points[1]} pt`,
        found: kind === 'multiple' ? `${number(value)} dòng` : `${number(value)} pt`,
        source: context.sourceOf('body'),
        fixable: true,
      })
      return
    }
  }
}

const ALPHABET = [
  'a',
  'b',
  'c',
  'd',
  'đ',
  'e',
  'g',
  'h',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'p',
  'q',
  'r',
  's',
  't',
  'u',
  'v',
  'x',
  'y',
]

function fromRoman(text: string): number | null {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
  let sum = 0
  const letters = [...text.toUpperCase()]
  for (const [i, letter] of letters.entries()) {
    const value = values[letter]
    if (value === undefined) return null
    sum += (values[letters[i + 1] ?? ''] ?? 0) > value ? -value : value
  }
  return sum
}

/** Numbers run on from 1 without a gap; points follow the Vietnamese alphabet. */
function checkNumbers(context: Context): void {
  let article = 0
  let clause = 0
  let point = -1
  const headings = new Map<string, number>()
  for (const component of context.structure.components) {
    const piece = component.pieces[0]!
    if (piece.at >= context.structure.tailStart) break
    const { text } = piece
    if (component.component === 'heading' && component.form === 'heading') {
      checkHeading(context, component, headings)
      clause = 0
      point = -1
    } else if (component.component === 'article') {
      const match = /^(điều)\s+(\d+)\s*([.:]?)/iu.exec(text)!
      const at = Number(match[2])
      const add = (aspect: 'case' | 'punctuation' | 'order', expected: string) =>
        context.add({
          component: 'article',
          aspect,
          at: piece,
          expected,
          found: quote(text),
          source: context.sourceOf('article'),
        })
      if (match[1] !== 'Điều') add('case', 'Điều')
      if (match[3] !== '.') add('punctuation', `Điều ${at}.`)
      if (at !== article + 1 && article > 0) add('order', `Điều ${article + 1}`)
      article = at
      clause = 0
      point = -1
    } else if (component.component === 'clause') {
      const match = /^(\d+)\s*([.)])/.exec(text)!
      const at = Number(match[1])
      if (article > 0) {
        if (match[2] !== '.')
          context.add({
            component: 'clause',
            aspect: 'pattern',
            at: piece,
            expected: `${at}.`,
            found: quote(text),
            source: context.sourceOf('clause'),
          })
        if (at !== clause + 1)
          context.add({
            component: 'clause',
            aspect: 'order',
            at: piece,
            expected: `${clause + 1}.`,
            found: quote(text),
            source: context.sourceOf('clause'),
          })
      }
      clause = at
      point = -1
    } else if (component.component === 'point') {
      const match = /^([a-zđ])\s*([).])/u.exec(text)!
      const at = ALPHABET.indexOf(match[1]!)
      const source = context.sourceOf('point')
      if (match[2] !== ')')
        context.add({
          component: 'point',
          aspect: 'pattern',
          at: piece,
          expected: `${match[1]})`,
          found: quote(text),
          source,
        })
      if (at !== point + 1) {
        const expected = `${ALPHABET[point + 1] ?? 'a'}) theo bảng chữ cái tiếng Việt`
        context.add({ component: 'point', aspect: 'order', at: piece, expected, found: quote(text), source })
      }
      point = at < 0 ? point + 1 : at
    }
  }
}

function checkHeading(context: Context, component: Component, seen: Map<string, number>): void {
  const text = textOf(component)
  const match = /^(phần|chương|mục|tiểu mục)\s+(thứ\s+\p{L}+|[ivxlcdm]+|\d+)(?![\p{L}\d])/iu.exec(text)
  if (!match) return
  const at = component.pieces[0]!
  const kind = match[1]!.toLocaleLowerCase('vi')
  const source = context.sourceOf('heading')
  const add = (aspect: 'pattern' | 'order' | 'case', expected: string) =>
    context.add({ component: 'heading', aspect, at, expected, found: quote(text), source })
  const isArabic = /^\d+$/.test(match[2]!)
  const wantsRoman = kind === 'phần' || kind === 'chương'
  if (/^thứ/iu.test(match[2]!)) return
  if (wantsRoman === isArabic) {
    if (!context.isParty) add('pattern', wantsRoman ? 'số La Mã' : 'chữ số Ả Rập')
    return
  }
  const value = isArabic ? Number(match[2]) : fromRoman(match[2]!)
  if (value === null) return
  const before = seen.get(kind)
  if (before !== undefined && value !== before + 1 && value !== 1)
    add('order', `${match[1]} ${isArabic ? before + 1 : 'tiếp theo'}`)
  seen.set(kind, value)
  if (kind === 'chương') seen.delete('mục')
  if (kind === 'chương' || kind === 'mục') seen.delete('tiểu mục')
  const word = match[1]!
  const isWritten = word === word[0]!.toLocaleUpperCase('vi') + word.slice(1).toLocaleLowerCase('vi')
  if (!isWritten && !context.isParty)
    add('case', `${word[0]!.toLocaleUpperCase('vi')}${word.slice(1).toLocaleLowerCase('vi')} ${match[2]}`)
}
