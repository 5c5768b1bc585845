/** The archive: repositories, units of description from fonds to item, accessions (handbook 8.1-8.3; ISAD(G)). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const levels = ['fonds', 'collection', 'group', 'inventory', 'file', 'item'] as const
export const publishStates = ['draft', 'office', 'public'] as const
export const accessModes = ['open', 'conditional'] as const
export const unitMediums = ['electronic', 'paper', 'mixed'] as const
export const origins = ['electronic', 'digitised', 'mixed'] as const
export const repositoryKinds = ['current', 'historical'] as const
/** Physical state (TT 05/2025: 01 tốt, 02 bình thường, 03 hỏng). */
export const conditions = ['good', 'fair', 'damaged'] as const
export const renumberOrders = ['position', 'number', 'starts', 'title'] as const
export type RenumberOrder = (typeof renumberOrders)[number]
/** Languages of TT 05/2025, by their usual codes. */
export const languages = ['vi', 'en', 'fr', 'ru', 'zh', 'han-nom', 'other'] as const

/** ISAD(G) elements of text by their number, and fields of TT 05/2025 that are texts. */
export const elements = [
  'extent', // 3.1.5
  'history', // 3.2.2
  'archivalHistory', // 3.2.3
  'acquisition', // 3.2.4
  'scope', // 3.3.1
  'appraisal', // 3.3.2
  'accruals', // 3.3.3
  'arrangement', // 3.3.4
  'accessConditions', // 3.4.1
  'reproduction', // 3.4.2
  'physical', // 3.4.4
  'findingAids', // 3.4.5
  'originals', // 3.5.1
  'copies', // 3.5.2
  'related', // 3.5.3
  'publications', // 3.5.4
  'note', // 3.6.1
  'archivistNote', // 3.7.1
  'rules', // 3.7.2
  // of an inventory, for its print
  'foreword',
  'abbreviations',
  // TT 05/2025
  'informationSign',
  'autograph',
  'paperFileCode',
  'riskRecovery',
] as const
export type Element = (typeof elements)[number]
export const LONGEST_ELEMENT = 20_000

