/** The named checks of an import: what is wrong with a cell, and how to mend it. Universal. */

interface Check {
  /** error: the line is not taken; warning: it is, and a person should look. */
  readonly severity: 'error' | 'warning'
  readonly title: { readonly vi: string; readonly en: string }
  /** With facts in braces. */
  readonly text: { readonly vi: string; readonly en: string }
  readonly mend: { readonly vi: string; readonly en: string }
}

export const checks = {
  required: {
    severity: 'error',
    title: { vi: 'Thiếu thông tin bắt buộc', en: 'Required field is blank' },
    text: { vi: 'Thiếu {field}.', en: '{field} is missing.' },
    mend: { vi: 'Điền ô này.', en: 'Fill the cell in.' },
  },
  'too-long': {
    severity: 'error',
    title: { vi: 'Dài quá quy định', en: 'Too long' },
    text: {
      vi: '{field} có {length} ký tự, tối đa {max} (NĐ 30/2020 PL VI).',
      en: '{field} has {length} characters, at most {max} (NĐ 30/2020 PL VI).',
    },
    mend: { vi: 'Rút gọn, phần thừa ghi sang cột Ghi chú.', en: 'Shorten it; put the rest into the note.' },
  },
  'date-unreadable': {
    severity: 'error',
    title: { vi: 'Ngày không đọc được', en: 'Date cannot be read' },
    text: { vi: '{field} “{value}” không phải là ngày.', en: '{field} “{value}” is no date.' },
    mend: { vi: 'Ghi theo ngày/tháng/năm, ví dụ 05/01/2010.', en: 'Write day/month/year, for example 05/01/2010.' },
  },
  'date-short-year': {
    severity: 'error',
    title: { vi: 'Năm chỉ có hai chữ số', en: 'Year of two digits' },
    text: {
      vi: '{field} “{value}” chỉ ghi hai chữ số của năm.',
      en: '{field} “{value}” has only two digits of the year.',
    },
    mend: {
      vi: 'Chọn cách hiểu năm hai chữ số ở bước ghép cột, hoặc ghi đủ bốn chữ số.',
      en: 'Choose how to read two-digit years when matching columns, or write four digits.',
    },
  },
  'date-not-full': {
    severity: 'error',
    title: { vi: 'Ngày chưa đủ', en: 'Date is not full' },
    text: { vi: '{field} “{value}” phải có đủ ngày, tháng, năm.', en: '{field} “{value}” needs day, month and year.' },
    mend: { vi: 'Ghi đủ ngày, tháng, năm.', en: 'Write day, month and year.' },
  },
  future: {
    severity: 'error',
    title: { vi: 'Ngày ở tương lai', en: 'Date in the future' },
    text: { vi: '{field} {value} sau ngày hôm nay.', en: '{field} {value} is after today.' },
    mend: { vi: 'Kiểm tra lại năm.', en: 'Check the year.' },
  },
  'day-order': {
    severity: 'warning',
    title: { vi: 'Ngày đến trước ngày văn bản', en: 'Arrived before it was issued' },
    text: {
      vi: 'Ngày đến {date} trước ngày văn bản {value}.',
      en: 'Arrival on {date} is before the document’s date {value}.',
    },
    mend: {
      vi: 'Kiểm tra lại hai ngày; dòng vẫn được nhập như sổ ghi.',
      en: 'Check both; the line is taken as the book has it.',
    },
  },
  'number-unreadable': {
    severity: 'error',
    title: { vi: 'Số không đọc được', en: 'Number cannot be read' },
    text: {
      vi: '{field} “{value}” không phải số nguyên (số có chữ như 12a chưa nhập được).',
      en: '{field} “{value}” is no whole number (numbers with letters, 12a, cannot be taken yet).',
    },
    mend: {
      vi: 'Ghi số nguyên; số chen (12a) ghi rõ ở cột Ghi chú.',
      en: 'Write a whole number; mention an inserted number (12a) in the note.',
    },
  },
  'number-twice': {
    severity: 'error',
    title: { vi: 'Trùng số trong tệp', en: 'Number twice in the file' },
    text: {
      vi: 'Số {number} của sổ {book} đã có ở dòng {line}.',
      en: 'Number {number} of {book} stands in line {line} already.',
    },
    mend: {
      vi: 'Đối chiếu với sổ giấy và sửa một trong hai dòng.',
      en: 'Compare with the paper book and correct one of the lines.',
    },
  },
  'number-taken': {
    severity: 'error',
    title: { vi: 'Số đã có trong hệ thống', en: 'Number is taken' },
    text: {
      vi: 'Số {number} của sổ {book} đã cấp cho văn bản khác trong hệ thống.',
      en: 'Number {number} of {book} belongs to another document here.',
    },
    mend: {
      vi: 'Đối chiếu hai văn bản; nếu là một, bỏ dòng này khỏi tệp.',
      en: 'Compare both; if they are one, leave the line out.',
    },
  },
  'no-number': {
    severity: 'warning',
    title: { vi: 'Văn bản không có số', en: 'Without a number' },
    text: {
      vi: 'Dòng không ghi số văn bản: nhập thành văn bản không số, không vào sổ.',
      en: 'No number: taken as a document outside the book.',
    },
    mend: {
      vi: 'Nếu sổ giấy có số, điền vào rồi nhập lại dòng này.',
      en: 'If the paper book has a number, fill it in and import the line again.',
    },
  },
  'period-none': {
    severity: 'error',
    title: { vi: 'Chưa có nhiệm kỳ', en: 'No term' },
    text: {
      vi: 'Ngày {value} không thuộc nhiệm kỳ nào đã khai trong hệ thống.',
      en: '{value} lies in no term that is recorded here.',
    },
    mend: {
      vi: 'Khai nhiệm kỳ ở Danh bạ › Nhiệm kỳ rồi nhập lại.',
      en: 'Record the term under Directory › Terms, then import again.',
    },
  },
  secret: {
    severity: 'error',
    title: { vi: 'Bí mật nhà nước', en: 'State secret' },
    text: {
      vi: 'Dòng mang độ mật: không được nhập vào hệ thống nối mạng, nội dung không được giữ lại.',
      en: 'The line is classified: it may not enter a networked system, nothing of it is kept.',
    },
    mend: { vi: 'Đăng ký ở sổ riêng của bộ phận bảo mật.', en: 'Register it in the secrets officer’s own book.' },
  },
  'symbol-unreadable': {
    severity: 'warning',
    title: { vi: 'Số, ký hiệu lạ', en: 'Unusual symbol' },
    text: {
      vi: '“{value}” không tách được thành số và ký hiệu; giữ nguyên ở ô ký hiệu.',
      en: '“{value}” does not split into number and symbol; kept whole.',
    },
    mend: { vi: 'Ghi theo mẫu 15/QĐ-UBND.', en: 'Write it like 15/QĐ-UBND.' },
  },
  'type-unknown': {
    severity: 'warning',
    title: { vi: 'Không rõ tên loại', en: 'Type unknown' },
    text: { vi: 'Không suy ra được tên loại; ghi là “{type}”.', en: 'The type cannot be told; entered as “{type}”.' },
    mend: { vi: 'Điền cột Tên loại.', en: 'Fill in the type.' },
  },
  formula: {
    severity: 'warning',
    title: { vi: 'Ô là công thức', en: 'Formula' },
    text: {
      vi: 'Ô chứa công thức; hệ thống lấy kết quả đã lưu “{value}”.',
      en: 'The cell holds a formula; its saved result “{value}” was taken.',
    },
    mend: { vi: 'Dán lại thành giá trị nếu kết quả sai.', en: 'Paste it as a value if the result is wrong.' },
  },
  'changed-here': {
    severity: 'warning',
    title: { vi: 'Đã xử lý trong hệ thống', en: 'Worked on here' },
    text: {
      vi: 'Văn bản đã được xử lý trong hệ thống nên giữ nguyên, không ghi đè.',
      en: 'The document has been worked on here and is left as it is.',
    },
    mend: { vi: 'Sửa trực tiếp trên văn bản nếu cần.', en: 'Correct the document itself if need be.' },
  },
  twice: {
    severity: 'warning',
    title: { vi: 'Dòng lặp trong tệp', en: 'Line twice in the file' },
    text: {
      vi: 'Dòng giống khóa với dòng {line}; dòng sau thay dòng trước.',
      en: 'Same key as line {line}; the later line replaces it.',
    },
    mend: { vi: 'Bỏ dòng thừa.', en: 'Take the extra line out.' },
  },
} as const satisfies Record<string, Check>

export type CheckId = keyof typeof checks

/** One finding on a line. */
export interface Fault {
  readonly check: CheckId
  /** Field of the kind, if it is about one. */
  readonly field?: string
  /** Column as the file names it. */
  readonly column?: string
  readonly facts?: Readonly<Record<string, string | number>>
}

/** The sentence of a finding. @param fieldName what people call the field */
export function faultText(fault: Fault, lang: 'vi' | 'en', fieldName: string): string {
  const facts: Record<string, string | number> = { field: fieldName, ...fault.facts }
  return checks[fault.check].text[lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
}

export const isError = (fault: Fault): boolean => checks[fault.check].severity === 'error'
