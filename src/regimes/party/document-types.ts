/** Document types of Party bodies: 25 types and 8 papers (399-QĐ/TW Đ5–7; before it 66-QĐ/TW and 223-QĐ/TW), and the copy. */
import { PARTY_FROM, QD399, QD399_FROM, stands } from '../shared/sources.ts'
import type { DocumentType, DocumentTypeGroup } from '../types.ts'

type Line = readonly [code: string, vi: string, en: string, abbreviation: string | null, group?: DocumentTypeGroup]

const lines: readonly Line[] = [
  ['cuong-linh', 'Cương lĩnh chính trị', 'Political platform', null, 'founding'],
  ['dieu-le', 'Điều lệ Đảng', 'Party statutes', null, 'founding'],
  ['chien-luoc', 'Chiến lược', 'Strategy', null, 'founding'],
  ['nghi-quyet', 'Nghị quyết', 'Resolution', 'NQ'],
  ['quyet-dinh', 'Quyết định', 'Decision', 'QĐ'],
  ['chi-thi', 'Chỉ thị', 'Directive', 'CT'],
  ['ket-luan', 'Kết luận', 'Conclusion', 'KL'],
  ['quy-che', 'Quy chế', 'Working rules', 'QC'],
  // The same letters as Quyết định: the type name decides (handbook 4.3).
  ['quy-dinh', 'Quy định', 'Regulation', 'QĐ'],
  ['thong-tri', 'Thông tri', 'Circular', 'TT'],
  ['huong-dan', 'Hướng dẫn', 'Guidance', 'HD'],
  ['thong-bao', 'Thông báo', 'Notice', 'TB'],
  ['thong-cao', 'Thông cáo', 'Communiqué', null],
  ['tuyen-bo', 'Tuyên bố', 'Declaration', null],
  ['loi-keu-goi', 'Lời kêu gọi', 'Appeal', null],
  ['bao-cao', 'Báo cáo', 'Report', 'BC'],
  ['ke-hoach', 'Kế hoạch', 'Plan', 'KH'],
  ['quy-hoach', 'Quy hoạch', 'Master plan', null],
  ['chuong-trinh', 'Chương trình', 'Programme', 'CTr'],
  ['de-an', 'Đề án', 'Scheme', 'ĐA'],
  ['phuong-an', 'Phương án', 'Option paper', 'PA'],
  ['du-an', 'Dự án', 'Project', null],
  ['to-trinh', 'Tờ trình', 'Submission', 'TTr'],
  ['cong-van', 'Công văn', 'Official letter', 'CV'],
  ['bien-ban', 'Biên bản', 'Minutes', 'BB'],
  ['giay-gioi-thieu', 'Giấy giới thiệu', 'Letter of introduction', null, 'paper'],
  ['giay-chung-nhan', 'Giấy chứng nhận', 'Certificate', null, 'paper'],
  ['giay-di-duong', 'Giấy đi đường', 'Travel order', null, 'paper'],
  ['giay-nghi-phep', 'Giấy nghỉ phép', 'Leave slip', null, 'paper'],
  ['giay-moi', 'Giấy mời', 'Invitation', null, 'paper'],
  ['phieu-chuyen', 'Phiếu chuyển', 'Transfer slip', null, 'paper'],
  ['phieu-gui', 'Phiếu gửi', 'Dispatch slip', null, 'paper'],
  ['thu-cong', 'Thư công', 'Official note', null, 'paper'],
  ['ban-sao', 'Bản sao', 'Copy', 'BS', 'copy'],
]

function rows([code, vi, en, abbreviation, group = 'administrative']: Line): DocumentType[] {
  const base = { id: code, code, vi, en, abbreviation, group, isIssued: group !== 'founding' }
  return [
    { ...base, ...stands('66-QĐ/TW; 223-QĐ/TW', null, 'B', PARTY_FROM, '2026-01-08') },
    { ...base, ...stands(QD399, 'Đ5–7', 'A2', QD399_FROM) },
  ]
}

export const partyDocumentTypes: readonly DocumentType[] = lines.flatMap(rows)
