/** What the room audit offers over HTTP. Reading the audit is itself audited (QCVN 12:2026/BCA 3.9.2.2.6). */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const both = z.object({ vi: z.string(), en: z.string() })
export const outcomes = ['done', 'refused', 'failed'] as const

export const auditLine = z.object({
  id: shapes.id,
  /** UTC to the microsecond: every event of an organisation has its own instant (QCVN 12:2026/BCA 2.2.22). */
  at: z.string(),
  kind: z.string(),
  outcome: z.enum(outcomes),
  actorKind: z.enum(['post', 'account', 'system', 'anonymous']),
  actorName: z.string().nullable(),
  actorTitle: z.string().nullable(),
  personId: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  subjectLabel: z.string().nullable(),
  /** What happened, without the actor's name. */
  sentence: both,
})
export type AuditLine = z.output<typeof auditLine>

const place = z.object({
  index: z.number(),
  hash: z.string(),
  /** The entry as it stands still has the hash of its sealing. */
  isIntact: z.boolean(),
  /** RFC 9162 2.1.3: hashes from the leaf's side up. */
  path: z.array(z.string()),
  head: z.object({ size: z.number(), root: z.string(), at: z.string(), key: z.string(), signature: z.string() }),
  /** Leaf and path lead to the signed root. */
  isProven: z.boolean(),
})

export const auditDetail = auditLine.extend({
  postId: z.string().nullable(),
  accountId: z.string().nullable(),
  address: z.string().nullable(),
  session: z.string().nullable(),
  transaction: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  data: z.unknown(),
  /** Null until the sealing job has taken it, at most about a minute. */
  place: place.nullable(),
  /** The text whose hash is sealed. */
  canonical: z.string(),
})
export type AuditDetail = z.output<typeof auditDetail>

const bad = z.object({
  problem: z.string(),
  index: z.number(),
  to: z.number().optional(),
  id: z.string().optional(),
  at: z.string().optional(),
  kind: z.string().optional(),
  belongsAt: z.number().optional(),
  line: z.number().optional(),
})

export const verification = z.object({
  at: z.string(),
  runId: z.string().nullable(),
  byName: z.string().nullable(),
  valid: z.boolean(),
  entries: z.number(),
  root: z.string().nullable(),
  firstBad: bad.nullable(),
  bad: z.array(bad),
  /** Entries that have lost their place in the tree. */
  homeless: z.number(),
})
export type Verification = z.output<typeof verification>

const filters = {
  /** `installation`: sign-in and set-up of the whole installation; only administrators of its host organisation. */
  log: z.enum(['organization', 'installation']).default('organization'),
  /** Part of the actor's name. */
  who: z.string().trim().max(100).optional(),
  personId: shapes.id.optional(),
  /** A kind `room.verb`, or a room. */
  kind: z
    .string()
    .regex(/^[a-z][a-z-]*(\.[A-Za-z-]+)?$/)
    .optional(),
  outcome: z.enum(outcomes).optional(),
  subjectId: z.string().max(64).optional(),
  /** Only what showed or gave content to somebody: who looked at it. */
  looks: z.enum(['true', 'false']).optional(),
  from: shapes.day.optional(),
  to: shapes.day.optional(),
}

export const audit = defineContract('audit', {
  list: {
    method: 'GET',
    path: '/api/audit/entries',
    permission: 'audit.read',
    summary: 'Entries of the audit, newest first; each look is audited | Nhật ký, mới nhất trước',
    query: z.object({
      ...filters,
      /** Instant of the last line of the page before. */
      before: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ items: z.array(auditLine), next: z.string().nullable() }),
  },
  get: {
    method: 'GET',
    path: '/api/audit/entries/:id',
    permission: 'audit.read',
    summary: 'One entry with what changed and the proof of its sealing | Một mục nhật ký và bằng chứng niêm phong',
    params: z.object({ id: shapes.id }),
    query: z.object({ log: filters.log }),
    response: auditDetail,
  },
  kinds: {
    method: 'GET',
    path: '/api/audit/kinds',
    permission: 'audit.read',
    summary: 'Kinds of entries that occur, for the filter | Các loại thao tác',
    query: z.object({ log: filters.log }),
    response: z.object({ items: z.array(z.object({ kind: z.string(), sentence: both })) }),
  },
  seal: {
    method: 'GET',
    path: '/api/audit/seal',
    permission: 'audit.read',
    summary: 'State of the sealing: last signed head, last verification | Tình trạng niêm phong',
    query: z.object({ log: filters.log }),
    response: z.object({
      head: z.object({ size: z.number(), root: z.string(), at: z.string(), key: z.string() }).nullable(),
      /** Entries that wait for the next sealing. */
      waiting: z.number(),
      mayReadInstallation: z.boolean(),
      verification: verification.nullable(),
    }),
  },
  verify: {
    method: 'POST',
    path: '/api/audit/verify',
    permission: 'audit.read',
    summary: 'Verifies the whole log as a job | Kiểm tra toàn bộ nhật ký',
    response: z.object({ runId: z.string() }),
  },
  heads: {
    method: 'GET',
    path: '/api/audit/heads',
    permission: 'audit.read',
    summary: 'Signed heads as a file to keep outside the machine | Dấu niêm phong để giữ bên ngoài',
    response: 'file',
  },
  exportLog: {
    method: 'GET',
    path: '/api/audit/log',
    permission: 'audit.read',
    summary: 'The sealed log for the offline verifier | Nhật ký đã niêm phong để kiểm tra ngoại tuyến',
    response: 'file',
  },
  print: {
    method: 'GET',
    path: '/api/audit/print',
    permission: 'audit.read',
    summary: 'A filtered list as PDF, XLSX or DOCX | Xuất danh sách nhật ký',
    query: z.object({ ...filters, format: z.enum(['pdf', 'xlsx', 'docx']) }),
    response: 'file',
    errors: ['AUDIT_TOO_MANY_ROWS'],
  },
})
