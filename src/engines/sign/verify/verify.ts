/**
 * Verification of every signature of a PDF (EN 319 102-1; EN 319 142-1 for PDF): form and range, digest and signature, what changed
 * after, then trust at the time that timestamps prove. Pure over bytes; the clock and the trust list are given.
 */
import { AppError } from '#platform/errors/index.ts'
import { Asn1Error } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { digestOf } from '../cms/algorithms.ts'
import { readTimestamp } from '../cms/timestamp.ts'
import { type Change, changesAfter } from '../pdf/changes.ts'
import { PdfFile } from '../pdf/file.ts'
import { PdfError, PdfLimitError, PdfString } from '../pdf/objects.ts'
import { signatureFields } from '../pdf/signatures.ts'
import type { Certificate } from '../x509/certificate.ts'
import { type Evidence, type PathAnswer, validatePath } from '../x509/path.ts'
import { type Outcome, outcome, PASSED, worst } from '../x509/verdict.ts'
import { reportBroken, unlinkedSignatures } from './broken.ts'
import { checkTimestamp, type Found, readSignature } from './document.ts'
import { evidenceOf, storeOf, together } from './evidence.ts'
import { certificateFacts, isoVietnam } from './facts.ts'
import type { TrustList } from './trust.ts'
import { changeText, type Level, type SignatureReport, type TimestampReport, type VerificationReport } from './types.ts'

export interface VerifyOptions {
  /** Nothing given: no chain is found and nothing passes. */
  readonly trust?: TrustList
  readonly now: Date
}

const MAX_BYTES = 2 ** 30
const MAX_SIGNATURES = 100
const MAX_VISITS = 10_000_000
const MAX_HASHED = 2 ** 33
/** Clocks of verifier and timestamp authority may differ by so much. */
const SKEW_MS = 5 * 60_000

/** A timestamp with what it proves. */
interface Proof {
  readonly report: TimestampReport
  readonly time: Date
  /** Covers the file up to here; a signature's own timestamp covers that signature only. */
  readonly end: number
  readonly isPassed: boolean
}

/**
 * Verifies all signatures of a PDF.
 * @throws AppError SIGN_NOT_PDF, SIGN_PDF_ENCRYPTED, SIGN_PDF_BROKEN (and nothing in it can be judged), SIGN_PDF_TOO_LARGE
 */
export function verifyPdf(bytes: Uint8Array, options: VerifyOptions): VerificationReport {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf('%PDF-') < 0) throw new AppError('SIGN_NOT_PDF')
  if (bytes.length > MAX_BYTES) throw new AppError('SIGN_PDF_TOO_LARGE', { facts: { what: `${bytes.length} B` } })
  try {
    const file = new PdfFile(bytes)
    if (file.isEncrypted) throw new AppError('SIGN_PDF_ENCRYPTED')
    return verifyFile(file, options)
  } catch (error) {
    if (error instanceof PdfLimitError)
      throw new AppError('SIGN_PDF_TOO_LARGE', { facts: { what: error.message }, cause: error })
    if (!(error instanceof PdfError)) throw error
    // A signed file that was damaged or cut is told as such; one that holds no signature cannot be judged.
    const report = reportBroken(bytes, error.message)
    if (!report) throw new AppError('SIGN_PDF_BROKEN', { facts: { reason: error.message }, cause: error })
    return report
  }
}

