import { defineErrors } from '#platform/errors/index.ts'

export const archiveErrors = defineErrors({
  ARCHIVE_CODE_TAKEN: {
    status: 409,
    vi: 'Mã {code} đã có kho lưu trữ khác dùng.',
    en: 'Another repository uses the code {code}.',
  },
  ARCHIVE_LEVEL: {
    status: 422,
    vi: 'Cấp này không nằm trực tiếp trong cấp đã chọn.',
    en: 'A unit of this level does not lie directly in the one chosen.',
  },
  ARCHIVE_NUMBER_TAKEN: {
    status: 409,
    vi: 'Số {number} đã được dùng ở đây.',
    en: 'The number {number} is used here already.',
  },
  ARCHIVE_DATES: {
    status: 422,
    vi: 'Thời gian bắt đầu đứng sau thời gian kết thúc.',
    en: 'The first date comes after the last one.',
  },
  ARCHIVE_RETENTION: {
    status: 422,
    vi: 'Thời hạn bảo quản không đúng cách ghi: vĩnh viễn, số năm (2 đến 70) hoặc điều kiện.',
    en: 'Not a retention period: permanent, a number of years (2 to 70), or a condition.',
  },
  ARCHIVE_INSIDE_ITSELF: {
    status: 422,
    vi: 'Không chuyển được vào chính nó hoặc vào phần nằm trong nó.',
    en: 'It cannot be moved into itself or into what lies in it.',
  },
  ARCHIVE_NOT_EMPTY: {
    status: 422,
    vi: 'Bên trong còn {count} đơn vị; hãy chuyển hoặc xóa các đơn vị đó trước.',
    en: 'There are {count} units in it; move or remove them first.',
  },
  ARCHIVE_HANDED_ON: {
    status: 409,
    vi: 'Hồ sơ {number} đã giao cho {to}; mô tả ở đây được giữ nguyên.',
    en: 'File {number} was handed to {to}; its description here stays as it is.',
  },
  ARCHIVE_BEING_HANDED: {
    status: 409,
    vi: 'Hồ sơ {number} đang nộp lưu trữ khác: giữ nguyên đến khi bên nhận quyết định.',
    en: 'File {number} is on its way to another archive: it stays as it is until that has decided.',
  },
  ARCHIVE_NARROWED: {
    status: 422,
    vi: 'Hồ sơ chỉ mở cho danh sách riêng: không gộp, không chuyển văn bản giữa hồ sơ này và hồ sơ khác. Bỏ giới hạn của hồ sơ trước.',
    en: 'A file narrowed to a list is not merged, and nothing is moved into or out of it. Lift its narrowing first.',
  },
  ARCHIVE_MERGE: {
    status: 422,
    vi: 'Chỉ gộp được hai đơn vị cùng cấp, cùng kho lưu trữ, khác nhau.',
    en: 'Only two different units of one level and one repository can be merged.',
  },
  ARCHIVE_TOO_MANY: {
    status: 422,
    vi: 'Có {count} đơn vị, nhiều hơn {limit} đơn vị một lần; hãy làm từng mục lục.',
    en: 'There are {count} units, more than {limit} at once; do it inventory by inventory.',
  },
  ARCHIVE_PUBLIC_BY_HEAD: {
    status: 403,
    vi: 'Việc công bố ra ngoài, mở nội dung văn bản do người đứng đầu quyết định.',
    en: 'Publishing to the public and opening documents are decided by the head.',
  },
  ARCHIVE_AUTHORITY_USED: {
    status: 409,
    vi: 'Đã có hồ sơ tên gọi của cơ quan này: {name}.',
    en: 'There is an authority record for this body already: {name}.',
  },
  ARCHIVE_COLLECTION_NAME: {
    status: 409,
    vi: 'Đã có tập văn kiện tên {name}.',
    en: 'There is a collection called {name} already.',
  },
})
