/** The rules of form of a day as the composer asks for them: one value where a row gives a range. */
import { AppError } from '#platform/errors/index.ts'
import type { Alignment, FormRules, LayoutForm, LayoutPage, Range } from '#regimes/layout/index.ts'
import '../errors.ts'
import type { LineSpacing, PageSetup, Para, Part, Span } from './sheet.ts'

/** NĐ 30/2020 writes its own models in 14. */
const USUAL_SIZE = 14
/** First line 1 cm, lines 1.15 or 18 points apart: what offices use inside the ranges of both regimes. */
const USUAL = { firstIndentMm: 10, multiple: 1.15, points: 18, fromTopMm: 10, lineHeight: 1.149 } as const

export const within = ([from, to]: Range, wished: number): number => Math.min(Math.max(wished, from), to)

export interface Look {
  align?: Alignment
  firstIndentMm?: number
  leftIndentMm?: number
  beforePt?: number
  afterPt?: number
  line?: LineSpacing
  keepNext?: boolean
  outline?: number
  sizePt?: number
}

export class Form {
  readonly rules: FormRules
  readonly page: LayoutPage
  readonly isParty: boolean

  constructor(rules: FormRules) {
    this.rules = rules
    const [page] = rules.layoutPages
    if (!page) throw new AppError('COMPOSE_RULES_INCOMPLETE', { facts: { row: 'layoutPages' } })
    this.page = page
    this.isParty = rules.regime === 'party'
  }

  row(id: string): LayoutForm | null {
    return this.rules.layoutForms.find((row) => row.id === id) ?? null
  }

  /** Allowed words, the proposed first; none: the rules say nothing. */
  wordings(id: string): readonly string[] {
    return this.rules.layoutWordings.find((row) => row.id === id)?.texts ?? []
  }

  /** @throws COMPOSE_RULES_INCOMPLETE when a fixed word is missing from the rules */
  wording(id: string): string {
    const [first] = this.wordings(id)
    if (first === undefined) throw new AppError('COMPOSE_RULES_INCOMPLETE', { facts: { row: id } })
    return first
  }

  size(id: string, wished: number = USUAL_SIZE): number {
    const range = this.row(id)?.sizePt
    return range ? within(range, wished) : wished
  }

  /** Size of running text. */
  get bodySize(): number {
    return this.size('body')
  }

  get line(): LineSpacing {
    const spacing = this.page.lineSpacing
    return 'multiple' in spacing
      ? { multiple: within(spacing.multiple, USUAL.multiple) }
      : { points: within(spacing.points, USUAL.points) }
  }

  get firstIndentMm(): number {
    return within(this.page.firstIndentMm, USUAL.firstIndentMm)
  }

  setup(): PageSetup {
    const { page } = this
    const [paper] = page.papersMm
    const { top, bottom, left, right } = page.marginsMm
    return {
      widthMm: paper!.width,
      heightMm: paper!.height,
      marginsMm: { top: top[0], bottom: bottom[0], left: left[0], right: right[0] },
      pageNumber: {
        sizePt: within(page.pageNumber.sizePt, USUAL_SIZE),
        fromTopMm: page.pageNumber.fromTopMm ?? USUAL.fromTopMm,
      },
      font: page.fonts[0]!,
    }
  }

  /** Words in the style of a row. */
  span(id: string, text: string, own: Partial<Span> = {}): Span {
    const row = this.row(id)
    return {
      text: row?.isUpper === true ? upper(text) : text,
      isBold: own.isBold ?? row?.isBold ?? false,
      isItalic: own.isItalic ?? row?.isItalic ?? false,
      isUnderlined: own.isUnderlined ?? row?.isUnderlined ?? false,
    }
  }

  /** A paragraph of a component; `id` is the row that it follows. */
  para(part: Part, id: string, text: string | Span[], look: Look = {}): Para {
    const row = this.row(id)
    return {
      kind: 'para',
      part,
      spans: typeof text === 'string' ? [this.span(id, text)] : text,
      sizePt: look.sizePt ?? this.size(id),
      align: look.align ?? row?.align?.[0] ?? 'left',
      firstIndentMm: look.firstIndentMm ?? 0,
      leftIndentMm: look.leftIndentMm ?? 0,
      beforePt: look.beforePt ?? 0,
      afterPt: look.afterPt ?? 0,
      line: look.line ?? { multiple: 1 },
      ...(look.keepNext ? { keepNext: true } : {}),
      ...(look.outline ? { outline: look.outline } : {}),
      ...(row?.color ? { color: row.color } : {}),
    }
  }

  /** Running text: indented, justified, in the line spacing of the page. */
  running(part: Part, id: string, spans: string | Span[], look: Look = {}): Para {
    return this.para(part, id, spans, {
      align: 'both',
      firstIndentMm: this.firstIndentMm,
      afterPt: this.page.paragraphGapPt,
      line: this.line,
      ...look,
    })
  }
}

export const upper = (text: string): string => text.toLocaleUpperCase('vi')

/** From line to line, in points. */
export const pitchOf = (line: LineSpacing, sizePt: number): number =>
  'points' in line ? line.points : line.multiple * USUAL.lineHeight * sizePt
