import { defineErrors } from '#platform/errors/index.ts'

export const preservationErrors = defineErrors({
  PRESERVATION_NO_FILES: {
    status: 422,
    vi: 'Hồ sơ chưa có tệp điện tử nào để đóng gói SIP, DIP.',
    en: 'The file has no electronic files to make a SIP or DIP of.',
  },
  PRESERVATION_NO_DATES: {
    status: 422,
    vi: 'Hồ sơ {code} chưa có thời gian tài liệu: thông tư bắt buộc ngày bắt đầu và ngày kết thúc.',
    en: 'File {code} has no dates: the circular wants the day it begins and the day it ends.',
  },
  PRESERVATION_FILE_DAMAGED: {
    status: 409,
    vi: 'Tệp “{name}” trong kho đã bị thay đổi so với lúc nhập: không đóng gói. Xin chạy rà soát tính toàn vẹn.',
    en: 'The file “{name}” in the store is no longer what came in: it is not packed. Run the fixity check.',
  },
  PRESERVATION_NARROWED: {
    status: 403,
    vi: 'Gói có {count} văn bản giới hạn người xem mà bạn không được xem, nên không tải được gói.',
    en: 'The package holds {count} documents that are narrowed to others, so you may not take it.',
  },
  PRESERVATION_INCIDENT_STATE: {
    status: 409,
    vi: 'Sự cố đã kết thúc; hãy tải lại trang.',
    en: 'The incident is closed; read the page again.',
  },
  PRESERVATION_REPLICA_GONE: {
    status: 503,
    vi: 'Không thấy kho bản sao ở {folder}: ổ đĩa chưa gắn, hoặc thư mục không phải bản sao. Không ghi gì vào đó.',
    en: 'The replica is not at {folder}: the disk is not mounted, or the folder is no replica. Nothing was written there.',
  },
  PRESERVATION_NO_COPY: {
    status: 422,
    vi: '“{path}” không phải bản sao ngoại tuyến của Văn Khố.',
    en: '“{path}” is no offline copy of Văn Khố.',
  },
  PRESERVATION_NOT_EMPTY: {
    status: 409,
    vi: 'Lưu trữ của {organization} đang có {count} đơn vị không nằm trong các gói: chỉ dựng lại vào lưu trữ trống.',
    en: 'The archive of {organization} holds {count} units that are in none of the packages: it is rebuilt only where it is empty.',
  },
  PRESERVATION_STOPPED: {
    status: 409,
    vi: 'Đã dừng theo yêu cầu; chưa ghi bản sao nào dở dang.',
    en: 'Stopped as asked; no half copy was left.',
  },
  PRESERVATION_NOTHING: {
    status: 422,
    vi: 'Không có hồ sơ nào để đóng gói ở đây.',
    en: 'There is nothing to pack here.',
  },
})
