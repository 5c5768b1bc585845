/** Algorithm identifiers of CMS and X.509 and what Node's OpenSSL does with them; which ones still prove anything. */
import { constants, createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import {
  type Asn1,
  Asn1Error,
  der,
  derInteger,
  derNull,
  derOid,
  derSequence,
  oidOf,
  sequence,
  smallInteger,
  tagged,
} from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'

export type HashName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

const HASHES: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const HASH_OIDS = Object.fromEntries(Object.entries(HASHES).map(([oid, name]) => [name, oid])) as Record<
  HashName,
  string
>
/** Octets of a digest. */
export const HASH_SIZES: Readonly<Record<HashName, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
}

/** Signature algorithms that name their hash. */
const SIGNATURES: Readonly<Record<string, { kind: 'rsa' | 'ecdsa'; hash: HashName }>> = {
  '1.2.840.113549.1.1.4': { kind: 'rsa', hash: 'md5' },
  '1.2.840.113549.1.1.5': { kind: 'rsa', hash: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'rsa', hash: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ecdsa', hash: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'sha512' },
}

/** How a signature was made. */
export interface SignatureScheme {
  readonly kind: 'rsa' | 'rsa-pss' | 'ecdsa'
  readonly hash: HashName
  /** Of RSA-PSS, octets. */
  readonly saltLength?: number
}

/** Hash of an AlgorithmIdentifier; undefined for one that we do not know. */
export function hashOf(algorithm: Asn1 | undefined): HashName | undefined {
  return HASHES[oidOf(sequence(algorithm)[0])]
}

/**
 * Scheme of an AlgorithmIdentifier.
 * @param digest the hash that CMS names beside it, for algorithms that name only the kind of key (RSA, EC)
 * @returns undefined for a scheme that we do not know
 */
export function schemeOf(algorithm: Asn1 | undefined, digest?: HashName): SignatureScheme | undefined {
  const [id, parameters] = sequence(algorithm)
  const oid = oidOf(id)
  const named = SIGNATURES[oid]
  // CMS names the digest twice; two names for one signature are a way to confuse.
  if (named) return digest && digest !== named.hash ? undefined : named
  if (oid === OID.rsa && digest) return { kind: 'rsa', hash: digest }
  if (oid === OID.ecPublicKey && digest) return { kind: 'ecdsa', hash: digest }
  if (oid !== OID.rsaPss) return undefined
  const parts = parameters ? sequence(parameters) : []
  const one = (n: number): Asn1 | undefined => tagged(parts, n)?.items[0]
  const hashName = one(0) ? hashOf(one(0)) : 'sha1'
  const mask = one(1) ? sequence(one(1)) : undefined
  const maskHash = mask ? (oidOf(mask[0]) === OID.mgf1 ? hashOf(mask[1]) : undefined) : 'sha1'
  const saltLength = one(2) ? smallInteger(one(2)) : 20
  if (!hashName || hashName !== maskHash || (digest && digest !== hashName) || saltLength < 0 || saltLength > 512)
    return undefined
  return { kind: 'rsa-pss', hash: hashName, saltLength }
}

/** Public key of a SubjectPublicKeyInfo. @throws Asn1Error when OpenSSL does not take it */
export function publicKeyOf(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch (cause) {
    throw new Asn1Error(`public key: ${String(cause)}`)
  }
}

/** Whether the signature over `data` is right. Never throws: what cannot be verified is not right. */
export function verifySignature(
  scheme: SignatureScheme,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const type = key.asymmetricKeyType
    if (scheme.kind === 'ecdsa')
      return type === 'ec' && verify(scheme.hash, data, { key, dsaEncoding: 'der' }, signature)
    if (scheme.kind === 'rsa')
      return type === 'rsa' && verify(scheme.hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
    return (
      (type === 'rsa' || type === 'rsa-pss') &&
      verify(
        scheme.hash,
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength ?? 32 },
        signature,
      )
    )
  } catch {
    return false
  }
}

/**
 * Why a hash or key no longer proves anything (decision: MD5, SHA-1, RSA and DSA below 2048 bits, curves below 256 bits), or
 * undefined when it does.
 */
export function weakness(given: { hash?: HashName | undefined; key?: KeyObject | undefined }): string | undefined {
  if (given.hash === 'md5' || given.hash === 'sha1') return given.hash.toUpperCase().replace('SHA1', 'SHA-1')
  const { key } = given
  if (!key) return undefined
  const bits = key.asymmetricKeyDetails?.modulusLength
  if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss')
    return (bits ?? 0) < 2048 ? `RSA ${bits}` : undefined
  if (key.asymmetricKeyType === 'ec') {
    const curve = key.asymmetricKeyDetails?.namedCurve ?? ''
    return ['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'].includes(
      curve,
    )
      ? undefined
      : `EC ${curve}`
  }
  return key.asymmetricKeyType ?? 'unknown key'
}

export const digestOf = (name: HashName, bytes: Uint8Array): Buffer => hash(name, bytes, 'buffer')

/** AlgorithmIdentifier of a hash. */
export const hashAlgorithm = (name: HashName): Buffer => derSequence(derOid(HASH_OIDS[name]))

/** AlgorithmIdentifier of a signature as CMS writes it. */
export function signatureAlgorithm(scheme: SignatureScheme): Buffer {
  if (scheme.kind === 'rsa-pss') {
    const hashId = derSequence(derOid(HASH_OIDS[scheme.hash]), derNull())
    return derSequence(
      derOid(OID.rsaPss),
      derSequence(
        der(0xa0, hashId),
        der(0xa1, derSequence(derOid(OID.mgf1), hashId)),
        der(0xa2, derInteger(scheme.saltLength ?? HASH_SIZES[scheme.hash])),
      ),
    )
  }
  const oid = Object.entries(SIGNATURES).find(([, one]) => one.kind === scheme.kind && one.hash === scheme.hash)![0]
  return scheme.kind === 'rsa' ? derSequence(derOid(oid), derNull()) : derSequence(derOid(oid))
}
