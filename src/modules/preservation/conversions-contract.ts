/** Copies in formats that last, beside the originals (TT 05/2025; handbook 8.9). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const puid = z.string().regex(/^(x-)?fmt\/\d+$/)

export const copySchema = z.object({
  id: shapes.id,
  /** Of the original. */
  fileName: z.string(),
  documentTitle: z.string(),
  format: z.string(),
  puid: z.string(),
  size: z.number(),
  pages: z.number().nullable(),
  program: z.string(),
  madeAt: shapes.instant,
  madeByName: z.string(),
  /** The original bears a signature, which no copy carries. */
  isSourceSigned: z.boolean(),
  notes: z.string().nullable(),
})
export type CopyLine = z.infer<typeof copySchema>

export const conversions = defineContract('preservation', {
  convert: {
    method: 'POST',
    path: '/api/preservation/formats/convert',
    permission: 'preservation.work',
    summary:
      'Makes copies in formats that last: where the policy asks for them, or of one format as PDF/A | Tạo bản chuyển đổi lưu trữ: theo quy định về định dạng, hoặc PDF/A cho một định dạng',
    body: z.object({
      /** Left out: all formats whose policy says `convert`. */
      puid: puid.optional(),
    }),
    response: z.object({ jobId: shapes.id, files: z.number() }),
    errors: ['PRESERVATION_NOTHING_TO_CONVERT', 'PRESERVATION_NO_PROGRAM'],
  },
  copies: {
    method: 'GET',
    path: '/api/preservation/units/:unitId/copies',
    permission: 'preservation.copies',
    summary: 'Copies in formats that last of the files in a unit | Bản chuyển đổi lưu trữ của các tệp trong hồ sơ',
    params: z.object({ unitId: shapes.id }),
    response: z.object({ items: z.array(copySchema) }),
  },
  openCopy: {
    method: 'GET',
    path: '/api/preservation/copies/:copyId',
    permission: 'preservation.copies',
    summary: 'The bytes of a copy | Nội dung một bản chuyển đổi lưu trữ',
    params: z.object({ copyId: shapes.id }),
    query: z.object({
      /** saved to disk instead of shown */
      download: z.enum(['1']).optional(),
    }),
    response: 'file',
    errors: ['BLOBS_MISSING'],
  },
})
