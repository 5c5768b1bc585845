/** What is refused about outgoing documents, in words. */
import { defineErrors } from '#platform/errors/index.ts'

defineErrors({
  OUTGOING_STATE_CHANGED: {
    status: 409,
    vi: 'Văn bản vừa được {name} chuyển sang bước khác; màn hình đã được cập nhật.',
    en: '{name} has just moved this document on; the screen is up to date again.',
  },
  OUTGOING_CHANGED_SINCE_APPROVAL: {
    status: 409,
    vi: 'Dự thảo đã thay đổi sau khi được duyệt; phải trình lại người ký (NĐ 30/2020 Đ11).',
    en: 'The draft changed after it was approved; it goes back to the signer (NĐ 30/2020 Art. 11).',
  },
  OUTGOING_TYPE_UNKNOWN: {
    status: 422,
    vi: 'Cơ quan không ban hành loại văn bản này. Xin chọn loại khác.',
    en: 'This organisation does not issue documents of this type. Choose another.',
  },
  OUTGOING_TYPE_KEPT: {
    status: 422,
    vi: 'Văn bản đã được cấp số {symbol} trong sổ của loại này nên không đổi loại được. Hãy hủy dự thảo này (số để khuyết) rồi lập dự thảo mới.',
    en: 'The document has the number {symbol} in the book of its type, so its type stays. Give this draft up (the number becomes a gap) and begin another.',
  },
  OUTGOING_BOOK_UNKNOWN: {
    status: 422,
    vi: 'Sổ riêng đã chọn không có hoặc không đăng ký loại văn bản này. Hãy chọn sổ khác hoặc sổ theo loại văn bản.',
    en: 'The book chosen by name does not exist or takes no documents of this type. Choose another, or the book of the type.',
  },
  OUTGOING_JOINT_ON_PAPER: {
    status: 422,
    vi: 'Văn bản liên tịch do nhiều cơ quan ký nên ký trên giấy: các cơ quan ký lần lượt, văn thư cơ quan chủ trì cấp số. Hãy chọn “Ký giấy”.',
    en: 'A joint document is signed on paper by all its bodies, and the presiding one numbers it. Choose signing on paper.',
  },
  OUTGOING_NOTATION_LONG: {
    status: 422,
    vi: 'Ký hiệu “{notation}” dài quá 30 ký tự; hãy viết tắt tên các cơ quan ngắn hơn.',
    en: 'The notation “{notation}” is longer than 30 characters; shorten the abbreviations.',
  },
  OUTGOING_BOOK_KEPT: {
    status: 422,
    vi: 'Văn bản đã được cấp số {symbol} nên không đổi sổ được. Hãy hủy dự thảo này (số để khuyết) rồi lập dự thảo mới.',
    en: 'The document has the number {symbol}, so its book stays. Give this draft up (the number becomes a gap) and begin another.',
  },
  OUTGOING_NO_NOTATION: {
    status: 422,
    vi: 'Cơ quan chưa có chữ viết tắt (ví dụ UBND), nên chưa lập được ký hiệu. Quản trị ghi ở mục Cơ quan.',
    en: 'The organisation has no abbreviation (such as UBND), so no notation can be made. The administrator enters it under Organisations.',
  },
  OUTGOING_NO_DRAFT: {
    status: 422,
    vi: 'Chưa có dự thảo. Hãy soạn trên máy hoặc tải tệp lên trước khi trình.',
    en: 'There is no draft yet. Write it here or upload a file before submitting.',
  },
  OUTGOING_GAPS_LEFT: {
    status: 422,
    vi: 'Dự thảo còn {count} chỗ trống của mẫu (……) chưa điền.',
    en: 'The draft still has {count} gaps of its template (……) to fill.',
  },
  OUTGOING_NO_SIGNER: {
    status: 422,
    vi: 'Chưa chọn người ký.',
    en: 'No signer has been chosen.',
  },
  OUTGOING_NO_AUTHORITY: {
    status: 422,
    vi: '{name} không có thẩm quyền ký loại văn bản này vào ngày {day}. Chọn người khác, hoặc ghi thẩm quyền ký ở mục Tổ chức.',
    en: '{name} has no authority to sign this type on {day}. Choose someone else, or record the authority under Organisation.',
  },
  OUTGOING_NOT_THE_SIGNER: {
    status: 403,
    vi: 'Văn bản này do {name} ký.',
    en: 'This document is signed by {name}.',
  },
  OUTGOING_FORM_ERRORS: {
    status: 409,
    vi: 'Dự thảo còn {count} lỗi thể thức. Sửa, hoặc ghi lý do để vẫn cho qua.',
    en: 'The draft still has {count} errors of form. Mend them, or give a reason to let it pass.',
  },
  OUTGOING_OPINIONS_OPEN: {
    status: 409,
    vi: 'Còn {count} nơi chưa cho ý kiến. Chờ thêm, hoặc chọn “Vẫn trình”.',
    en: '{count} opinions are still out. Wait for them, or choose to submit all the same.',
  },
  OUTGOING_RECIPIENT_UNKNOWN: {
    status: 422,
    vi: 'Người hoặc đơn vị được chọn không còn hiệu lực. Xin chọn lại.',
    en: 'The person or unit is no longer valid. Choose again.',
  },
  OUTGOING_NO_RECIPIENT: {
    status: 422,
    vi: 'Chưa có nơi nhận nào.',
    en: 'No recipient has been entered.',
  },
  OUTGOING_NO_BOOK: {
    status: 409,
    vi: 'Quy định của cơ quan không có sổ nào cho loại văn bản này.',
    en: 'The organisation’s rules have no book for this type of document.',
  },
  OUTGOING_NO_TERM: {
    status: 409,
    vi: 'Chưa có nhiệm kỳ nào cho ngày {day}: số văn bản của Đảng chạy theo nhiệm kỳ. Quản trị ghi nhiệm kỳ ở mục Tổ chức.',
    en: 'No term holds the day {day}: Party numbers run through a term. The administrator records it under Organisation.',
  },
  OUTGOING_NO_PAGES: {
    status: 422,
    vi: 'Chưa dựng được bản PDF để ký từ tệp Word này: máy chủ không có LibreOffice. Hãy tải kèm bản PDF.',
    en: 'No PDF can be made from this Word file to sign: LibreOffice is not installed. Upload a PDF beside it.',
  },
  OUTGOING_FILE_KIND: {
    status: 422,
    vi: 'Dự thảo phải là tệp Word (.docx) hoặc PDF.',
    en: 'A draft must be a Word (.docx) or PDF file.',
  },
  OUTGOING_PAGES_KIND: {
    status: 422,
    vi: 'Bản trang và bản quét phải là tệp PDF.',
    en: 'Pages and scans must be a PDF file.',
  },
  OUTGOING_SIGNED_LATER: {
    status: 422,
    vi: 'Ngày ký {day} chưa tới.',
    en: 'The day of signing {day} is still to come.',
  },
  OUTGOING_CONTENT_INVALID: {
    status: 422,
    vi: 'Nội dung soạn thảo có chỗ chưa hợp lệ: {where}.',
    en: 'The content has something that is not valid: {where}.',
  },
  OUTGOING_VERSION_MISSING: {
    status: 404,
    vi: 'Không có phiên bản này của dự thảo.',
    en: 'There is no such version of the draft.',
  },
  OUTGOING_NOT_ISSUED: {
    status: 409,
    vi: 'Chỉ đính chính, sửa đổi, thay thế, bãi bỏ văn bản đã phát hành của cơ quan mình.',
    en: 'Only an issued document of the own organisation is corrected, amended, replaced or annulled.',
  },
  OUTGOING_FOLLOW_TYPE: {
    status: 422,
    vi: 'Văn bản này phải có loại “{type}”: sai sót thể thức đính chính bằng công văn, nội dung sửa đổi, thay thế, bãi bỏ bằng văn bản cùng loại (NĐ 30/2020 Đ18.3).',
    en: 'This document must be of the type “{type}”: errors of form are corrected by a letter, content is amended, replaced or annulled by a document of the same type (NĐ 30/2020 Art. 18.3).',
  },
  OUTGOING_MAIL_CLOSED: {
    status: 422,
    vi: 'Hệ thống này không gửi thư điện tử (chưa có máy chủ thư). Chọn cách gửi khác cho {name}.',
    en: 'This installation sends no e-mail (it has no mail server). Choose another way for {name}.',
  },
  OUTGOING_MARK_LIMITED: {
    status: 422,
    vi: 'Văn bản có chỉ dẫn “{mark}” không gửi bằng thư điện tử hay qua cổng. Chọn cách gửi khác cho {name}; cơ quan cho phép thì quản trị ghi ở mục Quy định.',
    en: 'A document marked “{mark}” goes neither by e-mail nor through the gateway. Choose another way for {name}; where the body allows it, the administrator says so under Rules.',
  },
  OUTGOING_MAIL_LARGE: {
    status: 422,
    vi: 'Thư gửi {name} nặng {size} MB, quá giới hạn {limit} MB của máy chủ thư. Chọn cách gửi khác cho nơi nhận này.',
    en: 'The e-mail for {name} weighs {size} MB, over the limit of {limit} MB. Choose another way for this recipient.',
  },
  OUTGOING_DUE_PAST: { status: 422, vi: 'Hạn {day} đã qua.', en: 'The due date {day} is in the past.' },
})