function verifyFile(file: PdfFile, { trust, now }: VerifyOptions): VerificationReport {
  const fields = signatureFields(file)
  const signedFields = fields.filter((field) => field.value)
  if (signedFields.length > MAX_SIGNATURES) throw new PdfLimitError(`${signedFields.length} signatures`)
  // Each signature is compared with the whole file: the work is bounded before it begins.
  if (file.entries.size * signedFields.length > MAX_VISITS || file.bytes.length * signedFields.length > MAX_HASHED)
    throw new PdfLimitError(`${signedFields.length} signatures, ${file.entries.size} objects`)
  const store = storeOf(file)
  const found = signedFields.map((field) => readSignature(field, file, store.certificates))
  const evidence = together([
    store,
    ...found.flatMap((one) => (one.data ? [evidenceOf(one.data)] : [])),
    { certificates: [], crls: trust?.crls ?? [], ocsps: [] },
  ])
  const anchors = trust?.certificates ?? []
  const sound = new Map(
    found
      .filter((one) => one.check.isIntact)
      .map((one) => [one.field.valueNumber ?? one.field.number, one.kind] as const),
  )
  const changes = new Map(found.map((one) => [one, one.signed ? changed(one.signed, file, sound) : null]))
  const context = { file, anchors, evidence, now, changes }
  // The newest timestamp is judged at the present, each older one at the time that newer ones prove.
  const proofs: Proof[] = []
  for (const one of found
    .filter((each) => each.kind === 'timestamp')
    .sort((a, b) => (b.range?.end ?? 0) - (a.range?.end ?? 0)))
    proofs.push(documentProof(one, context, proofs))
  const signatures = found.filter((one) => one.kind === 'signature').map((one) => judge(one, context, proofs))
  return {
    verdict: worst(signatures.map((one) => one.verdict)),
    signatures,
    documentTimestamps: proofs.map((one) => one.report).reverse(),
    unlinkedSignatures: unlinkedSignatures(file.bytes, new Set(found.flatMap((one) => holeOf(one.field)))),
    emptyFields: fields.filter((field) => !field.value).map((field) => field.name),
  }
}

/** Where the field's own string of /Contents begins. */
function holeOf(field: Found['field']): number[] {
  const contents = field.value?.get('Contents')
  return contents instanceof PdfString ? [contents.start] : []
}

interface Context {
  readonly file: PdfFile
  readonly anchors: readonly Certificate[]
  readonly evidence: Evidence
  readonly now: Date
  readonly changes: ReadonlyMap<Found, readonly Change[] | null>
}

function changed(signed: PdfFile, whole: PdfFile, sound: ReadonlyMap<number, 'signature' | 'timestamp'>): Change[] {
  return changesAfter(signed, whole, sound)
}

/** What later changes do to a signature. */
function changeOutcome(changes: readonly Change[]): Outcome | undefined {
  const forbidden = changes.find((one) => one.weight === 'forbidden')
  if (forbidden) return outcome('FORMAT_FAILURE', changeText(forbidden))
  const undecided = changes.find((one) => one.weight === 'undecided')
  return undecided && outcome('SIG_CONSTRAINTS_FAILURE', changeText(undecided))
}

/** The earliest time that timestamps which passed prove for what ends here. */
const provedTime = (proofs: readonly Proof[], end: number): Date | undefined =>
  proofs
    .filter((one) => one.isPassed && one.end >= end)
    .map((one) => one.time)
    .sort((a, b) => a.getTime() - b.getTime())[0]

function documentProof(one: Found, context: Context, newer: readonly Proof[]): Proof {
  const changes = context.changes.get(one)
  const failure = one.check.failure ?? (changes ? changeOutcome(changes) : undefined)
  return timestampProof(
    'document',
    one.token?.time,
    one.check.certificate,
    failure,
    one.range?.end ?? 0,
    context,
    newer,
  )
}

function timestampProof(
  kind: TimestampReport['kind'],
  time: Date | undefined,
  certificate: Certificate | undefined,
  failure: Outcome | undefined,
  end: number,
  { anchors, evidence, now }: Context,
  proofs: readonly Proof[],
): Proof {
  const proved = provedTime(proofs, end)
  let result: Outcome = failure ?? PASSED
  if (!failure && certificate) {
    result = validatePath(certificate, {
      anchors,
      evidence,
      purpose: 'timestamp',
      at: proved ?? now,
      isProved: proved !== undefined,
      now,
    })
    if (result.verdict === 'TOTAL-PASSED' && time!.getTime() > now.getTime() + SKEW_MS)
      result = outcome('SIG_CONSTRAINTS_FAILURE', 'timestamp of the future')
  }
  const report: TimestampReport = {
    kind,
    verdict: result.verdict,
    subIndication: result.sub,
    time: time ? isoVietnam(time) : null,
    authority: certificate?.commonName ?? null,
    detail: result.detail ?? null,
  }
  return { report, time: time ?? now, end, isPassed: result.verdict === 'TOTAL-PASSED' }
}

