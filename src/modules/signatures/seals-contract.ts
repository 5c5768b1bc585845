/** The register of seals over HTTP (NĐ 30/2020 Đ32). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const version = z.int().min(1)

export const sealKinds = ['agency', 'unit', 'party', 'title', 'name', 'mark', 'key-device'] as const
export const sealWays = ['signature', 'header', 'crossing', 'copy', 'other'] as const

export const sealSchema = z.object({
  id: shapes.id,
  name: z.string(),
  kind: z.enum(sealKinds),
  since: shapes.day,
  /** Registration certificate of the sample, decision … */
  basis: z.string().nullable(),
  state: z.enum(['in-use', 'returned', 'lost', 'destroyed']),
  stateReason: z.string().nullable(),
  stateOn: shapes.day.nullable(),
  custodianPostId: shapes.id,
  custodianName: z.string(),
  custodianTitle: z.string().nullable(),
  /** Impressions made, all told. */
  impressions: z.number(),
  lastUsedAt: shapes.instant.nullable(),
  version,
})
export type SealView = z.infer<typeof sealSchema>

export const handoverSchema = z.object({
  id: shapes.id,
  number: z.number(),
  at: shapes.instant,
  fromName: z.string(),
  fromTitle: z.string().nullable(),
  toName: z.string(),
  toTitle: z.string().nullable(),
  permissionSymbol: z.string(),
  permissionOn: shapes.day,
  permissionBy: z.string(),
  witness: z.string(),
  reason: z.string(),
  condition: z.string().nullable(),
  until: shapes.day.nullable(),
  enteredByName: z.string(),
})
export type HandoverView = z.infer<typeof handoverSchema>

export const useSchema = z.object({
  id: shapes.id,
  at: shapes.instant,
  documentId: shapes.id.nullable(),
  description: z.string(),
  way: z.enum(sealWays),
  impressions: z.number(),
  signer: z.string().nullable(),
  byName: z.string(),
})
export type UseView = z.infer<typeof useSchema>

export const seals = defineContract('signatures', {
  listSeals: {
    method: 'GET',
    path: '/api/signatures/seals',
    permission: 'signatures.see-seals',
    summary: 'The register of seals | Sổ quản lý con dấu',
    response: z.object({
      items: z.array(sealSchema),
      /** Posts that may keep a seal today. */
      posts: z.array(z.object({ id: shapes.id, name: z.string(), title: z.string() })),
      abilities: z.object({ keep: z.boolean() }),
    }),
  },
  addSeal: {
    method: 'POST',
    path: '/api/signatures/seals',
    permission: 'signatures.keep-seals',
    summary: 'Enters a seal | Vào sổ một con dấu',
    body: z.object({
      name: shapes.text(200),
      kind: z.enum(sealKinds),
      since: shapes.day,
      basis: shapes.optionalText(300),
      custodianPostId: shapes.id,
    }),
    response: sealSchema,
    errors: ['SIGNATURES_SEAL_CUSTODIAN_GONE'],
  },
  getSeal: {
    method: 'GET',
    path: '/api/signatures/seals/:sealId',
    permission: 'signatures.see-seals',
    summary: 'A seal with its hand-overs and last uses | Con dấu: bàn giao, sử dụng',
    params: z.object({ sealId: shapes.id }),
    query: z.object({ before: shapes.instant.optional() }),
    response: z.object({
      seal: sealSchema,
      handovers: z.array(handoverSchema),
      /** Newest first, 50 at a time; `next` goes into `before`. */
      uses: z.array(useSchema),
      next: shapes.instant.nullable(),
    }),
  },
  endSeal: {
    method: 'POST',
    path: '/api/signatures/seals/:sealId/end',
    permission: 'signatures.keep-seals',
    summary: 'A seal was returned, lost or destroyed | Nộp lại, mất, hủy con dấu',
    params: z.object({ sealId: shapes.id }),
    body: z.object({
      to: z.enum(['returned', 'lost', 'destroyed']),
      on: shapes.day,
      reason: shapes.text(500),
      version,
    }),
    response: sealSchema,
    errors: ['SIGNATURES_SEAL_STATE'],
  },
  handOver: {
    method: 'POST',
    path: '/api/signatures/seals/:sealId/handovers',
    permission: 'signatures.keep-seals',
    summary: 'Hands custody over, by written permission | Bàn giao con dấu',
    params: z.object({ sealId: shapes.id }),
    body: z.object({
      toPostId: shapes.id,
      permissionSymbol: shapes.text(60),
      permissionOn: shapes.day,
      permissionBy: shapes.text(120),
      witness: shapes.text(120),
      reason: shapes.text(500),
      condition: shapes.optionalText(500),
      until: shapes.day.nullish(),
      version,
    }),
    response: sealSchema.extend({ handoverId: shapes.id }),
    errors: ['SIGNATURES_SEAL_STATE', 'SIGNATURES_SEAL_SAME_CUSTODIAN', 'SIGNATURES_SEAL_CUSTODIAN_GONE'],
  },
  printMinutes: {
    method: 'GET',
    path: '/api/signatures/seals/:sealId/handovers/:handoverId/minutes',
    permission: 'signatures.see-seals',
    summary: 'Minutes of a hand-over | Biên bản bàn giao',
    params: z.object({ sealId: shapes.id, handoverId: shapes.id }),
    response: 'file',
  },
  printSeals: {
    method: 'GET',
    path: '/api/signatures/seals-register',
    permission: 'signatures.see-seals',
    summary: 'The register of seals on paper | In sổ quản lý con dấu',
    query: z.object({ format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf') }),
    response: 'file',
  },
  printSealUses: {
    method: 'GET',
    path: '/api/signatures/seals/:sealId/uses/print',
    permission: 'signatures.see-seals',
    summary: 'Uses of a seal in a period, on paper | In sổ sử dụng con dấu',
    params: z.object({ sealId: shapes.id }),
    query: z.object({
      /** Left out: from the first day of the year to today. */
      from: shapes.day.optional(),
      to: shapes.day.optional(),
      format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
    }),
    response: 'file',
    errors: ['SIGNATURES_SEAL_PERIOD'],
  },
  applySeal: {
    method: 'POST',
    path: '/api/signatures/seals/:sealId/uses',
    permission: 'signatures.keep-seals',
    summary: 'Records a use of a seal | Ghi một lần đóng dấu',
    params: z.object({ sealId: shapes.id }),
    body: z.object({
      /** A document of this organisation, when it has one here. */
      documentId: shapes.id.nullish(),
      description: shapes.text(500),
      way: z.enum(sealWays),
      impressions: z.int().min(1).max(10_000),
      signer: shapes.optionalText(120),
    }),
    response: useSchema,
    errors: ['SIGNATURES_SEAL_STATE'],
  },
})
