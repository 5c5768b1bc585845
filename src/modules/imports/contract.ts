/** Taking over the past, over HTTP. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { AppError, defineErrors } from '#platform/errors/index.ts'
import { type ImportKind, importKinds } from './kinds.ts'

export const importsErrors = defineErrors({
  IMPORTS_STATE: {
    status: 409,
    vi: 'Lần nhập này đang ở bước khác; xin tải lại trang.',
    en: 'This import is at another step by now; reload the page.',
  },
  IMPORTS_FILE_GONE: {
    status: 409,
    vi: 'Tệp của lần nhập này không còn trên máy chủ; xin nạp lại tệp.',
    en: 'The file of this import is no longer on the server; load it again.',
  },
  IMPORTS_MAPPING: {
    status: 422,
    vi: 'Chưa ghép cột cho: {fields}.',
    en: 'No column is matched to: {fields}.',
  },
  IMPORTS_COLUMN_MISSING: {
    status: 422,
    vi: 'Tệp không có cột “{column}”.',
    en: 'The file has no column “{column}”.',
  },
  IMPORTS_KIND: {
    status: 422,
    vi: 'Không có loại dữ liệu “{kind}”. Các loại: {kinds}.',
    en: 'There is no kind “{kind}”. Kinds: {kinds}.',
  },
  IMPORTS_ORGANIZATION: {
    status: 422,
    vi: 'Xin nêu rõ cơ quan bằng --organization (mã định danh hoặc tên đúng như trong danh bạ).',
    en: 'Name the organisation with --organization (its identifier or its name as in the directory).',
  },
  IMPORTS_MAPPING_FILE: {
    status: 422,
    vi: 'Tệp ghép cột không đúng dạng: cần JSON {"ô thông tin": ["tên cột"]}.',
    en: 'The mapping file is not right: it needs JSON {"field": ["column"]}.',
  },
  IMPORTS_BUILT_ON: {
    status: 409,
    vi: 'Không hoàn tác được vì đã có việc làm tiếp trên phần đã nhập: {published} đơn vị đã công bố, {boxed} hồ sơ đã xếp hộp, {packed} hồ sơ đã đóng gói bảo quản (ví dụ {example}). Hãy ngừng công bố, đưa ra khỏi hộp trước; phần đã đóng gói thì sửa hoặc xóa từng đơn vị.',
    en: 'It cannot be undone, for work was built on what it brought: {published} units are published, {boxed} files lie in boxes, {packed} files are packed for preservation (such as {example}). Take them back and out of their boxes first; what is packed is corrected or removed unit by unit.',
  },
  IMPORTS_EMPTY: { status: 422, vi: 'Tệp không có dòng dữ liệu nào.', en: 'The file has no line of data.' },
})

/** The kind of a name that somebody typed. @throws IMPORTS_KIND */
export function checkKind(asked: string): ImportKind {
  const kind = importKinds.find((one) => one === asked)
  if (!kind) throw new AppError('IMPORTS_KIND', { facts: { kind: asked, kinds: importKinds.join(', ') } })
  return kind
}

export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
  'discarded',
] as const

export const encodings = ['unicode', 'tcvn3', 'vni', 'viscii', 'windows-1258'] as const

export const columnSchema = z.object({
  /** Name, with its place among columns of the same name: `Ghi chú (2)`. */
  key: z.string(),
  encoding: z.enum(encodings),
  isSure: z.boolean(),
  filled: z.number(),
  sample: z.array(z.string()),
})
export type ImportColumn = z.infer<typeof columnSchema>

export const settingsSchema = z.object({
  sheet: z.string().max(200).nullable().default(null),
  /** Field -> columns: one, or day, month and year apart. */
  mapping: z.record(z.string().max(60), z.array(z.string().max(400)).min(1).max(3)),
  /** Field -> value of all lines that say nothing else; fields that allow it. */
  constants: z.record(z.string().max(60), z.string().max(1000)).optional(),
  /** Column -> encoding, where a person chose another than was found. */
  encodings: z.record(z.string().max(400), z.enum(encodings)).default({}),
  /** Two-digit years reach at most this year; null: such dates are faults. */
  lastYear: z.int().min(1930).max(2100).nullable().default(null),
  /** Outgoing numbers: a series for each type, or one for all. */
  numbering: z.enum(['per-type', 'shared']).default('per-type'),
})
export type ImportSettings = z.infer<typeof settingsSchema>

export const countsSchema = z.object({
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  warnings: z.number(),
})
export type ImportCounts = z.infer<typeof countsSchema>

export const gapSchema = z.object({
  book: z.string(),
  first: z.number(),
  last: z.number(),
  count: z.number(),
  missing: z.number(),
  /** The first of them, as `12` or `12–15`. */
  examples: z.array(z.string()),
})

export const importLine = z.object({
  id: shapes.id,
  kind: z.enum(importKinds),
  state: z.enum(importStates),
  fileName: z.string(),
  size: z.number(),
  createdAt: shapes.instant,
  createdByName: z.string(),
  counts: countsSchema.nullable(),
  jobId: shapes.id.nullable(),
  version: z.int(),
})
export type ImportLine = z.infer<typeof importLine>

