import { defineErrors } from '#platform/errors/index.ts'

/** Errors of reading tables out of files. The file is never changed. */
export const tabularErrors = defineErrors({
  TABULAR_UNKNOWN: {
    status: 422,
    vi: 'Tệp này không phải bảng XLSX, CSV hay tệp DXL của Lotus Notes. Tệp .xls đời cũ: xin mở bằng Excel và lưu lại thành .xlsx.',
    en: 'This file is no XLSX or CSV table and no DXL of Lotus Notes. An old .xls: open it in Excel and save it as .xlsx.',
  },
  TABULAR_BROKEN: {
    status: 422,
    vi: 'Không đọc được bảng: {reason}.',
    en: 'The table cannot be read: {reason}.',
  },
  TABULAR_ENCRYPTED: {
    status: 422,
    vi: 'Tệp XLSX có mật khẩu mở; xin bỏ mật khẩu rồi nạp lại.',
    en: 'The XLSX file has a password for opening; take it off and load it again.',
  },
  TABULAR_TOO_LARGE: {
    status: 422,
    vi: 'Tệp bung ra quá lớn so với kích thước nén ({what}); có thể là tệp độc hại nên không đọc tiếp.',
    en: 'The file unfolds to far more than its packed size ({what}); it may be hostile and is not read on.',
  },
  TABULAR_XML_REFUSED: {
    status: 422,
    vi: 'Tệp XML có khai báo DTD hoặc thực thể riêng; vì an toàn, hệ thống không đọc tệp loại này.',
    en: 'The XML declares a DTD or entities of its own; for safety such files are not read.',
  },
  TABULAR_QUOTE_OPEN: {
    status: 422,
    vi: 'Dấu ngoặc kép mở ở dòng {line} không có dấu đóng nên không biết ô kết thúc ở đâu.',
    en: 'The quotation mark opened in line {line} is never closed, so nobody can tell where the cell ends.',
  },
  TABULAR_NO_SHEET: {
    status: 422,
    vi: 'Không tìm thấy trang tính “{sheet}”.',
    en: 'There is no sheet “{sheet}”.',
  },
})
