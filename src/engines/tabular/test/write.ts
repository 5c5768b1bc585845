/** Files for the tests: workbooks and texts as old systems leave them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'

const folder = mkdtempSync(join(tmpdir(), 'vankho-tabular-'))
let count = 0

export function fileOf(bytes: string | Uint8Array, ending = 'dat'): string {
  const path = join(folder, `${count++}.${ending}`)
  writeFileSync(path, bytes)
  return path
}

export async function workbookOf(rows: readonly (readonly unknown[])[], name = 'Trang 1'): Promise<string> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(name)
  for (const row of rows) sheet.addRow([...row])
  return fileOf(new Uint8Array(await book.xlsx.writeBuffer()), 'xlsx')
}

export const csvCell = (text: string, delimiter = ','): string =>
  /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text

/** Inverse of a table of letters, for writing what an old system would have written. */
export function encodeLike(text: string, letters: Readonly<Record<string, string>>): Buffer {
  return Buffer.from([...text.normalize('NFC')].map((char) => letters[char] ?? char).join(''), 'latin1')
}
