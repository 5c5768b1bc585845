/** Whether the signer of a SignedData really signed these bytes with the key of the named certificate (EN 319 102-1, 5.2.3 and 5.2.7). */
import { octets, oidOf } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import type { Certificate } from '../x509/certificate.ts'
import { type Outcome, outcome } from '../x509/verdict.ts'
import { type HashName, verifySignature, weakness } from './algorithms.ts'
import { namesCertificate, type SignedData } from './signed-data.ts'

export interface SignerCheck {
  /** The signer's certificate, as far as it was found. */
  readonly certificate: Certificate | undefined
  /** The digest and the signature over it are right, whatever else is wrong. */
  readonly isIntact: boolean
  /** The first thing that is wrong. */
  readonly failure: Outcome | undefined
}

/**
 * @param data the signature
 * @param content what it covers: its digest, and the bytes for the rare signature without signed attributes
 * @param known certificates besides those that came with it
 * @param needsReference whether the signed attributes must name the certificate (PAdES, timestamps)
 */
export function checkSigner(
  data: SignedData,
  content: { digest(hash: HashName): Uint8Array; bytes(): Uint8Array },
  known: readonly Certificate[],
  needsReference: boolean,
): SignerCheck {
  const { signer } = data
  const { digest, scheme } = signer
  // Of several that bear the name, the one whose hash was signed.
  const named = [...data.certificates, ...known].filter(signer.isNamed)
  const certificate = named.find((one) => namesCertificate(signer, one)?.matches) ?? named[0]
  const fail = (failure: Outcome, isIntact = false): SignerCheck => ({ certificate, isIntact, failure })
  if (!digest) return fail(outcome('CRYPTO_CONSTRAINTS_FAILURE', 'unknown digest algorithm'))
  if (signer.signedBytes) {
    const [type, ...types] = signer.signed.get(OID.contentType) ?? []
    const [claimed, ...others] = signer.signed.get(OID.messageDigest) ?? []
    if (!type || !claimed || types.length + others.length > 0)
      return fail(outcome('FORMAT_FAILURE', 'signed attributes'))
    if (oidOf(type) !== data.contentType) return fail(outcome('FORMAT_FAILURE', 'content type'))
    if (Buffer.compare(octets(claimed), content.digest(digest)) !== 0) return fail(outcome('HASH_FAILURE'))
  }
  if (!certificate) return fail(outcome('NO_SIGNING_CERTIFICATE_FOUND'))
  if (!scheme) return fail(outcome('CRYPTO_CONSTRAINTS_FAILURE', 'unknown signature algorithm'))
  let key: ReturnType<Certificate['publicKey']>
  try {
    key = certificate.publicKey()
  } catch {
    return fail(outcome('CRYPTO_CONSTRAINTS_FAILURE', 'unknown kind of key'))
  }
  if (!verifySignature(scheme, key, signer.signedBytes ?? content.bytes(), signer.signature))
    return fail(outcome('SIG_CRYPTO_FAILURE'))
  const reference = namesCertificate(signer, certificate)
  if (reference && !reference.matches)
    return fail(outcome('SIG_CONSTRAINTS_FAILURE', 'the signed reference names another certificate'))
  if (needsReference && !reference)
    return fail(outcome('SIG_CONSTRAINTS_FAILURE', 'no signed reference to the certificate'), true)
  const weak = weakness({ hash: digest, key }) ?? weakness({ hash: scheme.hash })
  if (weak) return fail(outcome('CRYPTO_CONSTRAINTS_FAILURE', weak), true)
  return { certificate, isIntact: true, failure: undefined }
}
