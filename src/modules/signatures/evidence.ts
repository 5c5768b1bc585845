/** Verifications made and kept: the evidence of what was known of a file's signatures, and when. */

import { type VerificationReport, verificationLines } from '#engines/sign/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import type { Config } from '#platform/config/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { noteSignedElsewhere, type SignedElsewhere } from './elsewhere.ts'
import type { Signed } from './signing.ts'
import { insertReport } from './store-reports.ts'
import { inVerifyingThread } from './thread/pool.ts'
import { configuredTrust } from './trust-folder.ts'
import type { ReportRow } from './types.ts'
import type { Evidence } from './verification-contract.ts'

/** Larger files are read by nobody without being asked. */
const MOST_BYTES = 256 * 1024 * 1024
const LIMIT_MS = 120_000

/** What a verification found, before it is kept. */
export interface Finding {
  readonly sha256: string
  readonly verdict: ReportRow['verdict']
  /** The report, or `{code, facts}` of a file that cannot be judged. */
  readonly report: VerificationReport | { readonly code: string; readonly facts: AppError['facts'] }
  readonly signatureCount: number
  readonly trustFingerprint: string
  /** When the document timestamps that it rests on must have been renewed. */
  readonly renewBy: Date | null
}

const isReport = (report: unknown): report is VerificationReport =>
  Array.isArray((report as VerificationReport).signatures)

const verdictOf = (report: VerificationReport): ReportRow['verdict'] =>
  report.signatures.length === 0 ? 'UNSIGNED' : report.verdict

/**
 * Verifies bytes by the configured trust list, in a thread, outside of any transaction.
 * @throws SIGN_NOT_PDF, SIGN_PDF_…, SIGNATURES_TOO_SLOW
 */
export async function verifyBytes(
  { config, now }: { config: Config; now: Date },
  pdf: Uint8Array,
): Promise<{ report: VerificationReport; renewBy: Date | null; trustFingerprint: string; hasTrust: boolean }> {
  const trust = await configuredTrust(config.signing.trustDir)
  const { report, renewBy } = await inVerifyingThread('verify', { pdf, trust: trust.files, now }, LIMIT_MS)
  return { report, renewBy, trustFingerprint: trust.fingerprint, hasTrust: trust.list.certificates.length > 0 }
}

/** Verifies stored bytes. A file that cannot be judged is a finding, too; a server that cannot work is not. */
export async function verifyStored(
  outside: { config: Config; now: Date; blobs: BlobStore },
  { sha256, size }: { sha256: string; size: number },
): Promise<Finding> {
  const unreadable = async (error: AppError): Promise<Finding> => ({
    sha256,
    verdict: 'UNREADABLE',
    report: { code: error.code, facts: error.facts },
    signatureCount: 0,
    renewBy: null,
    trustFingerprint: (await configuredTrust(outside.config.signing.trustDir)).fingerprint,
  })
  if (size > MOST_BYTES) return unreadable(new AppError('SIGN_PDF_TOO_LARGE', { facts: { what: `${size} B` } }))
  const pdf = await outside.blobs.read(sha256)
  try {
    const { report, trustFingerprint, renewBy } = await verifyBytes(outside, pdf)
    const signatureCount = report.signatures.length
    return { sha256, verdict: verdictOf(report), report, signatureCount, trustFingerprint, renewBy }
  } catch (cause) {
    if (cause instanceof AppError && (cause.status === 422 || cause.code === 'SIGNATURES_TOO_SLOW'))
      return unreadable(cause)
    throw cause
  }
}

/** Keeps a finding as evidence of a file, within the caller's transaction. @param renews the file that it is a renewal of @returns the row */
export function keepFinding(
  ctx: ActionContext,
  componentId: string,
  cause: ReportRow['cause'],
  finding: Finding,
  renews: string | null = null,
): ReportRow {
  const row = { id: newId(), componentId, cause, at: ctx.now, byName: ctx.actor.name, ...finding }
  insertReport(ctx.tx, { ...row, organizationId: ctx.actor.organizationId, by: ctx.actor.postId, renews })
  return row
}

/**
 * Makes what signing or accepting found the evidence of the stored file, and puts a device's certificate on record at its first use.
 * Within the caller's transaction, which also stores the file.
 * @param signed answer of `signDocumentBytes` or `acceptSignedElsewhere`
 */
export async function keepSigned(
  ctx: ActionContext,
  componentId: string,
  signed: Signed | SignedElsewhere,
): Promise<void> {
  if ('expected' in signed) await noteSignedElsewhere(ctx, signed)
  keepFinding(ctx, componentId, 'signed', {
    sha256: signed.sha256,
    verdict: verdictOf(signed.report),
    report: signed.report,
    signatureCount: signed.report.signatures.length,
    trustFingerprint: signed.trustFingerprint,
    renewBy: signed.renewBy,
  })
}

export const PDF = 'application/pdf'

/** A kept report as the screens see it. @param trustFingerprint of today's trust list */
export function evidenceView(row: ReportRow, trustFingerprint: string): Evidence {
  const found = isReport(row.report) ? row.report : null
  const fault = found ? null : (row.report as { code: string; facts: AppError['facts'] })
  const say = (lang: 'vi' | 'en'): string => sentence(fault!.code, lang, fault!.facts)
  return {
    id: row.id,
    componentId: row.componentId,
    sha256: row.sha256,
    verdict: row.verdict,
    report: found as Evidence['report'],
    problem: fault ? { vi: say('vi'), en: say('en') } : null,
    lines: linesOf(found),
    trustFingerprint: row.trustFingerprint,
    isTrustOlder: row.trustFingerprint !== trustFingerprint,
    cause: row.cause,
    at: row.at.toISOString(),
    byName: row.byName,
  }
}

/** In sentences. Where nothing is trusted the screen says so in its own words. */
export const linesOf = (report: VerificationReport | null): { vi: string[]; en: string[] } => ({
  vi: report ? verificationLines(report, 'vi', true) : [],
  en: report ? verificationLines(report, 'en', true) : [],
})
