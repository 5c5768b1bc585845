/** CMS SignedData (RFC 5652) as PDF signatures and timestamps carry it. */
import {
  type Asn1,
  Asn1Error,
  expectTag,
  hexInteger,
  octets,
  oidOf,
  readAsn1,
  sequence,
  TAG,
  tagged,
} from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { type Certificate, readCertificate } from '../x509/certificate.ts'
import { digestOf, type HashName, hashOf, type SignatureScheme, schemeOf } from './algorithms.ts'

export interface SignedData {
  readonly contentType: string
  /** Content inside, where the signature is not detached. */
  readonly content: Uint8Array | undefined
  readonly certificates: readonly Certificate[]
  /** CRLs that came with it, DER. */
  readonly crls: readonly Uint8Array[]
  readonly signer: SignerInfo
}

export interface SignerInfo {
  readonly digest: HashName | undefined
  readonly scheme: SignatureScheme | undefined
  readonly signature: Uint8Array
  /** The signed attributes as they were signed (a SET), undefined where the content was signed directly. */
  readonly signedBytes: Uint8Array | undefined
  /** Values of attributes by type. */
  readonly signed: ReadonlyMap<string, readonly Asn1[]>
  readonly unsigned: ReadonlyMap<string, readonly Asn1[]>
  /** Whether this certificate is the one that the signer's identifier names. */
  isNamed(certificate: Certificate): boolean
}

const MAX_CERTIFICATES = 200

/** Reads a ContentInfo with SignedData and exactly one signer. Zeros after it are the rest of the placeholder. @throws Asn1Error */
export function readSignedData(bytes: Uint8Array): SignedData {
  const root = readAsn1(bytes, { trailing: true })
  if (bytes.subarray(root.bytes.length).some((octet) => octet !== 0)) throw new Asn1Error('bytes after the signature')
  const [type, body] = sequence(root)
  if (oidOf(type) !== OID.signedData) throw new Asn1Error('no SignedData')
  const items = sequence(expectTag(body, 0xa0).items[0])
  const [contentType, content] = sequence(items[2])
  const signers = expectTag(items.at(-1), TAG.set).items
  if (signers.length !== 1) throw new Asn1Error(`${signers.length} signers where one is allowed`)
  const given = tagged(items.slice(3), 0)?.items ?? []
  if (given.length > MAX_CERTIFICATES) throw new Asn1Error('too many certificates')
  return {
    contentType: oidOf(contentType),
    content: content ? octets(content.items[0]) : undefined,
    certificates: readable(given.filter((one) => one.tag === TAG.sequence)),
    crls: (tagged(items.slice(3), 1)?.items ?? []).filter((one) => one.tag === TAG.sequence).map((one) => one.bytes),
    signer: readSigner(signers[0]!),
  }
}

/** A broken certificate among others does no harm: if it was needed, no chain is found. */
function readable(nodes: readonly Asn1[]): Certificate[] {
  return nodes.flatMap((node) => {
    try {
      return [readCertificate(node.bytes)]
    } catch {
      return []
    }
  })
}

function readSigner(node: Asn1): SignerInfo {
  const items = [...sequence(node)]
  const [, sid, digestAlgorithm] = items
  const rest = items.slice(3)
  const attributes = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [algorithm, signature, unsigned] = rest
  if (!sid || !algorithm) throw new Asn1Error('signer cut off')
  const digest = hashOf(digestAlgorithm)
  return {
    digest,
    scheme: schemeOf(algorithm, digest),
    signature: octets(signature),
    signedBytes: attributes ? asSet(attributes) : undefined,
    signed: readAttributes(attributes),
    unsigned: readAttributes(unsigned?.tag === 0xa1 ? unsigned : undefined),
    isNamed: (certificate) => {
      if (sid.tag === 0x80 || sid.tag === 0xa0)
        return certificate.subjectKeyId === Buffer.from(octets(sid)).toString('hex')
      const [issuer, serial] = sequence(sid)
      return (
        Buffer.compare(issuer?.bytes ?? Buffer.alloc(0), certificate.issuerDer) === 0 &&
        hexInteger(serial) === certificate.serial
      )
    },
  }
}

/** What was signed is the DER of the SET, not the [0] that stands in the file (RFC 5652, 5.4). */
function asSet(attributes: Asn1): Uint8Array {
  if (attributes.bytes[1] === 0x80) throw new Asn1Error('signed attributes are not in DER')
  const copy = Uint8Array.from(attributes.bytes)
  copy[0] = TAG.set
  return copy
}

function readAttributes(set: Asn1 | undefined): Map<string, readonly Asn1[]> {
  const found = new Map<string, readonly Asn1[]>()
  for (const attribute of set?.items ?? []) {
    const [type, values] = sequence(attribute)
    const oid = oidOf(type)
    if (found.has(oid) && set?.tag === 0xa0) throw new Asn1Error(`attribute ${oid} stands twice`)
    found.set(oid, [...(found.get(oid) ?? []), ...expectTag(values, TAG.set).items])
  }
  return found
}

/**
 * Whether the signed attributes name this certificate by its hash (ESS signing-certificate, RFC 5035).
 * @returns undefined when they name none
 */
export function namesCertificate(
  signer: SignerInfo,
  certificate: Certificate,
): { matches: boolean; hash: HashName | undefined } | undefined {
  const second = signer.signed.get(OID.signingCertificateV2)?.[0]
  const first = signer.signed.get(OID.signingCertificate)?.[0]
  if (second) {
    const items = sequence(sequence(sequence(second)[0])[0])
    const hasAlgorithm = items[0]?.tag === TAG.sequence
    const hash = hasAlgorithm ? hashOf(items[0]) : 'sha256'
    return {
      matches: hash !== undefined && equals(octets(items[hasAlgorithm ? 1 : 0]), digestOf(hash, certificate.der)),
      hash,
    }
  }
  if (!first) return undefined
  const items = sequence(sequence(sequence(first)[0])[0])
  return { matches: equals(octets(items[0]), digestOf('sha1', certificate.der)), hash: 'sha1' }
}

const equals = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
