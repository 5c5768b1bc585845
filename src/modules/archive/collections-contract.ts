/** Collections of issued documents: Văn kiện, by term, body and type (handbook 9). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const collectedStates = ['proposed', 'published', 'withdrawn'] as const

const params = z.object({ collectionId: shapes.id })
const filters = {
  q: z.string().max(200).optional(),
  state: z.enum(collectedStates).optional(),
  term: z.string().max(60).optional(),
  year: z.coerce.number().int().optional(),
  type: z.string().max(100).optional(),
  issuer: z.string().max(200).optional(),
}
const fields = {
  name: shapes.text(200),
  note: shapes.optionalText(1000),
  types: z.array(z.string().max(60)).max(80).default([]),
  gathersFrom: shapes.day.nullish(),
}

export const collectionSchema = z.object({
  id: shapes.id,
  name: z.string(),
  note: z.string().nullable(),
  types: z.array(z.string()),
  gathersFrom: shapes.day.nullable(),
  published: z.number(),
  proposed: z.number(),
  version: z.number(),
})
export type Collection = z.infer<typeof collectionSchema>

export const collectedSchema = z.object({
  documentId: shapes.id,
  symbol: z.string().nullable(),
  typeName: z.string(),
  subject: z.string(),
  issuerName: z.string(),
  issuedDate: z.string().nullable(),
  signerName: z.string().nullable(),
  term: z.string().nullable(),
  state: z.enum(collectedStates),
  stateAt: shapes.instant,
  stateByName: z.string(),
  /** May the actor open its pages? */
  maySee: z.boolean(),
})
export type Collected = z.infer<typeof collectedSchema>

const facet = z.array(z.object({ value: z.string(), count: z.number() }))

export const collections = defineContract('archive', {
  listCollections: {
    method: 'GET',
    path: '/api/archive/collections',
    permission: 'archive.read',
    summary: 'Collections of issued documents | Các tập văn kiện',
    response: z.object({
      items: z.array(collectionSchema),
      abilities: z.object({ describe: z.boolean(), publish: z.boolean(), open: z.boolean() }),
      /** Types that a rule may name. */
      types: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    }),
  },
  createCollection: {
    method: 'POST',
    path: '/api/archive/collections',
    permission: 'archive.describe',
    summary: 'Begins a collection | Lập tập văn kiện',
    body: z.object(fields),
    response: z.object({ id: shapes.id, gathered: z.number() }),
    errors: ['ARCHIVE_COLLECTION_NAME'],
  },
  changeCollection: {
    method: 'PATCH',
    path: '/api/archive/collections/:collectionId',
    permission: 'archive.describe',
    summary: 'Changes its name and the rule by which documents come in | Sửa tập văn kiện',
    params,
    body: z.object({ ...fields, version: z.number().int() }),
    response: z.object({ version: z.number(), gathered: z.number() }),
    errors: ['ARCHIVE_COLLECTION_NAME', 'PLATFORM_STATE_CHANGED'],
  },
  collected: {
    method: 'GET',
    path: '/api/archive/collections/:collectionId/documents',
    permission: 'archive.read',
    summary: 'Documents of a collection, the newest first | Văn kiện trong tập',
    params,
    query: z.object({
      ...filters,
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(collectedSchema),
  },
  facets: {
    method: 'GET',
    path: '/api/archive/collections/:collectionId/facets',
    permission: 'archive.read',
    summary: 'How many there are by term, year, type and body | Số văn kiện theo nhiệm kỳ, năm, loại, cơ quan',
    params,
    query: z.object(filters),
    response: z.object({ terms: facet, years: facet, types: facet, issuers: facet }),
  },
  decideCollected: {
    method: 'POST',
    path: '/api/archive/collections/:collectionId/decide',
    permission: 'archive.publish',
    summary: 'Publishes documents in the collection, or takes them back | Công bố, rút văn kiện',
    params,
    body: z.object({
      documentIds: z.array(shapes.id).min(1).max(500),
      to: z.enum(['published', 'withdrawn']),
      /** Their pages, too, to everybody in the office. */
      isOpening: z.boolean().default(false),
      words: shapes.optionalText(300),
    }),
    response: z.object({ changed: z.number() }),
    errors: ['ARCHIVE_PUBLIC_BY_HEAD'],
  },
})
