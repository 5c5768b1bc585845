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
  PRESERVATION_NOTHING_TO_CONVERT: {
    status: 422,
    vi: 'Không có tệp nào cần chuyển đổi: các tệp đã có bản chuyển đổi, hoặc chưa được đóng gói nên chưa biết định dạng.',
    en: 'There is nothing to convert: the files have their copies, or are not packed and their format is not known yet.',
  },
  PRESERVATION_NO_PROGRAM: {
    status: 422,
    vi: 'Máy chủ chưa có chương trình để chuyển đổi. Cài: apt install {package}',
    en: 'The program that converts is not installed on the server. Install: apt install {package}',
  },
  PRESERVATION_CONVERT_TIMEOUT: {
    status: 422,
    vi: '{program} không xong trong thời gian cho phép: đã dừng, không giữ bản nào.',
    en: '{program} did not end in the time that it was given: it was stopped, no copy was kept.',
  },
  PRESERVATION_CONVERT_TOO_LARGE: {
    status: 422,
    vi: 'Bản chuyển đổi lớn hơn mức cho phép ({limit} MB): không giữ.',
    en: 'The copy would be larger than is allowed ({limit} MB): it was not kept.',
  },
  PRESERVATION_CONVERT_LOCKED: {
    status: 422,
    vi: 'Tệp có mật khẩu nên không chuyển đổi được. Xin bỏ mật khẩu rồi nộp lại.',
    en: 'The file wants a password and cannot be converted. Take the password off and hand it in again.',
  },
  PRESERVATION_CONVERT_BROKEN: {
    status: 422,
    vi: 'Tệp hỏng, không mở được: không chuyển đổi.',
    en: 'The file is broken and cannot be opened: it was not converted.',
  },
  PRESERVATION_CONVERT_FAILED: {
    status: 422,
    vi: '{program} không chuyển đổi được tệp (tệp hỏng, có mật khẩu, hoặc quá lớn).',
    en: '{program} could not convert the file (it is broken, wants a password, or is too large).',
  },
  PRESERVATION_CONVERT_PAGES: {
    status: 422,
    vi: 'Bản chuyển đổi không đủ số trang của bản gốc: không giữ.',
    en: 'The copy has not as many pages as the original: it was not kept.',
  },
  PRESERVATION_CONVERT_FORMAT: {
    status: 422,
    vi: '{program} cho ra định dạng {found}, không phải {wanted}: không giữ.',
    en: '{program} made {found}, not {wanted}: it was not kept.',
  },
})