const params = z.object({ unitId: shapes.id })
const firstNumber = z.coerce.number().int().min(1).max(1_000_000).default(1)
const moved = z.object({ version: z.number() })
const paging = {
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const description = z.partialRecord(z.enum(elements), shapes.optionalText(LONGEST_ELEMENT))

export const repositorySchema = z.object({
  id: shapes.id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(repositoryKinds),
  address: z.string().nullable(),
  contact: z.string().nullable(),
  note: z.string().nullable(),
  isOpen: z.boolean(),
  fonds: z.number(),
  version: z.number(),
})
export type Repository = z.infer<typeof repositorySchema>

export const unitLineSchema = z.object({
  id: shapes.id,
  level: z.enum(levels),
  parentId: shapes.id.nullable(),
  number: z.string().nullable(),
  title: z.string(),
  starts: z.string().nullable(),
  ends: z.string().nullable(),
  isClosed: z.boolean().nullable(),
  retention: z.string().nullable(),
  access: z.enum(accessModes),
  sheets: z.number().nullable(),
  pages: z.number().nullable(),
  box: z.string().nullable(),
  publish: z.enum(publishStates),
  children: z.number(),
  documentId: shapes.id.nullable(),
  /** Its document is narrowed to others: title and dates are not told. */
  isHidden: z.boolean(),
  version: z.number(),
})
export type UnitLine = z.infer<typeof unitLineSchema>

const hitSchema = unitLineSchema.extend({
  /** `P.12 – ML.03 – HS.145`. */
  reference: z.string(),
  fondsTitle: z.string(),
})
export type UnitHit = z.infer<typeof hitSchema>

/** What of an item stands in its document, in the lengths of NĐ 30/2020 PL VI II. */
export const LONGEST_SUBJECT = 500
const itemFields = z.object({
  typeName: shapes.text(100),
  codeNumber: shapes.optionalText(11).optional(),
  codeNotation: shapes.optionalText(30).optional(),
  issuedDate: shapes.partialDate.nullish(),
  issuerName: shapes.text(200),
})

const unitFields = {
  number: shapes.optionalText(30).optional(),
  title: shapes.text(1000),
  starts: shapes.partialDate.nullish(),
  ends: shapes.partialDate.nullish(),
  isClosed: z.boolean().nullish(),
  creatorId: shapes.id.nullish(),
  retention: shapes.optionalText(40).optional(),
  access: z.enum(accessModes).optional(),
  medium: z.enum(unitMediums).nullish(),
  language: z.array(z.enum(languages)).min(1).max(7).optional(),
  sheets: z.number().int().min(0).max(1_000_000).nullish(),
  pages: z.number().int().min(0).max(1_000_000).nullish(),
  box: shapes.optionalText(30).optional(),
  origin: z.enum(origins).nullish(),
  condition: z.enum(conditions).nullish(),
  keywords: shapes.optionalText(500).optional(),
  description: description.optional(),
  item: itemFields.partial().optional(),
}

export const unitSchema = unitLineSchema.extend({
  repository: z.object({ id: shapes.id, code: z.string(), name: z.string() }),
  reference: z.string(),
  /** `[mã cơ quan lưu trữ].[mã phông].[năm].[hồ sơ số].[mục lục số]` (handbook 8.1), of a file. */
  digitalCode: z.string().nullable(),
  ancestors: z.array(
    z.object({ id: shapes.id, level: z.enum(levels), number: z.string().nullable(), title: z.string() }),
  ),
  creator: z.object({ id: shapes.id, name: z.string() }).nullable(),
  medium: z.enum(unitMediums).nullable(),
  language: z.array(z.enum(languages)),
  origin: z.enum(origins).nullable(),
  condition: z.enum(conditions).nullable(),
  keywords: z.string().nullable(),
  description,
  /** The case file it came from by hand-over, for those who may see it. */
  sourceFile: shapes.id.nullable(),
  /** It went on to another archive: when, which, by which minutes. */
  handedOn: z.object({ at: shapes.instant, to: z.string(), minutes: z.string() }).nullable(),
  publishedAt: shapes.instant.nullable(),
  /** Of an item: its document, when the actor may see it. */
  item: itemFields
    .extend({
      documentId: shapes.id,
      maySee: z.boolean(),
      /** It came through a register: it has a page of its own. */
      isRegistered: z.boolean(),
      files: z.array(z.object({ id: shapes.id, fileName: z.string() })),
    })
    .partial({ typeName: true, issuerName: true })
    .nullable(),
})
export type Unit = z.infer<typeof unitSchema>

export const traceSchema = z.object({
  id: shapes.id,
  kind: z.string(),
  at: shapes.instant,
  byName: z.string(),
  words: z.string().nullable(),
})

export const accessionSchema = z.object({
  id: shapes.id,
  year: z.number(),
  number: z.number(),
  receivedOn: shapes.day,
  source: z.string(),
  content: z.string(),
  years: z.string().nullable(),
  files: z.number().nullable(),
  metres: z.number().nullable(),
  condition: z.string().nullable(),
  minutes: z.string().nullable(),
  note: z.string().nullable(),
  handoverId: shapes.id.nullable(),
  fonds: z.object({ id: shapes.id, title: z.string() }).nullable(),
  byName: z.string(),
})
export type Accession = z.infer<typeof accessionSchema>

const repositoryFields = {
  code: shapes.text(30),
  name: shapes.text(200),
  kind: z.enum(repositoryKinds),
  address: shapes.optionalText(300),
  contact: shapes.optionalText(300),
  note: shapes.optionalText(1000),
}

export const archive = defineContract('archive', {
  repositories: {
    method: 'GET',
    path: '/api/archive/repositories',
    permission: 'archive.read',
    summary: 'Repositories of the organisation | Các kho lưu trữ',
    response: z.object({ items: z.array(repositorySchema), abilities: z.object({ describe: z.boolean() }) }),
  },
  createRepository: {
    method: 'POST',
    path: '/api/archive/repositories',
    permission: 'archive.describe',
    summary: 'Sets up a repository | Lập kho lưu trữ',
    body: z.object(repositoryFields),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_CODE_TAKEN'],
  },
  changeRepository: {
    method: 'PATCH',
    path: '/api/archive/repositories/:repositoryId',
    permission: 'archive.publish',
    summary: 'Name, code and address of a repository; open to harvesters | Sửa kho lưu trữ',
    params: z.object({ repositoryId: shapes.id }),
    body: z.object({ ...repositoryFields, isOpen: z.boolean(), version: z.number().int() }),
    response: moved,
    errors: ['ARCHIVE_CODE_TAKEN', 'ARCHIVE_PUBLIC_BY_HEAD', 'PLATFORM_STATE_CHANGED'],
  },
  children: {
    method: 'GET',
    path: '/api/archive/children',
    permission: 'archive.read',
    summary: 'A page of what lies directly in a unit or repository | Các đơn vị trực thuộc',
    query: z.object({ parent: shapes.id.optional(), repository: shapes.id.optional(), ...paging }),
    response: shapes.page(unitLineSchema),
  },
  list: {
    method: 'GET',
    path: '/api/archive/units',
    permission: 'archive.read',
    summary: 'Files, items and other units by words, dates, fonds | Tra tìm mục lục hồ sơ',
    query: z.object({
      q: z.string().max(200).optional(),
      level: z.enum(levels).optional(),
      fonds: shapes.id.optional(),
      within: shapes.id.optional(),
      creator: shapes.id.optional(),
      from: shapes.partialDate.optional(),
      to: shapes.partialDate.optional(),
      retention: z.string().max(40).optional(),
      access: z.enum(accessModes).optional(),
      publish: z.enum(publishStates).optional(),
      ...paging,
    }),
    response: shapes.page(hitSchema),
  },
  get: {
    method: 'GET',
    path: '/api/archive/units/:unitId',
    permission: 'archive.read',
    summary: 'A unit with its place, description and way | Một đơn vị lưu trữ',
    params,
    response: z.object({
      unit: unitSchema,
      /** Where a merged unit went: read that one. */
      mergedInto: shapes.id.nullable(),
      trace: z.array(traceSchema),
      abilities: z.object({
        describe: z.boolean(),
        publish: z.boolean(),
        publishPublic: z.boolean(),
        /** Levels that may be added in it. */
        add: z.array(z.enum(levels)),
      }),
    }),
  },
  create: {
    method: 'POST',
    path: '/api/archive/units',
    permission: 'archive.describe',
    summary: 'Describes a new unit | Thêm phông, mục lục, hồ sơ, văn bản',
    body: z.object({
      level: z.enum(levels),
      parentId: shapes.id.nullish(),
      repositoryId: shapes.id.nullish(),
      ...unitFields,
    }),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_LEVEL', 'ARCHIVE_NUMBER_TAKEN', 'ARCHIVE_DATES', 'ARCHIVE_RETENTION', 'ARCHIVE_HANDED_ON'],
  },
  change: {
    method: 'PATCH',
    path: '/api/archive/units/:unitId',
    permission: 'archive.describe',
    summary: 'Changes a description | Sửa mô tả',
    params,
    body: z.object({ version: z.number().int(), ...unitFields, title: shapes.text(1000).optional() }),
    response: moved,
    errors: [
      'ARCHIVE_NUMBER_TAKEN',
      'ARCHIVE_DATES',
      'ARCHIVE_RETENTION',
      'ARCHIVE_HANDED_ON',
      'PLATFORM_STATE_CHANGED',
    ],
  },
  changeMany: {
    method: 'POST',
    path: '/api/archive/units/change-many',
    permission: 'archive.describe',
    summary: 'The same fields of many units | Sửa hàng loạt',
    body: z.object({
      ids: z.array(shapes.id).min(1).max(500),
      retention: shapes.optionalText(40).optional(),
      access: z.enum(accessModes).optional(),
      medium: z.enum(unitMediums).optional(),
      origin: z.enum(origins).optional(),
      condition: z.enum(conditions).optional(),
      language: z.array(z.enum(languages)).min(1).max(7).optional(),
      box: shapes.optionalText(30).optional(),
      keywords: shapes.optionalText(500).optional(),
    }),
    response: z.object({ changed: z.number() }),
    errors: ['ARCHIVE_RETENTION', 'ARCHIVE_HANDED_ON'],
  },
  move: {
    method: 'POST',
    path: '/api/archive/units/move',
    permission: 'archive.describe',
    summary: 'Moves units into another, or to another place in it | Chuyển sang đơn vị khác, đổi chỗ',
    body: z.object({
      ids: z.array(shapes.id).min(1).max(500),
      to: shapes.id,
      /** Stand before this one; without it, last. */
      before: shapes.id.nullish(),
      words: shapes.optionalText(300),
    }),
    response: z.object({ moved: z.number() }),
    errors: ['ARCHIVE_LEVEL', 'ARCHIVE_INSIDE_ITSELF', 'ARCHIVE_NUMBER_TAKEN', 'ARCHIVE_HANDED_ON'],
  },
  numbering: {
    method: 'GET',
    path: '/api/archive/units/:unitId/numbering',
    permission: 'archive.describe',
    summary: 'What numbering anew would change | Xem trước việc đánh số lại',
    params,
    query: z.object({ level: z.enum(levels), order: z.enum(renumberOrders), from: firstNumber }),
    response: z.object({
      count: z.number(),
      changed: z.number(),
      sample: z.array(z.object({ id: shapes.id, title: z.string(), was: z.string().nullable(), becomes: z.string() })),
    }),
    errors: ['ARCHIVE_TOO_MANY'],
  },
  renumber: {
    method: 'POST',
    path: '/api/archive/units/:unitId/renumber',
    permission: 'archive.describe',
    summary: 'Numbers what is counted in a unit anew | Đánh số lại',
    params,
    body: z.object({
      level: z.enum(levels),
      order: z.enum(renumberOrders),
      from: firstNumber,
      words: shapes.optionalText(300),
    }),
    response: z.object({ changed: z.number() }),
    errors: ['ARCHIVE_TOO_MANY', 'ARCHIVE_HANDED_ON'],
  },
  merge: {
    method: 'POST',
    path: '/api/archive/units/:unitId/merge',
    permission: 'archive.describe',
    summary: 'Merges a unit into another; its address leads there | Gộp vào đơn vị khác',
    params,
    body: z.object({ into: shapes.id, version: z.number().int(), words: shapes.optionalText(300) }),
    response: z.object({ id: shapes.id, moved: z.number() }),
    errors: ['ARCHIVE_MERGE', 'ARCHIVE_HANDED_ON', 'PLATFORM_STATE_CHANGED'],
  },
  remove: {
    method: 'POST',
    path: '/api/archive/units/:unitId/remove',
    permission: 'archive.describe',
    summary: 'Takes an empty description away; a trace of it stays | Xóa mô tả',
    params,
    body: z.object({ version: z.number().int(), words: shapes.text(300) }),
    response: z.object({ id: shapes.id }),
    errors: ['ARCHIVE_NOT_EMPTY', 'ARCHIVE_HANDED_ON', 'PLATFORM_STATE_CHANGED'],
  },
  publish: {
    method: 'POST',
    path: '/api/archive/units/publish',
    permission: 'archive.publish',
    summary: 'Who may read: the archivists, the office, the public | Công bố, ngừng công bố',
    body: z.object({
      ids: z.array(shapes.id).min(1).max(500),
      to: z.enum(publishStates),
      /** And everything that lies in them. */
      isWithBelow: z.boolean().default(false),
      /** Of open items the documents, too, to everybody in the office. */
      isOpening: z.boolean().default(false),
    }),
    response: z.object({ changed: z.number() }),
    errors: ['ARCHIVE_TOO_MANY', 'ARCHIVE_HANDED_ON', 'ARCHIVE_PUBLIC_BY_HEAD'],
  },
  accessions: {
    method: 'GET',
    path: '/api/archive/accessions',
    permission: 'archive.describe',
    summary: 'Register of accessions, the newest first | Sổ nhập tài liệu',
    query: z.object({ year: z.coerce.number().int().optional(), ...paging }),
    response: shapes.page(accessionSchema),
  },
  addAccession: {
    method: 'POST',
    path: '/api/archive/accessions',
    permission: 'archive.describe',
    summary: 'Enters what came in otherwise than by hand-over here | Ghi sổ nhập tài liệu',
    body: z.object({
      repositoryId: shapes.id,
      receivedOn: shapes.day,
      source: shapes.text(300),
      content: shapes.text(1000),
      years: shapes.optionalText(60),
      files: z.number().int().min(0).max(10_000_000).nullish(),
      metres: z.number().min(0).max(99_999).nullish(),
      condition: shapes.optionalText(300),
      minutes: shapes.optionalText(200),
      note: shapes.optionalText(500),
      fondsId: shapes.id.nullish(),
    }),
    response: z.object({ id: shapes.id, number: z.string() }),
  },
})
