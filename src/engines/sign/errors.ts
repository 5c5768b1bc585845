import { defineErrors } from '#platform/errors/index.ts'

/** Errors of the signing engine. The given bytes are never changed. */
export const signErrors = defineErrors({
  SIGN_NOT_PDF: {
    status: 422,
    vi: 'Tệp này không phải PDF nên không có chữ ký số PDF để kiểm tra hay ký.',
    en: 'This file is no PDF, so there is no PDF signature to verify or to make.',
  },
  SIGN_PDF_ENCRYPTED: {
    status: 422,
    vi: 'Tệp PDF bị khóa bằng mật khẩu hoặc hạn chế quyền nên không kiểm tra và không ký được; xin tệp không khóa.',
    en: 'This PDF is locked by a password or by usage restrictions, so it can be neither verified nor signed; ask for an unlocked file.',
  },
  SIGN_PDF_BROKEN: {
    status: 422,
    vi: 'Tệp PDF bị hỏng, không đọc được chắc chắn ({reason}); xin tệp khác.',
    en: 'This PDF is broken and cannot be read with certainty ({reason}); ask for another file.',
  },
  SIGN_PDF_TOO_LARGE: {
    status: 422,
    vi: 'Tệp PDF vượt giới hạn an toàn ({what}); có thể là tệp độc hại nên không đọc tiếp.',
    en: 'This PDF is beyond the safe limits ({what}); it may be hostile and is not read on.',
  },
  SIGN_TRUST_UNREADABLE: {
    status: 422,
    vi: 'Trong danh sách tin cậy, tệp “{name}” không phải chứng thư số hay danh sách thu hồi (PEM hoặc DER).',
    en: 'In the trust list the file “{name}” is neither a certificate nor a revocation list (PEM or DER).',
  },
  SIGN_KEY_UNFIT: {
    status: 422,
    vi: 'Khóa này không dùng để ký được ({reason}): cần RSA từ 2048 bit hoặc ECDSA P-256, P-384.',
    en: 'This key cannot be used for signing ({reason}): RSA from 2048 bits or ECDSA P-256, P-384 is needed.',
  },
  SIGN_FIELD_TAKEN: {
    status: 409,
    vi: 'Ô chữ ký “{field}” đã có chữ ký hoặc không phải ô chữ ký.',
    en: 'The field “{field}” is signed already, or is no signature field.',
  },
  SIGN_PAGE_MISSING: {
    status: 422,
    vi: 'Tài liệu có {pages} trang, không có trang {page}.',
    en: 'The document has {pages} pages; there is no page {page}.',
  },
  SIGN_CERTIFIED: {
    status: 409,
    vi: 'Chữ ký chứng nhận phải là chữ ký đầu tiên và có thể cấm ký tiếp; tài liệu này không thêm chữ ký như vậy được.',
    en: 'A certifying signature must be the first and may forbid further ones; no such signature can be added to this document.',
  },
  SIGN_TOO_LARGE: {
    status: 422,
    vi: 'Chữ ký cần {needed} byte nhưng chỗ dành sẵn chỉ có {room} byte.',
    en: 'The signature needs {needed} bytes but only {room} were kept free.',
  },
  SIGN_TIMESTAMP_REFUSED: {
    status: 502,
    vi: 'Máy chủ dấu thời gian không cấp dấu hợp lệ ({reason}); tài liệu chưa được ký.',
    en: 'The timestamp authority gave no valid timestamp ({reason}); the document was not signed.',
  },
  SIGN_DATA_BROKEN: {
    status: 422,
    vi: 'Dữ liệu kiểm tra (chứng thư số, danh sách thu hồi, câu trả lời OCSP) không đọc được: {reason}.',
    en: 'Validation data (certificate, revocation list, OCSP answer) cannot be read: {reason}.',
  },
  SIGN_KEY_FILE_BROKEN: {
    status: 422,
    vi: 'Không đọc được tệp khóa PKCS#12 (.p12, .pfx): {reason}.',
    en: 'The PKCS#12 key file (.p12, .pfx) cannot be read: {reason}.',
  },
  SIGN_PASSPHRASE_WRONG: {
    status: 422,
    vi: 'Mật khẩu của tệp khóa chưa đúng.',
    en: 'The passphrase of the key file is not right.',
  },
  SIGN_IMAGE_UNFIT: {
    status: 422,
    vi: 'Hình chữ ký, con dấu phải là tệp PNG có nền trong suốt, mỗi cạnh không quá 6000 điểm ảnh (NĐ 30/2020 PL I).',
    en: 'The picture of a signature or seal must be a PNG with a transparent ground, at most 6000 pixels a side (NĐ 30/2020 PL I).',
  },
  SIGN_TEXT_UNFIT: {
    status: 422,
    vi: 'Lời ghi của chữ ký số trống hoặc quá dài (tối đa 8 dòng, mỗi dòng 120 chữ).',
    en: 'The words of the signature are empty or too long (at most 8 lines of 120 letters).',
  },
})
