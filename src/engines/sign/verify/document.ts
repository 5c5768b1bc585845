/** First pass: every signature of a file read and checked against its bytes; nothing about trust yet. */
import { createHash } from 'node:crypto'
import { type Asn1, Asn1Error, timeOf } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import { digestOf, type HashName } from '../cms/algorithms.ts'
import { checkSigner, type SignerCheck } from '../cms/check.ts'
import { readSignedData, type SignedData } from '../cms/signed-data.ts'
import { readTimestamp, type TimestampToken } from '../cms/timestamp.ts'
import { PdfFile } from '../pdf/file.ts'
import { nameOf, PdfError, PdfLimitError, PdfString } from '../pdf/objects.ts'
import { isSpace } from '../pdf/parse.ts'
import { type Range, rangeOf, type SignatureField } from '../pdf/signatures.ts'
import type { Certificate } from '../x509/certificate.ts'
import { type Outcome, outcome } from '../x509/verdict.ts'

/** A signature as the file holds it. */
export interface Found {
  readonly field: SignatureField
  readonly kind: 'signature' | 'timestamp'
  /** PAdES, or the older kind. */
  readonly isCades: boolean
  readonly range: Range | undefined
  /** The document that was signed. */
  readonly signed: PdfFile | undefined
  readonly data: SignedData | undefined
  readonly token: TimestampToken | undefined
  readonly check: SignerCheck
  readonly claimed: Date | undefined
}

const SUBFILTERS = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'adbe.pkcs7.sha1', 'ETSI.RFC3161'])

/** @param known certificates of the document security store */
export function readSignature(field: SignatureField, whole: PdfFile, known: readonly Certificate[]): Found {
  const subFilter = nameOf(whole.resolve(field.value?.get('SubFilter')))
  const isTimestamp = subFilter === 'ETSI.RFC3161' || nameOf(whole.resolve(field.value?.get('Type'))) === 'DocTimeStamp'
  const base = {
    field,
    kind: isTimestamp ? 'timestamp' : 'signature',
    isCades: subFilter === 'ETSI.CAdES.detached',
    range: undefined,
    signed: undefined,
    data: undefined,
    token: undefined,
    claimed: pdfDate(whole.resolve(field.value?.get('M'))),
  } as const
  const broken = (failure: Outcome, more: Partial<Found> = {}): Found => ({
    ...base,
    ...more,
    check: { certificate: undefined, isIntact: false, failure },
  })
  const range = rangeOf(field, whole.bytes.length)
  if (typeof range === 'string') return broken(outcome('FORMAT_FAILURE', range), { data: tryRead(field) })
  const signed = signedRevision(field, whole, range)
  if (!(signed instanceof PdfFile)) {
    // What was signed comes first: an altered file is told as altered, whatever else it broke.
    return broken(signed, { range, data: tryRead(field) })
  }
  if (!SUBFILTERS.has(subFilter ?? '') || isTimestamp !== (subFilter === 'ETSI.RFC3161'))
    return broken(outcome('FORMAT_FAILURE', `SubFilter ${subFilter ?? 'missing'}`), { range, signed })
  const contents = field.value!.get('Contents') as PdfString
  try {
    const token = isTimestamp ? readTimestamp(contents.bytes) : undefined
    const data = token?.data ?? readSignedData(contents.bytes)
    const check = token
      ? checkTimestamp(token, (hash) => rangeDigest(whole.bytes, range, hash), known)
      : checkDocument(data, subFilter!, whole.bytes, range, known)
    const claimed = base.claimed ?? signingTime(data.signer.signed.get(OID.signingTime)?.[0])
    return { ...base, range, signed, data, token, check, claimed }
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error
    return broken(outcome('FORMAT_FAILURE', error.message), { range, signed })
  }
}

function tryRead(field: SignatureField): SignedData | undefined {
  const contents = field.value?.get('Contents')
  try {
    return contents instanceof PdfString ? readSignedData(contents.bytes) : undefined
  } catch {
    return undefined
  }
}

