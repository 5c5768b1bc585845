/** What `verifyPdf` answers; the JSON of `vankho signature verify`. */
import type { Change } from '../pdf/changes.ts'
import type { SubIndication, Verdict } from '../x509/verdict.ts'

/** PAdES levels (EN 319 142-1); PKCS7-… for signatures of the older kind `adbe.pkcs7.detached`. */
export type Level = `${'B' | 'PKCS7'}-${'B' | 'T' | 'LT' | 'LTA'}`

export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal, upper case, as OpenSSL prints it. */
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
}

export interface TimestampReport {
  /** `signature`: over the signature's value, inside it. `document`: over the file up to it (ETSI.RFC3161). */
  readonly kind: 'signature' | 'document'
  readonly verdict: Verdict
  readonly subIndication: SubIndication | null
  /** ISO 8601 in Vietnam's zone. */
  readonly time: string | null
  /** Name of the authority. */
  readonly authority: string | null
  readonly detail: string | null
}

export interface SignatureReport {
  readonly verdict: Verdict
  readonly subIndication: SubIndication | null
  /** Name of the signer by the certificate. */
  readonly signer: string | null
  readonly certificate: CertificateFacts | null
  /** ISO 8601 in Vietnam's zone. */
  readonly signingTime: string | null
  /** `timestamp`: proved to have existed then. `claimed`: only the signer says so. */
  readonly signingTimeSource: 'timestamp' | 'claimed' | null
  /** Those that prove something about this signature: its own and document timestamps after it. */
  readonly timestamps: readonly TimestampReport[]
  readonly level: Level | null
  readonly coversWholeDocument: boolean
  /** In plain words, empty where nothing changed; null where it cannot be told. */
  readonly changesAfter: readonly string[] | null
  /** Name of the form field. */
  readonly field: string | null
  /** Subject names from the signer's certificate to the trusted one, as far as they were found. */
  readonly chain: readonly string[]
  /** A few English words on why the verdict is not better. */
  readonly detail: string | null
}

export interface VerificationReport {
  readonly verdict: Verdict
  readonly signatures: readonly SignatureReport[]
  /** All timestamps over the document. */
  readonly documentTimestamps: readonly TimestampReport[]
  /** Signature fields that nobody has signed. */
  readonly emptyFields: readonly string[]
  /** Signatures whose bytes lie in the file though the document as it is now does not lead to them: taken out or hidden. */
  readonly unlinkedSignatures: number
}

/** A change in plain English words. */
export function changeText(change: Change): string {
  const words: Record<Change['kind'], string> = {
    signature: 'signature added',
    timestamp: 'document timestamp added',
    field: 'signature field added',
    'validation-data': 'validation data added',
    metadata: 'metadata changed',
    'form-filled': 'form field filled in',
    structure: 'structure tree changed',
    content: 'content of page changed',
    annotation: 'annotation added, changed or removed on page',
    overlay: 'large appearance laid over page',
    object: 'object exchanged',
    removed: 'object removed',
    catalog: 'document catalog changed',
    form: 'form changed',
    'trailing-bytes': 'bytes after the end of the file',
    'not-incremental': 'signed revision is no longer part of the file',
    certification: 'change that the certifying signature forbids',
  }
  return change.what ? `${words[change.kind]}: ${change.what}` : words[change.kind]
}
