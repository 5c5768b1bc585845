/** Search over all documents that the acting post may see. Universal. */
import { z } from 'zod'
import { boxSchema } from '#modules/records/contract.ts'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const searchErrors = defineErrors({
  SEARCH_POST_UNKNOWN: {
    status: 422,
    vi: 'Xin nêu đúng một vị trí bằng --post. Các vị trí: {posts}.',
    en: 'Name one post with --post. The posts: {posts}.',
  },
  SEARCH_CURSOR_INVALID: {
    status: 422,
    vi: 'Trang kết quả không còn đúng; xin tìm lại.',
    en: 'This page of results no longer fits; search again.',
  },
  SEARCH_TOO_FAR: {
    status: 422,
    vi: 'Xếp theo mức phù hợp chỉ xem được {most} kết quả đầu; hãy thêm từ hoặc xếp theo mới nhất.',
    en: 'By relevance the first {most} results can be seen; add words or sort by newest.',
  },
  SEARCH_NAME_TAKEN: {
    status: 409,
    vi: 'Đã có tìm kiếm được lưu tên “{name}”.',
    en: 'A saved search is already called “{name}”.',
  },
  SEARCH_TOO_MANY_SAVED: {
    status: 409,
    vi: 'Mỗi vị trí lưu được {most} tìm kiếm; hãy xóa bớt.',
    en: 'A post can keep {most} saved searches; delete some.',
  },
  SEARCH_ABBREVIATION_INVALID: {
    status: 422,
    vi: 'Cần một chữ viết tắt và ít nhất một cách viết đầy đủ khác với nó.',
    en: 'An abbreviation and at least one long form that differs from it are needed.',
  },
})

/** The results that relevance gives at most; newest goes on without end. */
export const RELEVANCE_END = 500

const typed = z.string().trim().max(1000).default('')

export const chipSchema = z.object({
  key: z.string(),
  value: z.string(),
  isNot: z.boolean(),
  /** Place in the typed text, to take the chip out. */
  start: z.number(),
  end: z.number(),
  /** What the value was understood as: `Quyết định`, `Sở Y tế`; null: nothing of that name is known. */
  meaning: z.object({ vi: z.string(), en: z.string() }).nullable(),
})
export type Chip = z.infer<typeof chipSchema>

export const validities = ['annuls', 'replaces', 'amends', 'corrects'] as const

export const resultSchema = z.object({
  id: shapes.id,
  direction: z.enum(['incoming', 'outgoing', 'internal']),
  typeName: z.string(),
  symbol: z.string().nullable(),
  issuedDate: z.string().nullable(),
  issuerName: z.string(),
  subject: z.string(),
  signerName: z.string().nullable(),
  urgency: z.number(),
  /** Null for documents that no register of incoming documents holds. */
  entry: z
    .object({
      arrivalNumber: z.number(),
      arrivalSuffix: z.string(),
      arrivalDate: shapes.day,
      period: z.string(),
      state: z.string(),
      dueDate: shapes.day.nullable(),
      holder: z.string().nullable(),
    })
    .nullable(),
  /** What issued documents after it did to it (NĐ 30/2020 Đ18.3), gravest first; empty: it stands as it was issued. */
  validity: z.array(z.enum(validities)),
  /** The case file in which a paper that was never registered is shown; else null. */
  file: z.object({ id: shapes.id, symbol: z.string(), title: z.string() }).nullable(),
  /** The item of the archive, and in which file, of what only the archive describes; else null. */
  unit: z.object({ id: shapes.id, title: z.string() }).nullable(),
  /** Why it stands where it stands. */
  why: z.enum(['number', 'symbol', 'phrase', 'words', 'filter', 'content']),
  /** The file with the hit, for results from content. */
  componentId: shapes.id.nullable(),
})
export type Result = z.infer<typeof resultSchema>

const found = z.object({
  items: z.array(resultSchema),
  next: z.string().nullable(),
  chips: z.array(chipSchema),
  /** Syllables to light up, lower case and canonical, as typed. */
  marks: z.array(z.string()),
  /** False only for very long queries: then the order within equal results is that of the newest. */
  isWhole: z.boolean(),
  /** What may have been meant, when nothing was found; it has results for this post. */
  didYouMean: z.string().nullable(),
})
export type Found = z.infer<typeof found>

