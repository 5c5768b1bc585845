/** Signatures of an outgoing document: the person's, then the agency's (NĐ 30/2020 Đ5.1, Đ13-14). Passphrases go in and nowhere else. */
import { z } from 'zod'
import { DEVICE_FAULTS, passphraseSchema } from '#modules/signatures/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { moved } from './contract.ts'

const documentParams = z.object({ documentId: shapes.id })
const version = z.number().int()
const warnings = z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() }))
const signedAnswer = moved.extend({
  number: z.number(),
  symbol: z.string(),
  issuedDate: shapes.day,
  /** `B-B`, `B-T` with a timestamp, `B-LT` with revocation data as well. */
  level: z.string(),
  warnings,
})
const sealedAnswer = moved.extend({ level: z.string(), warnings })
const withKey = z.object({ version, keyId: shapes.id, passphrase: passphraseSchema })

const KEY_FAULTS = [
  ...DEVICE_FAULTS,
  'SIGNATURES_PASSPHRASE_WRONG',
  'SIGNATURES_KEY_ENDED',
  'SIGNATURES_KEY_PENDING',
  'SIGNATURES_KEY_OUT_OF_TIME',
  'SIGNATURES_KEY_IN_DEVICE',
  'SIGNATURES_KEY_WAITS',
  'SIGNATURES_NO_PICTURE',
  'SIGNATURES_TSA_SILENT',
  'SIGNATURES_TSA_REFUSED',
  'SIGNATURES_TOO_SLOW',
  'AUTH_NEEDS_TLS',
] as const
const ELSEWHERE_FAULTS = [
  'SIGNATURES_ELSEWHERE_OTHER_BYTES',
  'SIGNATURES_ELSEWHERE_UNSIGNED',
  'SIGNATURES_ELSEWHERE_SEVERAL',
  'SIGNATURES_ELSEWHERE_CHANGED',
  'SIGNATURES_ELSEWHERE_NOT_COVERING',
  'SIGNATURES_ELSEWHERE_FAILED',
  'SIGNATURES_ELSEWHERE_UNDECIDED',
  'SIGNATURES_ELSEWHERE_OTHER_SIGNER',
  'SIGNATURES_ELSEWHERE_KEY_ENDED',
] as const
const NUMBER_FAULTS = [
  'OUTGOING_STATE_CHANGED',
  'OUTGOING_NO_AUTHORITY',
  'OUTGOING_NO_BOOK',
  'OUTGOING_NO_TERM',
  'OUTGOING_NO_PAGES',
  'OUTGOING_FILE_KIND',
  'COMPOSE_NO_BLANK_PLACE',
  'COMPOSE_COMPONENT_MISSING',
  'RECORDS_BOOK_LOCKED',
  'RECORDS_BOOK_CLOSED',
  'RECORDS_BOOK_RECONCILING',
] as const

export const signing = defineContract('outgoing', {
  sign: {
    method: 'POST',
    path: '/api/outgoing/:documentId/sign',
    permission: 'outgoing.sign',
    summary: 'Reserves number and day, renders the page, signs it (Đ13, Đ15) | Ký số, lấy số',
    params: documentParams,
    body: withKey,
    response: signedAnswer,
    errors: [...NUMBER_FAULTS, ...KEY_FAULTS],
  },
  prepare: {
    method: 'POST',
    path: '/api/outgoing/:documentId/prepare-signing',
    permission: 'outgoing.sign',
    summary: 'Number, day and page for signing with a device | Lấy số và bản để ký bằng thiết bị',
    params: documentParams,
    body: z.object({ version }),
    response: moved.extend({ componentId: shapes.id }),
    errors: [...NUMBER_FAULTS],
  },
  signElsewhere: {
    method: 'POST',
    path: '/api/outgoing/:documentId/signed-file',
    permission: 'outgoing.sign',
    summary: 'Hands in the page signed with a device | Nộp bản đã ký bằng thiết bị',
    params: documentParams,
    query: z.object({ version: z.coerce.number().int() }),
    upload: true,
    response: signedAnswer,
    errors: [...NUMBER_FAULTS, ...ELSEWHERE_FAULTS],
  },
  seal: {
    method: 'POST',
    path: '/api/outgoing/:documentId/seal',
    permission: 'outgoing.issue',
    summary: 'The agency’s signature, made by the registry itself (Đ14, Đ33) | Ký số của cơ quan',
    params: documentParams,
    body: withKey,
    response: sealedAnswer,
    errors: ['OUTGOING_STATE_CHANGED', ...KEY_FAULTS],
  },
  sealElsewhere: {
    method: 'POST',
    path: '/api/outgoing/:documentId/sealed-file',
    permission: 'outgoing.issue',
    summary: 'Hands in the file with the agency’s signature made with its device | Nộp bản cơ quan đã ký bằng thiết bị',
    params: documentParams,
    query: z.object({ version: z.coerce.number().int() }),
    upload: true,
    response: sealedAnswer,
    errors: ['OUTGOING_STATE_CHANGED', ...ELSEWHERE_FAULTS],
  },
})
