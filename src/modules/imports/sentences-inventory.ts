/** The named checks of an archive's inventory. Universal. */
import type { Check } from './sentences.ts'

export const inventoryChecks = {
  'repository-unknown': {
    severity: 'error',
    title: { vi: 'Không có kho lưu trữ này', en: 'No such repository' },
    text: { vi: 'Không có kho lưu trữ mã hoặc tên “{value}”.', en: 'There is no repository “{value}”.' },
    mend: {
      vi: 'Lập kho ở Lưu trữ, hoặc ghi đúng mã kho.',
      en: 'Set the repository up under Archive, or write its code.',
    },
  },
  'repository-unclear': {
    severity: 'error',
    title: { vi: 'Chưa rõ kho lưu trữ', en: 'Repository not clear' },
    text: {
      vi: 'Phông “{value}” chưa có và chưa rõ lập ở kho lưu trữ nào.',
      en: 'There is no fonds “{value}”, and in which repository to make it is not clear.',
    },
    mend: {
      vi: 'Lập kho ở Lưu trữ nếu chưa có; ghi mã kho ở bước ghép cột.',
      en: 'Set a repository up under Archive if there is none; name it when matching columns.',
    },
  },
  'fonds-several': {
    severity: 'error',
    title: { vi: 'Nhiều phông cùng tên', en: 'Several fonds of this name' },
    text: { vi: 'Có {count} phông khớp với “{value}”.', en: '{count} fonds answer to “{value}”.' },
    mend: { vi: 'Ghi mã phông, kèm mã kho lưu trữ.', en: 'Write the fonds’ code, and its repository.' },
  },
  'fonds-new': {
    severity: 'warning',
    title: { vi: 'Phông chưa có, sẽ lập mới', en: 'Fonds will be made' },
    text: {
      vi: 'Phông “{value}” chưa có trong lưu trữ: nhập sẽ lập phông này ở kho {repository}.',
      en: 'There is no fonds “{value}”: the import makes it in {repository}.',
    },
    mend: {
      vi: 'Nếu phông đã có dưới tên khác, ghi đúng mã phông rồi kiểm tra lại.',
      en: 'If it stands under another name, write its code and check again.',
    },
  },
  'inventory-new': {
    severity: 'warning',
    title: { vi: 'Mục lục chưa có, sẽ lập mới', en: 'Inventory will be made' },
    text: {
      vi: 'Mục lục số {value} của phông {fonds} chưa có: nhập sẽ lập mục lục này.',
      en: 'Fonds {fonds} has no inventory {value}: the import makes it.',
    },
    mend: {
      vi: 'Nếu ghi nhầm số mục lục, sửa rồi kiểm tra lại.',
      en: 'If the number is wrong, correct it and check again.',
    },
  },
  'file-unknown': {
    severity: 'error',
    title: { vi: 'Chưa có hồ sơ', en: 'No such file' },
    text: {
      vi: 'Hồ sơ số {number} chưa có trong {book} và dòng không ghi tiêu đề hồ sơ.',
      en: 'There is no file {number} in {book}, and the line has no title of the file.',
    },
    mend: {
      vi: 'Nhập mục lục hồ sơ trước, hoặc điền tiêu đề hồ sơ.',
      en: 'Import the inventory of files first, or fill in the file’s title.',
    },
  },
  'file-differs': {
    severity: 'warning',
    title: { vi: 'Hồ sơ mô tả khác dòng trước', en: 'File described otherwise before' },
    text: {
      vi: 'Hồ sơ số {number} ở dòng này ghi khác dòng {line}; lấy theo dòng {line}.',
      en: 'File {number} is described otherwise than in line {line}, which holds.',
    },
    mend: { vi: 'Thống nhất tiêu đề, thời gian, hộp của hồ sơ.', en: 'Make title, dates and box of the file agree.' },
  },
  'file-twice': {
    severity: 'warning',
    title: { vi: 'Hồ sơ lặp trong tệp', en: 'File twice' },
    text: {
      vi: 'Hồ sơ số {number} đã có ở dòng {line} với cùng tiêu đề; lấy theo dòng {line}.',
      en: 'File {number} stands in line {line} under the same title; that line holds.',
    },
    mend: { vi: 'Bỏ dòng thừa.', en: 'Take the extra line out.' },
  },
  'file-renamed': {
    severity: 'warning',
    title: { vi: 'Hồ sơ đã nhập có tiêu đề khác', en: 'File came in under another title' },
    text: {
      vi: 'Hồ sơ số {number} trong {book} đã nhập với tiêu đề “{title}”: nhập sẽ thay bằng tiêu đề ở dòng này.',
      en: 'File {number} in {book} came in as “{title}”: the import puts this line’s title in its place.',
    },
    mend: {
      vi: 'Nếu đây là hồ sơ khác, xem lại phông và mục lục số của tệp này.',
      en: 'If it is another file, look at the fonds and the inventory that were named for this list.',
    },
  },
  'fonds-other': {
    severity: 'warning',
    title: { vi: 'Phông trong lưu trữ có tên khác', en: 'Fonds has another title here' },
    text: {
      vi: 'Phông “{value}” trong lưu trữ là “{title}”, ở tệp ghi “{said}”.',
      en: 'Fonds “{value}” is “{title}” in the archive; the list says “{said}”.',
    },
    mend: { vi: 'Nếu là phông khác, ghi đúng mã phông.', en: 'If it is another fonds, write its code.' },
  },
  'unit-closed': {
    severity: 'error',
    title: { vi: 'Hồ sơ không ghi vào được', en: 'File is closed to the import' },
    text: {
      vi: 'Hồ sơ số {number} trong {book} đã giao cho lưu trữ khác, hoặc chỉ người trong danh sách riêng được mở.',
      en: 'File {number} in {book} went on to another archive, or is for those on its list alone.',
    },
    mend: {
      vi: 'Bỏ dòng này; lưu trữ đang giữ hồ sơ hoặc người có quyền sẽ sửa.',
      en: 'Leave the line out; the archive that has the file, or who may open it, corrects it.',
    },
  },
  'unit-twice': {
    severity: 'error',
    title: { vi: 'Trùng số trong tệp', en: 'Number twice in the file' },
    text: {
      vi: 'Số {number} trong {book} đã có ở dòng {line}.',
      en: 'Number {number} in {book} stands in line {line} already.',
    },
    mend: {
      vi: 'Đối chiếu với mục lục giấy và sửa một trong hai dòng.',
      en: 'Compare with the paper inventory and correct one of the lines.',
    },
  },
  'unit-taken': {
    severity: 'error',
    title: { vi: 'Số đã có trong lưu trữ', en: 'Number is taken in the archive' },
    text: {
      vi: 'Số {number} trong {book} của lưu trữ đã thuộc mô tả khác, không do nhập mà có.',
      en: 'Number {number} in {book} of the archive belongs to another description, which no import made.',
    },
    mend: {
      vi: 'Đối chiếu hai mô tả; nếu là một, bỏ dòng này hoặc ghi đúng tiêu đề như trong lưu trữ.',
      en: 'Compare both; if they are one, leave the line out or write the title as the archive has it.',
    },
  },
  'unit-here': {
    severity: 'warning',
    title: { vi: 'Hồ sơ đã có trong lưu trữ', en: 'File in the archive already' },
    text: {
      vi: 'Hồ sơ số {number} trong {book} đã có sẵn trong lưu trữ: giữ nguyên mô tả.',
      en: 'File {number} in {book} stands in the archive already; its description is left as it is.',
    },
    mend: { vi: 'Sửa trực tiếp ở màn hình Lưu trữ nếu cần.', en: 'Correct it under Archive if need be.' },
  },
  'span-order': {
    severity: 'error',
    title: { vi: 'Ngày bắt đầu sau ngày kết thúc', en: 'First date after the last' },
    text: { vi: '{starts} sau {ends}.', en: '{starts} is after {ends}.' },
    mend: { vi: 'Sửa một trong hai ngày.', en: 'Correct one of the dates.' },
  },
  'retention-unknown': {
    severity: 'warning',
    title: { vi: 'Thời hạn bảo quản không theo quy định hiện hành', en: 'Retention not of today’s law' },
    text: {
      vi: '“{value}” không đọc được thành vĩnh viễn hoặc số năm: ghi vào ghi chú, thời hạn để trống.',
      en: '“{value}” is neither permanent nor a number of years: kept in the note, the period stays blank.',
    },
    mend: { vi: 'Xác định lại thời hạn ở màn hình Lưu trữ.', en: 'Set the period under Archive.' },
  },
  'use-unknown': {
    severity: 'warning',
    title: { vi: 'Chế độ sử dụng không rõ', en: 'Use not clear' },
    text: {
      vi: '{field} “{value}” không rõ nghĩa: ghi là sử dụng có điều kiện.',
      en: '{field} “{value}” is not clear: taken as open under conditions.',
    },
    mend: { vi: 'Ghi công khai hoặc có điều kiện.', en: 'Write public or conditional.' },
  },
  'file-without-document': {
    severity: 'warning',
    title: { vi: 'Tệp không có văn bản', en: 'File without a document' },
    text: {
      vi: 'Dòng nêu tệp “{value}” nhưng không có trích yếu văn bản: tệp không được gắn.',
      en: 'The line names the file “{value}” but no document: nothing is attached.',
    },
    mend: {
      vi: 'Điền trích yếu để lập văn bản trong hồ sơ.',
      en: 'Fill in a subject, so that there is a document in the file.',
    },
  },
} as const satisfies Record<string, Check>
