import type { LayoutAspect, LayoutComponent } from '#regimes/layout/index.ts'
import type { Regime } from '#regimes/types.ts'

export type Severity = 'error' | 'warning' | 'info'

/** One fault, at the component where it is (the command line's contract). */
export interface LayoutFinding {
  /** `S-` State, `P-` Party, component, aspect: `S-NUMBER-PATTERN`. */
  ruleId: string
  severity: Severity
  component: LayoutComponent
  aspect: LayoutAspect
  /** From 1; null where pages are not known. */
  page: number | null
  /** Number of the paragraph in reading order from 1; null: the document as a whole. */
  paragraph: number | null
  /** What the rules ask for and what stands there, in Vietnamese as the rules write it. */
  expected: string
  found: string
  legalRef: string
  /** Can be mended by machine without touching the content. */
  fixable: boolean
}

export interface FoundComponent {
  component: LayoutComponent
  page: number | null
  text: string
}

export interface LayoutReport {
  regime: Regime
  /** Name of the rule set used (`state-2020-03-05`). */
  ruleSet: string
  /** Name of the type (`Quyết định`); null: not told. */
  documentType: string | null
  components: FoundComponent[]
  findings: LayoutFinding[]
  /** By rule: paragraphs in which a machine can mend its faults one by one; [] where the fault is the whole document's. */
  mendable: Readonly<Record<string, readonly number[]>>
}
