/** Size, weight, case, place and colour of every component against its row. */

import { encodingOfFont } from '#engines/vn-text/index.ts'
import type { LayoutComponent, LayoutForm } from '#regimes/layout/index.ts'
import { type Context, type Fault, pieceOf, quote, share, TOLERANCE, visibleRuns, weight } from '../context.ts'
import { mendParagraph, mendRun, type Touched } from '../mend.ts'
import type { TextRun } from '../model.ts'
import { isSamePlace } from '../pieces.ts'
import { isUpper, NAME_TITLE, upperShare } from '../recognise.ts'
import { type Component, firstOf, textOf } from '../structure.ts'
import { checkRuleLine } from './lines.ts'

const points = ([from, to]: readonly [number, number]) => (from === to ? `cỡ ${from}` : `cỡ ${from}–${to}`)
const number = (value: number) => String(value).replace('.', ',')

export function checkForms(context: Context): void {
  checkRunning(context)
  checkSides(context)
  for (const component of context.structure.components) {
    const row = context.form(component.form) ?? (component.form === 'heading-roman' ? context.form('heading') : null)
    if (!row) continue
    if (!RUNNING.has(component.component)) checkSize(context, component, row, (fault) => context.add(fault))
    checkStyle(context, component, row)
    checkCase(context, component, row)
    if (!RUNNING.has(component.component)) checkAlignment(context, component, row, (fault) => context.add(fault))
    checkRuleLine(context, component, row)
  }
}

/** A mend for runs; none where they came from no Word file. */
const onRuns = (context: Context, runs: readonly TextRun[], mend: (run: TextRun, touched: Touched) => void) =>
  context.canMend
    ? (touched: Touched) => {
        for (const run of runs) mend(run, touched)
      }
    : null

function checkSize(context: Context, component: Component, row: LayoutForm, tell: (fault: Fault) => void): void {
  const range = row.sizePt
  if (!range) return
  const runs = visibleRuns(component)
  const isOff = (run: TextRun) => run.sizePt < range[0] - 0.01 || run.sizePt > range[1] + 0.01
  if (share(runs, isOff) <= TOLERANCE) return
  const off = runs.find(isOff)!
  tell({
    component: component.component,
    aspect: 'size',
    at: pieceOf(component, isOff),
    expected: points(range),
    found: `cỡ ${number(off.sizePt)}`,
    source: row.source,
    mend: onRuns(context, runs.filter(isOff), (run, touched) =>
      mendRun(run, { sizePt: run.sizePt < range[0] ? range[0] : range[1] }, touched),
    ),
  })
}

/** Words of a style: `đứng, đậm`. */
function styleWords(row: LayoutForm): string {
  const words = []
  if (row.isItalic !== null) words.push(row.isItalic ? 'nghiêng' : 'đứng')
  if (row.isBold !== null) words.push(row.isBold ? 'đậm' : 'không đậm')
  if (row.isUnderlined) words.push('gạch chân')
  return `kiểu chữ ${words.join(', ')}`
}

const styleOf = (row: LayoutForm) => ({
  ...(row.isBold === null ? {} : { isBold: row.isBold }),
  ...(row.isItalic === null ? {} : { isItalic: row.isItalic }),
  ...(row.isUnderlined === null ? {} : { isUnderlined: row.isUnderlined }),
})

const runWords = (run: TextRun) =>
  `kiểu chữ ${[run.isItalic ? 'nghiêng' : 'đứng', run.isBold ? 'đậm' : 'không đậm', ...(run.isUnderlined ? ['gạch chân'] : [])].join(', ')}`

/** Parts of running text may stand out by weight or slant; a whole paragraph may not. */
const RUNNING = new Set(['body', 'clause', 'point', 'article'])

function checkStyle(context: Context, component: Component, row: LayoutForm): void {
  const isOrgan = component.component === 'parent-organization' || component.component === 'issuing-organization'
  if (isOrgan && context.has('issuing-organization', 'order')) return
  const isRunning = RUNNING.has(component.component)
  // the words "Điều 1. Tên điều" are bold; what an article without a title goes on to say is not
  const runs = component.component === 'article' ? articleLabel(component) : visibleRuns(component)
  checkPlain(context, component, row)
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
    // the label of an article is part of a longer run: only a person sees where it ends
    mend:
      component.component === 'article'
        ? null
        : onRuns(context, runs.filter(isOff), (run, touched) => mendRun(run, styleOf(row), touched)),
  })
}