/** The document that was signed: it must end where the range ends, and hold this very signature dictionary. */
function signedRevision(field: SignatureField, whole: PdfFile, { end }: Range): PdfFile | Outcome {
  try {
    const signed = end === whole.bytes.length ? whole : new PdfFile(whole.bytes.subarray(0, end))
    // A line end belongs to the revision; anything else after its end mark would be hidden in what was signed.
    if (
      signed !== whole &&
      (end - signed.end > 2 || !whole.bytes.subarray(signed.end, end).every((octet) => isSpace(octet)))
    )
      return outcome('FORMAT_FAILURE', 'ByteRange ends at no end of a revision')
    const number = field.valueNumber ?? field.number
    const [then, now] = [signed.entries.get(number), whole.entries.get(number)]
    if (then?.kind !== 'at' || now?.kind !== 'at' || then.offset !== now.offset)
      return outcome('FORMAT_FAILURE', 'the signature is not part of what it covers')
    if (signed.isEncrypted) return outcome('FORMAT_FAILURE', 'encrypted')
    return signed
  } catch (error) {
    if (error instanceof PdfLimitError || !(error instanceof PdfError)) throw error
    return outcome('FORMAT_FAILURE', `ByteRange covers no document: ${error.message}`)
  }
}

function checkDocument(
  data: SignedData,
  subFilter: string,
  bytes: Uint8Array,
  range: Range,
  known: readonly Certificate[],
): SignerCheck {
  const digest = (hash: HashName): Buffer => rangeDigest(bytes, range, hash)
  const needsReference = subFilter === 'ETSI.CAdES.detached'
  if (subFilter === 'adbe.pkcs7.sha1') {
    // The oldest kind: the SHA-1 of the document is the content that was signed.
    const inside = data.content ?? new Uint8Array()
    if (Buffer.compare(inside, digest('sha1')) !== 0)
      return { certificate: undefined, isIntact: false, failure: outcome('HASH_FAILURE') }
    const check = checkSigner(data, { digest: (hash) => digestOf(hash, inside), bytes: () => inside }, known, false)
    return { ...check, failure: check.failure ?? outcome('CRYPTO_CONSTRAINTS_FAILURE', 'SHA-1') }
  }
  if (data.content || data.contentType !== OID.data)
    return { certificate: undefined, isIntact: false, failure: outcome('FORMAT_FAILURE', 'signature is not detached') }
  if (needsReference && !data.signer.signedBytes)
    return { certificate: undefined, isIntact: false, failure: outcome('FORMAT_FAILURE', 'no signed attributes') }
  return checkSigner(data, { digest, bytes: () => rangeBytes(bytes, range) }, known, needsReference)
}

/** A timestamp's imprint and signature. @param digest of what it should be over */
export function checkTimestamp(
  token: TimestampToken,
  digest: (hash: HashName) => Uint8Array,
  known: readonly Certificate[],
): SignerCheck {
  const { data, hash } = token
  const fail = (failure: Outcome): SignerCheck => ({
    certificate: data.certificates.find(data.signer.isNamed),
    isIntact: false,
    failure,
  })
  if (!hash) return fail(outcome('CRYPTO_CONSTRAINTS_FAILURE', 'unknown digest algorithm'))
  if (Buffer.compare(token.imprint, digest(hash)) !== 0)
    return fail(outcome('HASH_FAILURE', 'timestamp over other bytes'))
  if (!data.signer.signedBytes) return fail(outcome('FORMAT_FAILURE', 'no signed attributes'))
  const check = checkSigner(
    data,
    { digest: (name) => digestOf(name, data.content!), bytes: () => data.content! },
    known,
    true,
  )
  if (!check.failure && (hash === 'md5' || hash === 'sha1'))
    return { ...check, failure: outcome('CRYPTO_CONSTRAINTS_FAILURE', hash.toUpperCase()) }
  return check
}

/** Digest of a file without the hole. */
export function rangeDigest(bytes: Uint8Array, { hole, end }: Range, hash: HashName): Buffer {
  return createHash(hash).update(bytes.subarray(0, hole[0])).update(bytes.subarray(hole[1], end)).digest()
}

const rangeBytes = (bytes: Uint8Array, { hole, end }: Range): Buffer =>
  Buffer.concat([bytes.subarray(0, hole[0]), bytes.subarray(hole[1], end)])

function signingTime(node: Asn1 | undefined): Date | undefined {
  try {
    return node ? timeOf(node) : undefined
  } catch {
    return undefined
  }
}

/** `D:20261122204101+07'00'` */
export function pdfDate(value: unknown): Date | undefined {
  if (!(value instanceof PdfString)) return undefined
  const found = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(value.text)
  if (!found) return undefined
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    zoneHours = '00',
    zoneMinutes = '00',
  ] = found
  const zone = sign ? `${sign}${zoneHours}:${zoneMinutes}` : 'Z'
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(time.getTime()) ? undefined : time
}
