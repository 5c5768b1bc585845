/** Invented documents for the tests: no body, person or place in them exists. */
import type { Figure, Spec } from './draw.ts'

const typed = (text: string): Figure => ({ typed: text })
export const hand = (text: string, layer: string): Figure => ({ hand: text, layer })

const BODY = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
  'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
  'Ủy ban nhân dân xã Sông Mây giao Văn phòng chủ trì, phối hợp với các đơn vị liên quan rà soát, lập danh mục hồ sơ của năm và báo cáo kết quả thực hiện đúng thời hạn quy định.',
]

export const decision: Spec = {
  organ: ['ỦY BAN NHÂN DÂN', 'XÃ SÔNG MÂY'],
  number: typed('15'),
  notation: '/QĐ-UBND',
  place: 'Sông Mây',
  day: typed('05'),
  month: typed('01'),
  year: typed('2026'),
  type: 'QUYẾT ĐỊNH',
  subject: ['Về việc ban hành danh mục hồ sơ năm 2026', 'của Ủy ban nhân dân xã Sông Mây'],
  body: BODY,
  position: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  signer: 'Nguyễn Văn Tâm',
  recipients: ['- Như Điều 3;', '- Sở Nội vụ tỉnh Lam Hà;', '- Lưu: VT, VP.'],
}

export const letter: Spec = {
  parent: 'SỞ NÔNG NGHIỆP TỈNH LAM HÀ',
  organ: ['CHI CỤC TRỒNG TRỌT'],
  number: typed('238'),
  notation: '/CCTT-HC',
  place: 'Lam Hà',
  day: typed('17'),
  month: typed('9'),
  year: typed('2026'),
  subject: ['V/v kiểm tra tiến độ gieo trồng', 'vụ đông xuân năm 2026'],
  addressee: 'Ủy ban nhân dân xã Đồi Chè',
  body: BODY,
  position: ['CHI CỤC TRƯỞNG'],
  signer: 'Trần Thị Mai Lan',
  recipients: ['- Như trên;', '- Lưu: VT.'],
}

export const partyPlan: Spec = {
  regime: 'party',
  parent: 'ĐẢNG BỘ TỈNH LAM HÀ',
  organ: ['TỈNH ỦY LAM HÀ'],
  number: typed('34'),
  notation: '-KH/TU',
  place: 'Lam Hà',
  day: typed('20'),
  month: typed('11'),
  year: typed('2026'),
  type: 'KẾ HOẠCH',
  subject: ['học tập, quán triệt Nghị quyết Đại hội', 'Đảng bộ tỉnh nhiệm kỳ 2025 - 2030'],
  body: BODY,
  position: ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'],
  signer: 'Lê Quang Hòa',
  recipients: ['- Các đảng ủy trực thuộc,', '- Lưu Văn phòng Tỉnh ủy.'],
}

export const submission: Spec = {
  ...decision,
  number: typed('07'),
  notation: '/TTr-UBND',
  type: 'TỜ TRÌNH',
  subject: ['Về việc xin chủ trương sửa chữa nhà văn hóa', 'thôn Đồi Chè'],
  addressee: 'Ủy ban nhân dân tỉnh Lam Hà',
  position: ['CHỦ TỊCH'],
}

/** The same document with number and day by hand, which the text layer reads as clean wrong digits. */
export function byHand(spec: Spec, number: [string, string], day: [string, string]): Spec {
  return { ...spec, number: hand(...number), day: hand(...day) }
}
