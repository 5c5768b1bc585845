/** What the bell tells of rights on a document. Who loses the sight of one hears its number, never its subject. */
import { defineNotices } from '#modules/operations/index.ts'

const notices = defineNotices({
  'records.access-asked': {
    vi: '{from} đề nghị đổi quyền truy cập {label}: chờ xác nhận',
    en: '{from} asks for other rights on {label}: to be confirmed',
  },
  'records.access-confirmed': {
    vi: '{from} xác nhận quyền truy cập mới của {label}',
    en: '{from} confirmed the new rights on {label}',
  },
  'records.access-refused': {
    vi: '{from} không đồng ý đổi quyền truy cập {label}: {words}',
    en: '{from} refused other rights on {label}: {words}',
  },
  'records.access-ended': {
    vi: 'Quyền truy cập riêng của {label} đã hết hạn',
    en: 'The special rights on {label} have ended',
  },
  'records.access-gained': { vi: 'Được quyền xem {label}', en: 'You may now see {label}' },
  'records.access-lost': {
    vi: 'Không còn quyền xem văn bản {label}: quyền truy cập đã được giới hạn',
    en: 'You may no longer see document {label}: access to it was narrowed',
  },
})

type Declared = keyof typeof notices

/** The full name of a notice of this room. */
export const noticeOf = (what: Declared extends `records.access-${infer W}` ? W : never): Declared =>
  `records.access-${what}`
