/** The text: addressees, legal bases, and blocks numbered by where they stand (NĐ 30/2020 PL I.II.6, II.9a). */
import { pointLetters, toRoman } from '#engines/vn-text/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Block, TextRunContent } from '../content.ts'
import { upper } from '../form.ts'
import type { Grid, Item, Para, Span } from '../sheet.ts'
import { bare, type Facts, issuersText, textWidth } from './facts.ts'
import { inLines, measureOf } from './metrics.ts'

/** `Kính gửi:` with one name, or a list under it. */
export function planAddressees({ form, content, type }: Facts): Para[] {
  const names = content.addressees.map(bare)
  if (names.length === 0) return []
  const wordings = form.wordings('addressee')
  const word = (type.code === 'to-trinh' ? wordings.at(-1) : wordings[0]) ?? form.wording('addressee')
  const single = form.para('addressee', 'addressee', `${word} ${names[0]}`, {
    align: 'center',
    beforePt: 12,
    afterPt: 12,
  })
  const width = measureOf('regular', single.sizePt)(single.spans[0]!.text)
  if (names.length === 1 && width < textWidth(form)) return [single]
  const label = form.para('addressee', 'addressee', word, {
    align: 'left',
    leftIndentMm: 30,
    beforePt: 12,
    keepNext: true,
  })
  const stop = form.isParty ? ',' : ';'
  const list = names.map((name, i) =>
    form.para('addressee', 'addressee', `- ${name}${i === names.length - 1 ? '.' : stop}`, {
      align: 'left',
      leftIndentMm: 50,
      keepNext: i < names.length - 1 && i < 3,
      afterPt: i === names.length - 1 ? 12 : 0,
    }),
  )
  return [label, ...list]
}

const STARTS = /^(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|thực hiện|trên cơ sở|sau khi)(?!\p{L})/iu

/** Who decides, on what basis, and the turn to the content (`QUYẾT ĐỊNH:`). */
export function planBases(facts: Facts): Para[] {
  const { form, content, type } = facts
  const turn = TURNS[form.isParty ? 'party' : 'state'][type.code]
  const lines = content.bases.map((text) => bare(text.replace(/^[-–+]\s*/u, '')))
  const bases = lines.map((text, i) => {
    const words = STARTS.test(text) ? text.charAt(0).toLocaleUpperCase('vi') + text.slice(1) : `Căn cứ ${text}`
    const dash = form.isParty ? '- ' : ''
    return form.running('basis', 'basis', `${dash}${words}${i === lines.length - 1 ? '.' : ';'}`)
  })
  if (turn === undefined) return bases
  const centred = (part: 'decides' | 'turn', text: string, look: { beforePt: number; afterPt: number }): Para => {
    const span = { text: upper(text), isBold: true, isItalic: false, isUnderlined: false }
    const broken = inLines(span, form.bodySize, textWidth(form) * 0.9)
    return form.para(part, '', [broken.span], { align: 'center', sizePt: form.bodySize, keepNext: true, ...look })
  }
  const decides = centred('decides', content.decides ?? issuersText(facts), { beforePt: 6, afterPt: 8 })
  const order = centred('turn', turn, { beforePt: form.isParty ? 0 : 6, afterPt: 8 })
  // a Party decision names who decides under the bases
  return form.isParty ? [...bases, { ...decides, afterPt: 0 }, order] : [decides, ...bases, order]
}

const TURNS: Record<'state' | 'party', Record<string, string>> = {
  state: { 'quyet-dinh': 'Quyết định:', 'nghi-quyet': 'Quyết nghị:' },
  party: { 'quyet-dinh': 'Quyết định' },
}

interface Count {
  part: number
  chapter: number
  section: number
  subsection: number
  roman: number
  article: number
  clause: number
  point: number
}

/** Levels that begin anew under a heading of this level; chapters run on through parts, articles through everything. */
const BELOW: Record<'part' | 'chapter' | 'section' | 'subsection' | 'roman', readonly (keyof Count)[]> = {
  part: ['section', 'subsection', 'roman', 'clause', 'point'],
  chapter: ['section', 'subsection', 'roman', 'clause', 'point'],
  section: ['subsection', 'roman', 'clause', 'point'],
  subsection: ['roman', 'clause', 'point'],
  roman: ['clause', 'point'],
}
const HEADINGS = { part: 'Phần', chapter: 'Chương', section: 'Mục', subsection: 'Tiểu mục' } as const
const OUTLINES = { part: 1, chapter: 2, section: 3, subsection: 4 } as const

