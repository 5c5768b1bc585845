import { defineErrors } from '#platform/errors/index.ts'

/** Errors of packages: what cannot be read or made at all. What is wrong inside a package is a finding. */
export const packageErrors = defineErrors({
  PACKAGE_UNREADABLE: {
    status: 422,
    vi: '“{name}” không phải thư mục, tệp .zip hay .tar đọc được ({reason}).',
    en: '“{name}” is no folder, .zip or .tar that can be read ({reason}).',
  },
  PACKAGE_METADATA: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: mục {field} chưa đúng ({reason}).',
    en: 'Metadata file: the field {field} is not right ({reason}).',
  },
  PACKAGE_METADATA_UNREADABLE: {
    status: 422,
    vi: 'Tệp siêu dữ liệu không phải JSON đọc được ({reason}).',
    en: 'The metadata file is not JSON that can be read ({reason}).',
  },
  PACKAGE_FILES: {
    status: 422,
    vi: 'Không đóng gói được tệp “{path}”: {reason}.',
    en: 'The file “{path}” cannot be packed: {reason}.',
  },
  PACKAGE_NO_FILES: {
    status: 422,
    vi: 'Thư mục “{path}” không có tệp nào để đóng gói.',
    en: 'The folder “{path}” has no files to pack.',
  },
  PACKAGE_EXISTS: {
    status: 409,
    vi: '“{path}” đã có; gói không ghi đè lên gì cả.',
    en: '“{path}” exists already; a package overwrites nothing.',
  },
  PACKAGE_CHANGED: {
    status: 409,
    vi: 'Tệp “{path}” thay đổi trong lúc đóng gói. Xin làm lại.',
    en: 'The file “{path}” changed while it was packed. Try again.',
  },
  PACKAGE_FIELD_MISSING: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: thiếu {field}.',
    en: 'Metadata file: {field} is missing.',
  },
  PACKAGE_FIELD_LENGTH: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} dài {found} ký tự, tối đa {limit}.',
    en: 'Metadata file: {field} has {found} characters, {limit} at most.',
  },
  PACKAGE_FIELD_CODE: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} có mã “{found}” ngoài danh mục {list}.',
    en: 'Metadata file: {field} has the code “{found}”, which the list {list} does not know.',
  },
  PACKAGE_FIELD_NUMBER: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} “{found}” không phải số.',
    en: 'Metadata file: {field} “{found}” is no number.',
  },
  PACKAGE_FIELD_FLAG: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} “{found}” phải là 0 hoặc 1.',
    en: 'Metadata file: {field} “{found}” must be 0 or 1.',
  },
  PACKAGE_FIELD_DATE: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} “{found}” không phải ngày DD/MM/YYYY.',
    en: 'Metadata file: {field} “{found}” is no day DD/MM/YYYY.',
  },
  PACKAGE_FIELD_UNKNOWN: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: loại gói này không có {field}.',
    en: 'Metadata file: this kind of package has no {field}.',
  },
  PACKAGE_FIELD_RULE: {
    status: 422,
    vi: 'Tệp siêu dữ liệu: {field} “{found}” phải là {expected}.',
    en: 'Metadata file: {field} “{found}” must be {expected}.',
  },
  PACKAGE_FILE_NOT_NAMED: {
    status: 422,
    vi: 'Tệp “{path}” có trong thư mục nhưng tệp siêu dữ liệu không nhắc tới.',
    en: 'The file “{path}” lies in the folder, the metadata file does not name it.',
  },
  PACKAGE_FILE_NOT_THERE: {
    status: 422,
    vi: 'Tệp siêu dữ liệu nhắc tới “{path}” ({field}), trong thư mục không có.',
    en: 'The metadata file names “{path}” ({field}), which is not in the folder.',
  },
})
