/** The room's errors: what a person reads and where it goes on. */
import { defineErrors } from '#platform/errors/index.ts'

export const authErrors = defineErrors({
  AUTH_SIGN_IN_FAILED: {
    status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu chưa đúng.',
    en: 'The name or the password is not right.',
  },
  AUTH_SECOND_FACTOR_NEEDED: {
    status: 401,
    vi: 'Xin nhập mã 6 số trong ứng dụng xác thực, hoặc một mã khôi phục.',
    en: 'Enter the 6-digit code of your authenticator app, or a recovery code.',
  },
  AUTH_CODE_WRONG: {
    status: 401,
    vi: 'Mã xác thực chưa đúng hoặc đã dùng. Xin đợi mã mới rồi nhập lại.',
    en: 'The code is not right or was already used. Wait for the next one and enter it.',
  },
  AUTH_THROTTLED: {
    status: 429,
    vi: 'Đã sai nhiều lần. Xin đợi {seconds} giây rồi thử lại.',
    en: 'Too many failed attempts. Wait {seconds} seconds, then try again.',
  },
  AUTH_ACCOUNT_DISABLED: {
    status: 403,
    vi: 'Tài khoản đang bị khóa. Xin liên hệ quản trị của cơ quan để mở lại.',
    en: 'This account is disabled. Ask your organisation’s administrator to enable it.',
  },
  AUTH_NO_POST: {
    status: 403,
    vi: 'Tài khoản hiện không giữ vị trí công tác nào. Xin liên hệ quản trị của cơ quan.',
    en: 'This account holds no post at present. Ask your organisation’s administrator.',
  },
  AUTH_NEEDS_TLS: {
    status: 403,
    vi: 'Kết nối này chưa được mã hóa (HTTP) nên không nhận mật khẩu. Xin mở địa chỉ https://, hoặc nhờ quản trị cấu hình chứng thư TLS; chỉ chính máy chủ mới được đăng nhập không mã hóa.',
    en: 'This connection is not encrypted (HTTP), so no password is accepted on it. Open the https:// address, or ask the administrator to configure a TLS certificate; only the server machine itself may sign in without one.',
  },
  AUTH_OUTSIDE_NEEDS_SECOND_FACTOR: {
    status: 403,
    vi: 'Truy cập từ ngoài mạng cơ quan phải có lớp xác thực thứ hai (QCVN 12:2026/BCA, 3.7). Xin bật xác thực hai lớp khi ở trong mạng cơ quan rồi đăng nhập lại.',
    en: 'Access from outside the organisation’s network needs a second factor (QCVN 12:2026/BCA, 3.7). Enrol one from inside the network, then sign in again.',
  },
  AUTH_ENROL_FIRST: {
    status: 403,
    vi: 'Quản trị phải bật xác thực hai lớp trước khi làm việc khác (QCVN 12:2026/BCA, 3.7).',
    en: 'An administrator must enrol a second factor before anything else (QCVN 12:2026/BCA, 3.7).',
  },
  AUTH_PASSWORD_EXPIRED: {
    status: 403,
    vi: 'Mật khẩu đã đến hạn đổi. Xin đổi mật khẩu rồi làm tiếp.',
    en: 'The password is due for a change. Change it, then go on.',
  },
  AUTH_CONFIRM_AGAIN: {
    status: 403,
    vi: 'Việc này cần xác nhận lại bằng mật khẩu.',
    en: 'This needs your password once more.',
  },
  AUTH_PASSWORD_WEAK: {
    status: 422,
    vi: 'Mật khẩu chưa đạt quy định: {reasons}.',
    en: 'The password does not meet the rules: {reasonsEn}.',
  },
  AUTH_LINK_DEAD: {
    status: 410,
    vi: 'Đường dẫn này đã dùng, đã hết hạn hoặc không đúng. Xin nhờ quản trị cấp đường dẫn mới.',
    en: 'This link was used, has expired or is not right. Ask the administrator for a new one.',
  },
  AUTH_LOGIN_TAKEN: {
    status: 409,
    vi: 'Tên đăng nhập này đã có người dùng.',
    en: 'This account name is taken.',
  },
  AUTH_HAS_ACCOUNT: {
    status: 409,
    vi: 'Người này đã có tài khoản: mỗi người một tài khoản (QCVN 12:2026/BCA, 3.7).',
    en: 'This person already has an account: one person, one account (QCVN 12:2026/BCA, 3.7).',
  },
  AUTH_OWN_ACCOUNT: {
    status: 409,
    vi: 'Không tự làm việc này với tài khoản của chính mình: xin nhờ một quản trị khác.',
    en: 'Nobody does this to their own account: ask another administrator.',
  },
  AUTH_FACTOR_STANDS: {
    status: 409,
    vi: 'Đã bật xác thực hai lớp. Muốn đổi máy thì tắt trước rồi bật lại.',
    en: 'A second factor is already enrolled. To change the device, remove it first.',
  },
  AUTH_NOTHING_TO_CONFIRM: {
    status: 409,
    vi: 'Chưa có mã nào để xác nhận. Xin mở lại mã QR.',
    en: 'There is nothing to confirm. Show the QR code again.',
  },
  AUTH_SCOPE_BEYOND: {
    status: 422,
    vi: 'Khóa không thể có quyền mà vị trí công tác không có.',
    en: 'A key cannot hold a permission that the post does not have.',
  },
})
