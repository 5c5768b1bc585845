/** A certificate that a key issues for itself: an installation's own, known to its partners by fingerprint. */
import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { der, derGeneralizedTime, derInteger, derOid, derSequence, TAG } from '#engines/sign/asn1/der.ts'

const ECDSA_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const UTF8 = 0x0c

/**
 * @param key P-256
 * @param name common name
 * @returns PEM
 */
export function selfSigned(key: KeyObject, name: string, from: Date, years: number): string {
  const algorithm = derSequence(derOid(ECDSA_SHA256))
  const who = derSequence(
    der(TAG.set, derSequence(derOid(COMMON_NAME), der(UTF8, Buffer.from(name.slice(0, 64), 'utf8')))),
  )
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + years)
  const serial = randomBytes(16)
  serial[0] = (serial[0]! & 0x7f) | 0x40
  const body = derSequence(
    der(0xa0, derInteger(2)),
    derInteger(serial),
    algorithm,
    who,
    derSequence(derGeneralizedTime(from), derGeneralizedTime(until)),
    who,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  )
  const whole = derSequence(body, algorithm, der(TAG.bitString, Buffer.from([0]), sign('sha256', body, key)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
