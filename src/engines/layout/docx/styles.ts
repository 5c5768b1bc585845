/**
 * Effective properties of runs and paragraphs: document defaults, styles with what they rest on, themes, direct
 * formatting (ECMA-376 part 1, 17.7). Toggle properties (bold, italic, capitals) switch each other between the levels
 * of styles and are absolute when set directly.
 */
import { attributeOf, child, children, numberOf, type XmlElement } from '../xml.ts'

export interface RunProps {
  ascii: string | null
  hAnsi: string | null
  sizePt: number | null
  bold: boolean | null
  italic: boolean | null
  caps: boolean | null
  smallCaps: boolean | null
  underline: boolean | null
  vanish: boolean | null
  /** `auto` for automatic. */
  color: string | null
}

export interface ParagraphProps {
  align: string | null
  firstLine: number | null
  left: number | null
  right: number | null
  before: number | null
  after: number | null
  line: number | null
  lineRule: string | null
  contextual: boolean | null
  bottomBorder: XmlElement | null
  topBorder: XmlElement | null
  leftBorder: XmlElement | null
  numId: string | null
  level: number | null
  pageBreakBefore: boolean | null
}

interface Style {
  id: string
  kind: string
  basedOn: string | null
  run: RunProps
  paragraph: ParagraphProps
}

export const NO_RUN: RunProps = {
  ascii: null,
  hAnsi: null,
  sizePt: null,
  bold: null,
  italic: null,
  caps: null,
  smallCaps: null,
  underline: null,
  vanish: null,
  color: null,
}

export const NO_PARAGRAPH: ParagraphProps = {
  align: null,
  firstLine: null,
  left: null,
  right: null,
  before: null,
  after: null,
  line: null,
  lineRule: null,
  contextual: null,
  bottomBorder: null,
  topBorder: null,
  leftBorder: null,
  numId: null,
  level: null,
  pageBreakBefore: null,
}

/** An on/off element: there and not switched off. */
function flag(of: XmlElement | null, name: string): boolean | null {
  const element = child(of, name)
  if (!element) return null
  return !/^(?:0|false|off|none)$/.test(element.attributes['w:val'] ?? 'true')
}

const lay = <T extends object>(below: T, above: T): T => {
  const out = { ...below }
  for (const key of Object.keys(above) as (keyof T)[]) if (above[key] !== null) out[key] = above[key]
  return out
}

type Theme = ReadonlyMap<string, string>

/** Fonts of a theme by the names that runs use (`minorHAnsi`). */
export function themeFonts(theme: XmlElement | null): Theme {
  const fonts = new Map<string, string>()
  const scheme = child(child(theme, 'a:themeElements'), 'a:fontScheme')
  for (const [kind, name] of [
    ['major', 'a:majorFont'],
    ['minor', 'a:minorFont'],
  ] as const) {
    const latin = child(child(scheme, name), 'a:latin')?.attributes['typeface']
    if (latin) for (const use of ['Ascii', 'HAnsi']) fonts.set(`${kind}${use}`, latin)
  }
  return fonts
}

export function runProps(rPr: XmlElement | null, theme: Theme): RunProps {
  if (!rPr) return NO_RUN
  const fonts = child(rPr, 'w:rFonts')?.attributes ?? {}
  const font = (plain: string, themed: string) => {
    const name = fonts[themed]
    return (name === undefined ? undefined : theme.get(name)) ?? fonts[plain] ?? null
  }
  const underline = attributeOf(rPr, 'w:u')
  const size = numberOf(child(rPr, 'w:sz'), 'w:val')
  return {
    ascii: font('w:ascii', 'w:asciiTheme'),
    hAnsi: font('w:hAnsi', 'w:hAnsiTheme'),
    sizePt: size === null ? null : size / 2,
    bold: flag(rPr, 'w:b'),
    italic: flag(rPr, 'w:i'),
    caps: flag(rPr, 'w:caps'),
    smallCaps: flag(rPr, 'w:smallCaps'),
    underline: underline === null ? null : underline !== 'none',
    vanish: flag(rPr, 'w:vanish'),
    color: attributeOf(rPr, 'w:color'),
  }
}

