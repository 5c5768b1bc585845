import { defineErrors } from '#platform/errors/index.ts'

/** Errors of the exchange. Those of its door are read by the sender's registry, so they say what to do. */
export const exchangeErrors = defineErrors({
  EXCHANGE_CLOSED: {
    status: 403,
    vi: 'Hệ thống này không mở cổng trao đổi (máy cô lập hoặc chưa có đối tác).',
    en: 'This installation keeps no gateway open (it is isolated, or has no partners).',
  },
  EXCHANGE_UNSIGNED: {
    status: 403,
    vi: 'Gói tin không có chữ ký số dùng được ({fault}).',
    en: 'The package has no digital signature that holds ({fault}).',
  },
  EXCHANGE_UNTRUSTED: {
    status: 403,
    vi: 'Nơi nhận chưa tin chứng thư {fingerprint} cho cơ quan mã {code}. Hãy báo quản trị hai bên đối chiếu dấu vân chứng thư.',
    en: 'The receiver does not trust the certificate {fingerprint} for the body {code}. The administrators of both sides compare fingerprints.',
  },
  EXCHANGE_ADDRESSEE_UNKNOWN: {
    status: 422,
    vi: 'Nơi nhận không có cơ quan mã {code}, hoặc cơ quan đó chưa có văn thư trên hệ thống.',
    en: 'The receiver has no body with the code {code}, or it has no registry there.',
  },
  EXCHANGE_CERTIFICATE: {
    status: 422,
    vi: 'Không đọc được chứng thư: cần tệp PEM của một chứng thư X.509.',
    en: 'The certificate cannot be read: the PEM of one X.509 certificate is needed.',
  },
  EXCHANGE_PROFILE: {
    status: 422,
    vi: 'Bộ quy tắc không có mạng “{profile}”.',
    en: 'The rules have no network “{profile}”.',
  },
  EXCHANGE_CHANGED: {
    status: 409,
    vi: 'Mục này vừa được người khác sửa; màn hình đã được cập nhật.',
    en: 'Somebody else has just changed this; the screen is up to date again.',
  },
  EXCHANGE_ADDRESS: {
    status: 422,
    vi: '“{address}” không phải là mã định danh hay địa chỉ thư điện tử dùng được cho cách gửi này.',
    en: '“{address}” is no code or e-mail address that this way of sending can use.',
  },
  EXCHANGE_GROUP_TAKEN: {
    status: 409,
    vi: 'Đã có nhóm “{name}”; hãy đặt tên khác.',
    en: 'There is a group “{name}” already; choose another name.',
  },
  EXCHANGE_MEMBER_UNKNOWN: {
    status: 422,
    vi: 'Nơi nhận {name} không còn trong danh bạ; hãy chọn lại.',
    en: 'The recipient {name} is not in the directory (any more); choose again.',
  },
  EXCHANGE_CONTACT_TAKEN: {
    status: 409,
    vi: 'Danh bạ đã có mã {code} từ ngày này.',
    en: 'The address book has the code {code} from this day already.',
  },
})
