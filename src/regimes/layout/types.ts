/** Shapes of the rules of legal form (thể thức và kỹ thuật trình bày): NĐ 30/2020 PL I, II; 36-HD/VPTW, 05-HD/VPTW. */
import type { Day, Rule, RuleSet } from '../types.ts'

/** The components (ô số) of a document and what else findings speak of; the command line's contract. */
export const LAYOUT_COMPONENTS = [
  'page',
  'font',
  'page-number',
  'national-title',
  'motto',
  'party-title',
  'parent-organization',
  'issuing-organization',
  'number',
  'place-date',
  'type-name',
  'subject',
  'basis',
  'addressee',
  'body',
  'heading',
  'article',
  'clause',
  'point',
  'signature-authority',
  'signer-position',
  'signer-name',
  'recipients-label',
  'recipients',
  'urgency-mark',
  'circulation-mark',
  'appendix',
  'end-mark',
  'citation',
  'capitalization',
] as const
export type LayoutComponent = (typeof LAYOUT_COMPONENTS)[number]

export const LAYOUT_ASPECTS = [
  'missing',
  'text',
  'pattern',
  'case',
  'size',
  'style',
  'alignment',
  'position',
  'rule-line',
  'indent',
  'spacing',
  'font',
  'color',
  'encoding',
  'punctuation',
  'order',
  'value',
] as const
export type LayoutAspect = (typeof LAYOUT_ASPECTS)[number]

/** From … to, both included; units stand in the name of the field. */
export type Range = readonly [from: number, to: number]
export type Alignment = 'left' | 'center' | 'right' | 'both'

/** How one component is set. Null: the rules say nothing. `id` of the row: the component, or a form of it (`subject-letter`). */
export interface LayoutForm extends Rule {
  readonly component: LayoutComponent
  readonly vi: string
  readonly en: string
  readonly sizePt: Range | null
  readonly isBold: boolean | null
  readonly isItalic: boolean | null
  readonly isUnderlined: boolean | null
  /** All letters capital (true), or not all (false). */
  readonly isUpper: boolean | null
  readonly align: readonly Alignment[] | null
  /** Half of the page it stands in. */
  readonly side: 'left' | 'right' | null
  /** Line under it: as long as the text, a third to a half of it, a row of hyphens, a box around it, none. */
  readonly ruleLine: 'whole' | 'part' | 'hyphens' | 'frame' | 'none' | null
  /** Null: black. */
  readonly color: 'red' | null
}

export interface LayoutPage extends Rule {
  /** Papers allowed, in millimetres upright. */
  readonly papersMm: readonly { readonly name: string; readonly width: number; readonly height: number }[]
  readonly marginsMm: { readonly top: Range; readonly bottom: Range; readonly left: Range; readonly right: Range }
  readonly fonts: readonly string[]
  readonly pageNumber: { readonly sizePt: Range; readonly align: Alignment; readonly fromTopMm: number | null }
  readonly firstIndentMm: Range
  readonly paragraphGapPt: number
  /** Line spacing as multiple of single, or as points from line to line. */
  readonly lineSpacing: { readonly multiple: Range } | { readonly points: Range }
}

/** Fixed words; `texts` are all that may be written, the first is proposed. */
export interface LayoutWording extends Rule {
  readonly texts: readonly string[]
}

/** A legal text that documents cite, and until when it is in force. */
export interface LegalText extends Rule {
  /** As it is cited: `01/2019/TT-BNV`, `36-HD/VPTW`. */
  readonly symbol: string
  readonly vi: string
  /** Last day in force; null: in force. */
  readonly inForceTo: Day | null
  /** What stands in its place. */
  readonly replacedBy: string | null
}

/** Collections of the rules of form. Kept apart from the rule set: screens that register documents need none of them. */
export interface FormCollections {
  readonly layoutForms: readonly LayoutForm[]
  readonly layoutPages: readonly LayoutPage[]
  readonly layoutWordings: readonly LayoutWording[]
  readonly legalTexts: readonly LegalText[]
}

/** All that the legal form of a document is judged by on one day: types, number formats and the rules of form. Immutable. */
export interface FormRules extends RuleSet, FormCollections {}
