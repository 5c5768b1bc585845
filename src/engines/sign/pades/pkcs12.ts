/**
 * Keys out of PKCS#12 files (RFC 7292): PBES2 with AES as written today, and 3DES and RC2 as written before. The private key itself is
 * opened by OpenSSL; Node gives no way to read the rest of such a file.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  pbkdf2Sync,
  timingSafeEqual,
} from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'
import { type Asn1, Asn1Error, octets, oidOf, readAsn1, sequence, smallInteger, TAG } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { hashOf } from '../cms/algorithms.ts'
import { type Certificate, readCertificate } from '../x509/certificate.ts'
import { decryptRc2 } from './rc2.ts'

export interface KeyFile {
  readonly key: KeyObject
  readonly certificate: Certificate
  /** Other certificates of the file, from the issuer upwards. */
  readonly chain: readonly Certificate[]
}

const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shrouded: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
}
const MAX_ITERATIONS = 5_000_000

/**
 * Opens a .p12 or .pfx file.
 * @throws AppError SIGN_PASSPHRASE_WRONG, SIGN_KEY_FILE_BROKEN
 */
export function readPkcs12(bytes: Uint8Array, passphrase: string): KeyFile {
  try {
    return open(bytes, passphrase)
  } catch (cause) {
    if (cause instanceof Asn1Error)
      throw new AppError('SIGN_KEY_FILE_BROKEN', { facts: { reason: cause.message }, cause })
    throw cause
  }
}

function open(bytes: Uint8Array, passphrase: string): KeyFile {
  const [, safe, mac] = sequence(readAsn1(bytes))
  const [type, content] = sequence(safe)
  if (oidOf(type) !== OID.data) throw new Asn1Error('not protected by a passphrase')
  const body = octets(content?.items[0])
  if (mac) checkMac(mac, body, passphrase)
  const bags = sequence(readAsn1(body)).flatMap((part) => sequence(readAsn1(contentOf(part, passphrase))))
  const certificates: Certificate[] = []
  const keys: KeyObject[] = []
  for (const bag of bags) {
    const [id, value] = sequence(bag)
    const inner = value?.items[0]
    if (oidOf(id) === BAG.certificate) certificates.push(readCertificate(octets(sequence(inner)[1]?.items[0])))
    else if (oidOf(id) === BAG.shrouded || oidOf(id) === BAG.key)
      keys.push(privateKey(inner!.bytes, oidOf(id) === BAG.shrouded ? passphrase : undefined))
  }
  const [key] = keys
  if (!key) throw new Asn1Error('no private key in it')
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const certificate = certificates.find((one) => one.publicKey().export({ type: 'spki', format: 'der' }).equals(spki))
  if (!certificate) throw new Asn1Error('no certificate for its key')
  const chain: Certificate[] = []
  for (let last = certificate; ; ) {
    const issuer = certificates.find(
      (one) =>
        one !== last &&
        !chain.includes(one) &&
        Buffer.compare(one.subjectDer, last.issuerDer) === 0 &&
        last.isSignedBy(one),
    )
    if (!issuer) return { key, certificate, chain }
    chain.push(issuer)
    last = issuer
  }
}

function contentOf(part: Asn1, passphrase: string): Uint8Array {
  const [type, content] = sequence(part)
  if (oidOf(type) === OID.data) return octets(content?.items[0])
  if (oidOf(type) !== OID.encryptedData) throw new Asn1Error('part of an unknown kind')
  const [, algorithm, data] = sequence(sequence(content?.items[0])[1])
  return decrypt(algorithm, octets(data), passphrase)
}

function privateKey(bytes: Uint8Array, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({
      key: Buffer.from(bytes),
      format: 'der',
      type: 'pkcs8',
      ...(passphrase === undefined ? {} : { passphrase }),
    })
  } catch (cause) {
    throw new AppError('SIGN_PASSPHRASE_WRONG', { cause })
  }
}

