/** The security profile of QCVN 12:2026/BCA (in force 1/7/2026): stricter than good practice in places, on by default (decision 19). Before that day the same values stand as our own default (C). And what else a body decides for itself. */
import type { Day, PolicyRow } from '../types.ts'
import { QCVN12, stands } from './sources.ts'

type Line = readonly [id: string, value: number | boolean, unit: PolicyRow['unit'], vi: string, en: string]

const QCVN12_FROM: Day = '2026-07-01'

const lines = [
  ['password-min-length', 8, 'characters', 'Độ dài tối thiểu của mật khẩu', 'Least length of a password'],
  [
    'password-classes',
    4,
    'classes',
    'Số nhóm ký tự bắt buộc (hoa, thường, số, đặc biệt)',
    'Character classes required (upper, lower, digit, special)',
  ],
  ['password-history', 10, 'count', 'Số mật khẩu cũ không được dùng lại', 'Former passwords that may not return'],
  ['admin-password-months', 2, 'months', 'Quản trị phải đổi mật khẩu sau', 'Administrators change the password every'],
  ['idle-days', 45, 'days', 'Khóa tài khoản không dùng quá', 'Accounts unused are disabled after'],
  ['account-review-months', 3, 'months', 'Rà soát tài khoản mỗi', 'Accounts are reviewed every'],
  ['log-keep-months', 12, 'months', 'Giữ nhật ký ít nhất', 'Logs are kept at least'],
  ['log-review-days', 7, 'days', 'Xem lại nhật ký mỗi', 'Logs are reviewed every'],
  ['admin-second-factor', true, 'yes-no', 'Quản trị phải có lớp xác thực thứ hai', 'Second factor for administrators'],
  [
    'outside-second-factor',
    true,
    'yes-no',
    'Truy cập từ ngoài mạng phải có lớp xác thực thứ hai',
    'Second factor for access from outside',
  ],
  [
    'admin-without-business',
    true,
    'yes-no',
    'Quản trị không giữ quyền nghiệp vụ',
    'Administrators hold no business roles',
  ],
] as const satisfies readonly Line[]

/** What no text that was read says, or the law leaves to the office: off until it says otherwise. */
const choices = [
  [
    // Whether what bears a mark of limited circulation may leave for other systems: by e-mail or through the gateway.
    'mail-limited-circulation',
    false,
    'yes-no',
    'Được gửi ra ngoài hệ thống (thư điện tử, qua cổng) văn bản có chỉ dẫn phạm vi lưu hành',
    'Documents with a mark of limited circulation may leave the system (e-mail, gateway)',
  ],
  [
    // NĐ 30/2020 Đ29
    'file-before-finish',
    false,
    'yes-no',
    'Văn bản phải ở trong hồ sơ trước khi kết thúc giải quyết',
    'Documents lie in a file before their work is finished',
  ],
  // handbook 8.7: the measure of shelves, and how thick what a box of 10 cm holds is
  ['boxes-per-metre', 10, 'count', 'Số hộp 10 cm trên 01 mét giá', 'Boxes of 10 cm on one metre of shelf'],
  ['sheets-per-box', 800, 'count', 'Số tờ trong một hộp 10 cm', 'Sheets in a box of 10 cm'],
  // NĐ 09/2019 Đ12: reports to above close their figures on the 14th of the last month
  [
    'report-closing-day',
    14,
    'count',
    'Ngày chốt số liệu báo cáo (trong tháng)',
    'Day of the month on which figures for reports close',
  ],
] as const satisfies readonly Line[]

export type PolicyId = (typeof lines)[number][0] | (typeof choices)[number][0]

export function policies(validFrom: Day): readonly PolicyRow[] {
  const own = (choices as readonly Line[]).map(([id, value, unit, vi, en]) => ({
    id,
    value,
    unit,
    vi,
    en,
    ...stands('Mặc định của sản phẩm', null, 'C' as const, validFrom),
  }))
  const security = (lines as readonly Line[]).flatMap(([id, value, unit, vi, en]) => {
    const base = { id, value, unit, vi, en, isOverridable: true }
    return [
      { ...base, ...stands('Mặc định của sản phẩm', null, 'C', validFrom, '2026-06-30') },
      { ...base, ...stands(QCVN12, '3.7', 'A', QCVN12_FROM) },
    ]
  })
  return [...security, ...own]
}
