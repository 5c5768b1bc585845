/** What the bell tells of keys and seals. */
import { defineNotices } from '#modules/operations/index.ts'

const notices = defineNotices({
  'signatures.key-pending': {
    vi: '{from} thêm khóa ký số của cơ quan “{label}”: chờ lãnh đạo xác nhận',
    en: '{from} entered the agency’s key “{label}”: a leader is to confirm it',
  },
  'signatures.key-confirmed': {
    vi: '{from} đã xác nhận khóa ký số của cơ quan “{label}”',
    en: '{from} confirmed the agency’s key “{label}”',
  },
  'signatures.key-ended': {
    vi: '{from} thu hồi hoặc gỡ khóa “{label}”: {words}',
    en: '{from} revoked or removed the key “{label}”: {words}',
  },
  'signatures.key-ending': {
    vi: 'Chứng thư số “{label}” hết hạn ngày {day}: xin cấp mới trước ngày đó',
    en: 'The certificate “{label}” ends on {day}: get a new one before',
  },
  'signatures.key-rests': {
    vi: 'Khóa “{label}” tạm dừng vì nhiều lần sai mật khẩu; nếu không phải bạn, hãy thu hồi khóa',
    en: 'The key “{label}” rests after several wrong passphrases; if that was not you, revoke it',
  },
  'signatures.token-known': {
    vi: 'Chứng thư số “{label}” lần đầu được dùng để ký và đã được ghi nhận',
    en: 'The certificate “{label}” signed for the first time and is on record now',
  },
  'signatures.seal-handed': {
    vi: '{from} ghi biên bản bàn giao “{label}” cho bạn giữ',
    en: '{from} recorded that “{label}” was handed over to you',
  },
})

type Declared = keyof typeof notices

/** The full name of a notice of this room. */
export const noticeOf = (what: Declared extends `signatures.${infer W}` ? W : never): Declared => `signatures.${what}`