/** Blocks as paragraphs and tables. `where` names their field in faults. */
export function planBlocks({ form }: Facts, blocks: readonly Block[], where: string): Item[] {
  const count: Count = { part: 0, chapter: 0, section: 0, subsection: 0, roman: 0, article: 0, clause: 0, point: 0 }
  const next = (level: keyof Count, below: readonly (keyof Count)[]) => {
    count[level]++
    for (const name of below) count[name] = 0
    return count[level]
  }
  const spansOf = (id: string, runs: readonly TextRunContent[]): Span[] =>
    tidied(runs).map((run) => form.span(id, run.text, flagsOf(run)))
  const labelled = (id: 'article' | 'clause' | 'point', label: string, runs: readonly TextRunContent[]): Span[] => [
    form.span(id, `${label} `),
    // what goes on after the label of an article is running text
    ...spansOf(id === 'article' ? 'body' : id, runs),
  ]
  return blocks.flatMap(itemsOf)

  function itemsOf(block: Block, at: number): Item[] {
    switch (block.kind) {
      case 'paragraph':
        return [form.running('body', 'body', spansOf('body', block.runs))]
      case 'closing':
        return [form.running('body', 'body', spansOf('body', block.runs), { keepNext: true })]
      case 'list':
        return block.items.map((item) =>
          form.running('body', 'body', [form.span('body', '- '), ...spansOf('body', withoutDash(item))]),
        )
      case 'heading':
        return block.level === 'roman'
          ? [romanHeading(next('roman', BELOW.roman), block.title)]
          : heading(block.level, next(block.level, BELOW[block.level]), block.title)
      case 'article': {
        const label = `Điều ${next('article', ['clause', 'point'])}.`
        const outline = 5
        if (block.title === undefined)
          return [form.running('article', 'article', labelled('article', label, block.runs!), { outline })]
        const title = form.running('article', 'article', `${label} ${bare(block.title)}`, { keepNext: true, outline })
        return block.runs ? [title, form.running('body', 'body', spansOf('body', block.runs))] : [title]
      }
      case 'clause': {
        const label = `${next('clause', ['point'])}.`
        if (block.title === undefined) return [form.running('clause', 'clause', labelled('clause', label, block.runs!))]
        const words = form.span('clause', `${label} ${bare(block.title)}`, { isBold: true })
        const title = form.running('clause', 'clause', [words], { keepNext: true })
        return block.runs ? [title, form.running('body', 'body', spansOf('body', block.runs))] : [title]
      }
      case 'point': {
        const letter = pointLetters[next('point', []) - 1]
        if (letter === undefined)
          throw new AppError('COMPOSE_CONTENT_INVALID', { fields: { [`${where}.${at}`]: 'too_many_points' } })
        return [form.running('point', 'point', labelled('point', `${letter})`, block.runs))]
      }
      case 'table':
        return table(block)
    }
  }

  function heading(level: keyof typeof HEADINGS, value: number, title: string): Para[] {
    const number = level === 'part' || level === 'chapter' ? toRoman(value) : String(value)
    const outline = OUTLINES[level]
    const look = { align: 'center', line: form.line, keepNext: true } as const
    const id = form.row('heading-title') ? 'heading-title' : 'heading'
    const words = form.span(id, upper(bare(title)))
    const broken = inLines(words, form.size(id), textWidth(form) * 0.9)
    return [
      form.para('heading', 'heading', `${HEADINGS[level]} ${number}`, { ...look, beforePt: 6, outline }),
      form.para('heading-title', id, [broken.span], { ...look, afterPt: 6 }),
    ]
  }

  function romanHeading(value: number, title: string): Para {
    const id = form.row('heading-roman') ? 'heading-roman' : 'heading'
    return form.running('heading-roman', id, `${toRoman(value)}. ${upper(bare(title))}`, {
      align: 'both',
      beforePt: 4,
      keepNext: true,
      outline: 2,
    })
  }

  function table(block: Block & { kind: 'table' }): Item[] {
    const size = Math.min(form.bodySize, form.row('body')?.sizePt?.[0] ?? form.bodySize)
    const total = block.columns.reduce((sum, column) => sum + column.width, 0)
    const cell = (part: 'table-head' | 'table-cell', text: string, align: Para['align']): Para => {
      const span = { text, isBold: part === 'table-head', isItalic: false, isUnderlined: false }
      return form.para(part, '', [span], { align, sizePt: size })
    }
    const grid: Grid = {
      kind: 'grid',
      columns: block.columns.map((column) => column.width / total),
      head: block.columns.map((column) => cell('table-head', column.title, 'center')),
      rows: block.rows.map((row) => row.map((text, i) => cell('table-cell', text, block.columns[i]!.align))),
    }
    if (block.caption === undefined) return [grid]
    const caption = form.para('caption', '', block.caption, {
      align: 'center',
      sizePt: size,
      beforePt: 6,
      afterPt: 4,
      keepNext: true,
    })
    return [caption, grid]
  }
}

const flagsOf = (run: TextRunContent): Partial<Span> => ({
  ...(run.isBold === undefined ? {} : { isBold: run.isBold }),
  ...(run.isItalic === undefined ? {} : { isItalic: run.isItalic }),
  ...(run.isUnderlined === undefined ? {} : { isUnderlined: run.isUnderlined }),
})

/** No spaces at the ends of a paragraph, one between words, wherever one run meets the next. */
function tidied(runs: readonly TextRunContent[]): TextRunContent[] {
  const out: TextRunContent[] = []
  let isSpaced = true
  for (const run of runs) {
    let text = run.text.replace(/\s+/gu, ' ')
    if (isSpaced) text = text.trimStart()
    if (text === '') continue
    isSpaced = text.endsWith(' ')
    out.push({ ...run, text })
  }
  for (let last = out.at(-1); last; last = out.at(-1)) {
    const text = last.text.trimEnd()
    if (text !== '') {
      out[out.length - 1] = { ...last, text }
      break
    }
    out.pop()
  }
  return out
}

/** The form writes the dash itself. */
const withoutDash = (runs: readonly TextRunContent[]): TextRunContent[] =>
  runs.map((run, i) => (i === 0 ? { ...run, text: run.text.replace(/^\s*[-–+•]\s*/u, '') } : run))

/** Puts the mark of the end behind the last words (`./.` of the State, `.` of the Party). */
export function closeText(items: Item[], mark: string, form: Facts['form']): void {
  const last = items.at(-1)
  if (last === undefined) return
  if (last.kind === 'grid') {
    items.push(form.running('body', 'body', mark))
    return
  }
  const span = last.spans.at(-1)!
  last.spans[last.spans.length - 1] = { ...span, text: bare(span.text) + mark }
}
