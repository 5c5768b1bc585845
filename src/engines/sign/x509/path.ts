/**
 * Certification paths (RFC 5280, 6; EN 319 102-1, 5.2.6): built from what the file carries up to a trusted certificate, validated at the
 * time for which the signature's existence is proved. Nothing is fetched.
 */
import { OID } from '../asn1/oids.ts'
import { weakness } from '../cms/algorithms.ts'
import type { Certificate } from './certificate.ts'
import type { Crl, Ocsp, Status } from './revocation.ts'
import { type Outcome, outcome, PASSED } from './verdict.ts'

/** Certificates and revocation data that came with a file or a trust list. */
export interface Evidence {
  readonly certificates: readonly Certificate[]
  readonly crls: readonly Crl[]
  readonly ocsps: readonly Ocsp[]
}

export interface PathQuestion {
  readonly anchors: readonly Certificate[]
  readonly evidence: Evidence
  readonly purpose: 'document' | 'timestamp'
  /** The earliest time at which the signature is proved to have existed; the present where nothing proves an earlier one. */
  readonly at: Date
  readonly isProved: boolean
  /** When the signer says that it was made. */
  readonly claimed?: Date | undefined
  readonly now: Date
}

export interface PathAnswer extends Outcome {
  /** From the signer's certificate to the anchor, as far as one was found. */
  readonly chain: readonly Certificate[]
}

const MAX_LENGTH = 10
const MAX_CHECKS = 400
/** A list or answer that names no end is good for a day. */
const DAY = 86_400_000

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** Finds the best path. Of several the first that passes, else the one that comes furthest. */
export function validatePath(leaf: Certificate, question: PathQuestion): PathAnswer {
  let best: PathAnswer | undefined
  for (const chain of chains(leaf, question)) {
    const found = { ...validate(chain, question), chain }
    if (found.verdict === 'TOTAL-PASSED') return found
    if (!best || rank(found) > rank(best)) best = found
  }
  return best ?? { ...outcome('NO_CERTIFICATE_CHAIN_FOUND'), chain: [leaf] }
}

/** A revocation is told whatever else may be wrong on another way. */
const ORDER = [
  'CHAIN_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'TRY_LATER',
  'OUT_OF_BOUNDS_NO_POE',
  'REVOKED_CA_NO_POE',
  'REVOKED_NO_POE',
]
const rank = (one: Outcome): number => (one.verdict === 'TOTAL-FAILED' ? 100 : ORDER.indexOf(one.sub ?? ''))

/** By the bytes of the name, or by its text where two programs encoded it differently; the signature decides in the end. */
const isNamed = (issuer: Certificate, below: Certificate): boolean =>
  same(issuer.subjectDer, below.issuerDer) || issuer.subject === below.issuer

function* chains(leaf: Certificate, { anchors, evidence }: PathQuestion): Generator<Certificate[]> {
  let checks = MAX_CHECKS
  const isAnchor = (one: Certificate): boolean => anchors.some((anchor) => anchor.fingerprint === one.fingerprint)
  const candidates = [...new Map([...anchors, ...evidence.certificates].map((one) => [one.fingerprint, one])).values()]
  function* up(path: Certificate[]): Generator<Certificate[]> {
    const last = path.at(-1)!
    if (isAnchor(last)) {
      yield path
      return
    }
    if (path.length >= MAX_LENGTH) return
    for (const issuer of candidates) {
      if (
        !isNamed(issuer, last) ||
        path.some((one) => same(one.spki, issuer.spki) && same(one.subjectDer, issuer.subjectDer))
      )
        continue
      if (last.authorityKeyId && issuer.subjectKeyId && last.authorityKeyId !== issuer.subjectKeyId) continue
      if (--checks < 0) return
      if (last.isSignedBy(issuer)) yield* up([...path, issuer])
    }
  }
  yield* up([leaf])
}

function validate(chain: readonly Certificate[], question: PathQuestion): Outcome {
  const [leaf] = chain as [Certificate]
  const found: Outcome[] = []
  const add = (one: Outcome | undefined): void => {
    if (one) found.push(one)
  }
  add(constraints(chain, question.purpose))
  for (const [i, one] of chain.entries()) {
    const isAnchor = i === chain.length - 1
    const weak = weakness({ hash: isAnchor ? undefined : one.scheme?.hash, key: keyOf(one) })
    if (weak) add(outcome('CRYPTO_CONSTRAINTS_FAILURE', `${weak} in ${one.subject}`))
    // The anchor is trusted by being in the list, not by its dates (RFC 5280, 6.1.1 d).
    if (!isAnchor || chain.length === 1) add(inTime(one, one === leaf, question))
    if (isAnchor) continue
    add(unrevoked(one, chain[i + 1]!, one === leaf, question))
  }
  const order = [
    'REVOKED',
    'REVOKED_NO_POE',
    'REVOKED_CA_NO_POE',
    'CHAIN_CONSTRAINTS_FAILURE',
    'CRYPTO_CONSTRAINTS_FAILURE',
    'EXPIRED',
    'NOT_YET_VALID',
    'OUT_OF_BOUNDS_NO_POE',
    'TRY_LATER',
  ]
  return found.sort((a, b) => order.indexOf(a.sub!) - order.indexOf(b.sub!))[0] ?? PASSED
}

