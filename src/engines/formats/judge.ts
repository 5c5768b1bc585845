/** What an organisation's policy says of a format. */
import type { FormatDecision, FormatPolicy, FormatRules } from '#regimes/formats/index.ts'

export interface Judgement {
  readonly decision: FormatDecision
  /** For `convert`: PUID of the format to come to. */
  readonly to: string | null
  /** The row that decided, with its words and source; null when no row covers the case: then a person must look. */
  readonly rule: FormatPolicy | null
}

const STRICTEST: readonly FormatDecision[] = ['refuse', 'convert', 'warn', 'accept']

/**
 * @param puid of the identified format; null: not known
 * @param rules of the day on which the file is handed over, with the organisation's overrides merged in
 * @returns the organisation's own row before the shipped ones, a row that names the format before one for all others, and of several
 * the strictest
 */
export function judgeFormat(puid: string | null, rules: Pick<FormatRules, 'formatPolicies'>): Judgement {
  const covering = (test: (row: FormatPolicy) => boolean): FormatPolicy | undefined => {
    const rows = rules.formatPolicies.filter(test)
    const own = rows.filter((row) => row.source.confidence === 'organization')
    const from = own.length > 0 ? own : rows
    return STRICTEST.map((decision) => from.find((row) => row.decision === decision)).find((row) => row !== undefined)
  }
  const rule =
    puid === null
      ? covering((row) => row.covers === 'unknown')
      : (covering((row) => Array.isArray(row.covers) && row.covers.includes(puid)) ??
        covering((row) => row.covers === 'others'))
  return rule
    ? { decision: rule.decision, to: rule.decision === 'convert' ? rule.to : null, rule }
    : { decision: 'warn', to: null, rule: null }
}
