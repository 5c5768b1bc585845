/** What the bell tells of rights on a file. Who loses the sight of one hears its symbol, never its title. */
import { defineNotices } from '#modules/operations/index.ts'

const notices = defineNotices({
  'casefiles.access-asked': {
    vi: '{from} đề nghị đổi quyền truy cập hồ sơ {label}: chờ xác nhận',
    en: '{from} asks for other rights on file {label}: to be confirmed',
  },
  'casefiles.access-confirmed': {
    vi: '{from} xác nhận quyền truy cập mới của hồ sơ {label}',
    en: '{from} confirmed the new rights on file {label}',
  },
  'casefiles.access-refused': {
    vi: '{from} không đồng ý đổi quyền truy cập hồ sơ {label}: {words}',
    en: '{from} refused other rights on file {label}: {words}',
  },
  'casefiles.access-ended': {
    vi: 'Quyền truy cập riêng của hồ sơ {label} đã hết hạn',
    en: 'The special rights on file {label} have ended',
  },
  'casefiles.access-gained': { vi: 'Được quyền xem hồ sơ {label}', en: 'You may now see file {label}' },
  'casefiles.access-lost': {
    vi: 'Không còn quyền xem hồ sơ {label}: quyền truy cập đã được giới hạn',
    en: 'You may no longer see file {label}: access to it was narrowed',
  },
  'casefiles.access-told': {
    vi: '{from} thay đổi quyền truy cập hồ sơ {label} mà Ông/Bà đang lập',
    en: '{from} changed the rights on file {label}, which you make',
  },
})

type Declared = keyof typeof notices

/** The full name of a notice of this room. */
export const noticeOf = (what: Declared extends `casefiles.access-${infer W}` ? W : never): Declared =>
  `casefiles.access-${what}`
