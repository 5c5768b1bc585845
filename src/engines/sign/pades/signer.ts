/** Who signs: a port, so that a key may lie in a file, in a token (PKCS#11) or with a remote service. */
import { constants, type KeyObject, sign } from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'
import type { HashName, SignatureScheme } from '../cms/algorithms.ts'
import { HASH_SIZES, weakness } from '../cms/algorithms.ts'
import type { Certificate } from '../x509/certificate.ts'

export interface Signer {
  readonly certificate: Certificate
  /** Certificates above it, for whoever verifies. */
  readonly chain: readonly Certificate[]
  readonly scheme: SignatureScheme
  /**
   * Signs bytes (DER of the signed attributes); hashing them is part of it.
   * @returns PKCS#1 octets for RSA, DER of an ECDSA-Sig-Value for ECDSA
   */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/**
 * A signer whose key is at hand.
 * @param options.hash SHA-256 if not given (SHA-384 for P-384)
 * @param options.isPss RSASSA-PSS instead of PKCS#1 v1.5
 * @throws AppError SIGN_KEY_UNFIT when key and certificate do not belong together, or the key is too weak to be accepted by anyone
 */
export function keySigner(
  key: KeyObject,
  certificate: Certificate,
  chain: readonly Certificate[] = [],
  options: { hash?: 'sha256' | 'sha384' | 'sha512'; isPss?: boolean } = {},
): Signer {
  const scheme = schemeFor(key, certificate, options)
  const how =
    scheme.kind === 'ecdsa'
      ? ({ key, dsaEncoding: 'der' } as const)
      : scheme.kind === 'rsa-pss'
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: HASH_SIZES[scheme.hash] }
        : { key, padding: constants.RSA_PKCS1_PADDING }
  return { certificate, chain, scheme, sign: (bytes) => sign(scheme.hash, bytes, how) }
}

/**
 * A signer whose key is not at hand: a device makes the signature, as RSA PKCS#1 v1.5 or ECDSA.
 * @param outside answers as `Signer.sign` does
 * @throws AppError SIGN_KEY_UNFIT
 */
export function deviceSigner(
  certificate: Certificate,
  chain: readonly Certificate[],
  outside: (bytes: Uint8Array, scheme: SignatureScheme) => Promise<Uint8Array>,
): Signer {
  const scheme = schemeFor(certificate.publicKey(), certificate)
  if (scheme.kind === 'rsa-pss') throw new AppError('SIGN_KEY_UNFIT', { facts: { reason: 'RSA-PSS' } })
  return { certificate, chain, scheme, sign: (bytes) => outside(bytes, scheme) }
}

/** How a key signs. @throws AppError SIGN_KEY_UNFIT */
function schemeFor(
  key: KeyObject,
  certificate: Certificate,
  options: { hash?: 'sha256' | 'sha384' | 'sha512'; isPss?: boolean } = {},
): SignatureScheme {
  const isEc = key.asymmetricKeyType === 'ec'
  const isRsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss'
  const weak = weakness({ key: certificate.publicKey() })
  if ((!isEc && !isRsa) || weak)
    throw new AppError('SIGN_KEY_UNFIT', { facts: { reason: weak ?? key.asymmetricKeyType ?? '' } })
  const hash: HashName =
    options.hash ?? (isEc && key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256')
  const isPss = isRsa && (options.isPss === true || key.asymmetricKeyType === 'rsa-pss')
  if (isEc) return { kind: 'ecdsa', hash }
  return isPss ? { kind: 'rsa-pss', hash, saltLength: HASH_SIZES[hash] } : { kind: 'rsa', hash }
}
