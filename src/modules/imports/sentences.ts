/** The named checks of an import: what is wrong with a cell, and how to mend it. Universal. */
import { inventoryChecks } from './sentences-inventory.ts'

export interface Check {
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
      vi: '{field} “{value}” không phải số của sổ (số nguyên, hoặc số chen như 12a).',
      en: '{field} “{value}” is no number of a register (a whole number, or an inserted one such as 12a).',
    },
    mend: {
      vi: 'Ghi số nguyên; số chen ghi liền chữ: 12a, 12b.',
      en: 'Write a whole number; an inserted one with its letters: 12a, 12b.',
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
      vi: 'Đã được xử lý hoặc sửa trong hệ thống nên giữ nguyên, không ghi đè.',
      en: 'It has been worked on or changed here and is left as it is.',
    },
    mend: { vi: 'Sửa trực tiếp trong hệ thống nếu cần.', en: 'Correct it here if need be.' },
  },
  'word-unknown': {
    severity: 'error',
    title: { vi: 'Từ không có trong danh mục', en: 'Word not in the list' },
    text: {
      vi: '{field} “{value}” không có trong danh mục: {list}.',
      en: '{field} “{value}” is not in the list: {list}.',
    },
    mend: { vi: 'Dùng đúng tên trong danh mục.', en: 'Use a name of the list.' },
  },
  guessed: {
    severity: 'warning',
    title: { vi: 'Suy ra từ tên hoặc cấp trên', en: 'Told from the name or the superior' },
    text: { vi: '{field} để trống, suy ra là “{value}”.', en: '{field} is blank; taken to be “{value}”.' },
    mend: { vi: 'Điền cột này nếu suy ra chưa đúng.', en: 'Fill the column in if that is wrong.' },
  },
  'code-invalid': {
    severity: 'error',
    title: { vi: 'Mã định danh sai mẫu', en: 'Identifier badly formed' },
    text: { vi: 'Mã “{value}” không đúng mẫu H99.12.34.', en: 'Identifier “{value}” is not written like H99.12.34.' },
    mend: {
      vi: 'Ghi mã theo QĐ 20/2020/QĐ-TTg, hoặc để trống.',
      en: 'Write it after QĐ 20/2020/QĐ-TTg or leave it blank.',
    },
  },
  'code-taken': {
    severity: 'error',
    title: { vi: 'Mã định danh của cơ quan khác', en: 'Identifier of another body' },
    text: { vi: 'Mã “{value}” đang của “{name}”.', en: 'Identifier “{value}” belongs to “{name}”.' },
    mend: { vi: 'Kiểm tra lại mã hoặc tên.', en: 'Check the identifier or the name.' },
  },
  'body-unknown': {
    severity: 'error',
    title: { vi: 'Không thấy cơ quan', en: 'Organisation not found' },
    text: {
      vi: '{field} “{value}” không có trong danh bạ, cũng không có ở dòng hợp lệ nào gần đó trong tệp.',
      en: '{field} “{value}” is neither in the directory nor in a good line of the file.',
    },
    mend: {
      vi: 'Ghi đúng tên hoặc mã; đưa cơ quan cấp trên lên trước trong tệp.',
      en: 'Write the exact name or identifier; put the superior first in the file.',
    },
  },
  'body-several': {
    severity: 'error',
    title: { vi: 'Nhiều cơ quan trùng tên', en: 'Several bodies of this name' },
    text: { vi: '“{value}” có {count} cơ quan trùng tên.', en: '{count} bodies are named “{value}”.' },
    mend: { vi: 'Ghi mã định danh thay cho tên.', en: 'Write the identifier instead of the name.' },
  },
  'body-not-kept': {
    severity: 'error',
    title: { vi: 'Ngoài phạm vi quản trị', en: 'Not yours to keep' },
    text: {
      vi: '“{value}” không thuộc phạm vi quản trị của cơ quan nhập.',
      en: '“{value}” is not kept by the importing organisation.',
    },
    mend: {
      vi: 'Để quản trị viên của cơ quan đó hoặc của cơ quan chủ trì hệ thống nhập.',
      en: 'Let the administrator of that body or of the host import it.',
    },
  },
  'parent-missing': {
    severity: 'error',
    title: { vi: 'Thiếu cơ quan cấp trên', en: 'Superior is missing' },
    text: {
      vi: 'Chỉ cơ quan chủ trì hệ thống được lập cơ quan không có cấp trên.',
      en: 'Only the host may add a body without a superior.',
    },
    mend: { vi: 'Điền cơ quan cấp trên.', en: 'Fill in the superior.' },
  },
  'tree-loop': {
    severity: 'error',
    title: { vi: 'Vòng cấp trên', en: 'Superiors in a circle' },
    text: { vi: 'Cấp trên của “{value}” lại nằm dưới chính nó.', en: 'The superior of “{value}” lies under it.' },
    mend: { vi: 'Sửa cột cơ quan cấp trên.', en: 'Correct the superior.' },
  },
  'end-basis-missing': {
    severity: 'error',
    title: { vi: 'Thiếu căn cứ kết thúc', en: 'Basis of the end is missing' },
    text: {
      vi: 'Cơ quan kết thúc hoạt động ngày {value} nhưng không ghi căn cứ.',
      en: 'The body ends on {value} without a basis.',
    },
    mend: { vi: 'Điền cột căn cứ kết thúc hoạt động.', en: 'Fill in the basis of its end.' },
  },
  'already-here': {
    severity: 'warning',
    title: { vi: 'Đã có trong danh bạ', en: 'In the directory already' },
    text: {
      vi: '“{value}” đã có trong danh bạ: giữ nguyên.',
      en: '“{value}” stands in the directory and is left as it is.',
    },
    mend: { vi: 'Sửa trực tiếp ở màn hình Cơ quan nếu cần.', en: 'Correct it on the directory’s screen if need be.' },
  },
  'end-by-hand': {
    severity: 'warning',
    title: { vi: 'Kết thúc hoạt động: làm trực tiếp', en: 'Ending is done by hand' },
    text: {
      vi: '“{value}” đã có từ lần nhập trước: chưa kết thúc hoạt động.',
      en: '“{value}” stands since an earlier import and has not been ended.',
    },
    mend: {
      vi: 'Kết thúc hoạt động ở màn hình Cơ quan, kèm nơi kế thừa.',
      en: 'End it on the directory’s screen, with its successors.',
    },
  },
  'own-administrator': {
    severity: 'error',
    title: { vi: 'Cơ quan đã có quản trị viên', en: 'Has an administrator of its own' },
    text: {
      vi: '“{value}” đã có quản trị viên riêng; vị trí công tác do cơ quan đó lập.',
      en: '“{value}” has an administrator of its own, who seats its people.',
    },
    mend: { vi: 'Gửi tệp cho quản trị viên của cơ quan đó nhập.', en: 'Send the file to that administrator.' },
  },
  'self-grant': {
    severity: 'error',
    title: { vi: 'Tự giao vị trí cho mình', en: 'A post for oneself' },
    text: {
      vi: 'Không ai tự giao vị trí công tác cho chính mình.',
      en: 'Nobody gives himself a post.',
    },
    mend: { vi: 'Nhờ quản trị viên khác nhập dòng này.', en: 'Let another administrator import the line.' },
  },
  'roles-mixed': {
    severity: 'error',
    title: { vi: 'Quản trị kiêm nghiệp vụ', en: 'Administration with business' },
    text: {
      vi: 'Một vị trí không vừa quản trị hệ thống vừa làm nghiệp vụ (QCVN 12 3.7).',
      en: 'One post cannot both run the system and do business (QCVN 12 3.7).',
    },
    mend: { vi: 'Tách thành hai dòng, hai vị trí.', en: 'Make it two lines, two posts.' },
  },
  'roles-none': {
    severity: 'warning',
    title: { vi: 'Chưa có vai trò', en: 'Without a role' },
    text: { vi: 'Vị trí chưa có vai trò trong hệ thống.', en: 'The post has no role here.' },
    mend: {
      vi: 'Điền cột vai trò, hoặc giao vai trò sau ở màn hình Cơ quan.',
      en: 'Fill in the roles, or give them later.',
    },
  },
  'email-of-another': {
    severity: 'error',
    title: { vi: 'Thư điện tử của người khác', en: 'E-mail of another person' },
    text: { vi: '“{value}” là địa chỉ của {name}.', en: '“{value}” is the address of {name}.' },
    mend: { vi: 'Kiểm tra lại địa chỉ hoặc họ tên.', en: 'Check the address or the name.' },
  },
  'successor-ended': {
    severity: 'error',
    title: { vi: 'Cơ quan kế thừa không còn hoạt động', en: 'Successor does not stand' },
    text: {
      vi: 'Cơ quan kế thừa “{value}” không còn hoạt động sau ngày {day}.',
      en: 'Successor “{value}” does not stand after {day}.',
    },
    mend: { vi: 'Ghi cơ quan đang hoạt động sau ngày đó.', en: 'Name a body that stands after that day.' },
  },
  'name-twice': {
    severity: 'warning',
    title: { vi: 'Trùng họ tên trong cơ quan', en: 'Same name in one body' },
    text: {
      vi: 'Cùng họ tên với dòng {line}: lập thành hai người.',
      en: 'Same name as line {line}: taken as two persons.',
    },
    mend: {
      vi: 'Nếu là một người giữ hai vị trí, ghi cùng thư điện tử hoặc điện thoại ở cả hai dòng.',
      en: 'If it is one person in two posts, write the same e-mail or telephone in both lines.',
    },
  },
  ...inventoryChecks,
  refused: {
    severity: 'error',
    title: { vi: 'Danh bạ không nhận', en: 'Refused by the directory' },
    text: { vi: '{vi}', en: '{en}' },
    mend: { vi: 'Sửa dòng rồi nhập lại.', en: 'Mend the line and import it again.' },
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
