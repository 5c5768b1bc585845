import type { PrintFormat } from './register/index.ts'

/** Media type of each format that documents and registers are made in. */
export const mediaTypes: Readonly<Record<PrintFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