/** Running text is upright and light; single words may stand out, a paragraph may not. */
function checkPlain(context: Context, component: Component, row: LayoutForm): void {
  if (component.component !== 'body' && component.component !== 'article') return
  const label =
    component.component === 'article' ? articleLabel(component).reduce((sum, run) => sum + weight(run), 0) : 0
  const runs = component.component === 'article' ? afterLabel(component, label) : visibleRuns(component)
  const length = runs.reduce((sum, run) => sum + weight(run), 0)
  // titles of paragraphs and articles end without a stop
  if (length < 40 || !/[.;:/]$/.test(textOf(component))) return
  const isOff = (run: TextRun) => run.isBold || run.isItalic || run.isUnderlined
  if (share(runs, isOff) <= 0.9) return
  context.add({
    component: component.component,
    aspect: 'style',
    at: component.pieces[0]!,
    expected: 'kiểu chữ đứng, không đậm',
    found: runWords(runs.find(isOff)!),
    source: row.source,
    mend: onRuns(context, component.component === 'body' ? runs.filter(isOff) : [], (run, touched) =>
      mendRun(run, { isBold: false, isItalic: false, isUnderlined: false }, touched),
    ),
  })
}

/** What an article says after `Điều 1.`: its first letters are the label's. */
function afterLabel(component: Component, label: number): TextRun[] {
  const out: TextRun[] = []
  let passed = 0
  for (const run of visibleRuns(component)) {
    if (passed >= label) out.push(run)
    passed += weight(run)
  }
  return out
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
  if (component.component === 'signer-name') checkNameCase(context, component, row)
  if (row.isUpper === null) return
  if (RUNNING.has(component.component)) {
    checkShouting(context, component, row)
    return
  }
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
      // capitals by formatting: the letters stay as they were typed
      mend: row.isUpper ? onRuns(context, piece.runs, (run, touched) => mendRun(run, { isCaps: true }, touched)) : null,
    })
  }
}

/** A paragraph all in capitals. */
function checkShouting(context: Context, component: Component, row: LayoutForm): void {
  const text = textOf(component)
  if (text.length < 40 || upperShare(text) < 0.9) return
  context.add({
    component: component.component,
    aspect: 'case',
    at: component.pieces[0]!,
    expected: 'chữ in thường',
    found: quote(text),
    source: row.source,
  })
}

/** Every word of a name begins with a capital (NĐ 30/2020 PL II.I). */
function checkNameCase(context: Context, component: Component, row: LayoutForm): void {
  const at = component.pieces.at(-1)!
  // old fonts have no capital letters with marks
  if (at.runs.some((run) => run.fonts.some((font) => encodingOfFont(font) !== null))) return
  if (
    !at.text
      .replace(NAME_TITLE, '')
      .split(/\s+/u)
      .some((word) => /^\p{Ll}/u.test(word))
  )
    return
  context.add({
    component: 'signer-name',
    aspect: 'case',
    at,
    expected: 'viết hoa chữ cái đầu của họ, tên đệm và tên',
    found: quote(at.text),
    source: row.source,
  })
}

/** Size and alignment of running text: told of the body where most of it is wrong. */
function checkRunning(context: Context): void {
  const running = context.structure.components.filter((c) => RUNNING.has(c.component))
  // one short line looks the same left and justified; all of them do not
  const left = running.filter((component) => component.pieces.every((piece) => piece.align === 'left'))
  const isStrict = running.length > 1 && left.length >= running.length * 0.6
  const sizes: Fault[] = []
  const alignments: Fault[] = []
  for (const component of running) {
    const row = context.form(component.form)
    if (!row) continue
    checkSize(context, component, row, (fault) => sizes.push(fault))
    checkAlignment(
      context,
      component,
      isStrict ? { ...row, align: ['both'] } : row,
      (fault) => alignments.push(fault),
      isStrict,
    )
  }
  context.addRunning(sizes, running.length)
  context.addRunning(alignments, running.length)
}

const ALIGN = { left: 'canh trái', center: 'canh giữa', right: 'canh phải', both: 'canh đều hai bên' } as const

