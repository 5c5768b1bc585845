/** Preservation: packages of what the archive holds and what was done with them (TT 05/2025; handbook 8.7, 8.9). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const packStates = ['none', 'stale', 'invalid', 'failed', 'good'] as const
export type PackState = (typeof packStates)[number]

const both = z.object({ vi: z.string(), en: z.string() })
const scope = z.object({ scopeId: shapes.id.optional() })
const unitParams = z.object({ unitId: shapes.id })

export const unitSchema = z.object({
  id: shapes.id,
  level: z.string(),
  code: z.string(),
  title: z.string(),
  state: z.enum(packStates),
  documents: z.number().nullable(),
  version: z.number().nullable(),
  size: z.number().nullable(),
  madeAt: shapes.instant.nullable(),
})
export type UnitLine = z.infer<typeof unitSchema>

export const packageSchema = z.object({
  id: shapes.id,
  version: z.number(),
  kind: z.enum(['aip', 'description']),
  recordStatus: z.enum(['NEW', 'REPLACEMENT']),
  objectId: z.string(),
  sha256: z.string(),
  size: z.number(),
  documents: z.number(),
  files: z.number(),
  isValid: z.boolean(),
  findings: z.array(
    z.object({ ruleId: z.string(), level: z.enum(['error', 'warning', 'info']), path: z.string(), text: both }),
  ),
  madeAt: shapes.instant,
  madeByName: z.string(),
})
export type PackageLine = z.infer<typeof packageSchema>

export const eventSchema = z.object({
  id: shapes.id,
  kind: z.string(),
  at: shapes.instant,
  byName: z.string(),
  outcome: z.enum(['success', 'warning', 'failure']),
  detail: z.string().nullable(),
  version: z.number().nullable(),
})

export const preservation = defineContract('preservation', {
  scopes: {
    method: 'GET',
    path: '/api/preservation/scopes',
    permission: 'preservation.read',
    summary: 'Fonds and inventories with how much of them is packed | Phông, mục lục và số hồ sơ đã đóng gói',
    response: z.object({
      items: z.array(
        z.object({
          id: shapes.id,
          fondsId: shapes.id,
          level: z.string(),
          code: z.string(),
          title: z.string(),
          files: z.number(),
          packed: z.number(),
        }),
      ),
    }),
  },
  counts: {
    method: 'GET',
    path: '/api/preservation/counts',
    permission: 'preservation.read',
    summary: 'How many are packed, how many are not | Số hồ sơ theo tình trạng đóng gói',
    query: scope,
    response: z.object(
      Object.fromEntries(packStates.map((state) => [state, z.number()])) as Record<PackState, z.ZodNumber>,
    ),
  },
  units: {
    method: 'GET',
    path: '/api/preservation/units',
    permission: 'preservation.read',
    summary: 'Files of the archive and their packages | Hồ sơ lưu trữ và gói bảo quản',
    query: scope.extend({
      state: z.enum(packStates).optional(),
      q: z.string().max(200).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(unitSchema),
  },
  unit: {
    method: 'GET',
    path: '/api/preservation/units/:unitId',
    permission: 'preservation.read',
    summary: 'Packages and events of a file | Gói và lịch sử bảo quản của một hồ sơ',
    params: unitParams,
    response: z.object({
      unit: unitSchema,
      fault: both.nullable(),
      packages: z.array(packageSchema),
      events: z.array(eventSchema),
      abilities: z.object({ pack: z.boolean(), take: z.boolean(), exchange: z.boolean() }),
    }),
  },
  formats: {
    method: 'GET',
    path: '/api/preservation/formats',
    permission: 'preservation.read',
    summary:
      'What the archive holds by format, judged by the policy of formats | Định dạng tệp của lưu trữ và quy định về định dạng',
    response: z.object({
      items: z.array(
        z.object({
          puid: z.string().nullable(),
          name: z.string().nullable(),
          version: z.string().nullable(),
          mime: z.string().nullable(),
          files: z.number(),
          units: z.number(),
          decision: z.enum(['accept', 'warn', 'convert', 'refuse']),
          reason: both.nullable(),
          source: z.string().nullable(),
          /** How many of the files have a copy in a format that lasts. */
          copies: z.number(),
          /** PDF/A can be made of it: how many files have none yet, and what to install where the program is not there. */
          pdfa: z.object({ files: z.number(), program: z.string(), package: z.string().nullable() }).nullable(),
        }),
      ),
      /** Files without the copy that the policy asks for, which can be made here. */
      asked: z.number(),
      /** What cannot be made, since its program is not installed. */
      missing: z.array(z.object({ program: z.string(), package: z.string(), files: z.number() })),
      programs: z.array(z.object({ name: z.string(), version: z.string().nullable() })),
      abilities: z.object({ convert: z.boolean() }),
    }),
  },
  pack: {
    method: 'POST',
    path: '/api/preservation/units/:unitId/pack',
    permission: 'preservation.work',
    summary: 'Packs a file, or all files of an inventory or fonds | Đóng gói hồ sơ, cả mục lục, cả phông',
    params: unitParams,
    response: z.object({ jobId: shapes.id, files: z.number() }),
    errors: ['PRESERVATION_NOTHING'],
  },
  take: {
    method: 'GET',
    path: '/api/preservation/packages/:packageId',
    permission: 'preservation.work',
    summary: 'Takes a package out | Tải gói bảo quản',
    params: z.object({ packageId: shapes.id }),
    response: 'file',
    errors: ['PRESERVATION_NARROWED', 'BLOBS_MISSING'],
  },
  sip: {
    method: 'GET',
    path: '/api/preservation/units/:unitId/sip',
    permission: 'preservation.work',
    summary: 'SIP of a file for another archive (PL III) | Xuất gói nộp SIP',
    params: unitParams,
    query: z.object({ agreement: z.string().trim().min(1).max(200).optional() }),
    response: 'file',
    errors: [
      'PRESERVATION_NARROWED',
      'PRESERVATION_NO_FILES',
      'PRESERVATION_NO_DATES',
      'PRESERVATION_FILE_DAMAGED',
      'BLOBS_MISSING',
    ],
  },
  dip: {
    method: 'GET',
    path: '/api/preservation/units/:unitId/dip',
    permission: 'preservation.work',
    summary: 'DIP of a file for use (PL V) | Xuất gói sử dụng DIP',
    params: unitParams,
    query: z.object({
      requestId: z.string().trim().min(1).max(100),
      purpose: z.enum(['01', '02', '03']),
      purposeContent: z.string().trim().max(500).optional(),
      researchTopic: z.string().trim().max(250).optional(),
    }),
    response: 'file',
    errors: ['PRESERVATION_NARROWED', 'PRESERVATION_NO_FILES', 'PRESERVATION_FILE_DAMAGED', 'BLOBS_MISSING'],
  },
})
