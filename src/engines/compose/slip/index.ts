import type { HandlingSlip } from './content.ts'
import { slipDocx } from './docx.ts'
import { slipPdf } from './pdf.ts'

/**
 * Prints the phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV, mẫu VII): which document it is, then the leader's
 * direction, the unit head's and the handler's proposal. What is unknown is dotted for the pen.
 * @returns the bytes of an A4 PDF or a DOCX.
 */
export async function composePhieuGiaiQuyet(slip: HandlingSlip, format: 'pdf' | 'docx'): Promise<Uint8Array> {
  return format === 'pdf' ? slipPdf(slip) : slipDocx(slip)
}
