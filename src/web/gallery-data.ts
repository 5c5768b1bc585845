import type { Tone } from './kit/state-badge.tsx'

/** Invented rows for the showcase: no real body, person or document. */
export interface GalleryRow {
  id: string
  number: number
  symbol: string
  received: string
  issuer: string
  subject: string
  holder: string
  due: string
  tone: Tone
  word: string
}

const subjects = [
  'Kế hoạch kiểm tra công tác văn thư, lưu trữ năm 2026',
  'Về việc báo cáo tình hình sử dụng đất công ích trên địa bàn xã',
  'Về việc triển khai thực hiện Quyết định của Ủy ban nhân dân tỉnh Lam Hà ban hành Quy chế phối hợp giữa các cơ quan trong việc tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính và giải quyết thủ tục hành chính trên địa bàn tỉnh giai đoạn 2026 - 2030',
  'Giấy mời họp giao ban tháng',
  'Đề nghị cấp kinh phí sửa chữa trụ sở làm việc',
]
const issuers = ['Sở Nội vụ tỉnh Lam Hà', 'UBND xã Sông Mây', 'Chi cục An toàn thực phẩm', 'UBND xã Đồi Chè']
const states: readonly (readonly [Tone, string])[] = [
  ['new', 'Mới đến'],
  ['waiting', 'Chờ trình'],
  ['doing', 'Đang xử lý'],
  ['overdue', 'Quá hạn'],
  ['done', 'Đã xong'],
  ['returned', 'Trả lại'],
]
const people = ['Nguyễn Thị An', 'Lò Văn Bình', 'Công Tằng Tôn Nữ Hoàng Nguyên Thị Phương Thảo Quỳnh Như', 'Trần Mơ']

/** The row at a place of an endless list. */
export function galleryRow(index: number): GalleryRow {
  const state = states[index % states.length]!
  return {
    id: String(index),
    number: 1284 - index,
    symbol: `${15 + ((index * 7) % 300)}/${['QĐ-UBND', 'KH-ATTP', 'CV-SNV', 'GM-VP'][index % 4]}`,
    received: `2026-11-${String(23 - (index % 22)).padStart(2, '0')}`,
    issuer: issuers[index % issuers.length]!,
    subject: subjects[index % subjects.length]!,
    holder: people[index % people.length]!,
    due: `2026-11-${String(14 + (index % 16)).padStart(2, '0')}`,
    tone: state[0],
    word: state[1],
  }
}
