/** What the bell tells of hand-overs. */
import { defineNotices } from '#modules/operations/index.ts'

const notices = defineNotices({
  'transfer.submitted': {
    vi: '{from} nộp lưu {count} hồ sơ của {unit}: chờ nhận',
    en: '{from} hands over {count} files of {unit}: to be taken in',
  },
  'transfer.decided': {
    vi: '{from} nhận {accepted} hồ sơ nộp lưu, trả lại {returned}',
    en: '{from} took in {accepted} files and returned {returned}',
  },
  'transfer.bounced': {
    vi: 'Đợt nộp lưu cho {to} chưa chuyển được: {words}',
    en: 'The hand-over to {to} was not delivered: {words}',
  },
  'transfer.keep-back-asked': {
    vi: '{from} đề nghị giữ lại hồ sơ {label} đến {day}',
    en: '{from} asks to keep file {label} back until {day}',
  },
  'transfer.keep-back-granted': {
    vi: '{from} đồng ý giữ lại hồ sơ {label} đến {day}',
    en: '{from} consented to keeping file {label} back until {day}',
  },
  'transfer.keep-back-refused': {
    vi: '{from} không đồng ý giữ lại hồ sơ {label}: {words}',
    en: '{from} refused to keep file {label} back: {words}',
  },
  'transfer.soon': { vi: 'Hồ sơ {label} đến hạn nộp lưu ngày {day}', en: 'File {label} goes to the archive by {day}' },
  'transfer.overdue': {
    vi: 'Hồ sơ {label} quá hạn nộp lưu từ ngày {day}',
    en: 'File {label} has been overdue since {day}',
  },
})

type Declared = keyof typeof notices

/** The full name of a notice of this room. */
export const noticeOf = (what: Declared extends `transfer.${infer W}` ? W : never): Declared => `transfer.${what}`
