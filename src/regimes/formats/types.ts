/** What an organisation does with files of a format. */
import type { Rule, RuleSet } from '../types.ts'

export const FORMAT_DECISIONS = ['accept', 'warn', 'convert', 'refuse'] as const

/** `accept` as it is · `warn` taken after a look · `convert` taken, and a copy in another format is made · `refuse`. */
export type FormatDecision = (typeof FORMAT_DECISIONS)[number]

export interface FormatPolicy extends Rule {
  /** PRONOM identifiers; `others`: every known format that no row names; `unknown`: files whose format is not known. */
  readonly covers: readonly string[] | 'others' | 'unknown'
  readonly decision: FormatDecision
  /** For `convert`: the format to come to. */
  readonly to: string | null
  /** Why, for the person who hands the file over. */
  readonly vi: string
  readonly en: string
}

export interface FormatCollections {
  readonly formatPolicies: readonly FormatPolicy[]
}

/** All that formats are judged by on one day. Immutable. */
export interface FormatRules extends RuleSet, FormatCollections {}
