import { AppError, defineErrors } from '../errors/index.ts'

defineErrors({
  BLOBS_MISSING: {
    status: 410,
    vi: 'Tệp này hiện không có trong kho tệp. Xin báo quản trị: có thể khôi phục từ bản sao.',
    en: 'This file is missing from the store. Tell the administrator: it may be restored from a copy.',
  },
  BLOBS_UNREACHABLE: {
    status: 503,
    vi: 'Kho tệp đang không trả lời, nên chưa đọc hay lưu được tệp này. Không có gì bị mất; xin thử lại sau ít phút.',
    en: 'The file store does not answer, so this file cannot be read or stored just now. Nothing is lost; try again in a few minutes.',
  },
  BLOBS_REFUSED: {
    status: 503,
    vi: 'Kho tệp từ chối hệ thống ({reason}). Xin báo quản trị kiểm tra các mục VANKHO_S3_ trong cấu hình.',
    en: 'The file store refuses the system ({reason}). Ask the administrator to check the VANKHO_S3_ settings.',
  },
  FILES_STOPPED: {
    status: 409,
    vi: 'Đã dừng theo yêu cầu. Tệp đã chép vẫn còn đó; chạy lại lệnh để làm tiếp.',
    en: 'Stopped as asked. What was copied stays; run the command again to go on.',
  },
})

/** The name itself when it is a SHA-256 in lower-case hex; nothing else ever names a file. @throws AppError BLOBS_MISSING */
export function hashedName(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('BLOBS_MISSING')
  return sha256
}
