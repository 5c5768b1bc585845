/** Authority records of bodies, persons and families (ISAAR(CPF); lịch sử đơn vị hình thành phông, handbook 8.2). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const authorityKinds = ['body', 'person', 'family'] as const
export const linkKinds = ['predecessor', 'superior', 'associated'] as const
/** Elements of text of ISAAR(CPF) 5.2. */
export const authorityElements = [
  'history', // 5.2.2
  'places', // 5.2.3
  'legalStatus', // 5.2.4
  'functions', // 5.2.5
  'mandates', // 5.2.6
  'structure', // 5.2.7
  'context', // 5.2.8
  'sources', // 5.4.8
] as const

const description = z.partialRecord(z.enum(authorityElements), shapes.optionalText(20_000))
const fields = {
  kind: z.enum(authorityKinds),
  name: shapes.text(300),
  code: shapes.optionalText(30).optional(),
  otherNames: z.array(shapes.text(300)).max(30).optional(),
  existsFrom: shapes.partialDate.nullish(),
  existsTo: shapes.partialDate.nullish(),
  description: description.optional(),
  /** The organisation of this installation that it describes. */
  bodyId: shapes.id.nullish(),
}
const params = z.object({ authorityId: shapes.id })

export const authorityLineSchema = z.object({
  id: shapes.id,
  kind: z.enum(authorityKinds),
  name: z.string(),
  code: z.string().nullable(),
  existsFrom: z.string().nullable(),
  existsTo: z.string().nullable(),
  /** Units whose creator it is. */
  units: z.number(),
  version: z.number(),
})
export type AuthorityLine = z.infer<typeof authorityLineSchema>

export const authoritySchema = authorityLineSchema.extend({
  otherNames: z.array(z.string()),
  description,
  bodyId: shapes.id.nullable(),
  links: z.array(
    z.object({
      id: shapes.id,
      name: z.string(),
      kind: z.enum(linkKinds),
      /** `to`: the other is its predecessor (superior); `from`: it is the other's. */
      direction: z.enum(['to', 'from']),
      onDate: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  fonds: z.array(z.object({ id: shapes.id, number: z.string().nullable(), title: z.string() })),
})
export type Authority = z.infer<typeof authoritySchema>

export const authorities = defineContract('archive', {
  listAuthorities: {
    method: 'GET',
    path: '/api/archive/authorities',
    permission: 'archive.read',
    summary: 'Bodies, persons and families by name | Cơ quan, cá nhân, gia đình, dòng họ',
    query: z.object({
      q: z.string().max(200).optional(),
      kind: z.enum(authorityKinds).optional(),
      after: z.string().max(1000).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(authorityLineSchema),
  },
  getAuthority: {
    method: 'GET',
    path: '/api/archive/authorities/:authorityId',
    permission: 'archive.read',
    summary: 'An authority record | Hồ sơ tên gọi của một cơ quan, cá nhân',
    params,
    response: z.object({
      authority: authoritySchema,
      mergedInto: shapes.id.nullable(),
      abilities: z.object({ describe: z.boolean() }),
    }),
  },
  createAuthority: {
    method: 'POST',
    path: '/api/archive/authorities',
    permission: 'archive.describe',
    summary: 'Records a body, person or family | Lập hồ sơ tên gọi',
    body: z.object(fields),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_AUTHORITY_USED', 'ARCHIVE_DATES'],
  },
  changeAuthority: {
    method: 'PATCH',
    path: '/api/archive/authorities/:authorityId',
    permission: 'archive.describe',
    summary: 'Changes an authority record | Sửa hồ sơ tên gọi',
    params,
    body: z.object({ ...fields, version: z.number().int() }),
    response: z.object({ version: z.number() }),
    errors: ['ARCHIVE_AUTHORITY_USED', 'ARCHIVE_DATES', 'PLATFORM_STATE_CHANGED'],
  },
  linkAuthorities: {
    method: 'POST',
    path: '/api/archive/authorities/:authorityId/links',
    permission: 'archive.describe',
    summary: 'Binds it to its predecessor, superior or another | Ghi quan hệ',
    params,
    body: z.object({
      to: shapes.id,
      kind: z.enum(linkKinds),
      onDate: shapes.partialDate.nullish(),
      note: shapes.optionalText(300),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_MERGE'],
  },
  unlinkAuthorities: {
    method: 'POST',
    path: '/api/archive/authorities/:authorityId/unlink',
    permission: 'archive.describe',
    summary: 'Takes a binding away | Bỏ quan hệ',
    params,
    body: z.object({ to: shapes.id, kind: z.enum(linkKinds) }),
    response: z.object({ id: shapes.id }),
  },
  mergeAuthorities: {
    method: 'POST',
    path: '/api/archive/authorities/:authorityId/merge',
    permission: 'archive.describe',
    summary: 'Two records of one body become one | Gộp hồ sơ tên gọi trùng',
    params,
    body: z.object({ into: shapes.id, version: z.number().int() }),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_MERGE', 'PLATFORM_STATE_CHANGED'],
  },
})