export function paragraphProps(pPr: XmlElement | null): ParagraphProps {
  if (!pPr) return NO_PARAGRAPH
  const indent = child(pPr, 'w:ind')
  const spacing = child(pPr, 'w:spacing')
  const borders = child(pPr, 'w:pBdr')
  const numbering = child(pPr, 'w:numPr')
  const hanging = numberOf(indent, 'w:hanging')
  const auto = (name: string) => /^(?:1|true|on)$/.test(spacing?.attributes[name] ?? '')
  return {
    align: attributeOf(pPr, 'w:jc'),
    firstLine: hanging === null ? numberOf(indent, 'w:firstLine') : -hanging,
    left: numberOf(indent, 'w:left') ?? numberOf(indent, 'w:start'),
    right: numberOf(indent, 'w:right') ?? numberOf(indent, 'w:end'),
    before: auto('w:beforeAutospacing') ? 280 : numberOf(spacing, 'w:before'),
    after: auto('w:afterAutospacing') ? 280 : numberOf(spacing, 'w:after'),
    line: numberOf(spacing, 'w:line'),
    lineRule: spacing?.attributes['w:lineRule'] ?? (spacing?.attributes['w:line'] === undefined ? null : 'auto'),
    contextual: flag(pPr, 'w:contextualSpacing'),
    bottomBorder: child(borders, 'w:bottom'),
    topBorder: child(borders, 'w:top'),
    leftBorder: child(borders, 'w:left') ?? child(borders, 'w:start'),
    numId: attributeOf(numbering, 'w:numId'),
    level: numberOf(child(numbering, 'w:ilvl'), 'w:val'),
    pageBreakBefore: flag(pPr, 'w:pageBreakBefore'),
  }
}

const TOGGLES = ['bold', 'italic', 'caps', 'smallCaps', 'vanish'] as const
const MAX_CHAIN = 40

export class Styles {
  readonly theme: Theme
  readonly #styles = new Map<string, Style>()
  readonly #defaultRun: RunProps
  readonly #defaultParagraph: ParagraphProps
  readonly #defaults = new Map<string, string>()
  readonly #runs = new Map<string, RunProps>()
  readonly #paragraphs = new Map<string, ParagraphProps>()

  constructor(styles: XmlElement | null, theme: XmlElement | null) {
    this.theme = themeFonts(theme)
    const defaults = child(styles, 'w:docDefaults')
    this.#defaultRun = runProps(child(child(defaults, 'w:rPrDefault'), 'w:rPr'), this.theme)
    this.#defaultParagraph = paragraphProps(child(child(defaults, 'w:pPrDefault'), 'w:pPr'))
    for (const element of children(styles, 'w:style')) {
      const id = element.attributes['w:styleId']
      if (id === undefined) continue
      const kind = element.attributes['w:type'] ?? 'paragraph'
      this.#styles.set(id, {
        id,
        kind,
        basedOn: attributeOf(element, 'w:basedOn'),
        run: runProps(child(element, 'w:rPr'), this.theme),
        paragraph: paragraphProps(child(element, 'w:pPr')),
      })
      if (/^(?:1|true|on)$/.test(element.attributes['w:default'] ?? '')) this.#defaults.set(kind, id)
    }
  }

  /** The paragraph style in use: the one named, else the document's default. */
  paragraphStyle(id: string | null): string | null {
    return (id !== null && this.#styles.has(id) ? id : null) ?? this.#defaults.get('paragraph') ?? null
  }

  /** From what it rests on to itself. */
  #chain(id: string | null): Style[] {
    const chain: Style[] = []
    for (let at = id; at !== null && chain.length < MAX_CHAIN; ) {
      const style = this.#styles.get(at)
      if (!style || chain.includes(style)) break
      chain.unshift(style)
      at = style.basedOn
    }
    return chain
  }

  styleRun(id: string | null): RunProps {
    if (id === null) return NO_RUN
    const known = this.#runs.get(id)
    if (known) return known
    const made = this.#chain(id).reduce((below, style) => lay(below, style.run), NO_RUN)
    this.#runs.set(id, made)
    return made
  }

  styleParagraph(id: string | null): ParagraphProps {
    if (id === null) return NO_PARAGRAPH
    const known = this.#paragraphs.get(id)
    if (known) return known
    const made = this.#chain(id).reduce((below, style) => lay(below, style.paragraph), NO_PARAGRAPH)
    this.#paragraphs.set(id, made)
    return made
  }

  /** Effective run: defaults, table style, paragraph style, character style, direct. */
  run(of: { table: string | null; paragraph: string | null; character: string | null; direct: RunProps }): RunProps {
    const levels = [this.styleRun(of.table), this.styleRun(of.paragraph), this.styleRun(of.character)]
    let made = levels.reduce(lay, this.#defaultRun)
    for (const toggle of TOGGLES) {
      const set = levels.filter((level) => level[toggle] === true).length
      made = { ...made, [toggle]: this.#defaultRun[toggle] === true || set % 2 === 1 }
    }
    return lay(made, of.direct)
  }

  /** Effective paragraph; the numbering level's indents lie over the style's when the numbering is set directly. */
  paragraph(of: {
    table: string | null
    style: string | null
    numbering: ParagraphProps
    isNumberedByStyle: boolean
    direct: ParagraphProps
  }): ParagraphProps {
    const style = this.styleParagraph(of.style)
    const base = lay(this.#defaultParagraph, this.styleParagraph(of.table))
    const made = of.isNumberedByStyle ? lay(lay(base, of.numbering), style) : lay(lay(base, style), of.numbering)
    return lay(made, of.direct)
  }
}
