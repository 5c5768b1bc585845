import { open } from 'node:fs/promises'
import { openDxl } from '#engines/dxl/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { openCsv } from './csv.ts'
import type { Row, TableSource } from './types.ts'
import { openXlsx } from './xlsx.ts'

/**
 * Opens a table by what the bytes are, never by the file's name.
 * @param path a file on disk; it is only read
 * @param options.sheet sheet of a workbook; the first one when not given
 * @throws AppError TABULAR_UNKNOWN, TABULAR_BROKEN, TABULAR_ENCRYPTED, TABULAR_TOO_LARGE, TABULAR_XML_REFUSED
 */
export async function openTable(path: string, options: { sheet?: string | null } = {}): Promise<TableSource> {
  const file = await open(path)
  const head = Buffer.alloc(4096)
  let size: number
  try {
    size = (await file.read(head, 0, 4096, 0)).bytesRead
  } finally {
    await file.close()
  }
  const start = head.subarray(0, size)
  if (size === 0) throw new AppError('TABULAR_UNKNOWN')
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return openXlsx(path, options.sheet)
  // A compound file: an old .xls, or a workbook under a password.
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new AppError(start.includes('E\0n\0c\0r\0y\0p\0t') ? 'TABULAR_ENCRYPTED' : 'TABULAR_UNKNOWN')
  if (/^%PDF|^\x89PNG|^\xff\xd8\xff|^Rar!|^7z/.test(start.toString('latin1'))) throw new AppError('TABULAR_UNKNOWN')
  const text = start.toString('utf8').replace(/^\ufeff/, '')
  if (/^\s*<(\?xml|!DOCTYPE|database|document)/i.test(text)) return openDxl(path)
  return openCsv(path)
}

/** The first rows of a table, at most `most`. */
export async function firstRows(source: TableSource, most: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of source.rows()) {
    rows.push(...batch.slice(0, most - rows.length))
    if (rows.length >= most) break
  }
  return rows
}
