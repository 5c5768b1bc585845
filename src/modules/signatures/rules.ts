/** Decisions over keys and signed files, pure. */
import type { SignatureReport, Verdict } from '#engines/sign/index.ts'
import { canonicalTone, nfc, tidySpace } from '#engines/vn-text/index.ts'

/** What an organisation says where law and handbook leave it open; the values are those of an office that has said nothing. */
export interface SigningPolicy {
  /** Wrong passphrases in a row before a key rests. */
  readonly tries: number
  readonly waitMinutes: number
  /** What becomes of a signature when the timestamp authority is silent. */
  readonly withoutTimestamp: 'stop' | 'warn'
  /** Reasons for which an undecided signature made elsewhere is accepted all the same. */
  readonly undecidedAllowed: readonly string[]
  /** Days before a certificate's end at which its owner is told. */
  readonly noticeDays: number
}

export const DEFAULT_POLICY: SigningPolicy = {
  tries: 5,
  waitMinutes: 15,
  withoutTimestamp: 'stop',
  undecidedAllowed: [],
  noticeDays: 30,
}

/** Undecided verdicts that a policy may let pass; forgeries and altered files are never among them. */
export const ALLOWABLE = ['NO_CERTIFICATE_CHAIN_FOUND', 'TRY_LATER', 'OUT_OF_BOUNDS_NO_POE'] as const

export interface KeyFacts {
  readonly state: 'pending' | 'active' | 'revoked' | 'removed'
  readonly means: 'file' | 'token' | 'attached'
  readonly validFrom: Date
  readonly validTo: Date
  readonly waitsUntil: Date | null
}

export type Hindrance = 'pending' | 'ended' | 'out-of-time' | 'waits' | 'in-device'

/** Why a key cannot sign on this server now, or null when it can. */
export function hindrance(key: KeyFacts, now: Date): Hindrance | null {
  if (key.state === 'revoked' || key.state === 'removed') return 'ended'
  if (key.state === 'pending') return 'pending'
  if (now < key.validFrom || now > key.validTo) return 'out-of-time'
  if (key.means === 'token') return 'in-device'
  return key.waitsUntil !== null && now < key.waitsUntil ? 'waits' : null
}

/** What a wrong passphrase makes of the counter: the last allowed one lays the key to rest and begins anew. */
export function afterWrongTry(
  failedTries: number,
  policy: Pick<SigningPolicy, 'tries' | 'waitMinutes'>,
  now: Date,
): { failedTries: number; waitsUntil: Date | null; left: number } {
  const failed = failedTries + 1
  if (failed < policy.tries) return { failedTries: failed, waitsUntil: null, left: policy.tries - failed }
  return { failedTries: 0, waitsUntil: new Date(now.getTime() + policy.waitMinutes * 60_000), left: 0 }
}

/** Pictures as the law wants them (NĐ 30/2020 PL I): a signature blue, a seal red. Mean colour of what is not transparent. */
export function hasColour(ink: { r: number; g: number; b: number }, owner: 'person' | 'agency'): boolean {
  const [main, other] = owner === 'person' ? [ink.b, ink.r] : [ink.r, ink.b]
  return main > other + 25 && main > ink.g + 15
}

/**
 * Is it the same name, whatever the case and the spaces? Marks count: Quý and Quỹ are two people. Whoever's certificate is written
 * otherwise has it registered beforehand.
 */
export function namesMatch(certified: string, expected: string): boolean {
  const plain = (text: string): string => canonicalTone(tidySpace(nfc(text)).toLowerCase())
  return expected.trim() !== '' && plain(certified) === plain(expected)
}

/** What was found of a file that was signed elsewhere. */
export interface ElsewhereFacts {
  /** null: it does not begin with the approved bytes. */
  readonly added: { isOnlySignatures: boolean; words: readonly string[] } | null
  /** Signatures whose range ends beyond the approved bytes. */
  readonly fresh: readonly {
    report: Pick<SignatureReport, 'verdict' | 'subIndication' | 'detail' | 'coversWholeDocument' | 'signer'>
    fingerprint: string | null
    commonName: string | null
    isIntact: boolean
  }[]
}

export interface ExpectedSigner {
  /** Of the person, or of the organisation. */
  readonly name: string
  /** Fingerprints of the signer's certificates on record. */
  readonly known: ReadonlyMap<string, 'active' | 'pending' | 'ended'>
  /** Fingerprints that are on record here as somebody else's. */
  readonly others: ReadonlySet<string>
}

export type ElsewhereVerdict =
  | { readonly isAccepted: true; readonly fingerprint: string; readonly isFirstUse: boolean; readonly verdict: Verdict }
  | { readonly isAccepted: false; readonly code: string; readonly facts: Record<string, string | number> }

/**
 * Whether a file signed elsewhere is the approved one with the expected signature and nothing else. An unknown certificate is taken
 * only when its signature has passed, so that the trusted authority vouches for the name in it.
 */
export function judgeElsewhere(
  found: ElsewhereFacts,
  expected: ExpectedSigner,
  policy: Pick<SigningPolicy, 'undecidedAllowed'>,
): ElsewhereVerdict {
  const refuse = (what: string, facts: Record<string, string | number> = {}): ElsewhereVerdict => ({
    isAccepted: false,
    code: `SIGNATURES_ELSEWHERE_${what}`,
    facts,
  })
  const { added, fresh } = found
  if (!added) return refuse('OTHER_BYTES')
  const [one] = fresh
  if (!one) return refuse('UNSIGNED')
  if (fresh.length > 1) return refuse('SEVERAL', { count: fresh.length })
  const { report } = one
  const reason = report.subIndication
    ? [report.subIndication, report.detail].filter(Boolean).join(': ')
    : report.verdict
  if (report.verdict === 'TOTAL-FAILED' && !one.isIntact) return refuse('FAILED', { reason })
  if (!added.isOnlySignatures) return refuse('CHANGED', { what: added.words.join('; ') })
  if (!report.coversWholeDocument) return refuse('NOT_COVERING')
  if (report.verdict === 'TOTAL-FAILED' || !one.fingerprint) return refuse('FAILED', { reason })
  if (report.verdict === 'INDETERMINATE' && !policy.undecidedAllowed.includes(report.subIndication ?? ''))
    return refuse('UNDECIDED', { reason })
  const known = expected.known.get(one.fingerprint)
  if (known === 'ended') return refuse('KEY_ENDED')
  if (known === 'pending') return { isAccepted: false, code: 'SIGNATURES_KEY_PENDING', facts: {} }
  const isNamed = namesMatch(one.commonName ?? '', expected.name)
  if (known === undefined && (report.verdict !== 'TOTAL-PASSED' || expected.others.has(one.fingerprint) || !isNamed))
    return refuse('OTHER_SIGNER', { signer: one.commonName ?? '?', expected: expected.name })
  return { isAccepted: true, fingerprint: one.fingerprint, isFirstUse: known === undefined, verdict: report.verdict }
}
