/** Who may do what in the stores (handbook 2, 8.7). */
import { handlesDocuments } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'storage.read': {
    title: { vi: 'Xem kho, hộp, nơi để hồ sơ', en: 'See stores, boxes and where files lie' },
    roles: [...handlesDocuments, 'hist_archivist'],
    source: 'handbook 8.7; titles of files only as the archive shows them',
  },
  'storage.keep': {
    title: { vi: 'Sắp xếp kho, hộp; đưa hồ sơ vào, lấy ra', en: 'Keep stores and boxes, put files in and out' },
    roles: ['archivist', 'hist_archivist', 'registry'],
    source: 'handbook 8.7; where no archivist is appointed the registry does his work',
  },
}

export const keeps = (actor: Actor): boolean =>
  actor.roles.some((role) => permissions['storage.keep']!.roles.includes(role))