/** Timestamps over the value of this signature. */
function ownProofs(one: Found, context: Context, proofs: readonly Proof[]): Proof[] {
  const { signer } = one.data!
  return (signer.unsigned.get(OID.signatureTimestamp) ?? []).slice(0, 10).map((node) => {
    const end = one.range!.end
    try {
      const token = readTimestamp(node.bytes)
      const check = checkTimestamp(token, (hash) => digestOf(hash, signer.signature), context.evidence.certificates)
      const inside = evidenceOf(token.data)
      const evidence = together([context.evidence, inside])
      return timestampProof(
        'signature',
        token.time,
        check.certificate,
        check.failure,
        end,
        { ...context, evidence },
        proofs,
      )
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error
      return timestampProof(
        'signature',
        undefined,
        undefined,
        outcome('FORMAT_FAILURE', error.message),
        end,
        context,
        [],
      )
    }
  })
}

function judge(one: Found, context: Context, documentProofs: readonly Proof[]): SignatureReport {
  const { file, anchors, evidence, now } = context
  const { check, data, claimed } = one
  const own = data && one.range && one.signed ? ownProofs(one, context, documentProofs) : []
  const after = documentProofs.filter((proof) => one.range && proof.end > one.range.end)
  const proved = provedTime([...own, ...after], one.range?.end ?? 0)
  const changes = context.changes.get(one) ?? null
  const failure = check.failure
  const later = changes ? changeOutcome(changes) : undefined
  let path: PathAnswer | undefined
  if (check.certificate && check.isIntact)
    path = validatePath(check.certificate, {
      anchors,
      evidence,
      purpose: 'document',
      at: proved ?? now,
      isProved: proved !== undefined,
      claimed,
      now,
    })
  // What is certain and worst comes first: broken or altered, then revoked, then what cannot be decided.
  const all = [failure, later, path].filter(
    (each): each is Outcome => each !== undefined && each.verdict !== 'TOTAL-PASSED',
  )
  const result =
    all.find((each) => each.verdict === 'TOTAL-FAILED') ?? all[0] ?? (path ? PASSED : outcome('FORMAT_FAILURE'))
  return {
    verdict: result.verdict,
    subIndication: result.sub,
    signer: check.certificate?.commonName ?? null,
    certificate: check.certificate ? certificateFacts(check.certificate) : null,
    signingTime: proved ? isoVietnam(proved) : claimed ? isoVietnam(claimed) : null,
    signingTimeSource: proved ? 'timestamp' : claimed ? 'claimed' : null,
    timestamps: [...own, ...after].map((proof) => proof.report),
    level: check.isIntact ? levelOf(one, own, after, path, context) : null,
    coversWholeDocument: one.range?.end === file.bytes.length,
    changesAfter: changes ? changes.map(changeText) : null,
    field: one.field.name || null,
    chain: (path?.chain ?? (check.certificate ? [check.certificate] : [])).map((each) => each.subject),
    detail: result.detail ?? null,
  }
}

/** The level by what the file carries (EN 319 142-1, 6.1); whether it is trusted is another question. */
function levelOf(
  one: Found,
  own: readonly Proof[],
  after: readonly Proof[],
  path: PathAnswer | undefined,
  { file, changes }: Context,
): Level {
  const prefix = one.isCades ? 'B' : 'PKCS7'
  const isToken = (proof: Proof): boolean => proof.report.verdict !== 'TOTAL-FAILED'
  if (![...own, ...after].some(isToken)) return `${prefix}-B`
  const store = storeOf(file)
  const chain = path?.chain ?? []
  const isCovered = chain
    .slice(0, -1)
    .every(
      (each, i) =>
        !each.namesRevocation ||
        [...store.crls, ...store.ocsps].some((data) => hasStatus(data, each, chain[i + 1]!, store.certificates)),
    )
  const isLong = chain.length > 0 && hasData(store) && isCovered
  if (!isLong) return `${prefix}-T`
  // A timestamp over the document that already holds the validation data.
  const isArchived = [...changes.keys()].some(
    (each) =>
      each.kind === 'timestamp' &&
      each.check.isIntact &&
      each.signed &&
      each.range!.end > one.range!.end &&
      hasData(storeOf(each.signed)),
  )
  return isArchived ? `${prefix}-LTA` : `${prefix}-LT`
}

const hasData = (store: Evidence): boolean => store.certificates.length + store.crls.length + store.ocsps.length > 0

function hasStatus(
  data: Evidence['crls'][number] | Evidence['ocsps'][number],
  one: Certificate,
  issuer: Certificate,
  known: readonly Certificate[],
): boolean {
  return (data.kind === 'crl' ? data.status(one, issuer) : data.status(one, issuer, known)) !== undefined
}
