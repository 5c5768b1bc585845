/** Stores, shelves and boxes, and where each file lies (handbook 8.3, 8.7). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const placeKindSchema = z.enum(['store', 'room', 'bay', 'rack', 'column', 'shelf'])
export type PlaceKind = z.infer<typeof placeKindSchema>
export const boxKinds = ['box', 'folder'] as const
export const boxStates = ['open', 'closed'] as const
export const movementKinds = [
  'made',
  'placed',
  'unplaced',
  'put-in',
  'moved',
  'taken-out',
  'put-back',
  'removed',
] as const

const code = shapes.text(30)
const number = shapes.text(30)
const metres = z.number().min(0.01).max(999)
const widthCm = z.number().min(0.5).max(200)
const ids = (max: number) => z.array(shapes.id).min(1).max(max)
const version = z.number().int()
const placeParams = z.object({ placeId: shapes.id })
const boxParams = z.object({ boxId: shapes.id })

export const placeSchema = z.object({
  id: shapes.id,
  parentId: shapes.id.nullable(),
  kind: placeKindSchema,
  code: z.string(),
  name: z.string().nullable(),
  /** `Dãy A` */
  label: z.string(),
  path: z.string(),
  scanCode: z.string(),
  /** Shelf metres of all shelves below it, and what boxes take up of them. */
  metres: z.number(),
  used: z.number(),
  boxes: z.number(),
  children: z.number(),
  version: z.number(),
})
export type Place = z.infer<typeof placeSchema>

export const boxSchema = z.object({
  id: shapes.id,
  kind: z.enum(boxKinds),
  number: z.string(),
  label: z.string(),
  widthCm: z.number(),
  state: z.enum(boxStates),
  fondsId: shapes.id.nullable(),
  fonds: z.string().nullable(),
  inventoryId: shapes.id.nullable(),
  inventory: z.string().nullable(),
  note: z.string().nullable(),
  shelfId: shapes.id.nullable(),
  /** Where it stands; null: not placed. */
  path: z.string().nullable(),
  files: z.number(),
  out: z.number(),
  /** Numbers of the first and the last file. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  scanCode: z.string(),
  version: z.number(),
})
export type Box = z.infer<typeof boxSchema>

export const contentSchema = z.object({
  id: shapes.id,
  boxId: shapes.id,
  unitId: shapes.id.nullable(),
  number: z.string().nullable(),
  /** Null where the archive does not show the actor this file. */
  title: z.string().nullable(),
  span: z.string().nullable(),
  sheets: z.number().nullable(),
  out: z.object({ at: shapes.instant, reason: z.string(), to: z.string(), due: shapes.day.nullable() }).nullable(),
})
export type Content = z.infer<typeof contentSchema>

export const movementSchema = z.object({
  id: shapes.id,
  kind: z.enum(movementKinds),
  what: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  toWhom: z.string().nullable(),
  due: shapes.day.nullable(),
  at: shapes.instant,
  byName: z.string(),
})
export type Movement = z.infer<typeof movementSchema>

const changed = z.object({ version: z.number() })

