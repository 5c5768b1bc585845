import { defineErrors } from '#platform/errors/index.ts'

/** Errors of the room: each names what to do next. */
export const signaturesErrors = defineErrors({
  SIGNATURES_PASSPHRASE_WRONG: {
    status: 422,
    vi: 'Mật khẩu khóa ký chưa đúng. Còn {left} lần thử, sau đó khóa này phải chờ.',
    en: 'The passphrase of the key is not right. {left} tries are left, then the key has to wait.',
  },
  SIGNATURES_KEY_WAITS: {
    status: 429,
    vi: 'Khóa này tạm dừng sau nhiều lần sai mật khẩu; dùng lại được từ {until}.',
    en: 'This key rests after too many wrong passphrases; it can be used again from {until}.',
  },
  SIGNATURES_KEY_PENDING: {
    status: 409,
    vi: 'Khóa của cơ quan chưa được lãnh đạo xác nhận nên chưa ký được.',
    en: 'The agency’s key has not been confirmed by a leader yet, so it cannot sign.',
  },
  SIGNATURES_KEY_ENDED: {
    status: 409,
    vi: 'Khóa này đã bị thu hồi hoặc gỡ bỏ ({reason}); xin chọn khóa khác.',
    en: 'This key was revoked or removed ({reason}); choose another one.',
  },
  SIGNATURES_KEY_OUT_OF_TIME: {
    status: 409,
    vi: 'Chứng thư số có hiệu lực từ {from} đến {to}; hôm nay không ký được bằng khóa này.',
    en: 'The certificate is valid from {from} to {to}; the key cannot sign today.',
  },
  SIGNATURES_KEY_IN_DEVICE: {
    status: 409,
    vi: 'Khóa này nằm trong thiết bị (USB token), máy chủ không ký được: hãy tải tệp về, ký bằng phần mềm của thiết bị rồi nộp lại.',
    en: 'This key lies in a device (USB token); the server cannot sign with it: download the file, sign it with the device’s program and hand it in.',
  },
  SIGNATURES_KEY_KNOWN: {
    status: 409,
    vi: 'Chứng thư số này đã có trong danh sách khóa của cơ quan.',
    en: 'This certificate is in the organisation’s list of keys already.',
  },
  SIGNATURES_KEY_STATE: {
    status: 409,
    vi: 'Khóa này vừa chuyển sang trạng thái khác; xin tải lại rồi xem.',
    en: 'The key is in another state by now; reload and look.',
  },
  SIGNATURES_FILE_INVALID: {
    status: 422,
    vi: 'Tệp gửi lên trống, quá lớn hoặc không phải tệp khóa hay chứng thư số.',
    en: 'The file is empty, too large, or no key file or certificate.',
  },
  SIGNATURES_NO_PICTURE: {
    status: 409,
    vi: 'Khóa này chưa có hình chữ ký hoặc con dấu; thêm hình ở mục Chữ ký số rồi ký.',
    en: 'This key has no picture of signature or seal yet; add one under Signatures, then sign.',
  },
  SIGNATURES_PICTURE_UNFIT: {
    status: 422,
    vi: 'Hình phải là PNG có nền trong suốt, mỗi cạnh từ 40 đến 3000 điểm ảnh, không quá 1 MB (NĐ 30/2020 PL I).',
    en: 'The picture must be a PNG with a transparent ground, 40 to 3000 pixels a side, at most 1 MB (NĐ 30/2020 PL I).',
  },
  SIGNATURES_PICTURE_COLOUR: {
    status: 422,
    vi: 'Hình {what} phải có màu {colour} (NĐ 30/2020 PL I); hình gửi lên có màu khác.',
    en: 'The picture does not have the colour that the law asks for: blue for a signature, red for a seal (NĐ 30/2020 PL I).',
  },
  SIGNATURES_PICTURE_SIZE: {
    status: 422,
    vi: 'Hình con dấu cần kích thước thật (mm) của con dấu: từ 5 đến 120 mm.',
    en: 'The picture of a seal needs the seal’s real size: 5 to 120 mm.',
  },
  SIGNATURES_TSA_SILENT: {
    status: 504,
    vi: 'Máy chủ dấu thời gian không trả lời trong {seconds} giây; tài liệu chưa được ký. Thử lại sau, hoặc lãnh đạo cho phép ký không có dấu thời gian ở mục Chữ ký số.',
    en: 'The timestamp authority did not answer within {seconds} s; nothing was signed. Try later, or let a leader allow signing without a timestamp under Signatures.',
  },
  SIGNATURES_TSA_REFUSED: {
    status: 502,
    vi: 'Máy chủ dấu thời gian từ chối hoặc trả lời sai ({reason}); tài liệu chưa được ký.',
    en: 'The timestamp authority refused or answered wrongly ({reason}); nothing was signed.',
  },
  SIGNATURES_NO_REVOCATION_DATA: {
    status: 502,
    vi: 'Chưa lấy được dữ liệu thu hồi của mọi chứng thư số trong tệp nên chưa gắn được dấu thời gian lưu trữ; sẽ thử lại.',
    en: 'Revocation data of every certificate in the file could not be had, so no archive timestamp was added; it will be tried again.',
  },
  SIGNATURES_NO_TSA: {
    status: 409,
    vi: 'Chưa cấu hình máy chủ dấu thời gian (VANKHO_TSA_URL) nên không gắn được dấu thời gian lưu trữ.',
    en: 'No timestamp authority is configured (VANKHO_TSA_URL), so no archive timestamp can be added.',
  },
  SIGNATURES_TOO_SLOW: {
    status: 503,
    vi: 'Xử lý tệp này quá lâu ({seconds} giây) nên đã dừng; tệp có thể quá lớn hoặc độc hại.',
    en: 'Working on this file took too long ({seconds} s) and was stopped; it may be too large or hostile.',
  },
  SIGNATURES_NOT_VERIFIABLE: {
    status: 422,
    vi: 'Chữ ký vừa tạo không qua được bước tự kiểm tra ({reason}); tài liệu chưa được ký. Xin báo quản trị.',
    en: 'The signature that was made fails its own check ({reason}); nothing was signed. Tell the administrator.',
  },
  SIGNATURES_ELSEWHERE_OTHER_BYTES: {
    status: 422,
    vi: 'Tệp nộp lại không bắt đầu đúng bằng tệp đã duyệt: hãy tải lại tệp đã duyệt, ký đúng tệp đó (không in, không lưu lại bằng phần mềm khác).',
    en: 'The file does not begin with exactly the approved bytes: download the approved file again and sign that one (do not print or save it anew).',
  },
  SIGNATURES_ELSEWHERE_UNSIGNED: {
    status: 422,
    vi: 'Tệp nộp lại không có chữ ký số mới nào.',
    en: 'The file carries no new signature.',
  },
  SIGNATURES_ELSEWHERE_SEVERAL: {
    status: 422,
    vi: 'Tệp nộp lại có {count} chữ ký số mới; chỉ nhận đúng một chữ ký mỗi lần.',
    en: 'The file carries {count} new signatures; exactly one is taken at a time.',
  },
  SIGNATURES_ELSEWHERE_CHANGED: {
    status: 422,
    vi: 'Ngoài chữ ký, nội dung đã bị thay đổi so với tệp đã duyệt ({what}); không nhận.',
    en: 'Besides the signature the content differs from the approved file ({what}); not accepted.',
  },
  SIGNATURES_ELSEWHERE_NOT_COVERING: {
    status: 422,
    vi: 'Chữ ký mới không bao trùm toàn bộ tệp: có phần thêm vào sau khi ký.',
    en: 'The new signature does not cover the whole file: something was added after it.',
  },
  SIGNATURES_ELSEWHERE_FAILED: {
    status: 422,
    vi: 'Chữ ký mới không hợp lệ ({reason}).',
    en: 'The new signature is not valid ({reason}).',
  },
  SIGNATURES_ELSEWHERE_UNDECIDED: {
    status: 422,
    vi: 'Chưa kết luận được chữ ký mới ({reason}), và quy định của cơ quan không cho nhận trong trường hợp này.',
    en: 'The new signature cannot be decided ({reason}), and the organisation’s policy does not accept this.',
  },
  SIGNATURES_ELSEWHERE_OTHER_SIGNER: {
    status: 422,
    vi: 'Chữ ký mới là của “{signer}”, không phải của {expected}. Nếu đúng người, hãy đăng ký chứng thư số ở mục Chữ ký số trước.',
    en: 'The new signature is that of “{signer}”, not of {expected}. If the person is right, register the certificate under Signatures first.',
  },
  SIGNATURES_ELSEWHERE_KEY_ENDED: {
    status: 422,
    vi: 'Chứng thư số đã ký bị ghi là thu hồi hoặc gỡ bỏ ở cơ quan này.',
    en: 'The certificate that signed is recorded here as revoked or removed.',
  },
  SIGNATURES_NO_TOKENS: {
    status: 409,
    vi: 'Máy chủ chưa được cấu hình thiết bị PKCS#11 (VANKHO_PKCS11_MODULE).',
    en: 'No PKCS#11 device is configured at this server (VANKHO_PKCS11_MODULE).',
  },
  SIGNATURES_PIN_WRONG: {
    status: 422,
    vi: 'Mã PIN của thiết bị chưa đúng. Thiết bị đếm các lần sai và tự khóa: xin xem lại mã PIN trước khi nhập tiếp.',
    en: 'The PIN of the device is not right. The device counts wrong ones and locks itself: make sure of the PIN before you try again.',
  },
  SIGNATURES_PIN_LOCKED: {
    status: 409,
    vi: 'Thiết bị “{label}” đã khóa mã PIN sau nhiều lần sai; người quản lý thiết bị phải mở khóa bằng phần mềm của nhà cung cấp.',
    en: 'The device “{label}” has locked its PIN after too many wrong ones; whoever manages the device must unlock it with the vendor’s program.',
  },
  SIGNATURES_PIN_LAST: {
    status: 409,
    vi: 'Thiết bị “{label}” chỉ còn một lần nhập mã PIN trước khi tự khóa nên máy chủ không thử nữa: hãy đăng nhập một lần bằng phần mềm của nhà cung cấp rồi ký lại.',
    en: 'The device “{label}” has one try of its PIN left before it locks itself, and the server does not use it: log in once with the vendor’s program, then sign again.',
  },
  SIGNATURES_TOKEN_MISSING: {
    status: 503,
    vi: 'Không thấy thiết bị “{label}” ở máy chủ; xin kiểm tra thiết bị đã cắm, đã bật và nối được với máy chủ.',
    en: 'The device “{label}” is not found at the server; see that it is plugged in, switched on and can be reached.',
  },
  SIGNATURES_TOKEN_KEY_GONE: {
    status: 409,
    vi: 'Trên thiết bị “{label}” không còn (hoặc không có) khóa bí mật của chứng thư số này.',
    en: 'The private key of this certificate is not, or no longer, on the device “{label}”.',
  },
  SIGNATURES_TOKEN_MECHANISM: {
    status: 422,
    vi: 'Thiết bị không có thuật toán ký cần dùng ({reason}); cần RSA PKCS#1 hoặc ECDSA.',
    en: 'The device does not have the way of signing that is needed ({reason}): RSA PKCS#1 or ECDSA.',
  },
  SIGNATURES_TOKEN_MODULE: {
    status: 503,
    vi: 'Không nạp được thư viện PKCS#11 của thiết bị ({reason}); xin báo quản trị xem VANKHO_PKCS11_MODULE.',
    en: 'The PKCS#11 library of the device cannot be loaded ({reason}); tell the administrator to look at VANKHO_PKCS11_MODULE.',
  },
  SIGNATURES_TOKEN_SILENT: {
    status: 504,
    vi: 'Thiết bị không trả lời trong {seconds} giây nên đã ngừng; tài liệu chưa được ký. Xin kiểm tra thiết bị rồi thử lại.',
    en: 'The device did not answer within {seconds} s and was given up; nothing was signed. Look at the device, then try again.',
  },
  SIGNATURES_TOKEN_STOPPED: {
    status: 502,
    vi: 'Phần mềm của thiết bị dừng đột ngột; tài liệu chưa được ký. Xin thử lại, nếu vẫn vậy thì báo quản trị.',
    en: 'The device’s library ended all of a sudden; nothing was signed. Try again, and tell the administrator if it stays so.',
  },
  SIGNATURES_TOKEN_REFUSED: {
    status: 502,
    vi: 'Thiết bị từ chối ({reason}); tài liệu chưa được ký. Xin báo quản trị.',
    en: 'The device refused ({reason}); nothing was signed. Tell the administrator.',
  },
  SIGNATURES_TOKEN_CERTIFICATE: {
    status: 404,
    vi: 'Chứng thư số đã chọn không còn trên thiết bị; xin tìm lại.',
    en: 'The chosen certificate is not on the device any more; look again.',
  },
  SIGNATURES_NO_PDF: {
    status: 422,
    vi: 'Chỉ kiểm tra được chữ ký số trong tệp PDF.',
    en: 'Only signatures of PDF files can be verified.',
  },
  SIGNATURES_SEAL_STATE: {
    status: 409,
    vi: 'Con dấu này không còn trong tình trạng đang sử dụng, hoặc người khác vừa sửa; xin tải lại.',
    en: 'This seal is no longer in use, or someone has just changed it; reload.',
  },
  SIGNATURES_SEAL_PERIOD: {
    status: 422,
    vi: 'Ngày đầu của khoảng in phải trước ngày cuối.',
    en: 'The first day of the period must come before the last.',
  },
  SIGNATURES_SEAL_SAME_CUSTODIAN: {
    status: 422,
    vi: 'Người nhận đang là người giữ con dấu này.',
    en: 'The receiver keeps this seal already.',
  },
  SIGNATURES_SEAL_CUSTODIAN_GONE: {
    status: 422,
    vi: 'Vị trí công tác được chọn không còn hiệu lực hôm nay.',
    en: 'The chosen post does not stand today.',
  },
})