function checkAlignment(
  context: Context,
  component: Component,
  row: LayoutForm,
  tell: (fault: Fault) => void,
  isStrict = false,
): void {
  if (!row.align) return
  for (const piece of component.pieces) {
    if (piece.align === null || row.align.includes(piece.align)) continue
    const { paragraph } = piece
    // a last line, or a short one, looks the same left and justified
    if (piece.align === 'left' && row.align.includes('both') && piece.text.length < 75 && !isStrict) continue
    // heads set without a table reach their side by the edge of the line
    const isAtEdge = paragraph.place.kind === 'text' && row.side === 'right' && piece.align === 'right'
    if (isAtEdge && !context.isParty && component.component !== 'place-date') continue
    tell({
      component: component.component,
      aspect: 'alignment',
      at: piece,
      expected: row.align.map((align) => ALIGN[align]).join(' hoặc '),
      found: ALIGN[piece.align],
      source: row.source,
      mend: context.canMend ? (touched) => mendParagraph(paragraph, { align: row.align![0]! }, touched) : null,
    })
  }
}

const SIDE_WORDS = { left: 'bên trái', right: 'bên phải' } as const

/** Halves of the page; columns that have changed places are one fault, told at the first of them. */
function checkSides(context: Context): void {
  // on a page that lies on its side nothing stands where it should
  if (context.has('page', 'position')) return
  const faults: Fault[] = []
  for (const component of context.structure.components) {
    const row = context.form(component.form)
    const wrong = row?.side
      ? component.pieces.find((piece) => piece.side !== null && piece.side !== row.side)
      : undefined
    if (!row?.side || !wrong) continue
    faults.push({
      component: component.component,
      aspect: 'position',
      at: wrong,
      expected: SIDE_WORDS[row.side],
      found: SIDE_WORDS[wrong.side!],
      source: row.source,
    })
  }
  for (const group of [HEAD, TAIL]) {
    const own = faults.filter((fault) => group.includes(fault.component))
    const told =
      own.length > 1 ? own.toSorted((x, y) => group.indexOf(x.component) - group.indexOf(y.component)).slice(0, 1) : own
    for (const fault of told) context.add(fault)
  }
}

const HEAD: readonly LayoutComponent[] = [
  'national-title',
  'party-title',
  'motto',
  'issuing-organization',
  'parent-organization',
  'number',
  'place-date',
  'subject',
  'urgency-mark',
]
const TAIL: readonly LayoutComponent[] = [
  'signature-authority',
  'signer-position',
  'signer-name',
  'recipients-label',
  'recipients',
]

/** National title and motto stand one line apart (NĐ 30/2020 PL I.II.1c), a letter's subject 6 pt under its number (II.5b). */
export function checkHeadSpacing(context: Context): void {
  if (context.isParty) return
  const { structure } = context
  for (const name of ['motto', 'national-title'] as const) {
    const at = firstOf(structure, name)?.pieces[0]
    if (!at) continue
    const { kind, value } = at.paragraph.lineSpacing
    if (kind !== 'multiple' || value <= 1.16) continue
    context.add({
      component: name,
      aspect: 'spacing',
      at,
      expected: 'Quốc hiệu và Tiêu ngữ cách nhau dòng đơn',
      found: `${number(value)} dòng`,
      source: context.sourceOf(name),
      mend: context.canMend
        ? (touched) => mendParagraph(at.paragraph, { lineSpacing: { multiple: 1 } }, touched)
        : null,
    })
    return
  }
  const [above, subject] = [firstOf(structure, 'number')?.pieces[0], firstOf(structure, 'subject')]
  const at = subject?.pieces[0]
  if (!structure.isLetter || !above || !at?.isFirst || !above.isLast) return
  if (at.paragraph.index !== above.paragraph.index + 1 || !isSamePlace(at.paragraph, above.paragraph)) return
  const gap = above.paragraph.afterPt + at.paragraph.beforePt
  if (gap >= 5.9) return
  context.add({
    component: 'subject',
    aspect: 'spacing',
    at,
    expected: 'cách dòng 6 pt với số và ký hiệu',
    found: `${number(gap)} pt`,
    source: context.sourceOf('subject'),
    mend: context.canMend ? (touched) => mendParagraph(at.paragraph, { beforePt: 6 }, touched) : null,
  })
}
