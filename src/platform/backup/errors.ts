import { defineErrors } from '../errors/index.ts'

export const backupErrors = defineErrors({
  BACKUP_FOLDER_FOREIGN: {
    status: 409,
    vi: 'Thư mục {path} đã có dữ liệu khác, không phải bản sao lưu của hệ thống này. Hãy chọn một thư mục trống.',
    en: 'The folder {path} holds something else than backups of this system. Choose an empty folder.',
  },
  BACKUP_INSIDE_HOME: {
    status: 409,
    vi: 'Thư mục sao lưu {path} nằm trong thư mục dữ liệu: hỏng ổ đĩa là mất cả hai. Hãy chọn ổ khác.',
    en: 'The backup folder {path} lies inside the data folder: one broken disk would take both. Choose another disk.',
  },
  BACKUP_BUSY: {
    status: 409,
    vi: 'Một lần sao lưu khác đang chạy vào {path}. Xin đợi nó xong.',
    en: 'Another backup is being written to {path}. Wait for it to end.',
  },
  BACKUP_NONE: {
    status: 422,
    vi: '{path} không chứa bản sao lưu nào đã hoàn tất.',
    en: '{path} holds no finished backup.',
  },
  BACKUP_DAMAGED: {
    status: 422,
    vi: 'Bản sao lưu không dùng được: {count} phần hỏng hoặc thiếu (trước hết là {first}). Chưa ghi gì vào máy này.',
    en: 'The backup cannot be used: {count} parts are damaged or missing (the first: {first}). Nothing was written.',
  },
  BACKUP_HOME_NOT_EMPTY: {
    status: 409,
    vi: '{path} không trống. Chỉ khôi phục vào một thư mục trống; dữ liệu đang có không bị đụng tới.',
    en: '{path} is not empty. A restore goes into an empty folder only; what is there was left alone.',
  },
  BACKUP_UNTIL: {
    status: 422,
    vi: 'Không khôi phục được về {until}: bản sao lưu này cho phép từ {from} đến {to}.',
    en: 'Cannot restore to {until}: this backup reaches from {from} to {to}.',
  },
  BACKUP_UNTIL_EXTERNAL: {
    status: 422,
    vi: 'Bản sao lưu này từ PostgreSQL ngoài: về một thời điểm bất kỳ phải dùng pg_basebackup và nhật ký WAL của chính máy chủ đó.',
    en: 'This backup is of an external PostgreSQL: for a point in time use pg_basebackup and the archived WAL of that server.',
  },
  BACKUP_TOOL_MISSING: {
    status: 422,
    vi: 'Cần chương trình {tool} của PostgreSQL để sao lưu cơ sở dữ liệu ngoài. Cài: apt install postgresql-client (đúng phiên bản máy chủ).',
    en: 'Backing up an external database needs PostgreSQL’s {tool}. Install: apt install postgresql-client (of the server’s version).',
  },
  BACKUP_TOOL_FAILED: {
    status: 422,
    vi: '{tool} báo lỗi: {words}',
    en: '{tool} failed: {words}',
  },
  BACKUP_VERSION: {
    status: 422,
    vi: 'Bản sao lưu cần PostgreSQL {wanted}, bản đi kèm ở đây là {found}. Hãy khôi phục bằng đúng phiên bản phần mềm đã sao lưu rồi nâng cấp.',
    en: 'The backup needs PostgreSQL {wanted}, this one has {found}. Restore with the version that made it, then upgrade.',
  },
  BACKUP_KIND: {
    status: 422,
    vi: 'Bản sao lưu này là của cơ sở dữ liệu {kind}; cấu hình ở đây dùng loại khác (xem DATABASE_URL).',
    en: 'This backup is of the {kind} database; the configuration here uses the other (see DATABASE_URL).',
  },
  BACKUP_DATABASE_NOT_EMPTY: {
    status: 409,
    vi: 'Cơ sở dữ liệu đích đã có dữ liệu. Hãy tạo một cơ sở dữ liệu trống rồi đặt DATABASE_URL tới đó.',
    en: 'The target database is not empty. Make an empty one and point DATABASE_URL at it.',
  },
  BACKUP_RECOVERY: {
    status: 422,
    vi: 'PostgreSQL không khôi phục được từ bản sao này; thư mục đích đã được dọn sạch. Lời của PostgreSQL: {words}',
    en: 'PostgreSQL could not recover from this backup; the target was emptied again. Its words: {words}',
  },
  BACKUP_UNLIKE: {
    status: 422,
    vi: 'Khôi phục xong nhưng không khớp với bản kê: {what}. Thư mục đích đã được dọn sạch.',
    en: 'What came back is not what the manifest lists: {what}. The target was emptied again.',
  },
  BACKUP_CANCELLED: {
    status: 409,
    vi: 'Đã dừng theo yêu cầu; phần dở dang đã được xóa.',
    en: 'Stopped as asked; what was half-done was removed.',
  },
  BACKUP_LOG_BROKEN: {
    status: 409,
    vi: 'Nhật ký giao dịch trong {path} bị đứt quãng: cần một bản sao lưu đầy đủ mới.',
    en: 'The transaction log in {path} has a gap: a new full backup is needed.',
  },
})