function checkMac(node: Asn1, body: Uint8Array, passphrase: string): void {
  const [digest, salt, count] = sequence(node)
  const [algorithm, value] = sequence(digest)
  const hash = hashOf(algorithm)
  if (!hash) throw new Asn1Error('unknown kind of checksum')
  const expected = octets(value)
  const key = derive(hash, 3, passphrase, octets(salt), iterations(count), expected.length)
  const found = createHmac(hash, key).update(body).digest()
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw new AppError('SIGN_PASSPHRASE_WRONG')
}

function iterations(node: Asn1 | undefined): number {
  const count = node ? smallInteger(node) : 1
  if (count < 1 || count > MAX_ITERATIONS) throw new Asn1Error('iterations out of range')
  return count
}

const CIPHERS: Readonly<Record<string, [name: string, key: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
}
const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

function decrypt(algorithm: Asn1 | undefined, data: Uint8Array, passphrase: string): Uint8Array {
  const [id, parameters] = sequence(algorithm)
  const oid = oidOf(id)
  const undo = (name: string, key: Uint8Array, iv: Uint8Array): Buffer => {
    const cipher = createDecipheriv(name, key, iv)
    return Buffer.concat([cipher.update(data), cipher.final()])
  }
  try {
    if (oid === '1.2.840.113549.1.5.13') {
      const [derivation, scheme] = sequence(parameters)
      const [kind, settings] = sequence(derivation)
      const [cipherId, iv] = sequence(scheme)
      const [name, size] = CIPHERS[oidOf(cipherId)] ?? []
      if (oidOf(kind) !== '1.2.840.113549.1.5.12' || !name || !size) throw new Asn1Error('unknown cipher')
      const [salt, count, ...rest] = sequence(settings)
      const prf = rest.find((item) => item.tag === TAG.sequence)
      const hash = prf ? PRF[oidOf(sequence(prf)[0])] : 'sha1'
      if (!hash) throw new Asn1Error('unknown derivation')
      return undo(name, pbkdf2Sync(passphrase, octets(salt), iterations(count), size, hash), octets(iv))
    }
    const [salt, count] = sequence(parameters)
    const make = (purpose: 1 | 2, size: number): Buffer =>
      derive('sha1', purpose, passphrase, octets(salt), iterations(count), size)
    if (oid === '1.2.840.113549.1.12.1.3') return undo('des-ede3-cbc', make(1, 24), make(2, 8))
    if (oid === '1.2.840.113549.1.12.1.5') return decryptRc2(data, make(1, 16), make(2, 8))
    if (oid === '1.2.840.113549.1.12.1.6') return decryptRc2(data, make(1, 5), make(2, 8))
  } catch (cause) {
    if (cause instanceof Asn1Error) throw cause
    throw new AppError('SIGN_PASSPHRASE_WRONG', { cause })
  }
  throw new Asn1Error('unknown encryption')
}

/** Key derivation of PKCS#12 (RFC 7292, B.2). Purpose 1 key, 2 initial vector, 3 checksum. */
function derive(
  hash: string,
  purpose: 1 | 2 | 3,
  passphrase: string,
  salt: Uint8Array,
  count: number,
  size: number,
): Buffer {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  const fill = (bytes: Uint8Array): Buffer => {
    const out = Buffer.alloc(block * Math.ceil(bytes.length / block))
    for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length]!
    return out
  }
  const input = Buffer.concat([fill(salt), fill(password)])
  const out: Buffer[] = []
  for (let made = 0; made < size; ) {
    let value = createHash(hash).update(Buffer.alloc(block, purpose)).update(input).digest()
    for (let i = 1; i < count; i++) value = createHash(hash).update(value).digest()
    out.push(value)
    made += value.length
    const add = fill(value).subarray(0, block)
    for (let at = 0; at < input.length; at += block) {
      let carry = 1
      for (let i = block - 1; i >= 0; i--) {
        carry += input[at + i]! + add[i]!
        input[at + i] = carry & 0xff
        carry >>= 8
      }
    }
  }
  return Buffer.concat(out).subarray(0, size)
}
