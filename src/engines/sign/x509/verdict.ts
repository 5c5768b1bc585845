/** Indications of EN 319 102-1, 5.1.3. */
export type Verdict = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED'

export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'TRY_LATER'

/** What was found, and in a few English words why (for logs and the JSON; people get sentences). */
export interface Outcome {
  readonly verdict: Verdict
  readonly sub: SubIndication | null
  readonly detail?: string
}

const FAILED = new Set<SubIndication>([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
])

export const PASSED: Outcome = { verdict: 'TOTAL-PASSED', sub: null }

/** The outcome that a sub-indication means. */
export const outcome = (sub: SubIndication, detail?: string): Outcome => ({
  verdict: FAILED.has(sub) ? 'TOTAL-FAILED' : 'INDETERMINATE',
  sub,
  ...(detail === undefined ? {} : { detail }),
})

/** The worst of several; without any nothing can be said. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('TOTAL-FAILED')) return 'TOTAL-FAILED'
  return verdicts.length === 0 || verdicts.includes('INDETERMINATE') ? 'INDETERMINATE' : 'TOTAL-PASSED'
}