function keyOf(one: Certificate) {
  try {
    return one.publicKey()
  } catch {
    return undefined
  }
}

const DOCUMENT_USAGES: readonly string[] = [
  OID.anyUsage,
  OID.emailProtection,
  OID.clientAuth,
  OID.documentSigning,
  OID.microsoftDocumentSigning,
  OID.adobeDocumentSigning,
]

function constraints(chain: readonly Certificate[], purpose: PathQuestion['purpose']): Outcome | undefined {
  const fail = (detail: string): Outcome => outcome('CHAIN_CONSTRAINTS_FAILURE', detail)
  const [leaf, ...issuers] = chain as [Certificate, ...Certificate[]]
  for (const one of chain.slice(0, Math.max(1, chain.length - 1)))
    if (one.unknownCritical.length > 0) return fail(`critical extension ${one.unknownCritical[0]} in ${one.subject}`)
  for (const [i, one] of issuers.entries()) {
    const isAnchor = i === issuers.length - 1
    if (!one.isCa && !isAnchor) return fail(`${one.subject} is no certification authority`)
    // A trusted version 1 root has no extensions; one that says it is none is none, trusted or not.
    if (!one.isCa && one.keyUsage) return fail(`${one.subject} is no certification authority`)
    // An authority that may only issue for other uses.
    const wanted = purpose === 'document' ? DOCUMENT_USAGES : [OID.anyUsage, OID.timeStamping]
    if (!isAnchor && one.extendedKeyUsage && !one.extendedKeyUsage.some((usage) => wanted.includes(usage)))
      return fail(`${one.subject} issues for another use`)
    if (one.keyUsage && !one.keyUsage.keyCertSign) return fail(`${one.subject} may not sign certificates`)
    // Certificates that a name issued to itself do not count.
    const below = issuers.slice(0, i).filter((other) => !same(other.subjectDer, other.issuerDer)).length
    if (one.pathLength !== undefined && below > one.pathLength) return fail(`path longer than ${one.subject} allows`)
  }
  const { keyUsage, extendedKeyUsage } = leaf
  if (keyUsage && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) return fail(`${leaf.subject} may not sign`)
  if (purpose === 'timestamp') {
    // RFC 3161, 2.3: timeStamping and nothing else, critical.
    if (extendedKeyUsage?.length !== 1 || extendedKeyUsage[0] !== OID.timeStamping)
      return fail(`${leaf.subject} is no timestamp authority`)
    return undefined
  }
  if (extendedKeyUsage && !extendedKeyUsage.some((usage) => DOCUMENT_USAGES.includes(usage)))
    return fail(`${leaf.subject} is for another use`)
  return undefined
}

function inTime(one: Certificate, isLeaf: boolean, { at, isProved, claimed }: PathQuestion): Outcome | undefined {
  if (at >= one.notBefore && at <= one.notAfter) return undefined
  if (isLeaf && at > one.notAfter && claimed && claimed > one.notAfter)
    return outcome('EXPIRED', 'signed after the certificate ended')
  if (isLeaf && isProved && at < one.notBefore) return outcome('NOT_YET_VALID', 'signed before the certificate began')
  return outcome('OUT_OF_BOUNDS_NO_POE', `${one.subject} ${at > one.notAfter ? 'ended' : 'not begun'}`)
}

function unrevoked(
  one: Certificate,
  issuer: Certificate,
  isLeaf: boolean,
  question: PathQuestion,
): Outcome | undefined {
  const { evidence, at, claimed, now } = question
  const known = [
    ...evidence.crls.map((crl) => crl.status(one, issuer)),
    ...evidence.ocsps.map((ocsp) => ocsp.status(one, issuer, evidence.certificates)),
  ].filter((status): status is Status => status !== undefined && status.thisUpdate <= now)
  const revoked = known.find((status) => status.state === 'revoked' && status.revokedAt! <= at)
  if (revoked) {
    if (!isLeaf) return outcome('REVOKED_CA_NO_POE', `${one.subject} revoked ${revoked.revokedAt!.toISOString()}`)
    const isSignedAfter = claimed !== undefined && claimed >= revoked.revokedAt!
    return outcome(isSignedAfter ? 'REVOKED' : 'REVOKED_NO_POE', `revoked ${revoked.revokedAt!.toISOString()}`)
  }
  if (known.some((status) => isFresh(status, at))) return undefined
  // Whoever issues no revocation data says so by naming no place for it; responders may be exempted.
  if (!one.namesRevocation || one.isOcspNoCheck) return undefined
  return known.length > 0 ? stale(one) : outcome('TRY_LATER', `no revocation data for ${one.subject}`)
}

const stale = (one: Certificate): Outcome => outcome('TRY_LATER', `revocation data for ${one.subject} too old`)

/** Known after the time in question, or still in force then. */
function isFresh({ thisUpdate, nextUpdate }: Status, at: Date): boolean {
  return thisUpdate >= at || (nextUpdate ?? new Date(thisUpdate.getTime() + DAY)) >= at
}
