import { handlesDocuments } from '#modules/records/index.ts'
import type { PermissionRule } from '#platform/action/index.ts'

/** Permissions of search. What a post finds is limited by its rights on each document, inside the query. */
export const permissions: Record<string, PermissionRule> = {
  'search.find': { roles: handlesDocuments, source: 'NĐ 30/2020 PL VI III.6; decisions 2: only what the post may see' },
  'search.keep-words': { roles: ['registry', 'chief_of_office'], source: 'decisions 17: data of the office' },
  'search.rebuild': { roles: ['sysadmin'], source: 'handbook 2: recover, without business authority' },
}
