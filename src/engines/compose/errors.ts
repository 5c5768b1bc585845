import { defineErrors } from '#platform/errors/index.ts'

/** Errors of the printing engine. All of them leave the given bytes untouched. */
export const composeErrors = defineErrors({
  COMPOSE_PDF_ENCRYPTED: {
    status: 422,
    vi: 'Tệp PDF bị khóa bằng mật khẩu hoặc hạn chế quyền nên không tạo được bản dẫn xuất (đóng dấu, xoay, tách, ghép). Bản gốc vẫn được giữ nguyên; hãy in dấu riêng hoặc xin tệp không khóa.',
    en: 'This PDF is locked by a password or by usage restrictions, so no derived copy (stamp, rotate, split, merge) can be made. The original is kept as it is; print the stamp as a label or ask for an unlocked file.',
  },
  COMPOSE_PDF_BROKEN: {
    status: 422,
    vi: 'Tệp PDF bị hỏng nên không tạo được bản dẫn xuất. Bản gốc vẫn được giữ nguyên; hãy xin gửi lại tệp.',
    en: 'This PDF is broken, so no derived copy can be made. The original is kept as it is; ask the sender for the file again.',
  },
  COMPOSE_PAGE_MISSING: {
    status: 422,
    vi: 'Tài liệu có {pages} trang, không có trang {page}.',
    en: 'The document has {pages} pages; there is no page {page}.',
  },
  COMPOSE_RANGE_INVALID: {
    status: 422,
    vi: 'Khoảng trang {from}–{to} không hợp lệ: tài liệu có {pages} trang.',
    en: 'The page range {from}–{to} is not valid: the document has {pages} pages.',
  },
  COMPOSE_ROTATION_INVALID: {
    status: 422,
    vi: 'Chỉ xoay được 90, 180 hoặc 270 độ, không phải {degrees}.',
    en: 'Pages turn by 90, 180 or 270 degrees, not by {degrees}.',
  },
  COMPOSE_NOTHING_TO_MERGE: {
    status: 422,
    vi: 'Chưa chọn tệp nào để ghép.',
    en: 'No file was chosen to merge.',
  },
  COMPOSE_IMAGE_BROKEN: {
    status: 422,
    vi: 'Không đọc được tệp ảnh (chỉ nhận JPEG, PNG, TIFF còn nguyên vẹn). Bản gốc vẫn được giữ nguyên.',
    en: 'The image cannot be read (sound JPEG, PNG and TIFF files are taken). The original is kept as it is.',
  },
  COMPOSE_IMAGE_TOO_LARGE: {
    status: 422,
    vi: 'Ảnh quá lớn để chuyển thành PDF (giới hạn {limit} triệu điểm ảnh mỗi trang, {pages} trang). Bản gốc vẫn được giữ nguyên.',
    en: 'The image is too large to become a PDF (the limit is {limit} million pixels a page, {pages} pages). The original is kept as it is.',
  },
  COMPOSE_COLUMNS_TOO_WIDE: {
    status: 500,
    vi: 'Các cột của biểu mẫu “{title}” rộng hơn khổ giấy.',
    en: 'The columns of the form “{title}” are wider than the paper.',
  },
  COMPOSE_CONTENT_INVALID: {
    status: 422,
    vi: 'Nội dung văn bản chưa hợp lệ. Xem các ô được đánh dấu.',
    en: 'The content of the document is not valid. See the marked fields.',
  },
  COMPOSE_TYPE_UNKNOWN: {
    status: 422,
    vi: 'Loại văn bản “{type}” không có trong quy định áp dụng cho ngày này.',
    en: 'The document type “{type}” is not among those of the rules that stand on this day.',
  },
  COMPOSE_NOTATION_INVALID: {
    status: 422,
    vi: 'Ký hiệu “{notation}” không đúng quy định; ví dụ đúng: {example}.',
    en: 'The notation “{notation}” does not follow the rules; a right one: {example}.',
  },
  COMPOSE_AUTHORITY_UNKNOWN: {
    status: 422,
    vi: 'Hình thức ký {form} không có trong quy định áp dụng cho văn bản này.',
    en: 'The rules for this document know no signing in the form {form}.',
  },
  COMPOSE_MARK_UNKNOWN: {
    status: 422,
    vi: 'Chỉ dẫn phạm vi lưu hành “{mark}” không dùng được cho văn bản này.',
    en: 'The circulation mark “{mark}” cannot stand on this document.',
  },
  COMPOSE_RULES_INCOMPLETE: {
    status: 500,
    vi: 'Bộ quy tắc thể thức thiếu dòng “{row}” nên không trình bày được văn bản.',
    en: 'The rules of form lack the row “{row}”, so the document cannot be set.',
  },
  COMPOSE_COMPONENT_MISSING: {
    status: 422,
    vi: 'Không tìm thấy {component} trong tệp. Hãy kiểm tra thể thức của tệp, sửa lại rồi tải lên lần nữa.',
    en: 'The file has no {component} that could be found. Check its form, mend it and upload it again.',
  },
  COMPOSE_NO_BLANK_PLACE: {
    status: 422,
    vi: 'Không có chỗ trống để ghi {place} vào trang đầu của tệp PDF. Hãy để trống chỗ ghi số và ngày tháng (“Số:      /QĐ-UBND”, “ngày … tháng … năm …”) rồi tải lên lần nữa.',
    en: 'There is no blank place for the {place} on the first page of the PDF. Leave the places of number and date blank (“Số:      /QĐ-UBND”, “ngày … tháng … năm …”) and upload it again.',
  },
})