export const storage = defineContract('storage', {
  places: {
    method: 'GET',
    path: '/api/storage/places',
    permission: 'storage.read',
    summary: 'Stores, or what stands in a place, with their metres | Kho, nơi để và số mét giá',
    query: z.object({ parent: shapes.id.optional() }),
    response: z.object({ items: z.array(placeSchema) }),
  },
  place: {
    method: 'GET',
    path: '/api/storage/places/:placeId',
    permission: 'storage.read',
    summary: 'A place and those around it, from the store down | Một nơi để hồ sơ',
    params: placeParams,
    response: z.object({ place: placeSchema, line: z.array(placeSchema) }),
  },
  addPlace: {
    method: 'POST',
    path: '/api/storage/places',
    permission: 'storage.keep',
    summary: 'A place, several in a row, or a rack with its columns and shelves | Thêm nơi để hồ sơ',
    body: z.object({
      parentId: shapes.id.nullable(),
      kind: placeKindSchema,
      code,
      name: shapes.optionalText(200),
      /** Of one shelf. */
      metres: metres.nullish(),
      /** So many in a row; the last digits or the last letter of the code count on. */
      count: z.number().int().min(1).max(200).default(1),
      /** Racks: columns from left to right, shelves from top to bottom. */
      columns: z.number().int().min(1).max(50).nullish(),
      shelves: z.number().int().min(1).max(30).nullish(),
    }),
    response: z.object({ ids: z.array(shapes.id), made: z.number() }),
    errors: ['STORAGE_PLACE_ORDER', 'STORAGE_CODE_TAKEN'],
  },
  changePlace: {
    method: 'PATCH',
    path: '/api/storage/places/:placeId',
    permission: 'storage.keep',
    summary: 'Code, name, metres of a place, its order among its neighbours | Sửa nơi để hồ sơ',
    params: placeParams,
    body: z.object({
      version,
      code,
      name: shapes.optionalText(200),
      metres: metres.nullish(),
      move: z.enum(['before', 'after']).nullish(),
    }),
    response: changed,
    errors: ['STORAGE_CODE_TAKEN', 'PLATFORM_STATE_CHANGED'],
  },
  removePlace: {
    method: 'POST',
    path: '/api/storage/places/:placeId/remove',
    permission: 'storage.keep',
    summary: 'Removes a place in which nothing stands | Xóa nơi để còn trống',
    params: placeParams,
    body: z.object({ version }),
    response: z.object({ parentId: shapes.id.nullable() }),
    errors: ['STORAGE_PLACE_IN_USE', 'PLATFORM_STATE_CHANGED'],
  },
  boxes: {
    method: 'GET',
    path: '/api/storage/boxes',
    permission: 'storage.read',
    summary: 'Boxes of a place, not placed, or with files taken out | Hộp, cặp',
    query: z.object({
      place: shapes.id.optional(),
      inventory: shapes.id.optional(),
      what: z.enum(['all', 'unplaced', 'out']).default('all'),
      q: z.string().max(100).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(boxSchema),
  },
  createBoxes: {
    method: 'POST',
    path: '/api/storage/boxes',
    permission: 'storage.keep',
    summary: 'Makes boxes, numbered on | Lập hộp, cặp',
    body: z.object({
      kind: z.enum(boxKinds).default('box'),
      number,
      count: z.number().int().min(1).max(200).default(1),
      widthCm: widthCm.default(10),
      inventoryId: shapes.id.nullish(),
      shelfId: shapes.id.nullish(),
      note: shapes.optionalText(500),
    }),
    response: z.object({ ids: z.array(shapes.id) }),
    errors: ['STORAGE_BOX_NUMBER_TAKEN', 'STORAGE_PLACE_ORDER', 'STORAGE_SHELF_FULL'],
  },
  box: {
    method: 'GET',
    path: '/api/storage/boxes/:boxId',
    permission: 'storage.read',
    summary: 'A box, what lies in it, its history | Một hộp',
    params: boxParams,
    response: z.object({
      box: boxSchema,
      contents: z.array(contentSchema),
      movements: z.array(movementSchema),
      abilities: z.object({ keep: z.boolean() }),
    }),
  },
  changeBox: {
    method: 'PATCH',
    path: '/api/storage/boxes/:boxId',
    permission: 'storage.keep',
    summary: 'Number, width, state of a box | Sửa hộp',
    params: boxParams,
    body: z.object({
      version,
      number,
      widthCm,
      state: z.enum(boxStates),
      note: shapes.optionalText(500),
    }),
    response: changed,
    errors: ['STORAGE_BOX_NUMBER_TAKEN', 'PLATFORM_STATE_CHANGED'],
  },
  removeBox: {
    method: 'POST',
    path: '/api/storage/boxes/:boxId/remove',
    permission: 'storage.keep',
    summary: 'Removes an empty box | Xóa hộp trống',
    params: boxParams,
    body: z.object({ version }),
    response: z.object({}),
    errors: ['STORAGE_BOX_IN_USE', 'PLATFORM_STATE_CHANGED'],
  },
  placeBoxes: {
    method: 'POST',
    path: '/api/storage/boxes/place',
    permission: 'storage.keep',
    summary: 'Puts boxes on a shelf, or takes them off | Xếp hộp lên giá',
    body: z.object({ boxIds: ids(200), shelfId: shapes.id.nullable(), reason: shapes.optionalText(300) }),
    response: z.object({
      path: z.string().nullable(),
      /** Where each stood before, for the way back. */
      before: z.array(z.object({ boxId: shapes.id, shelfId: shapes.id.nullable() })),
    }),
    errors: ['STORAGE_PLACE_ORDER', 'STORAGE_SHELF_FULL'],
  },
  putIn: {
    method: 'POST',
    path: '/api/storage/boxes/:boxId/contents',
    permission: 'storage.keep',
    summary: 'Puts files into a box: by id, by a range of numbers, or a bundle in words | Xếp hồ sơ vào hộp',
    params: boxParams,
    body: z.object({
      unitIds: z.array(shapes.id).max(500).default([]),
      /** Numbers of files of the box's inventory, both included. */
      range: z.object({ from: number, to: number }).nullish(),
      words: shapes.optionalText(300),
      reason: shapes.optionalText(300),
    }),
    response: z.object({ put: z.number(), moved: z.number() }),
    errors: ['STORAGE_NO_FILES', 'STORAGE_BOX_CLOSED', 'STORAGE_IS_OUT'],
  },
  proposal: {
    method: 'GET',
    path: '/api/storage/proposal',
    permission: 'storage.keep',
    summary: 'Files of an inventory in no box yet, filled into boxes in order | Đề xuất xếp hộp',
    query: z.object({
      inventory: shapes.id,
      sheetsPerBox: z.coerce.number().int().min(1).max(20_000).optional(),
      first: z.coerce.number().int().min(1).max(99_999).optional(),
    }),
    response: z.object({
      sheetsPerBox: z.number(),
      /** What a file without a count of sheets was taken for, and how many there are. */
      assumed: z.number(),
      uncounted: z.number(),
      boxes: z.array(
        z.object({
          number: z.string(),
          unitIds: z.array(shapes.id),
          from: z.string().nullable(),
          to: z.string().nullable(),
          sheets: z.number(),
        }),
      ),
    }),
  },
  fill: {
    method: 'POST',
    path: '/api/storage/fill',
    permission: 'storage.keep',
    summary: 'Makes the boxes of a proposal and puts their files in | Lập hộp và xếp hồ sơ theo đề xuất',
    body: z.object({
      inventoryId: shapes.id,
      widthCm: widthCm.default(10),
      boxes: z
        .array(z.object({ number, unitIds: ids(2000) }))
        .min(1)
        .max(300),
    }),
    response: z.object({ boxIds: z.array(shapes.id), files: z.number() }),
    errors: ['STORAGE_BOX_NUMBER_TAKEN', 'STORAGE_NO_FILES', 'STORAGE_IS_OUT'],
  },
  takeOut: {
    method: 'POST',
    path: '/api/storage/contents/take-out',
    permission: 'storage.keep',
    summary: 'Takes files out of their box for a time | Lấy hồ sơ ra khỏi hộp',
    body: z.object({
      contentIds: ids(200),
      reason: shapes.text(300),
      to: shapes.text(200),
      due: shapes.day.nullish(),
    }),
    response: z.object({ count: z.number() }),
    errors: ['STORAGE_IS_OUT'],
  },
  putBack: {
    method: 'POST',
    path: '/api/storage/contents/put-back',
    permission: 'storage.keep',
    summary: 'Puts what was taken out back into its box | Trả hồ sơ vào hộp',
    body: z.object({ contentIds: ids(200), reason: shapes.optionalText(300) }),
    response: z.object({ count: z.number() }),
    errors: ['STORAGE_NOT_OUT'],
  },
  removeContents: {
    method: 'POST',
    path: '/api/storage/contents/remove',
    permission: 'storage.keep',
    summary: 'They lie in no box any more | Bỏ hồ sơ khỏi hộp',
    body: z.object({ contentIds: ids(200), reason: shapes.text(300) }),
    response: z.object({ count: z.number() }),
    errors: ['STORAGE_IS_OUT'],
  },
  inventories: {
    method: 'GET',
    path: '/api/storage/inventories',
    permission: 'storage.read',
    summary: 'Inventories with the files that lie in no box yet | Mục lục và số hồ sơ chưa vào hộp',
    response: z.object({
      items: z.array(
        z.object({
          id: shapes.id,
          fonds: z.string(),
          inventory: z.string(),
          files: z.number(),
          unboxed: z.number(),
          /** The next free number of a box. */
          next: z.number(),
        }),
      ),
    }),
  },
  ofUnit: {
    method: 'GET',
    path: '/api/storage/units/:unitId',
    permission: 'storage.read',
    summary: 'Where a file of the archive lies | Nơi để một hồ sơ lưu trữ',
    params: z.object({ unitId: shapes.id }),
    response: z.object({
      place: z
        .object({
          boxId: shapes.id,
          label: z.string(),
          outAt: shapes.instant.nullable(),
          outDue: shapes.day.nullable(),
        })
        .nullable(),
    }),
  },
  scan: {
    method: 'GET',
    path: '/api/storage/scan',
    permission: 'storage.read',
    summary: 'What a label stands for | Tra nhãn vừa quét',
    query: z.object({ code: z.string().min(1).max(100) }),
    response: z.object({
      of: z.enum(['box', 'place']),
      id: shapes.id,
      kind: z.string(),
      label: z.string(),
      path: z.string().nullable(),
    }),
    errors: ['STORAGE_UNKNOWN_LABEL'],
  },
  labels: {
    method: 'GET',
    path: '/api/storage/labels',
    permission: 'storage.read',
    summary: 'Labels with QR on A4, of boxes or of a place and its shelves | In nhãn hộp, nhãn giá',
    query: z.object({
      of: z.enum(['boxes', 'places']).default('boxes'),
      /** Ids of boxes, with commas. */
      ids: z.string().max(7400).optional(),
      place: shapes.id.optional(),
    }),
    response: 'file',
    errors: ['STORAGE_NO_FILES'],
  },
})
