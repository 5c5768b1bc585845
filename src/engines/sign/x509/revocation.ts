/** Certificate revocation lists (RFC 5280, 5) and OCSP answers (RFC 6960), their signatures checked, never fetched. */
import {
  type Asn1,
  Asn1Error,
  bitOctets,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  expectTag,
  hexInteger,
  octets,
  oidOf,
  readAsn1,
  sequence,
  smallInteger,
  TAG,
  tagged,
  timeOf,
} from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { digestOf, hashOf, schemeOf, verifySignature, weakness } from '../cms/algorithms.ts'
import { type Certificate, readCertificate, readExtensions } from './certificate.ts'

/** What a list or answer says of one certificate. */
export interface Status {
  readonly source: 'crl' | 'ocsp'
  readonly state: 'good' | 'revoked'
  readonly revokedAt?: Date
  /** When this was known, and until when the issuer lets it be used. */
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
  /** The certificate that signed it. */
  readonly signedBy: Certificate
}

export interface Crl {
  readonly kind: 'crl'
  readonly der: Uint8Array
  readonly issuerDer: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
  status(certificate: Certificate, issuer: Certificate): Status | undefined
}

export interface Ocsp {
  readonly kind: 'ocsp'
  readonly der: Uint8Array
  readonly producedAt: Date
  /** Certificates that came with it. */
  readonly certificates: readonly Certificate[]
  /** @param known certificates among which a delegated responder may be found */
  status(certificate: Certificate, issuer: Certificate, known: readonly Certificate[]): Status | undefined
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** Reads a list in DER; the entries are searched only when asked. @throws Asn1Error */
export function readCrl(given: Uint8Array): Crl {
  const [tbs, algorithm, signature] = sequence(readAsn1(given))
  const items = [...sequence(tbs)]
  if (items[0]?.tag === TAG.integer) items.shift()
  const [inner, issuer, ...rest] = items
  if (!inner || !issuer || !algorithm || !tbs) throw new Asn1Error('list cut off')
  const thisUpdate = timeOf(rest[0])
  const hasNext = rest[1]?.tag === TAG.utcTime || rest[1]?.tag === TAG.generalizedTime
  const nextUpdate = hasNext ? timeOf(rest[1]) : undefined
  const entries = rest.find((item) => item.tag === TAG.sequence)
  const extensions = readExtensions(tagged(rest, 0)?.items[0])
  const point = extensions.get(OID.issuingDistributionPoint)
  const flags = point ? sequence(point.value) : []
  const flag = (n: number): boolean => (tagged(flags, n)?.content[0] ?? 0) !== 0
  // Lists of some reasons only, of other issuers' certificates, of differences: not taken, they do not answer the question.
  const isPartial =
    extensions.has(OID.deltaCrl) ||
    tagged(flags, 3) !== undefined ||
    flag(4) ||
    flag(5) ||
    [...extensions].some(([oid, one]) => one.critical && oid !== OID.issuingDistributionPoint)
  const scheme = same(inner.bytes, algorithm.bytes) ? schemeOf(algorithm) : undefined
  const verified = new Map<string, boolean>()
  let bySerial: Map<string, Asn1> | undefined
  const isSignedBy = (by: Certificate): boolean => {
    const known = verified.get(by.fingerprint)
    if (known !== undefined) return known
    let isRight = false
    try {
      isRight =
        scheme !== undefined &&
        !weakness({ hash: scheme.hash, key: by.publicKey() }) &&
        verifySignature(scheme, by.publicKey(), tbs.bytes, bitOctets(signature))
    } catch {}
    verified.set(by.fingerprint, isRight)
    return isRight
  }
  return {
    kind: 'crl',
    der: given,
    issuerDer: issuer.bytes,
    thisUpdate,
    nextUpdate,
    status: (certificate, by) => {
      if (isPartial || !same(issuer.bytes, by.subjectDer) || !same(certificate.issuerDer, issuer.bytes))
        return undefined
      if ((flag(1) && certificate.isCa) || (flag(2) && !certificate.isCa)) return undefined
      if (by.keyUsage && !by.keyUsage.cRLSign) return undefined
      if (!isSignedBy(by)) return undefined
      const answer = { source: 'crl', thisUpdate, nextUpdate, signedBy: by } as const
      bySerial ??= new Map(entries?.items.map((entry) => [hexInteger(sequence(entry)[0]), entry]))
      const entry = bySerial.get(certificate.serial)
      if (entry) {
        const [, date, extra] = sequence(entry)
        if (readExtensions(extra).has(OID.certificateIssuer)) return undefined
        return { ...answer, state: 'revoked', revokedAt: timeOf(date) }
      }
      return { ...answer, state: 'good' }
    },
  }
}

/** Reads an OCSP answer: OCSPResponse as responders send it, or BasicOCSPResponse as CMS carries it. @throws Asn1Error */
export function readOcsp(given: Uint8Array): Ocsp {
  const root = sequence(readAsn1(given))
  let basic: readonly Asn1[] = root
  if (root[0]?.tag === TAG.enumerated) {
    if (smallInteger(root[0]) !== 0) throw new Asn1Error('the responder gave no answer')
    const [type, body] = sequence(tagged(root, 0)?.items[0])
    if (oidOf(type) !== OID.ocspBasic) throw new Asn1Error('answer of another kind')
    basic = sequence(readAsn1(octets(body)))
  }
  const [data, algorithm, signature] = basic
  const certificates = (tagged(basic, 0)?.items[0]?.items ?? []).map((one) => readCertificate(one.bytes))
  const items = [...sequence(data)]
  if (items[0]?.tag === 0xa0) items.shift()
  const [responder, produced, list] = items
  const producedAt = timeOf(produced)
  const scheme = schemeOf(algorithm)
  const isNamed = (one: Certificate): boolean =>
    responder?.tag === 0xa1
      ? same(one.subjectDer, responder.items[0]?.bytes ?? new Uint8Array())
      : same(keyHash(one), octets(responder?.items[0]))
  const signed = (by: Certificate): boolean => {
    try {
      return (
        scheme !== undefined &&
        !weakness({ hash: scheme.hash, key: by.publicKey() }) &&
        verifySignature(scheme, by.publicKey(), data!.bytes, bitOctets(signature))
      )
    } catch {
      return false
    }
  }
  return {
    kind: 'ocsp',
    der: given,
    producedAt,
    certificates,
    status: (certificate, issuer, known) => {
      const single = sequence(list).find((one) => isAbout(sequence(one)[0], certificate, issuer))
      if (!single) return undefined
      const by = [issuer, ...certificates, ...known].find(
        (one) => isNamed(one) && mayAnswer(one, issuer, producedAt) && signed(one),
      )
      if (!by) return undefined
      const [, state, thisUpdate] = sequence(single)
      const next = tagged(sequence(single).slice(3), 0)?.items[0]
      const answer = {
        source: 'ocsp',
        thisUpdate: timeOf(thisUpdate),
        nextUpdate: next ? timeOf(next) : undefined,
        signedBy: by,
      } as const
      if (state?.tag === 0x80) return { ...answer, state: 'good' }
      if (state?.tag === 0xa1) return { ...answer, state: 'revoked', revokedAt: timeOf(state.items[0]) }
      return undefined
    },
  }
}

/** The issuer itself, or whom it named for this by a certificate of its own (RFC 6960, 4.2.2.2). */
function mayAnswer(one: Certificate, issuer: Certificate, at: Date): boolean {
  if (one.fingerprint === issuer.fingerprint || same(one.spki, issuer.spki)) return true
  return (
    (one.extendedKeyUsage?.includes(OID.ocspSigning) ?? false) &&
    same(one.issuerDer, issuer.subjectDer) &&
    at >= one.notBefore &&
    at <= one.notAfter &&
    !(one.scheme && weakness({ hash: one.scheme.hash })) &&
    one.isSignedBy(issuer)
  )
}

function keyHash(of: Certificate): Buffer {
  return digestOf('sha1', bitOctets(sequence(readAsn1(of.spki))[1]))
}

function isAbout(id: Asn1 | undefined, certificate: Certificate, issuer: Certificate): boolean {
  const [algorithm, nameHash, issuerKeyHash, serial] = sequence(id)
  const hash = hashOf(algorithm)
  if (!hash || hexInteger(serial) !== certificate.serial) return false
  const key = bitOctets(sequence(readAsn1(issuer.spki))[1])
  return same(octets(nameHash), digestOf(hash, issuer.subjectDer)) && same(octets(issuerKeyHash), digestOf(hash, key))
}

/**
 * The question to an OCSP responder about one certificate (RFC 6960, 4.1); sending it is the caller's.
 * @returns DER of an OCSPRequest
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Uint8Array {
  const serial = sequence(sequence(readAsn1(certificate.der))[0]).find((item) => item.tag === TAG.integer)
  const id = derSequence(
    derSequence(derOid('1.3.14.3.2.26'), derNull()),
    derOctets(digestOf('sha1', issuer.subjectDer)),
    derOctets(keyHash(issuer)),
    derInteger(expectTag(serial, TAG.integer).content),
  )
  return derSequence(derSequence(derSequence(derSequence(id))))
}
