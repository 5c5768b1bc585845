/** Keeping signatures verifiable for good: archive timestamps (B-LTA), renewed before the certificate of the last one ends. */
import { createHash } from 'node:crypto'
import type { VerificationReport } from '#engines/sign/index.ts'
import type { ActionContext, BeforeContext } from '#platform/action/index.ts'
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

/** A file that is to be renewed. */
export interface RenewedFile {
  readonly componentId: string
  readonly documentId: string | null
}

/**
 * A room whose files are renewed: this one never gives a document a file by itself. Registered once, when the room is loaded.
 */
export interface RenewalOwner {
  /** Room that owns. */
  readonly name: string
  /** Is this file the room's to give a further version? */
  owns(ctx: ActionContext, file: RenewedFile): Promise<boolean>
  /**
   * Keeps the stored bytes as a new version beside the old one, within the transaction.
   * @returns id of the new component; null when the file has changed meanwhile and is to be left alone
   */
  keep(ctx: ActionContext, file: RenewedFile & { sha256: string; size: number }): Promise<string | null>
}

const owners = new Map<string, RenewalOwner>()

/** @throws Error when a room registers twice with another owner */
export function defineRenewalOwner(owner: RenewalOwner): void {
  const known = owners.get(owner.name)
  if (known && known !== owner) throw new Error(`renewals of ${owner.name} have an owner already`)
  owners.set(owner.name, owner)
}

/** Who owns a file, or null. */
export async function renewalOwnerOf(ctx: ActionContext, file: RenewedFile): Promise<RenewalOwner | null> {
  for (const owner of owners.values()) if (await owner.owns(ctx, file)) return owner
  return null
}
