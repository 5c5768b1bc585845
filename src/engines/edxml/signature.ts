/**
 * XML signatures over a whole package (XML-DSig, enveloped). Only one shape is read: one signature, one reference to the whole document
 * (`URI=""`), enveloped and canonical. What is signed is then everything there is, so that nothing can be wrapped around it or moved.
 */
import { constants, createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto'
import { XmlC14NMode, type XmlDocument, type XmlElement } from 'libxml2-wasm'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { DSIG, elements, parse } from './tree.ts'
import { LIMITS, type PackageSignature, type SignatureFault } from './types.ts'

const ENVELOPED = `${DSIG}enveloped-signature`
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const CANONICAL: Readonly<Record<string, 0 | 1 | 2>> = {
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': XmlC14NMode.XML_C14N_1_0,
  'http://www.w3.org/2006/12/xml-c14n11': XmlC14NMode.XML_C14N_1_1,
  [EXCLUSIVE]: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
}
const DIGESTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}
const SIGNATURES: Readonly<Record<string, { key: 'rsa' | 'ec'; hash: string }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { key: 'rsa', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { key: 'rsa', hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { key: 'rsa', hash: 'sha512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { key: 'ec', hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { key: 'ec', hash: 'sha384' },
}
const WEAK = /#(rsa-|ecdsa-|hmac-)?(sha1|md5)$/

/** Too weak for anybody to rely on; null: strong enough. */
function weakKey(key: KeyObject): string | null {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') return (modulusLength ?? 0) < 2048 ? `RSA ${modulusLength}` : null
  if (key.asymmetricKeyType === 'ec')
    return namedCurve === 'prime256v1' || namedCurve === 'secp384r1' ? null : (namedCurve ?? 'EC')
  return key.asymmetricKeyType ?? 'key'
}

export interface PackageSigner {
  readonly key: KeyObject
  /** PEM */
  readonly certificate: string
}

/**
 * Signs a package that `writePackage` made: an enveloped signature at the end of the header.
 * @throws AppError EDXML_KEY_UNFIT
 */
export function signPackage(bytes: Uint8Array, signer: PackageSigner): Buffer {
  const certificate = new X509Certificate(signer.certificate)
  const weak = weakKey(signer.key)
  if (weak || !certificate.checkPrivateKey(signer.key))
    throw new AppError('EDXML_KEY_UNFIT', { facts: { reason: weak ?? 'certificate' } })
  const isEc = signer.key.asymmetricKeyType === 'ec'
  const method = isEc
    ? `http://www.w3.org/2001/04/xmldsig-more#ecdsa-${signer.key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256'}`
    : 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
  const document = parse(bytes, LIMITS)
  let digest: string
  try {
    digest = hashOf(document, XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, 'sha256').toString('base64')
  } finally {
    document.dispose()
  }
  // Written as exclusive canonicalisation writes it: what is signed is this text.
  const info =
    `<SignedInfo xmlns="${DSIG}"><CanonicalizationMethod Algorithm="${EXCLUSIVE}"></CanonicalizationMethod>` +
    `<SignatureMethod Algorithm="${method}"></SignatureMethod><Reference URI=""><Transforms>` +
    `<Transform Algorithm="${ENVELOPED}"></Transform><Transform Algorithm="${EXCLUSIVE}"></Transform></Transforms>` +
    `<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>${digest}</DigestValue>` +
    '</Reference></SignedInfo>'
  const value = sign(SIGNATURES[method]!.hash, Buffer.from(info), how(signer.key)).toString('base64')
  const element =
    `<Signature xmlns="${DSIG}">${info.replace(` xmlns="${DSIG}"`, '')}<SignatureValue>${value}</SignatureValue><KeyInfo><X509Data>` +
    `<X509Certificate>${certificate.raw.toString('base64')}</X509Certificate></X509Data></KeyInfo></Signature>`
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = whole.indexOf('</edXML:edXMLHeader>')
  if (end < 0) throw new AppError('EDXML_FOREIGN')
  return Buffer.concat([whole.subarray(0, end), Buffer.from(element), whole.subarray(end)])
}

const how = (key: KeyObject) =>
  key.asymmetricKeyType === 'ec'
    ? ({ key, dsaEncoding: 'ieee-p1363' } as const)
    : ({ key, padding: constants.RSA_PKCS1_PADDING } as const)

/** Hash of the canonical form, piece by piece. */
function hashOf(of: XmlDocument | XmlElement, mode: 0 | 1 | 2, algorithm: string): Buffer {
  const hash = createHash(algorithm)
  of.canonicalize(
    {
      write(piece) {
        hash.update(piece)
        return piece.length
      },
      close: () => true,
    },
    { mode, withComments: false },
  )
  return hash.digest()
}

function canonical(of: XmlElement, mode: 0 | 1 | 2): Buffer {
  const pieces: Buffer[] = []
  of.canonicalize(
    {
      write(piece) {
        pieces.push(Buffer.from(piece))
        return piece.length
      },
      close: () => true,
    },
    { mode, withComments: false },
  )
  return Buffer.concat(pieces)
}

class Fault extends Error {
  readonly fault: SignatureFault
  constructor(fault: SignatureFault, detail: string) {
    super(detail)
    this.fault = fault
  }
}

const fail = (fault: SignatureFault, detail: string): never => {
  throw new Fault(fault, detail)
}

/** The one child of a name in the namespace of signatures; more or fewer are not understood. */
function part(of: XmlElement, name: string): XmlElement {
  const found = elements(of).filter((one) => one.name === name && one.namespaceUri === DSIG)
  return found.length === 1 ? found[0]! : fail('not-understood', name)
}

/** Algorithm of an element that has no parameters. */
function algorithmOf(of: XmlElement): string {
  if (elements(of).length > 0) fail('not-understood', `${of.name} with parameters`)
  const name = of.attrs.find((attribute) => attribute.name === 'Algorithm')?.value ?? ''
  if (WEAK.test(name)) fail('weak', name.slice(name.indexOf('#') + 1))
  return name
}

const known = <T>(table: Readonly<Record<string, T>>, name: string): T =>
  Object.hasOwn(table, name) ? table[name]! : fail('not-understood', name.slice(-60))

/** The digest by which a package is known, as its reader finds it. */
export function packageDigest(bytes: Uint8Array): string {
  const document = parse(bytes, LIMITS)
  try {
    return inspectSignature(document).digest
  } finally {
    document.dispose()
  }
}

/** What a package's signature is worth, and the hash of its content. Changes the tree: afterwards it has no signature any more. */
export function inspectSignature(document: XmlDocument): { digest: string; signature: PackageSignature | null } {
  const found = signaturesIn(document.root)
  let signature: PackageSignature | null = null
  let wanted: { mode: 0 | 1 | 2; hash: string; digest: Buffer } | null = null
  let carried: X509Certificate | null = null
  try {
    if (found.length > 1) fail('several', String(found.length))
    if (found.length === 1) {
      carried = carriedBy(found[0]!)
      wanted = checkValue(found[0]!, carried)
    }
  } catch (error) {
    signature = unsound(error, carried)
  }
  for (const one of found) one.remove()
  const content = hashOf(document, XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, 'sha256')
  if (wanted && carried) {
    const isPlain = wanted.mode === XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 && wanted.hash === 'sha256'
    const actual = isPlain ? content : hashOf(document, wanted.mode, wanted.hash)
    signature = actual.equals(wanted.digest)
      ? { isSound: true, fault: null, detail: null, ...named(carried) }
      : unsound(new Fault('changed', 'digest'), carried)
  }
  return { digest: content.toString('hex'), signature }
}

const named = (of: X509Certificate | null): Pick<PackageSignature, 'certificate' | 'fingerprint'> => ({
  certificate: of?.toString() ?? null,
  fingerprint: of ? fingerprintOf(of) : null,
})

function unsound(error: unknown, carried: X509Certificate | null): PackageSignature {
  const fault = error instanceof Fault ? error.fault : 'not-understood'
  return { isSound: false, fault, detail: (error as Error).message.slice(0, 120), ...named(carried) }
}

/** Every signature, wherever it hides. */
function signaturesIn(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  const open = [root]
  for (let one = open.pop(); one; one = open.pop()) {
    if (one.name === 'Signature' && one.namespaceUri === DSIG) found.push(one)
    else open.push(...elements(one))
  }
  return found
}

function carriedBy(of: XmlElement): X509Certificate {
  const data = part(part(of, 'KeyInfo'), 'X509Data')
  // The first is the signer's by custom; others are the authorities above it.
  const first = elements(data).find((one) => one.name === 'X509Certificate' && one.namespaceUri === DSIG)
  try {
    return new X509Certificate(Buffer.from(first?.content ?? '', 'base64'))
  } catch {
    return fail('not-understood', 'certificate')
  }
}

/** Checks the signature's own value. @returns what the content must hash to */
function checkValue(of: XmlElement, certificate: X509Certificate): { mode: 0 | 1 | 2; hash: string; digest: Buffer } {
  const info = part(of, 'SignedInfo')
  const infoMode = known(CANONICAL, algorithmOf(part(info, 'CanonicalizationMethod')))
  const method = known(SIGNATURES, algorithmOf(part(info, 'SignatureMethod')))
  const reference = part(info, 'Reference')
  if (reference.attrs.some((one) => one.name !== 'URI' || one.value !== '') || reference.attrs.length !== 1)
    fail('not-understood', 'reference to a part')
  const transforms = elements(part(reference, 'Transforms')).map(algorithmOf)
  if (transforms[0] !== ENVELOPED || transforms.length > 2) fail('not-understood', 'transforms')
  const mode = transforms[1] === undefined ? XmlC14NMode.XML_C14N_1_0 : known(CANONICAL, transforms[1])
  const hash = known(DIGESTS, algorithmOf(part(reference, 'DigestMethod')))
  const key = certificate.publicKey
  const weak = weakKey(key)
  if (weak) fail('weak', weak)
  if (key.asymmetricKeyType !== method.key) fail('wrong-value', 'kind of key')
  const value = Buffer.from(part(of, 'SignatureValue').content, 'base64')
  if (!verify(method.hash, canonical(info, infoMode), how(key), value)) fail('wrong-value', 'signature')
  return { mode, hash, digest: Buffer.from(part(reference, 'DigestValue').content, 'base64') }
}

/** SHA-256 of a certificate, lower-case hexadecimal. @param certificate PEM, DER or parsed @throws Error when it is none */
export function fingerprintOf(certificate: string | Uint8Array | X509Certificate): string {
  const parsed = certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate)
  return parsed.fingerprint256.replaceAll(':', '').toLowerCase()
}

/**
 * Whether somebody whom we trust stands behind a certificate now: the certificate itself is known, or a known authority issued it.
 * @param trusted PEM: a partner's certificate, or the authority's that issues its certificates
 */
export function isTrusted(certificate: string, trusted: string, now: Date): boolean {
  try {
    const own = new X509Certificate(certificate)
    const other = new X509Certificate(trusted)
    const isCurrent = (one: X509Certificate) =>
      Date.parse(one.validFrom) <= now.getTime() && now.getTime() <= Date.parse(one.validTo)
    if (!isCurrent(own) || !isCurrent(other)) return false
    if (own.fingerprint256 === other.fingerprint256) return true
    return other.ca && own.checkIssued(other) && own.verify(other.publicKey)
  } catch {
    return false
  }
}