const fileResult = z.object({
  id: shapes.id,
  symbol: z.string(),
  title: z.string(),
  period: z.string(),
  state: z.enum(['open', 'closed', 'submitted', 'returned', 'accepted']),
  makerName: z.string(),
  unit: z.string().nullable(),
  items: z.number(),
})
export type FileResult = z.infer<typeof fileResult>

const facet = z.object({ key: z.string(), label: z.string(), count: z.number(), filter: z.string() })
export type Facet = z.infer<typeof facet>

/** A body of the directory among the issuers of what was found. */
const placeFacet = facet.extend({
  /** Key of its superior in this list; null at the top. */
  above: z.string().nullable(),
  /** Of `count`, which is with all under it, the documents of the body itself. */
  own: z.number(),
})
export type PlaceFacet = z.infer<typeof placeFacet>

export const savedSchema = z.object({
  id: shapes.id,
  name: z.string(),
  query: z.string(),
  order: z.enum(['relevance', 'newest']),
  /** Tell by the bell when something new is found. */
  isWatched: z.boolean(),
  createdAt: shapes.instant,
})
export type Saved = z.infer<typeof savedSchema>

const savedBody = z.object({
  name: z.string().trim().min(1).max(100),
  query: z.string().trim().min(1).max(1000),
  order: z.enum(['relevance', 'newest']).default('relevance'),
  isWatched: z.boolean().default(false),
})

export const exportColumns = [
  'number',
  'arrivalDate',
  'symbol',
  'issuedDate',
  'typeName',
  'subject',
  'issuer',
  'signer',
  'state',
  'holder',
  'dueDate',
] as const
export type ExportColumn = (typeof exportColumns)[number]

