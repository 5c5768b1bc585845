/** Keeping signatures verifiable for good: archive timestamps (B-LTA), renewed before the certificate of the last one ends. */
import { createHash } from 'node:crypto'
import type { VerificationReport } from '#engines/sign/index.ts'
import type { BeforeContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { inSigningThread } from './thread/pool.ts'
import { configuredTrust } from './trust-folder.ts'

export interface Lasting {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly report: VerificationReport
  readonly renewBy: Date | null
  readonly trustFingerprint: string
}

const LIMIT_MS = 120_000

/**
 * A signed PDF with everything that proves its signatures and an archive timestamp over it all, as an increment. Outside of transactions.
 * @throws SIGNATURES_NO_TSA, SIGNATURES_TSA_SILENT, SIGNATURES_TSA_REFUSED, SIGNATURES_NO_REVOCATION_DATA, SIGNATURES_NOT_VERIFIABLE
 * (what is in it does not pass by itself), SIGNATURES_TOO_SLOW, SIGN_PDF_…
 */
export async function lastingBytes(
  { config, now }: Pick<BeforeContext, 'config' | 'now'>,
  pdf: Uint8Array,
): Promise<Lasting> {
  const { tsaUrl, waitMs, trustDir } = config.signing
  if (!tsaUrl) throw new AppError('SIGNATURES_NO_TSA')
  const trust = await configuredTrust(trustDir)
  const made = await inSigningThread('lasting', { pdf, trust: trust.files, now, tsaUrl, waitMs }, LIMIT_MS)
  return { ...made, sha256: createHash('sha256').update(made.bytes).digest('hex'), trustFingerprint: trust.fingerprint }
}
