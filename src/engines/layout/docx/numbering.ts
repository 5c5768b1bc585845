/** Automatic numbers of lists (ECMA-376 part 1, 17.9): what stands before the text without being typed. */
import { toRoman } from '#engines/vn-text/index.ts'
import { attributeOf, child, children, numberOf, type XmlElement } from '../xml.ts'
import { NO_PARAGRAPH, type ParagraphProps, paragraphProps, type RunProps, runProps } from './styles.ts'

interface Level {
  format: string
  text: string
  start: number
  isLegal: boolean
  paragraph: ParagraphProps
  run: RunProps
  style: string | null
}

interface Counter {
  levels: Level[]
  /** Lists of one abstract definition count on together. */
  abstract: string
  overrides: Map<number, number>
}

/** The Vietnamese alphabet of points (NĐ 30/2020 PL I.II.6): Word's `vietnameseCounting` is for other things. */
const letters = (n: number) => 'abcdefghijklmnopqrstuvwxyz'[(n - 1) % 26]!.repeat(Math.floor((n - 1) / 26) + 1)

function written(n: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(n)
    case 'upperLetter':
      return letters(n).toUpperCase()
    case 'lowerRoman':
      return toRoman(n).toLowerCase()
    case 'upperRoman':
      return toRoman(n)
    case 'decimalZero':
      return String(n).padStart(2, '0')
    case 'none':
      return ''
    default:
      return String(n)
  }
}

/** Bullets in symbol fonts are private characters: `-` and its kind are told by their look, the rest is a dot. */
const bullet = (text: string) => (/^[-–—+*•·o]$/u.test(text) ? text : text === '' ? '' : '•')

export class Numbering {
  readonly #lists = new Map<string, Counter>()
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()

  constructor(numbering: XmlElement | null, theme: ReadonlyMap<string, string>) {
    const abstracts = new Map<string, Level[]>()
    for (const element of children(numbering, 'w:abstractNum')) {
      const levels: Level[] = []
      for (const level of children(element, 'w:lvl')) levels[numberOf(level, 'w:ilvl') ?? 0] = readLevel(level, theme)
      abstracts.set(element.attributes['w:abstractNumId'] ?? '', levels)
    }
    for (const element of children(numbering, 'w:num')) {
      const abstract = attributeOf(element, 'w:abstractNumId') ?? ''
      const levels = [...(abstracts.get(abstract) ?? [])]
      const overrides = new Map<number, number>()
      for (const over of children(element, 'w:lvlOverride')) {
        const at = numberOf(over, 'w:ilvl') ?? 0
        const start = numberOf(child(over, 'w:startOverride'), 'w:val')
        if (start !== null) overrides.set(at, start)
        const level = child(over, 'w:lvl')
        if (level) levels[at] = readLevel(level, theme)
      }
      this.#lists.set(element.attributes['w:numId'] ?? '', { levels, abstract, overrides })
    }
  }

  level(numId: string | null, level: number): Level | null {
    return numId === null ? null : (this.#lists.get(numId)?.levels[level] ?? null)
  }

  /** Level whose style is the paragraph's (numbering tied to a heading style). */
  levelOfStyle(numId: string, style: string | null): number | null {
    const at =
      this.#lists.get(numId)?.levels.findIndex((level) => level?.style !== null && level?.style === style) ?? -1
    return at < 0 ? null : at
  }

  /** Counts on and gives what stands before the paragraph; '' when the list is none. */
  next(numId: string, at: number): string {
    const list = this.#lists.get(numId)
    const level = list?.levels[at]
    if (!list || !level) return ''
    if (level.format === 'bullet') return bullet(level.text)
    const counts = this.#counts.get(list.abstract) ?? []
    this.#counts.set(list.abstract, counts)
    if (!this.#started.has(numId)) {
      this.#started.add(numId)
      for (const [over, start] of list.overrides) counts[over] = start - 1
    }
    counts[at] = (counts[at] ?? level.start - 1) + 1
    counts.length = at + 1
    return level.text.replace(/%(\d)/g, (_, digit: string) => {
      const i = Number(digit) - 1
      const of = list.levels[i]
      if (!of) return ''
      return written(counts[i] ?? of.start, level.isLegal ? 'decimal' : of.format)
    })
  }
}

function readLevel(level: XmlElement, theme: ReadonlyMap<string, string>): Level {
  return {
    format: attributeOf(level, 'w:numFmt') ?? 'decimal',
    text: attributeOf(level, 'w:lvlText') ?? '',
    start: numberOf(child(level, 'w:start'), 'w:val') ?? 1,
    isLegal: child(level, 'w:isLgl') !== null,
    paragraph: { ...NO_PARAGRAPH, ...indentsOf(level) },
    run: runProps(child(level, 'w:rPr'), theme),
    style: attributeOf(level, 'w:pStyle'),
  }
}

function indentsOf(level: XmlElement): Pick<ParagraphProps, 'left' | 'firstLine'> {
  const { left, firstLine } = paragraphProps(child(level, 'w:pPr'))
  return { left, firstLine }
}
