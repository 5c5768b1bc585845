/** Document types of State bodies: the 29 administrative types of NĐ 30/2020 Đ7 and PL III.I, the copies, and the law-making types met among incoming documents. */
import { ND30, ND30_FROM, stands } from '../shared/sources.ts'
import type { DocumentType, DocumentTypeGroup } from '../types.ts'

type Line = readonly [code: string, vi: string, en: string, abbreviation: string | null, group?: DocumentTypeGroup]

const administrative: readonly Line[] = [
  ['nghi-quyet', 'Nghị quyết', 'Resolution', 'NQ'],
  ['quyet-dinh', 'Quyết định', 'Decision', 'QĐ'],
  ['chi-thi', 'Chỉ thị', 'Directive', 'CT'],
  ['quy-che', 'Quy chế', 'Working rules', 'QC'],
  ['quy-dinh', 'Quy định', 'Regulation', 'QyĐ'],
  ['thong-cao', 'Thông cáo', 'Communiqué', 'TC'],
  ['thong-bao', 'Thông báo', 'Notice', 'TB'],
  ['huong-dan', 'Hướng dẫn', 'Guidance', 'HD'],
  ['chuong-trinh', 'Chương trình', 'Programme', 'CTr'],
  ['ke-hoach', 'Kế hoạch', 'Plan', 'KH'],
  ['phuong-an', 'Phương án', 'Option paper', 'PA'],
  ['de-an', 'Đề án', 'Scheme', 'ĐA'],
  ['du-an', 'Dự án', 'Project', 'DA'],
  ['bao-cao', 'Báo cáo', 'Report', 'BC'],
  ['bien-ban', 'Biên bản', 'Minutes', 'BB'],
  ['to-trinh', 'Tờ trình', 'Submission', 'TTr'],
  ['hop-dong', 'Hợp đồng', 'Contract', 'HĐ'],
  ['cong-van', 'Công văn', 'Official letter', null],
  ['cong-dien', 'Công điện', 'Official telegram', 'CĐ'],
  ['ban-ghi-nho', 'Bản ghi nhớ', 'Memorandum', 'BGN'],
  ['ban-thoa-thuan', 'Bản thỏa thuận', 'Agreement', 'BTT'],
  ['giay-uy-quyen', 'Giấy ủy quyền', 'Power of attorney', 'GUQ', 'paper'],
  ['giay-moi', 'Giấy mời', 'Invitation', 'GM', 'paper'],
  ['giay-gioi-thieu', 'Giấy giới thiệu', 'Letter of introduction', 'GGT', 'paper'],
  ['giay-nghi-phep', 'Giấy nghỉ phép', 'Leave slip', 'GNP', 'paper'],
  ['phieu-gui', 'Phiếu gửi', 'Dispatch slip', 'PG', 'paper'],
  ['phieu-chuyen', 'Phiếu chuyển', 'Transfer slip', 'PC', 'paper'],
  ['phieu-bao', 'Phiếu báo', 'Notification slip', 'PB', 'paper'],
  ['thu-cong', 'Thư công', 'Official note', null, 'paper'],
]

const copies: readonly Line[] = [
  ['sao-y', 'Sao y', 'True copy', 'SY', 'copy'],
  ['sao-luc', 'Sao lục', 'Copy of a copy', 'SL', 'copy'],
  ['trich-sao', 'Trích sao', 'Extract', 'TrS', 'copy'],
]

/** Luật Ban hành văn bản quy phạm pháp luật; written from general knowledge. */
const legal: readonly Line[] = [
  ['hien-phap', 'Hiến pháp', 'Constitution', null, 'legal'],
  ['bo-luat', 'Bộ luật', 'Code', null, 'legal'],
  ['luat', 'Luật', 'Law', null, 'legal'],
  ['phap-lenh', 'Pháp lệnh', 'Ordinance', 'PL', 'legal'],
  ['lenh', 'Lệnh', 'Order', 'L', 'legal'],
  ['nghi-dinh', 'Nghị định', 'Government decree', 'NĐ', 'legal'],
  ['nghi-quyet-lien-tich', 'Nghị quyết liên tịch', 'Joint resolution', 'NQLT', 'legal'],
  ['thong-tu', 'Thông tư', 'Circular', 'TT', 'legal'],
  ['thong-tu-lien-tich', 'Thông tư liên tịch', 'Joint circular', 'TTLT', 'legal'],
]

function row([code, vi, en, abbreviation, group = 'administrative']: Line): DocumentType {
  const base = { id: code, code, vi, en, abbreviation, group }
  if (group === 'legal') {
    return {
      ...base,
      isIssued: false,
      ...stands('Luật Ban hành văn bản quy phạm pháp luật', null, 'B', ND30_FROM),
    }
  }
  const article = group === 'copy' ? 'Đ25; PL III.I' : 'Đ7; PL III.I'
  return { ...base, isIssued: true, ...stands(ND30, article, 'A', ND30_FROM) }
}

export const stateDocumentTypes: readonly DocumentType[] = [...administrative, ...copies, ...legal].map(row)
