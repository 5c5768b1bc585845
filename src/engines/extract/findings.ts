/** Findings about files, in both languages. */
import type { Finding } from './types.ts'

const TEXTS = {
  EXTRACT_EMPTY: ['Tệp rỗng (0 byte).', 'The file is empty (0 bytes).'],
  EXTRACT_UNKNOWN_FORMAT: [
    'Chưa đọc được định dạng này: chỉ giữ nguyên bản gốc.',
    'This format cannot be read: the original is kept as it is.',
  ],
  EXTRACT_BROKEN: [
    'Tệp hỏng hoặc không đọc được nội dung. Bản gốc được giữ nguyên.',
    'The file is damaged or its content cannot be read. The original is kept as it is.',
  ],
  EXTRACT_BOMB: [
    'Tệp nén bên trong quá lớn một cách bất thường, có thể là tệp gây hại: không mở nội dung, bản gốc được giữ nguyên.',
    'What is packed inside is unusually large; the file may be harmful: it was not opened, the original is kept as it is.',
  ],
  EXTRACT_IMAGE_TOO_LARGE: [
    'Ảnh có quá nhiều điểm ảnh (trên 160 triệu) nên không mở để đọc; bản gốc được giữ nguyên. Nên quét lại ở 200–300 dpi.',
    'The picture has too many pixels (over 160 million) to be opened; the original is kept as it is. Scan again at 200–300 dpi.',
  ],
  EXTRACT_REPAIRED: [
    'Tệp có lỗi cấu trúc nhưng vẫn đọc được nội dung.',
    'The file has structural faults, but its content could be read.',
  ],
  EXTRACT_ENCRYPTED: [
    'Tệp được bảo vệ bằng mật khẩu: giữ nguyên bản gốc, xin nhập thông tin bằng tay hoặc đề nghị nơi gửi gửi bản không khóa.',
    'The file is protected by a password: the original is kept; fill in the form by hand or ask the sender for an open copy.',
  ],
  EXTRACT_RESTRICTED: [
    'Tệp có hạn chế quyền (in, sao chép) của người tạo.',
    'The author of the file has restricted printing or copying.',
  ],
  EXTRACT_SIGNED: [
    'Tệp có chữ ký số: không được sửa tệp này, hãy kiểm tra chữ ký.',
    'The file carries a digital signature: do not alter it; verify the signature.',
  ],
  EXTRACT_TOO_LONG: [
    'Tệp có quá nhiều trang: chỉ đọc các trang đầu.',
    'The file has too many pages: only the first ones were read.',
  ],
  EXTRACT_OCR_LIMIT: [
    'Tệp nhiều trang ảnh: chỉ nhận dạng chữ các trang đầu.',
    'Many pages are images: only the first ones were recognised.',
  ],
  EXTRACT_OCR_TIMEOUT: [
    'Có trang nhận dạng chữ quá lâu nên bỏ qua.',
    'A page took too long to recognise and was left out.',
  ],
  EXTRACT_NO_OCR: [
    'Máy chủ chưa có bộ nhận dạng chữ (gói tesseract-ocr-vie): chưa đọc được ảnh quét.',
    'No OCR engine on this server (package tesseract-ocr-vie): scanned pages were not read.',
  ],
  EXTRACT_POOR_TEXT_LAYER: [
    'Lớp chữ có sẵn trong tệp kém chất lượng: đã nhận dạng lại.',
    'The text layer inside the file is poor: it was recognised again.',
  ],
  EXTRACT_TURNED: [
    'Có trang quét ngang hoặc ngược chiều: máy đã xoay khi đọc; bấm Alt+T để xoay trang trong bản dẫn xuất.',
    'Some pages were scanned sideways or upside down: they were turned for reading; press Alt+T to turn the derived copy.',
  ],
  EXTRACT_NO_TEXT: ['Không tìm thấy chữ nào trong tệp.', 'No text was found in the file.'],
  EXTRACT_HAS_MACROS: [
    'Tệp Word có macro: không chạy, chỉ đọc chữ.',
    'The Word file has macros: they were not run, only text was read.',
  ],
} as const

export type FindingCode = keyof typeof TEXTS

export function finding(code: FindingCode): Finding {
  const [vi, en] = TEXTS[code]
  return { code, vi, en }
}

/** Is this the finding that nothing could be read of the file at all? */
export function isUnreadable({ code }: Finding): boolean {
  return /^EXTRACT_(EMPTY|UNKNOWN_FORMAT|BROKEN|ENCRYPTED|BOMB|IMAGE_TOO_LARGE)$/.test(code)
}

/** Every finding there is, for the documentation. */
export function allFindings(): Finding[] {
  return (Object.keys(TEXTS) as FindingCode[]).map(finding)
}

/** A list that holds each code once. */
export class FindingList {
  readonly items: Finding[] = []

  add(code: FindingCode): void {
    if (!this.items.some((item) => item.code === code)) this.items.push(finding(code))
  }
}
