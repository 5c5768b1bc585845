import { defineErrors } from '#platform/errors/index.ts'

export const casefilesErrors = defineErrors({
  CASEFILES_PLAN_EXISTS: {
    status: 409,
    vi: 'Đã có danh mục hồ sơ của {period}.',
    en: 'There is a file plan for {period} already.',
  },
  CASEFILES_PLAN_STATE: {
    status: 409,
    vi: 'Danh mục hồ sơ đang ở bước khác ({state}); hãy tải lại trang.',
    en: 'The file plan is at another step ({state}); read the page again.',
  },
  CASEFILES_PLAN_EMPTY: {
    status: 422,
    vi: 'Danh mục chưa có hồ sơ nào được nhận.',
    en: 'No file of the plan has been accepted yet.',
  },
  CASEFILES_PLAN_PROPOSALS: {
    status: 422,
    vi: 'Còn {count} hồ sơ đề xuất chưa được nhận hoặc từ chối.',
    en: '{count} proposed files are neither accepted nor refused yet.',
  },
  CASEFILES_NO_RETENTION: {
    status: 422,
    vi: 'Hồ sơ “{title}” chưa có thời hạn bảo quản.',
    en: 'The file “{title}” has no retention period.',
  },
  CASEFILES_RETENTION: {
    status: 422,
    vi: 'Thời hạn bảo quản là vĩnh viễn, từ 2 đến 70 năm, hoặc một thời hạn theo sự kiện.',
    en: 'A retention period is permanent, 2 to 70 years, or hangs on an event.',
  },
  CASEFILES_HEADING_USED: {
    status: 409,
    vi: 'Đề mục còn hồ sơ hoặc đề mục con nên không xóa được.',
    en: 'The heading still holds files or headings and cannot be removed.',
  },
  CASEFILES_NOTATION_TAKEN: {
    status: 409,
    vi: 'Ký hiệu “{notation}” đã dùng cho đề mục khác của danh mục.',
    en: 'The abbreviation “{notation}” belongs to another heading of the plan.',
  },
  CASEFILES_LINE_USED: {
    status: 409,
    vi: 'Hồ sơ này của danh mục đã được mở hoặc đã có số nên không xóa, không đổi đề mục được.',
    en: 'This line of the plan has been opened or numbered; it cannot be removed or moved to another heading.',
  },
  CASEFILES_LINE_OPENED: {
    status: 409,
    vi: 'Hồ sơ này của danh mục đã được mở.',
    en: 'The file of this line has been opened already.',
  },
  CASEFILES_FILE_STATE: {
    status: 409,
    vi: 'Hồ sơ đang ở bước khác ({state}); hãy tải lại trang.',
    en: 'The file is at another step ({state}); read the page again.',
  },
  CASEFILES_ITEM_THERE: {
    status: 409,
    vi: 'Văn bản đã có trong hồ sơ này.',
    en: 'The document lies in this file already.',
  },
  CASEFILES_EMPTY: {
    status: 422,
    vi: 'Hồ sơ chưa có văn bản nào nên không kết thúc được.',
    en: 'The file holds no document and cannot be closed.',
  },
  CASEFILES_SHEETS: {
    status: 422,
    vi: 'Hồ sơ giấy bảo quản từ 5 năm trở lên phải đánh số tờ (NĐ 30/2020 Đ29.4): cho số tờ của từng văn bản.',
    en: 'Leaves of a paper file kept for 5 years or more are numbered (NĐ 30/2020 Art. 29.4): give the leaves of each document.',
  },
  CASEFILES_RETENTION_LOW: {
    status: 422,
    vi: 'Thời hạn {chosen} ngắn hơn {needed} của danh mục; hãy giữ thời hạn dài nhất hoặc nêu lý do.',
    en: '{chosen} is shorter than {needed} of the plan; keep the longest or give the reason.',
  },
  CASEFILES_LOOSE_NAMED: {
    status: 409,
    vi: 'Chỉ giấy tờ không vào sổ mới sửa được ở đây.',
    en: 'Only papers that were never registered are corrected here.',
  },
})
