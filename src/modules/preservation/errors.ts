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
  PRESERVATION_NOTHING: {
    status: 422,
    vi: 'Không có hồ sơ nào để đóng gói ở đây.',
    en: 'There is nothing to pack here.',
  },
})
