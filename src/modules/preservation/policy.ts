/** Who may do what in preservation (handbook 2; TT 05/2025 ch. V; QCVN 12). */
import { handlesDocuments } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'preservation.read': {
    title: { vi: 'Xem gói bảo quản và lịch sử bảo quản', en: 'See packages and what was done to preserve files' },
    roles: ['archivist', 'hist_archivist', 'registry', 'leader', 'chief_of_office', 'inspector'],
    source: 'TT 05/2025 ch. V; handbook 2: whoever answers for the archive, and the inspection',
  },
  'preservation.watch': {
    title: { vi: 'Theo dõi tính toàn vẹn, sự cố, bản sao', en: 'Watch fixity, incidents and copies' },
    roles: ['archivist', 'hist_archivist', 'registry', 'leader', 'chief_of_office', 'inspector', 'sysadmin'],
    source: 'QCVN 12; handbook 2: an administrator watches the store, but reads no record and sees no title',
  },
  'preservation.work': {
    title: { vi: 'Đóng gói, xuất gói bảo quản, chuyển đổi định dạng', en: 'Make and take packages, convert files' },
    roles: ['archivist', 'hist_archivist', 'registry'],
    source: 'TT 05/2025 ch. V; where no archivist is appointed the registry does his work',
  },
  'preservation.copies': {
    title: { vi: 'Mở bản chuyển đổi lưu trữ', en: 'Open copies in formats that last' },
    roles: [...handlesDocuments, 'hist_archivist'],
    source: 'Luật Lưu trữ 33/2024 Đ23: who reads in the archive; further limited by access to the single document',
  },
}

export const has = (actor: Actor, permission: keyof typeof permissions): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => permissions[permission]!.roles.includes(role))
