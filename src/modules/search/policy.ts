import { handlesDocuments } from '#modules/records/index.ts'
import type { PermissionRule } from '#platform/action/index.ts'

/** Permissions of search. What a post finds is limited by its rights on each document, inside the query. */
export const permissions: Record<string, PermissionRule> = {
  'search.find': {
    title: { vi: 'Tìm văn bản', en: 'Search documents' },
    roles: handlesDocuments,
    source: 'NĐ 30/2020 PL VI III.6; decisions 2: only what the post may see',
  },
  'search.keep-words': {
    title: { vi: 'Sửa chữ viết tắt', en: 'Edit abbreviations' },
    roles: ['registry', 'chief_of_office'],
    source: 'decisions 17: data of the office',
  },
  'search.rebuild': {
    title: { vi: 'Lập lại chỉ mục tìm kiếm', en: 'Rebuild the search index' },
    roles: ['sysadmin'],
    source: 'handbook 2: recover, without business authority',
  },
}
