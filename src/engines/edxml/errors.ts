import { defineErrors } from '#platform/errors/index.ts'

/** Errors of exchange packages. What is refused is refused whole: no part of a package is used. */
export const edxmlErrors = defineErrors({
  EDXML_BROKEN: {
    status: 422,
    vi: 'Gói tin không phải XML đọc được ({reason}).',
    en: 'The package is not XML that can be read ({reason}).',
  },
  EDXML_FOREIGN: {
    status: 422,
    vi: 'Đây không phải gói tin edXML (QCVN 102:2016/BTTTT).',
    en: 'This is no edXML package (QCVN 102:2016/BTTTT).',
  },
  EDXML_HOSTILE: {
    status: 422,
    vi: 'Gói tin có {what}, thứ không được phép trong gói trao đổi văn bản; không đọc tiếp.',
    en: 'The package has {what}, which has no place in an exchange package; it is not read on.',
  },
  EDXML_TOO_LARGE: {
    status: 413,
    vi: 'Gói tin vượt giới hạn ({what}).',
    en: 'The package is beyond the limits ({what}).',
  },
  EDXML_FIELD: {
    status: 422,
    vi: 'Gói tin thiếu hoặc sai mục {field}.',
    en: 'The field {field} of the package is missing or wrong.',
  },
  EDXML_MANIFEST: {
    status: 422,
    vi: 'Danh sách tệp của gói tin và các tệp kèm không khớp nhau ({contentId}).',
    en: 'The manifest of the package and its attachments do not agree ({contentId}).',
  },
  EDXML_CONTENT_ID: {
    status: 422,
    vi: 'Hai tệp trong gói tin có cùng mã nội dung {contentId}.',
    en: 'Two files of the package have the same content id {contentId}.',
  },
  EDXML_NAME: {
    status: 422,
    vi: 'Tên tệp “{name}” trong gói tin không dùng được (trống, là đường dẫn hoặc có ký tự điều khiển).',
    en: 'The file name “{name}” in the package cannot be used (empty, a path, or with control characters).',
  },
  EDXML_ATTACHMENT: {
    status: 422,
    vi: 'Tệp “{name}” trong gói tin không giải mã được ({reason}).',
    en: 'The file “{name}” of the package cannot be decoded ({reason}).',
  },
  EDXML_KEY_UNFIT: {
    status: 422,
    vi: 'Khóa này không ký gói tin được ({reason}): cần RSA từ 2048 bit hoặc ECDSA P-256, P-384.',
    en: 'This key cannot sign packages ({reason}): RSA from 2048 bits or ECDSA P-256, P-384 is needed.',
  },
})
