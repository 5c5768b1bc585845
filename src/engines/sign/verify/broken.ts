/**
 * A file that cannot be read as a document but holds signatures: they are looked for by their words, and whatever is found has failed,
 * because nobody can say what such a file shows. Only tells which way it failed; never passes anything.
 */
import { Asn1Error, octets } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { readSignedData } from '../cms/signed-data.ts'
import { type Outcome, outcome } from '../x509/verdict.ts'
import { rangeDigest } from './document.ts'
import { certificateFacts } from './facts.ts'
import type { SignatureReport, VerificationReport } from './types.ts'

const MAX_FOUND = 100
const RANGE = /^\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/

/** @returns undefined where no signature is found either */
export function reportBroken(bytes: Uint8Array, reason: string): VerificationReport | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signatures: SignatureReport[] = []
  for (
    let at = text.indexOf('/ByteRange');
    at >= 0 && signatures.length < MAX_FOUND;
    at = text.indexOf('/ByteRange', at + 10)
  ) {
    const words = RANGE.exec(text.subarray(at, at + 120).toString('latin1'))
    const around = text.subarray(Math.max(0, at - 300), at + 300).toString('latin1')
    if (around.includes('ETSI.RFC3161') && !around.includes('detached')) continue
    signatures.push(one(bytes, words?.slice(1).map(Number), reason))
  }
  if (signatures.length === 0) return undefined
  return { verdict: 'TOTAL-FAILED', signatures, documentTimestamps: [], emptyFields: [], unlinkedSignatures: 0 }
}

/**
 * Signatures whose bytes lie in the file although its newest revision does not lead to them: taken out, or hidden by another
 * document put behind.
 * @param reached offsets of the holes that the form leads to
 */
export function unlinkedSignatures(bytes: Uint8Array, reached: ReadonlySet<number>): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let found = 0
  let looked = 0
  for (let at = text.indexOf('/ByteRange'); at >= 0 && ++looked < MAX_FOUND; at = text.indexOf('/ByteRange', at + 10)) {
    const words = RANGE.exec(text.subarray(at, at + 120).toString('latin1'))
    const [, first = 0, second = 0] = words?.slice(1).map(Number) ?? []
    if (!reached.has(first) && first < second && bytes[first] === 0x3c && bytes[second - 1] === 0x3e) found++
  }
  return found
}

function one(bytes: Uint8Array, range: number[] | undefined, reason: string): SignatureReport {
  let result: Outcome = outcome('FORMAT_FAILURE', reason)
  let certificate: SignatureReport['certificate'] = null
  let signer: string | null = null
  const [, first = 0, second = 0, rest = 0] = range ?? []
  if (range && first < second && second <= bytes.length) {
    const hex = Buffer.from(bytes.subarray(first + 1, second - 1)).toString('latin1')
    try {
      const data = readSignedData(/^[0-9A-Fa-f]*$/.test(hex) ? Buffer.from(hex, 'hex') : new Uint8Array())
      const named = data.certificates.find(data.signer.isNamed)
      certificate = named ? certificateFacts(named) : null
      signer = named?.commonName ?? null
      const claimed = data.signer.signed.get(OID.messageDigest)?.[0]
      const isComplete = second + rest <= bytes.length
      if (isComplete && claimed && data.signer.digest && data.contentType !== OID.tstInfo) {
        const digest = rangeDigest(bytes, { hole: [first, second], end: second + rest }, data.signer.digest)
        if (Buffer.compare(octets(claimed), digest) !== 0) result = outcome('HASH_FAILURE', reason)
      }
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error
    }
  }
  return {
    verdict: result.verdict,
    subIndication: result.sub,
    signer,
    certificate,
    signingTime: null,
    signingTimeSource: null,
    timestamps: [],
    level: null,
    coversWholeDocument: false,
    changesAfter: null,
    field: null,
    chain: [],
    detail: result.detail ?? null,
  }
}
