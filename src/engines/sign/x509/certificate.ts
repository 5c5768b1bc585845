/** X.509 certificates (RFC 5280): what path validation asks of them. */
import type { KeyObject } from 'node:crypto'
import {
  type Asn1,
  Asn1Error,
  bitOctets,
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
import { digestOf, publicKeyOf, type SignatureScheme, schemeOf, verifySignature } from '../cms/algorithms.ts'
import { commonName, nameText } from './names.ts'

/** Bits of the key usage extension that we ask for. */
export interface KeyUsage {
  readonly digitalSignature: boolean
  readonly nonRepudiation: boolean
  readonly keyCertSign: boolean
  readonly cRLSign: boolean
}

export interface Certificate {
  /** The certificate itself. */
  readonly der: Uint8Array
  /** SHA-256, hexadecimal: the same certificate has the same one. */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  /** DER of the names, for comparing. */
  readonly subjectDer: Uint8Array
  readonly issuerDer: Uint8Array
  /** Hexadecimal, upper case. */
  readonly serial: string
  /** The INTEGER as it stands in the certificate. */
  readonly serialDer: Uint8Array
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly spki: Uint8Array
  /** @throws Asn1Error when OpenSSL does not take the key */
  publicKey(): KeyObject
  readonly scheme: SignatureScheme | undefined
  readonly isCa: boolean
  readonly pathLength: number | undefined
  readonly keyUsage: KeyUsage | undefined
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly isExtendedKeyUsageCritical: boolean
  /** Hexadecimal. */
  readonly subjectKeyId: string | undefined
  readonly authorityKeyId: string | undefined
  /** It says where its revocation can be asked: a CRL distribution point or an OCSP address. */
  readonly namesRevocation: boolean
  readonly crlUrls: readonly string[]
  readonly ocspUrls: readonly string[]
  /** An OCSP responder that need not be asked about (RFC 6960, 4.2.2.2.1). */
  readonly isOcspNoCheck: boolean
  /** Critical extensions that we do not process; such a certificate must be refused (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[]
  /** Whether this key signed that certificate. */
  isSignedBy(issuer: Certificate): boolean
}

/** Reads one certificate in DER. @throws Asn1Error */
export function readCertificate(given: Uint8Array): Certificate {
  const root = readAsn1(given)
  const [tbs, algorithm, signature] = sequence(root)
  const items = sequence(tbs)
  const hasVersion = items[0]?.tag === 0xa0
  const version = hasVersion ? smallInteger(items[0]!.items[0]) : 0
  const [serial, innerAlgorithm, issuer, validity, subject, spki] = items.slice(hasVersion ? 1 : 0)
  if (!serial || !issuer || !subject || !spki || !algorithm || !signature || !innerAlgorithm)
    throw new Asn1Error('certificate cut off')
  const [notBefore, notAfter] = sequence(validity)
  const extensions = version === 2 ? readExtensions(tagged(items.slice(6), 3)?.items[0]) : new Map<string, Extension>()
  const scheme = Buffer.compare(algorithm.bytes, innerAlgorithm.bytes) === 0 ? schemeOf(algorithm) : undefined
  const signatureBytes = bitOctets(signature)
  let key: KeyObject | undefined
  const checked = new Map<string, boolean>()
  const value = (oid: string): Asn1 | undefined => extensions.get(oid)?.value
  const basic = value(OID.basicConstraints) ? sequence(value(OID.basicConstraints)) : []
  const isCa = basic[0]?.tag === TAG.boolean && basic[0].content[0] !== 0
  const length = basic.find((item) => item.tag === TAG.integer)
  const authority = value(OID.authorityKeyIdentifier)
  const authorityId = authority ? tagged(sequence(authority), 0) : undefined
  const subjectId = value(OID.subjectKeyIdentifier)
  const usages = value(OID.extendedKeyUsage)
  const fingerprint = digestOf('sha256', given).toString('hex')
  return {
    der: given,
    fingerprint,
    subject: nameText(subject),
    issuer: nameText(issuer),
    subjectDer: subject.bytes,
    issuerDer: issuer.bytes,
    serial: hexInteger(serial),
    serialDer: serial.bytes,
    commonName: commonName(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    spki: spki.bytes,
    publicKey: () => {
      key ??= publicKeyOf(spki.bytes)
      return key
    },
    scheme,
    isCa,
    pathLength: isCa && length ? smallInteger(length) : undefined,
    keyUsage: value(OID.keyUsage) ? keyUsageOf(value(OID.keyUsage)!) : undefined,
    extendedKeyUsage: usages ? sequence(usages).map(oidOf) : undefined,
    isExtendedKeyUsageCritical: extensions.get(OID.extendedKeyUsage)?.critical ?? false,
    subjectKeyId: subjectId ? Buffer.from(octets(subjectId)).toString('hex') : undefined,
    authorityKeyId: authorityId ? Buffer.from(authorityId.content).toString('hex') : undefined,
    namesRevocation: extensions.has(OID.crlDistributionPoints) || accessOf(value(OID.authorityInformation)).length > 0,
    crlUrls: value(OID.crlDistributionPoints) ? urls(value(OID.crlDistributionPoints)!) : [],
    ocspUrls: accessOf(value(OID.authorityInformation)).flatMap((access) => urls(access)),
    isOcspNoCheck: extensions.has(OID.ocspNoCheck),
    unknownCritical: [...extensions].filter(([oid, one]) => one.critical && !PROCESSED.has(oid)).map(([oid]) => oid),
    isSignedBy: (by) => {
      const known = checked.get(by.fingerprint)
      if (known !== undefined) return known
      let isRight = false
      try {
        isRight = scheme !== undefined && verifySignature(scheme, by.publicKey(), tbs!.bytes, signatureBytes)
      } catch {}
      checked.set(by.fingerprint, isRight)
      return isRight
    },
  }
}

/** Processed, or without meaning for us (policies are not evaluated: no policy is required). */
const PROCESSED = new Set<string>([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.crlDistributionPoints,
  OID.authorityInformation,
  '2.5.29.32', // certificate policies
  '2.5.29.17', // subject alternative name: we take the subject's name only
])

export interface Extension {
  readonly critical: boolean
  readonly value: Asn1
}

/** Extensions by identifier. @throws Asn1Error when one stands twice */
export function readExtensions(list: Asn1 | undefined): Map<string, Extension> {
  const found = new Map<string, Extension>()
  for (const one of list ? sequence(list) : []) {
    const items = sequence(one)
    const oid = oidOf(items[0])
    if (found.has(oid)) throw new Asn1Error(`extension ${oid} stands twice`)
    const critical = items[1]?.tag === TAG.boolean && items[1].content[0] !== 0
    found.set(oid, { critical, value: readAsn1(octets(items.at(-1))) })
  }
  return found
}

function keyUsageOf(node: Asn1): KeyUsage {
  const { content } = expectTag(node, TAG.bitString)
  const bits = content[1] ?? 0
  return {
    digitalSignature: (bits & 0x80) !== 0,
    nonRepudiation: (bits & 0x40) !== 0,
    keyCertSign: (bits & 0x04) !== 0,
    cRLSign: (bits & 0x02) !== 0,
  }
}

/** OCSP entries of the authority information. */
function accessOf(node: Asn1 | undefined): readonly Asn1[] {
  if (!node) return []
  return sequence(node).filter((access) => oidOf(sequence(access)[0]) === OID.ocsp)
}

/** Addresses (GeneralName [6]) anywhere inside. */
function urls(node: Asn1): string[] {
  if (node.tag === 0x86) return [Buffer.from(node.content).toString('latin1')]
  return node.items.flatMap(urls)
}

/**
 * Certificates of a file: DER, or any number in PEM. @throws Asn1Error when it holds none, or one is broken
 */
export function certificatesOf(bytes: Uint8Array): Certificate[] {
  return pemBlocks(bytes, 'CERTIFICATE').map(readCertificate)
}

/** Blocks of a PEM file of this label; bytes that are no PEM are one block themselves. */
export function pemBlocks(bytes: Uint8Array, label: string): Uint8Array[] {
  if (bytes[0] === TAG.sequence) return [bytes]
  const text = Buffer.from(bytes).toString('latin1')
  const pattern = new RegExp(`-----BEGIN ${label}-----([^-]*)-----END ${label}-----`, 'g')
  return [...text.matchAll(pattern)].map((found) => Buffer.from(found[1]!, 'base64'))
}
