/** Document types and their abbreviations, typed from handbook 4.4 (State) and 4.5 (Party), and how each is laid out. */
import type { Paper } from './paper.ts'

export interface TypeRow {
  type: string
  /** Empty: the notation of a letter names the issuer and the unit. */
  short: string
  form: Paper['form']
  /** The form has no subject line (PL III mẫu 1.8, 1.10). */
  noSubject?: true
}

/** 28 of the 29: no form of Thư công is laid down anywhere. */
export const stateTypes: TypeRow[] = [
  { type: 'Nghị quyết', short: 'NQ', form: 'decision' },
  { type: 'Quyết định', short: 'QĐ', form: 'decision' },
  { type: 'Chỉ thị', short: 'CT', form: 'plan' },
  { type: 'Quy chế', short: 'QC', form: 'regulation' },
  { type: 'Quy định', short: 'QyĐ', form: 'regulation' },
  { type: 'Thông cáo', short: 'TC', form: 'plan' },
  { type: 'Thông báo', short: 'TB', form: 'plan' },
  { type: 'Hướng dẫn', short: 'HD', form: 'plan' },
  { type: 'Chương trình', short: 'CTr', form: 'plan' },
  { type: 'Kế hoạch', short: 'KH', form: 'plan' },
  { type: 'Phương án', short: 'PA', form: 'plan' },
  { type: 'Đề án', short: 'ĐA', form: 'plan' },
  { type: 'Dự án', short: 'DA', form: 'plan' },
  { type: 'Báo cáo', short: 'BC', form: 'plan' },
  { type: 'Biên bản', short: 'BB', form: 'minutes' },
  { type: 'Tờ trình', short: 'TTr', form: 'plan' },
  { type: 'Hợp đồng', short: 'HĐ', form: 'regulation' },
  { type: 'Công văn', short: '', form: 'letter' },
  { type: 'Công điện', short: 'CĐ', form: 'telegram' },
  { type: 'Bản ghi nhớ', short: 'BGN', form: 'regulation' },
  { type: 'Bản thỏa thuận', short: 'BTT', form: 'regulation' },
  { type: 'Giấy ủy quyền', short: 'GUQ', form: 'slip' },
  { type: 'Giấy mời', short: 'GM', form: 'slip' },
  { type: 'Giấy giới thiệu', short: 'GGT', form: 'slip', noSubject: true },
  { type: 'Giấy nghỉ phép', short: 'GNP', form: 'slip', noSubject: true },
  { type: 'Phiếu gửi', short: 'PG', form: 'slip' },
  { type: 'Phiếu chuyển', short: 'PC', form: 'slip' },
  { type: 'Phiếu báo', short: 'PB', form: 'slip' },
]

/** Those whose abbreviation the handbook prints; the papers and the rest have no form or notation that is known. */
export const partyTypes: TypeRow[] = [
  { type: 'Nghị quyết', short: 'NQ', form: 'plan' },
  { type: 'Quyết định', short: 'QĐ', form: 'decision' },
  { type: 'Chỉ thị', short: 'CT', form: 'plan' },
  { type: 'Kết luận', short: 'KL', form: 'plan' },
  { type: 'Quy chế', short: 'QC', form: 'regulation' },
  { type: 'Quy định', short: 'QĐ', form: 'regulation' },
  { type: 'Thông tri', short: 'TT', form: 'plan' },
  { type: 'Hướng dẫn', short: 'HD', form: 'plan' },
  { type: 'Thông báo', short: 'TB', form: 'plan' },
  { type: 'Báo cáo', short: 'BC', form: 'plan' },
  { type: 'Kế hoạch', short: 'KH', form: 'plan' },
  { type: 'Chương trình', short: 'CTr', form: 'plan' },
  { type: 'Đề án', short: 'ĐA', form: 'plan' },
  { type: 'Phương án', short: 'PA', form: 'plan' },
  { type: 'Tờ trình', short: 'TTr', form: 'plan' },
  { type: 'Công văn', short: 'CV', form: 'letter' },
  { type: 'Biên bản', short: 'BB', form: 'plan' },
]

export const typesOf = (regime: 'state' | 'party'): TypeRow[] => (regime === 'state' ? stateTypes : partyTypes)