export const search = defineContract('search', {
  find: {
    method: 'GET',
    path: '/api/search',
    permission: 'search.find',
    summary: 'Documents by words, symbols and filters, within the rights of the post | Tìm văn bản',
    query: z.object({
      q: typed,
      order: z.enum(['relevance', 'newest']).default('relevance'),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: found,
    errors: ['SEARCH_CURSOR_INVALID', 'SEARCH_TOO_FAR'],
  },
  inContent: {
    method: 'GET',
    path: '/api/search/content',
    permission: 'search.find',
    summary: 'Documents whose files hold the words | Tìm trong nội dung tệp',
    query: z.object({
      q: typed,
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    response: z.object({ items: z.array(resultSchema), next: z.string().nullable(), marks: z.array(z.string()) }),
    errors: ['SEARCH_CURSOR_INVALID'],
  },
  files: {
    method: 'GET',
    path: '/api/search/files',
    permission: 'search.find',
    summary: 'Case files by symbol, title, maker and keywords, as far as the post sees files | Tìm hồ sơ',
    query: z.object({ q: typed, limit: z.coerce.number().int().min(1).max(50).default(6) }),
    response: z.object({ items: z.array(fileResult), isMore: z.boolean(), marks: z.array(z.string()) }),
  },
  snippet: {
    method: 'GET',
    path: '/api/search/snippet/:componentId',
    permission: 'search.find',
    summary: 'Where the words stand in a file: page, words around, places on the page | Đoạn trích',
    params: z.object({ componentId: shapes.id }),
    query: z.object({ q: typed }),
    response: z.object({
      hits: z.array(
        z.object({
          page: z.number(),
          /** Words around the hit; those that were looked for are marked. */
          pieces: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
          /** x0, y0, x1, y1 in the measure of `size`, origin top left of the page as it is shown. */
          boxes: z.array(boxSchema),
          size: z.object({ width: z.number(), height: z.number() }),
        }),
      ),
      pages: z.number(),
    }),
  },
  facets: {
    method: 'GET',
    path: '/api/search/facets',
    permission: 'search.find',
    summary: 'How many, and by type, issuer, year and unit; capped | Số kết quả theo loại, nơi gửi, năm, đơn vị',
    query: z.object({ q: typed }),
    response: z.object({
      total: z.number(),
      /** There are more than `total`: the parts speak of the newest ones. */
      isMore: z.boolean(),
      types: z.array(facet),
      issuers: z.array(facet),
      /** Issuers by their place in the tree of organisations, the larger first; those outside the directory are in `issuers` alone. */
      places: z.array(placeFacet),
      /** Documents of issuers that no one body of the directory bears the name of. */
      elsewhere: z.number(),
      years: z.array(facet),
      units: z.array(facet),
    }),
  },
  complete: {
    method: 'GET',
    path: '/api/search/complete',
    permission: 'search.find',
    summary: 'Endings for the word at the cursor: filters, their values, symbols | Gợi ý khi gõ',
    query: z.object({ q: z.string().max(1000).default(''), at: z.coerce.number().int().min(0).max(1000) }),
    response: z.object({
      /** The part of the text that a choice replaces. */
      start: z.number(),
      end: z.number(),
      items: z.array(
        z.object({
          text: z.string(),
          label: z.string(),
          hint: z.string().nullable(),
          kind: z.enum(['filter', 'value', 'document']),
          documentId: shapes.id.nullable(),
          /** Of a document: which page it has. */
          direction: z.enum(['incoming', 'outgoing', 'internal']).nullable(),
        }),
      ),
    }),
  },
  export: {
    method: 'GET',
    path: '/api/search/export',
    permission: 'search.find',
    summary: 'The list of results with chosen columns; on record | Xuất danh sách kết quả',
    query: z.object({
      q: typed,
      order: z.enum(['relevance', 'newest']).default('newest'),
      format: z.enum(['xlsx', 'docx', 'pdf']),
      /** Names of columns in their order, with commas between. */
      columns: z
        .string()
        .max(200)
        .regex(new RegExp(`^(?:(?:${exportColumns.join('|')})(?:,|$))+$`)),
    }),
    response: 'file',
  },
  saved: {
    method: 'GET',
    path: '/api/search/saved',
    permission: 'search.find',
    summary: 'Saved searches of the post | Tìm kiếm đã lưu',
    response: z.object({ items: z.array(savedSchema) }),
  },
  save: {
    method: 'POST',
    path: '/api/search/saved',
    permission: 'search.find',
    summary: 'Saves a search | Lưu tìm kiếm',
    body: savedBody,
    response: z.object({ id: shapes.id }),
    errors: ['SEARCH_NAME_TAKEN', 'SEARCH_TOO_MANY_SAVED'],
  },
  changeSaved: {
    method: 'PUT',
    path: '/api/search/saved/:id',
    permission: 'search.find',
    summary: 'Renames, watches or changes a saved search | Sửa tìm kiếm đã lưu',
    params: z.object({ id: shapes.id }),
    body: savedBody,
    response: z.object({ id: shapes.id }),
    errors: ['SEARCH_NAME_TAKEN'],
  },
  forget: {
    method: 'DELETE',
    path: '/api/search/saved/:id',
    permission: 'search.find',
    summary: 'Deletes a saved search | Xóa tìm kiếm đã lưu',
    params: z.object({ id: shapes.id }),
    response: z.object({ id: shapes.id }),
  },
  abbreviations: {
    method: 'GET',
    path: '/api/search/abbreviations',
    permission: 'search.find',
    summary: 'Abbreviations that the search knows | Chữ viết tắt',
    response: z.object({
      items: z.array(
        z.object({
          short: z.string(),
          long: z.array(z.string()),
          /** Made or changed by this office; else it came with the product. */
          isOwn: z.boolean(),
          isOff: z.boolean(),
        }),
      ),
    }),
  },
  putAbbreviation: {
    method: 'PUT',
    path: '/api/search/abbreviations',
    permission: 'search.keep-words',
    summary: 'Adds or changes an abbreviation; without long forms it is switched off | Sửa chữ viết tắt',
    body: z.object({
      short: z.string().trim().min(2).max(20),
      long: z.array(z.string().trim().min(3).max(200)).max(5),
    }),
    response: z.object({ short: z.string() }),
    errors: ['SEARCH_ABBREVIATION_INVALID'],
  },
  rebuild: {
    method: 'POST',
    path: '/api/search/rebuild',
    permission: 'search.rebuild',
    summary: 'Makes the organisation’s part of the index again, while it is used | Lập lại chỉ mục tìm kiếm',
    response: z.object({ jobId: shapes.id }),
  },
})
