import { registerDocx } from './docx.ts'
import { registerPdf } from './pdf.ts'
import type { RegisterRows, RegisterSpec } from './spec.ts'
import { registerXlsx } from './xlsx.ts'

export type PrintFormat = 'pdf' | 'xlsx' | 'docx'

/**
 * Prints a register, list or report in its legal layout.
 * @param spec what stands on the cover and in the heads; column widths in millimetres or shares.
 * @param rows read one at a time, so a book of 20,000 entries may come from a cursor.
 * @returns the file's bytes. Equal input gives an equal PDF; XLSX and DOCX differ in the zip's time stamps only.
 * @throws AppError COMPOSE_COLUMNS_TOO_WIDE when the columns do not fit the paper.
 */
export async function composeRegister(
  spec: RegisterSpec,
  rows: RegisterRows,
  format: PrintFormat,
): Promise<Uint8Array> {
  if (format === 'pdf') return registerPdf(spec, rows)
  if (format === 'xlsx') return registerXlsx(spec, rows)
  return registerDocx(spec, rows)
}
