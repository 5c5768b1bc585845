/** Verifications and their evidence over HTTP. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const verdict = z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED'])

const timestampSchema = z.object({
  kind: z.enum(['signature', 'document']),
  verdict,
  subIndication: z.string().nullable(),
  time: z.string().nullable(),
  authority: z.string().nullable(),
  detail: z.string().nullable(),
})

export const signatureSchema = z.object({
  verdict,
  subIndication: z.string().nullable(),
  signer: z.string().nullable(),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      serial: z.string(),
      notBefore: z.string(),
      notAfter: z.string(),
    })
    .nullable(),
  signingTime: z.string().nullable(),
  signingTimeSource: z.enum(['timestamp', 'claimed']).nullable(),
  timestamps: z.array(timestampSchema),
  level: z.string().nullable(),
  coversWholeDocument: z.boolean(),
  changesAfter: z.array(z.string()).nullable(),
  field: z.string().nullable(),
  chain: z.array(z.string()),
  detail: z.string().nullable(),
})
export type SignatureView = z.infer<typeof signatureSchema>

/** The JSON of `vankho signature verify`. */
export const reportSchema = z.object({
  verdict,
  signatures: z.array(signatureSchema),
  documentTimestamps: z.array(timestampSchema),
  emptyFields: z.array(z.string()),
  unlinkedSignatures: z.number(),
})

export const evidenceSchema = z.object({
  id: shapes.id,
  componentId: shapes.id,
  sha256: z.string(),
  verdict: z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED', 'UNSIGNED', 'UNREADABLE']),
  /** Null where the file could not be read: `problem` says why. */
  report: reportSchema.nullable(),
  problem: z.object({ vi: z.string(), en: z.string() }).nullable(),
  /** In sentences, as the command line prints them. */
  lines: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
  trustFingerprint: z.string(),
  /** The trust list has changed since: verify again for today's verdict. */
  isTrustOlder: z.boolean(),
  cause: z.enum(['arrived', 'asked', 'signed', 'renewed']),
  at: shapes.instant,
  byName: z.string(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const verification = defineContract('signatures', {
  reportsOfComponent: {
    method: 'GET',
    path: '/api/signatures/components/:componentId/reports',
    permission: 'signatures.verify',
    summary: 'Kept verifications of a file, the newest first | Các lần kiểm tra chữ ký của một tệp',
    params: z.object({ componentId: shapes.id }),
    response: z.object({ items: z.array(evidenceSchema) }),
  },
  reportsOfDocument: {
    method: 'GET',
    path: '/api/signatures/documents/:documentId/reports',
    permission: 'signatures.verify',
    summary: 'The newest verification of each PDF of a document | Kết quả kiểm tra chữ ký của văn bản',
    params: z.object({ documentId: shapes.id }),
    response: z.object({
      files: z.array(
        z.object({
          componentId: shapes.id,
          fileName: z.string(),
          newest: evidenceSchema.nullable(),
          count: z.number(),
        }),
      ),
    }),
  },
  verifyComponent: {
    method: 'POST',
    path: '/api/signatures/components/:componentId/verify',
    permission: 'signatures.verify',
    summary: 'Verifies a file again and keeps what was found | Kiểm tra lại chữ ký của một tệp',
    params: z.object({ componentId: shapes.id }),
    response: evidenceSchema,
    errors: ['SIGNATURES_NO_PDF', 'SIGNATURES_TOO_SLOW'],
  },
  verifyUpload: {
    method: 'POST',
    path: '/api/signatures/verify',
    permission: 'signatures.verify',
    summary: 'Verifies an uploaded PDF; nothing is kept | Kiểm tra chữ ký của một tệp PDF, không lưu lại',
    upload: true,
    response: z.object({
      fileName: z.string(),
      sha256: z.string(),
      report: reportSchema,
      lines: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
      hasTrust: z.boolean(),
    }),
    errors: [
      'SIGN_NOT_PDF',
      'SIGN_PDF_ENCRYPTED',
      'SIGN_PDF_BROKEN',
      'SIGN_PDF_TOO_LARGE',
      'SIGNATURES_TOO_SLOW',
      'PLATFORM_TOO_LARGE',
    ],
  },
  trust: {
    method: 'GET',
    path: '/api/signatures/trust',
    permission: 'signatures.trust',
    summary: 'What is trusted, and until when | Danh sách tin cậy',
    response: z.object({
      /** A folder is configured (`VANKHO_TRUST`). */
      isConfigured: z.boolean(),
      fingerprint: z.string(),
      certificates: z.array(
        z.object({
          subject: z.string(),
          issuer: z.string(),
          serial: z.string(),
          fingerprint: z.string(),
          validFrom: shapes.instant,
          validTo: shapes.instant,
          isRoot: z.boolean(),
          isOver: z.boolean(),
        }),
      ),
      revocationLists: z.array(
        z.object({
          issuer: z.string(),
          thisUpdate: shapes.instant,
          nextUpdate: shapes.instant.nullable(),
          isOver: z.boolean(),
        }),
      ),
      /** Files of the folder that are neither certificate nor list. */
      unreadable: z.array(z.string()),
    }),
  },
})
