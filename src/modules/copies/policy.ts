/** Who may do what with copies (handbook 2, 4.7). What each sees is limited by the document that was copied. */
import { handlesDocuments } from '#modules/records/index.ts'
import type { PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'copies.read': {
    title: { vi: 'Xem bản sao', en: 'See copies' },
    roles: handlesDocuments,
    source: 'decisions 2: limited by access to the document that was copied',
  },
  'copies.make': {
    title: { vi: 'Sao văn bản', en: 'Make copies of documents' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ25-27: the registry, by the decision of whoever signs the copy',
  },
  'copies.print': {
    title: { vi: 'Xem danh sách, in sổ bản sao', en: 'List copies, print their register' },
    roles: ['registry', 'chief_of_office', 'leader', 'inspector'],
    source: 'NĐ 30/2020 Đ16.2, Đ25',
  },
}
