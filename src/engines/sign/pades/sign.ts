/** Signing in one go, and timestamps over a document. */
import { randomBytes } from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'
import { Asn1Error } from '../asn1/der.ts'
import type { HashName } from '../cms/algorithms.ts'
import { buildSignedData, signedAttributes } from '../cms/build.ts'
import { timestampRequest, tokenOf } from '../cms/timestamp.ts'
import { embedSignature, fillHole, type Prepared, type PrepareOptions, prepareSignature } from './prepare.ts'
import type { Signer } from './signer.ts'

/** Sends a TimeStampReq to an authority and answers its TimeStampResp, both DER. */
export type TimestampAuthority = (request: Uint8Array) => Promise<Uint8Array>

export interface SignOptions extends Omit<PrepareOptions, 'size' | 'kind'> {
  readonly time: Date
  /** Makes B-T: the time is proved. */
  readonly timestamp?: TimestampAuthority | undefined
}

/** Octets of a token with its authority's chain; what is not needed stays zeros. */
const TOKEN_SIZE = 10_000

/** Octets that a signature of this signer may take. */
export function signatureSize(signer: Signer, hasTimestamp: boolean): number {
  const certificates = [signer.certificate, ...signer.chain].reduce((sum, one) => sum + one.der.length, 0)
  return certificates + 1600 + (hasTimestamp ? TOKEN_SIZE : 0)
}

/**
 * Signs a PDF: PAdES B-B, or B-T with a timestamp authority. Earlier signatures stay valid.
 * @throws AppError SIGN_PDF_…, SIGN_FIELD_TAKEN, SIGN_PAGE_MISSING, SIGN_CERTIFIED, SIGN_TIMESTAMP_REFUSED; what signer and authority throw
 */
export async function signPdf(pdf: Uint8Array, signer: Signer, options: SignOptions): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, { ...options, size: signatureSize(signer, options.timestamp !== undefined) })
  return fillHole(prepared, await signatureOf(prepared, signer, options.timestamp))
}

/** The second step: signs what was prepared. @throws as `signPdf` */
export async function completeSignature(
  prepared: Prepared,
  signer: Signer,
  timestamp?: TimestampAuthority,
): Promise<Uint8Array> {
  return embedSignature(prepared, await signatureOf(prepared, signer, timestamp))
}

/** The CMS for the hole. */
async function signatureOf(
  prepared: Prepared,
  signer: Signer,
  timestamp: TimestampAuthority | undefined,
): Promise<Uint8Array> {
  const { certificate, chain, scheme } = signer
  const attributes = signedAttributes(prepared.digest(scheme.hash), certificate, scheme.hash)
  const signature = await signer.sign(attributes)
  const token = timestamp ? await timestampOf(signature, scheme.hash, timestamp) : undefined
  return buildSignedData({ attributes, signature, scheme, certificate, chain, timestamp: token })
}

/** A token over bytes. @throws AppError SIGN_TIMESTAMP_REFUSED; what the authority throws */
async function timestampOf(bytes: Uint8Array, hash: HashName, authority: TimestampAuthority): Promise<Uint8Array> {
  const nonce = randomBytes(12)
  const response = await authority(timestampRequest(bytes, hash, nonce))
  try {
    return tokenOf(response, { bytes, hash, nonce })
  } catch (cause) {
    if (!(cause instanceof Asn1Error)) throw cause
    throw new AppError('SIGN_TIMESTAMP_REFUSED', { facts: { reason: cause.message }, cause })
  }
}

/**
 * A document timestamp (ETSI.RFC3161) over everything so far: proves that it existed, and keeps what is in it verifiable after
 * certificates and algorithms have aged (B-LTA).
 * @throws as `signPdf`
 */
export async function timestampPdf(
  pdf: Uint8Array,
  authority: TimestampAuthority,
  options: { hash?: HashName; field?: string } = {},
): Promise<Uint8Array> {
  const { hash = 'sha256', field } = options
  const prepared = prepareSignature(pdf, { kind: 'timestamp', field, size: TOKEN_SIZE + 2000 })
  const { bytes, range } = prepared
  const covered = Buffer.concat([bytes.subarray(0, range.hole[0]), bytes.subarray(range.hole[1])])
  return embedSignature(prepared, await timestampOf(covered, hash, authority))
}
