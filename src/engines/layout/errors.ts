import { defineErrors } from '#platform/errors/index.ts'

/** Errors of the form checker. The file that was given is never changed. */
export const layoutErrors = defineErrors({
  LAYOUT_NOT_A_DOCUMENT: {
    status: 422,
    vi: 'Chỉ kiểm tra được tệp Word (.docx) và PDF có chữ. Tệp này không phải một trong hai loại đó.',
    en: 'Only Word files (.docx) and PDF files with text can be checked. This file is neither.',
  },
  LAYOUT_OLD_WORD: {
    status: 422,
    vi: 'Tệp Word kiểu cũ (.doc) không kiểm tra được. Hãy mở trong Word và lưu lại thành .docx.',
    en: 'Word files of the old kind (.doc) cannot be checked. Open the file in Word and save it as .docx.',
  },
  LAYOUT_BROKEN: {
    status: 422,
    vi: 'Tệp bị hỏng nên không đọc được.',
    en: 'The file is broken and cannot be read.',
  },
  LAYOUT_XML_BROKEN: {
    status: 422,
    vi: 'Nội dung bên trong tệp Word bị hỏng (XML sai cấu trúc).',
    en: 'The inside of the Word file is broken (its XML is not well-formed).',
  },
  LAYOUT_TOO_LARGE: {
    status: 422,
    vi: 'Tệp mở ra quá lớn so với một văn bản; không kiểm tra.',
    en: 'The file unpacks to far more than a document holds; it is not checked.',
  },
  LAYOUT_ENCRYPTED: {
    status: 422,
    vi: 'Tệp bị khóa bằng mật khẩu nên không kiểm tra được.',
    en: 'The file is locked by a password and cannot be checked.',
  },
  LAYOUT_RULES_UNREADABLE: {
    status: 422,
    vi: 'Tệp quy tắc {file} không đọc được: cần một danh sách JSON các quy định riêng (collection, ruleId, effect, values, validFrom, validTo, basis).',
    en: 'The rules file {file} cannot be read: it holds a JSON list of overrides (collection, ruleId, effect, values, validFrom, validTo, basis).',
  },
  LAYOUT_NO_TEXT: {
    status: 422,
    vi: 'Tệp PDF này không có chữ (bản quét): không có phông, cỡ chữ để kiểm tra.',
    en: 'This PDF has no text (a scan): it has no fonts and sizes to check.',
  },
})