export const faultyLine = z.object({
  line: z.number(),
  isRejected: z.boolean(),
  cells: z.array(z.string()),
  faults: z.array(
    z.object({
      check: z.string(),
      severity: z.enum(['error', 'warning']),
      column: z.string().nullable(),
      text: z.object({ vi: z.string(), en: z.string() }),
      mend: z.object({ vi: z.string(), en: z.string() }),
    }),
  ),
})
export type FaultyLine = z.infer<typeof faultyLine>

export const importDetail = importLine.extend({
  sha256: z.string(),
  format: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerLine: z.number(),
  columns: z.array(columnSchema),
  /** The first lines as they are read, in Unicode. */
  preview: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
  settings: settingsSchema,
  /** The mapping comes from an earlier import of the same columns. */
  isRemembered: z.boolean(),
  /** How many lines each check found. */
  checks: z.array(
    z.object({
      check: z.string(),
      severity: z.enum(['error', 'warning']),
      count: z.number(),
      title: z.object({ vi: z.string(), en: z.string() }),
    }),
  ),
  gaps: z.array(gapSchema),
  lines: z.array(faultyLine),
  /** Documents that wait for their file, and those that have it. */
  files: z.object({ wanted: z.number(), received: z.number() }),
  note: z.string().nullable(),
})
export type ImportDetail = z.infer<typeof importDetail>

const byId = z.object({ importId: shapes.id })
const started = z.object({ jobId: shapes.id })

export const imports = defineContract('imports', {
  list: {
    method: 'GET',
    path: '/api/imports',
    permission: 'imports.work',
    summary: 'Imports, newest first | Các lần nhập dữ liệu cũ',
    response: z.object({ items: z.array(importLine) }),
  },
  template: {
    method: 'GET',
    path: '/api/imports/templates/:kind',
    permission: 'imports.work',
    summary: 'A template to fill in, XLSX | Mẫu bảng để điền',
    params: z.object({ kind: z.enum(importKinds) }),
    response: 'file',
  },
  upload: {
    method: 'POST',
    path: '/api/imports/upload',
    permission: 'imports.work',
    summary: 'Loads a file and looks at its columns | Nạp tệp và xem các cột',
    upload: true,
    body: z.object({ kind: z.enum(importKinds) }),
    response: z.object({ id: shapes.id }),
    errors: [
      'TABULAR_UNKNOWN',
      'TABULAR_BROKEN',
      'TABULAR_ENCRYPTED',
      'TABULAR_TOO_LARGE',
      'TABULAR_XML_REFUSED',
      'TABULAR_QUOTE_OPEN',
      'IMPORTS_EMPTY',
    ],
  },
  get: {
    method: 'GET',
    path: '/api/imports/:importId',
    permission: 'imports.work',
    summary: 'One import with columns, mapping and report | Một lần nhập: cột, ghép cột, báo cáo',
    params: byId,
    response: importDetail,
  },
  check: {
    method: 'POST',
    path: '/api/imports/:importId/check',
    permission: 'imports.work',
    summary: 'Dry run: reads every line, writes nothing | Kiểm tra thử toàn bộ, chưa ghi gì',
    params: byId,
    body: settingsSchema,
    response: started,
    errors: ['IMPORTS_STATE', 'IMPORTS_MAPPING', 'IMPORTS_COLUMN_MISSING', 'IMPORTS_FILE_GONE', 'TABULAR_NO_SHEET'],
  },
  start: {
    method: 'POST',
    path: '/api/imports/:importId/start',
    permission: 'imports.work',
    summary: 'Imports what the dry run accepted; goes on where it stopped | Nhập các dòng đạt; tiếp tục nếu bị dừng',
    params: byId,
    response: started,
    errors: ['IMPORTS_STATE', 'IMPORTS_FILE_GONE'],
  },
  files: {
    method: 'POST',
    path: '/api/imports/:importId/files',
    permission: 'imports.work',
    summary:
      'Files of the imported lines, matched by path or name | Tệp của các dòng đã nhập, ghép theo đường dẫn hoặc tên',
    upload: true,
    params: byId,
    response: z.object({ matched: z.array(z.string()), unmatched: z.array(z.string()) }),
    errors: ['IMPORTS_STATE'],
  },
  undo: {
    method: 'POST',
    path: '/api/imports/:importId/undo',
    permission: 'imports.work',
    summary: 'Takes a whole import back | Hoàn tác cả lần nhập',
    params: byId,
    body: z.object({ reason: shapes.text(300) }),
    response: started,
    errors: ['IMPORTS_STATE', 'IMPORTS_BUILT_ON'],
  },
  discard: {
    method: 'POST',
    path: '/api/imports/:importId/discard',
    permission: 'imports.work',
    summary: 'Drops a file that was not imported | Bỏ tệp chưa nhập',
    params: byId,
    response: z.object({ id: shapes.id }),
    errors: ['IMPORTS_STATE'],
  },
  report: {
    method: 'GET',
    path: '/api/imports/:importId/report',
    permission: 'imports.work',
    summary: 'The faulty lines as XLSX, to mend and import again | Bảng các dòng lỗi để sửa và nhập lại',
    params: byId,
    response: 'file',
  },
})
