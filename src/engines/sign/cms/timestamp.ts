/** Timestamps (RFC 3161): question, answer, token. Sending is the caller's. */
import {
  Asn1Error,
  derInteger,
  derOctets,
  derSequence,
  hexInteger,
  octets,
  readAsn1,
  sequence,
  smallInteger,
  TAG,
  timeOf,
} from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { digestOf, type HashName, hashAlgorithm, hashOf } from './algorithms.ts'
import { readSignedData, type SignedData } from './signed-data.ts'

export interface TimestampToken {
  readonly data: SignedData
  readonly time: Date
  readonly hash: HashName | undefined
  readonly imprint: Uint8Array
  readonly serial: string
  readonly nonce: string | undefined
}

/** Reads a TimeStampToken. @throws Asn1Error */
export function readTimestamp(bytes: Uint8Array): TimestampToken {
  const data = readSignedData(bytes)
  if (data.contentType !== OID.tstInfo || !data.content) throw new Asn1Error('no timestamp')
  const [, , imprint, serial, time, ...rest] = sequence(readAsn1(data.content))
  const [algorithm, hashed] = sequence(imprint)
  const nonce = rest.find((item) => item.tag === TAG.integer)
  return {
    data,
    time: timeOf(time),
    hash: hashOf(algorithm),
    imprint: octets(hashed),
    serial: hexInteger(serial),
    nonce: nonce ? hexInteger(nonce) : undefined,
  }
}

/**
 * DER of a TimeStampReq; the authority's certificate is asked for.
 * @param nonce random octets that the answer must repeat
 */
export function timestampRequest(bytes: Uint8Array, hash: HashName, nonce: Uint8Array): Uint8Array {
  return derSequence(
    derInteger(1),
    derSequence(hashAlgorithm(hash), derOctets(digestOf(hash, bytes))),
    derInteger(nonce),
    Buffer.from([TAG.boolean, 1, 0xff]),
  )
}

/**
 * The token of a TimeStampResp, checked against what was asked (not its signature: `verifyPdf` does that).
 * @throws Asn1Error when the authority refused or answered another question
 */
export function tokenOf(
  response: Uint8Array,
  asked: { bytes: Uint8Array; hash: HashName; nonce: Uint8Array },
): Uint8Array {
  const [status, token] = sequence(readAsn1(response))
  const code = smallInteger(sequence(status)[0])
  if ((code !== 0 && code !== 1) || !token) throw new Asn1Error(`the timestamp authority refused (status ${code})`)
  const found = readTimestamp(token.bytes)
  if (found.hash !== asked.hash || Buffer.compare(found.imprint, digestOf(asked.hash, asked.bytes)) !== 0)
    throw new Asn1Error('the timestamp is over other bytes')
  if (found.nonce !== hexInteger(readAsn1(derInteger(asked.nonce))))
    throw new Asn1Error('the timestamp repeats another nonce')
  return token.bytes
}
