/** Questions about a file that was signed outside: what was added to the bytes that were handed out, and by whom. */
import { AppError } from '#platform/errors/index.ts'
import { changesAfter } from '../pdf/changes.ts'
import { PdfFile } from '../pdf/file.ts'
import { PdfError, PdfLimitError } from '../pdf/objects.ts'
import { signatureFields } from '../pdf/signatures.ts'
import type { Certificate } from '../x509/certificate.ts'
import { type Found, readSignature } from './document.ts'
import { storeOf } from './evidence.ts'
import { changeText } from './types.ts'

/** A signature of a file and the certificate that it names; nothing about trust. */
export interface SignedBy {
  /** Name of the form field. */
  readonly field: string
  readonly kind: 'signature' | 'timestamp'
  readonly certificate: Certificate | null
  /** Octets from the start of the file that it covers; null where its range is no range. */
  readonly coveredTo: number | null
  /** Its range and digest fit the bytes, and the certificate's key made it. */
  readonly isIntact: boolean
}

/**
 * Every signature of a PDF in the form's order, with its certificate.
 * @throws AppError SIGN_PDF_BROKEN, SIGN_PDF_ENCRYPTED, SIGN_PDF_TOO_LARGE
 */
export function signersOf(pdf: Uint8Array): SignedBy[] {
  return strictly(() => foundIn(opened(pdf)).map(signedBy))
}

const signedBy = (one: Found): SignedBy => ({
  field: one.field.name,
  kind: one.kind,
  certificate: one.check.certificate ?? null,
  coveredTo: one.range?.end ?? null,
  isIntact: one.check.isIntact,
})

/** What a later file adds to an earlier one that it begins with. */
export interface Added {
  /** Nothing but signatures with their fields and pictures, timestamps, validation data and metadata. */
  readonly isOnlySignatures: boolean
  /** In plain English words, as `changesAfter` of a report. */
  readonly words: readonly string[]
}

/**
 * Compares two files as documents, whether or not the earlier one is signed.
 * @returns null when the later one does not begin with the bytes of the earlier one
 * @throws AppError as `signersOf`
 */
export function addedSince(earlier: Uint8Array, later: Uint8Array): Added | null {
  if (later.length < earlier.length || Buffer.compare(earlier, later.subarray(0, earlier.length)) !== 0) return null
  return strictly(() => {
    const whole = opened(later)
    const sound = new Map(
      foundIn(whole)
        .filter((one) => one.check.isIntact)
        .map((one) => [one.field.valueNumber ?? one.field.number, one.kind] as const),
    )
    const changes = changesAfter(opened(earlier), whole, sound)
    return { isOnlySignatures: changes.every((one) => one.weight === 'allowed'), words: changes.map(changeText) }
  })
}

function opened(pdf: Uint8Array): PdfFile {
  const file = new PdfFile(pdf)
  if (file.isEncrypted) throw new AppError('SIGN_PDF_ENCRYPTED')
  return file
}

function foundIn(file: PdfFile): Found[] {
  const store = storeOf(file)
  return signatureFields(file)
    .filter((field) => field.value)
    .map((field) => readSignature(field, file, store.certificates))
}

function strictly<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof PdfLimitError)
      throw new AppError('SIGN_PDF_TOO_LARGE', { facts: { what: cause.message }, cause })
    if (cause instanceof PdfError) throw new AppError('SIGN_PDF_BROKEN', { facts: { reason: cause.message }, cause })
    throw cause
  }
}
