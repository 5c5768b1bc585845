/** CAdES signatures for PDF (EN 319 142-1, 5.3; EN 319 122-1): attributes to sign, and the CMS around the signature's value. */
import { der, derInteger, derOctets, derOid, derSequence, derSetOf, TAG } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import type { Certificate } from '../x509/certificate.ts'
import { digestOf, type HashName, hashAlgorithm, type SignatureScheme, signatureAlgorithm } from './algorithms.ts'

const attribute = (oid: string, ...values: Uint8Array[]): Buffer => derSequence(derOid(oid), der(TAG.set, ...values))

/**
 * What the key signs: content type, digest of the document and the hash of the signer's certificate. No signing time: in PAdES it
 * stands in the dictionary (/M), or is proved by a timestamp.
 * @param digest of the document without its hole
 * @param hash the one that made `digest`; the certificate is named by it too
 * @returns DER of a SET OF Attribute
 */
export function signedAttributes(digest: Uint8Array, certificate: Certificate, hash: HashName): Uint8Array {
  // SHA-256 is the default of ESSCertIDv2, and DER leaves defaults out (RFC 5035, 4).
  const named = [derOctets(digestOf(hash, certificate.der))]
  if (hash !== 'sha256') named.unshift(hashAlgorithm(hash))
  return derSetOf(TAG.set, [
    attribute(OID.contentType, derOid(OID.data)),
    attribute(OID.messageDigest, derOctets(digest)),
    attribute(OID.signingCertificateV2, derSequence(derSequence(derSequence(...named)))),
  ])
}

export interface SignedDataParts {
  /** As `signedAttributes` made them. */
  readonly attributes: Uint8Array
  /** What the key answered: PKCS#1 octets, or DER of an ECDSA-Sig-Value. */
  readonly signature: Uint8Array
  readonly scheme: SignatureScheme
  readonly certificate: Certificate
  /** Certificates above it; the root may be left out. */
  readonly chain: readonly Certificate[]
  /** TimeStampToken over the signature's value: makes B-T of B-B. */
  readonly timestamp?: Uint8Array | undefined
}

/** DER of the ContentInfo that goes into the hole. */
export function buildSignedData(parts: SignedDataParts): Uint8Array {
  const { attributes, signature, scheme, certificate, chain, timestamp } = parts
  const hashId = hashAlgorithm(scheme.hash)
  const inner = Buffer.from(attributes)
  inner[0] = 0xa0
  const signer = derSequence(
    derInteger(1),
    derSequence(certificate.issuerDer, certificate.serialDer),
    hashId,
    inner,
    signatureAlgorithm(scheme),
    derOctets(signature),
    ...(timestamp ? [der(0xa1, attribute(OID.signatureTimestamp, timestamp))] : []),
  )
  const data = derSequence(
    derInteger(1),
    der(TAG.set, hashId),
    derSequence(derOid(OID.data)),
    derSetOf(
      0xa0,
      [certificate, ...chain].map((one) => one.der),
    ),
    der(TAG.set, signer),
  )
  return derSequence(derOid(OID.signedData), der(0xa0, data))
}
