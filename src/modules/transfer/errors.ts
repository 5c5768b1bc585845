import { defineErrors } from '#platform/errors/index.ts'

export const transferErrors = defineErrors({
  TRANSFER_STATE: {
    status: 409,
    vi: 'Đợt nộp lưu đang ở bước khác ({state}); hãy tải lại trang.',
    en: 'The hand-over is at another step ({state}); read the page again.',
  },
  TRANSFER_EMPTY: {
    status: 422,
    vi: 'Đợt nộp lưu chưa có hồ sơ nào.',
    en: 'There is no file in the hand-over.',
  },
  TRANSFER_NOT_YOURS: {
    status: 409,
    vi: 'Hồ sơ {symbol} do người lập hoặc trưởng đơn vị của người đó lập đợt nộp.',
    en: 'File {symbol} is handed over by whoever made it, or the head of his unit.',
  },
  TRANSFER_FILE_STATE: {
    status: 409,
    vi: 'Hồ sơ {symbol} không nộp được: chỉ nộp hồ sơ đã kết thúc và chưa ở đợt nộp khác.',
    en: 'File {symbol} cannot be handed over: only closed files that are in no other hand-over.',
  },
  TRANSFER_NOT_WHOLE: {
    status: 422,
    vi: 'Chưa quyết định cho mọi hồ sơ của đợt nộp.',
    en: 'Not every file of the hand-over has been decided on.',
  },
  TRANSFER_NO_REASON: {
    status: 422,
    vi: 'Hồ sơ trả lại phải có lý do.',
    en: 'A file that is returned needs the reason.',
  },
  TRANSFER_NOT_LOOKED_AT: {
    status: 422,
    vi: 'Còn {count} hồ sơ lấy mẫu chưa được xem.',
    en: '{count} sampled files have not been looked at yet.',
  },
  TRANSFER_OWN: {
    status: 409,
    vi: 'Người giao không tự nhận hồ sơ của mình.',
    en: 'Whoever hands over does not take in his own files.',
  },
  TRANSFER_NOT_FOR_HISTORY: {
    status: 422,
    vi: 'Hồ sơ {symbol} không nộp lưu trữ lịch sử được: chỉ nộp hồ sơ bảo quản vĩnh viễn đang ở lưu trữ hiện hành, chưa ở đợt nộp khác.',
    en: 'File {symbol} does not go to the historical archive: only files kept for ever in the current archive, and in no other hand-over.',
  },
  TRANSFER_NARROWED: {
    status: 409,
    vi: 'Hồ sơ {symbol} có văn bản đang giới hạn người xem; hãy bỏ giới hạn trước khi nộp.',
    en: 'File {symbol} holds a document that is narrowed to a list; end that before it is handed over.',
  },
  TRANSFER_RECEIVER: {
    status: 422,
    vi: 'Hãy chọn cơ quan lưu trữ đang hoạt động khác cơ quan của bạn.',
    en: 'Choose another body that exists today to receive it.',
  },
  TRANSFER_KEEP_BACK_DAY: {
    status: 422,
    vi: 'Hồ sơ được giữ lại chậm nhất đến {day} (02 năm từ hạn nộp, NĐ 30/2020 Đ31.3d).',
    en: 'A file is kept back until {day} at the latest (two years from its limit, NĐ 30/2020 Art. 31.3d).',
  },
  TRANSFER_KEEP_BACK_OPEN: {
    status: 409,
    vi: 'Hồ sơ này đang có đề nghị giữ lại chờ quyết định.',
    en: 'Keeping this file back has been asked for already and waits for the decision.',
  },
})
