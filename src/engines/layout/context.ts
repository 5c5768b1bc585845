/** What a rule has before it: the structure of the document, the rules of its regime and day, and a list for findings. */
import type { FormRules, LayoutAspect, LayoutComponent, LayoutForm, LayoutPage } from '#regimes/layout/index.ts'
import type { Source } from '#regimes/types.ts'
import type { Touched } from './mend.ts'
import type { TextRun } from './model.ts'
import type { Piece } from './pieces.ts'
import type { Component, Structure } from './structure.ts'
import type { LayoutFinding, Severity } from './types.ts'

export interface Fault {
  component: LayoutComponent
  aspect: LayoutAspect
  at?: Piece | null
  expected: string
  found: string
  source: Source
  severity?: Severity
  /** Sets it right in the file it was read from; told for every place. */
  mend?: ((touched: Touched) => void) | null
  /** Tells two faults of one component and aspect apart (`LEFT`). */
  detail?: string
}

/** One place of a fault. */
interface Spot {
  /** Number of its paragraph; null: the document as a whole. */
  readonly paragraph: number | null
  readonly mend: ((touched: Touched) => void) | null
}

export class Context {
  readonly structure: Structure
  readonly rules: FormRules
  readonly page: LayoutPage | null
  readonly #found = new Map<string, { finding: LayoutFinding; places: Spot[] }>()

  constructor(structure: Structure, rules: FormRules) {
    this.structure = structure
    this.rules = rules
    this.page = rules.layoutPages[0] ?? null
  }

  /** Only what came from a Word file can be mended in it. */
  get canMend(): boolean {
    return this.structure.document.source === 'docx'
  }

  get isParty(): boolean {
    return this.rules.regime === 'party'
  }

  form(id: string): LayoutForm | null {
    return this.rules.layoutForms.find((row) => row.id === id) ?? null
  }

  /** Allowed wordings and where they are written; null when the rules have none. */
  wording(id: string): { texts: readonly string[]; source: Source } | null {
    return this.rules.layoutWordings.find((row) => row.id === id) ?? null
  }

  /** Source of a component's row, else of the page's. */
  sourceOf(component: LayoutComponent): Source {
    const row = this.form(component) ?? this.wording(component) ?? this.page
    return row?.source ?? { text: '', article: null, confidence: 'C' }
  }

  /** One finding for one fault: the same fault again is only counted. */
  add(fault: Fault): void {
    const detail = fault.detail ? `-${fault.detail}` : ''
    const ruleId = `${this.isParty ? 'P' : 'S'}-${fault.component}-${fault.aspect}${detail}`.toUpperCase()
    const spot: Spot = { paragraph: fault.at?.paragraph.index ?? null, mend: fault.mend ?? null }
    const known = this.#found.get(ruleId)
    if (known) {
      known.places.push(spot)
      return
    }
    const finding: LayoutFinding = {
      ruleId,
      severity: fault.severity ?? 'error',
      component: fault.component,
      aspect: fault.aspect,
      page: fault.at?.paragraph.page ?? null,
      paragraph: spot.paragraph,
      expected: fault.expected,
      found: fault.found,
      legalRef: legalRef(fault.source),
      fixable: spot.mend !== null,
    }
    this.#found.set(ruleId, { finding, places: [spot] })
  }

  /** Faults of running text: told of the body where most of it has them, else of the parts. */
  addRunning(faults: readonly Fault[], judged: number): void {
    const isMost = faults.length >= judged * 0.6
    for (const fault of faults) this.add(isMost ? { ...fault, component: 'body' } : fault)
  }

  has(component: LayoutComponent, aspect?: LayoutAspect): boolean {
    return [...this.#found.values()].some(
      ({ finding }) => finding.component === component && (aspect === undefined || finding.aspect === aspect),
    )
  }

  /**
   * Mends the faults of some rules.
   * @param paragraph only where they stand in this paragraph; null: everywhere
   * @returns rules whose faults were mended
   */
  mend(ruleIds: ReadonlySet<string>, paragraph: number | null, touched: Touched): string[] {
    const done = new Set<string>()
    for (const [ruleId, { places }] of this.#found) {
      if (!ruleIds.has(ruleId)) continue
      for (const { mend } of places.filter((one) => paragraph === null || one.paragraph === paragraph)) {
        if (!mend) continue
        mend(touched)
        done.add(ruleId)
      }
    }
    return [...done]
  }

  /** Does a fault of the rule stand in the paragraph; null: anywhere? */
  stands(ruleId: string, paragraph: number | null): boolean {
    const places = this.#found.get(ruleId)?.places ?? []
    return places.some((one) => paragraph === null || one.paragraph === paragraph)
  }

  findings(): LayoutFinding[] {
    return [...this.#found.values()]
      .map(({ finding, places }) => {
        const count = places.length
        // Mended where a machine can, also when the first place is none of these.
        const told = { ...finding, fixable: places.some((one) => one.mend !== null) }
        return count === 1 ? told : { ...told, found: `${finding.found} (${count} chỗ)` }
      })
      .sort((a, b) => (a.paragraph ?? 0) - (b.paragraph ?? 0))
  }

  /** Paragraphs in which a machine can mend the faults of a rule, in the order of the text; [] where none of them is one paragraph's. */
  mendable(ruleId: string): number[] {
    const places = this.#found.get(ruleId)?.places ?? []
    return [...new Set(places.flatMap((one) => (one.mend && one.paragraph !== null ? [one.paragraph] : [])))].sort(
      (a, b) => a - b,
    )
  }
}

export const legalRef = ({ text, article }: Source): string => (article === null ? text : `${text}, ${article}`)

/** Letters of a run: what is nothing but spaces and stops shows neither size nor weight. */
export const weight = (run: TextRun): number => run.text.replace(/[^\p{L}\p{N}]/gu, '').length

/** Runs of a component that show something. */
export const visibleRuns = (component: Component): TextRun[] =>
  component.pieces.flatMap((piece) => piece.runs.filter((run) => weight(run) > 0))

export const quote = (text: string): string => `“${text.length > 80 ? `${text.slice(0, 77)}…` : text}”`

/** Share of the letters that a test holds for. */
export function share(runs: readonly TextRun[], test: (run: TextRun) => boolean): number {
  const all = runs.reduce((sum, run) => sum + weight(run), 0)
  return all === 0 ? 0 : runs.filter(test).reduce((sum, run) => sum + weight(run), 0) / all
}

/** Footnote marks and the like inside a paragraph are not its size. */
export const TOLERANCE = 0.02

/** The first piece that a test holds for. */
export const pieceOf = (component: Component, test: (run: TextRun) => boolean): Piece =>
  component.pieces.find((piece) => piece.runs.some((run) => weight(run) > 0 && test(run))) ?? component.pieces[0]!
