/** Who may do what in the archive (handbook 2, 8.8; Luật Lưu trữ 33/2024 Đ23-27). */
import { type RawBuilder, sql } from 'kysely'
import { narrowedFiles } from '#modules/casefiles/index.ts'
import { handlesDocuments, reachOf } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

export const permissions: Record<string, PermissionRule> = {
  'archive.read': {
    title: { vi: 'Tra tìm trong lưu trữ', en: 'Read in the archive' },
    roles: [...handlesDocuments, 'hist_archivist'],
    source:
      'Luật Lưu trữ 33/2024 Đ23: what is published; archivists, registry and leaders also what is being described',
  },
  'archive.describe': {
    title: { vi: 'Mô tả, sắp xếp tài liệu lưu trữ', en: 'Describe and arrange archival records' },
    roles: ['archivist', 'hist_archivist', 'registry'],
    source: 'handbook 8.2; where no archivist is appointed the registry does his work',
  },
  'archive.publish': {
    title: { vi: 'Công bố, ngừng công bố trong lưu trữ', en: 'Publish in the archive, take back' },
    roles: ['archivist', 'hist_archivist', 'registry', 'leader', 'chief_of_office'],
    source: 'handbook 9: rules of use and of publication are the body’s own; to the public by the head alone',
  },
}

export const has = (actor: Actor, permission: keyof typeof permissions): boolean =>
  actor.roles.some((role) => permissions[permission]!.roles.includes(role))

const SEES_DRAFTS = new Set(['archivist', 'hist_archivist', 'registry', 'leader', 'chief_of_office', 'inspector'])

/** Does this actor see what is being described, too? */
export const seesDrafts = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => SEES_DRAFTS.has(role))

/** No file that was narrowed before it came here, and nothing that lies in it: the narrowing came along with it. */
export function notNarrowed(actor: Actor, u: string): RawBuilder<boolean> {
  if (reachOf(actor).includes('always')) return sql<boolean>`true`
  const files = narrowedFiles(actor)
  return sql<boolean>`(coalesce(${sql.ref(`${u}.source_file`)} <> all(${files}), true)
    and coalesce(${sql.ref(`${u}.parent_id`)} <> all(array(select narrowed.id from archive.unit narrowed
      where narrowed.organization_id = ${actor.organizationId} and narrowed.source_file = any(${files}))), true))`
}

/** The SQL condition under which this actor sees a unit. @param u alias of `archive.unit` or `archive.units` */
export const unitScope = (actor: Actor, u: string): RawBuilder<boolean> =>
  seesDrafts(actor)
    ? notNarrowed(actor, u)
    : sql<boolean>`(${sql.ref(`${u}.publish`)} <> 'draft' and ${notNarrowed(actor, u)})`

/** To the public, and open to harvesters: the head's alone. */
export const mayGoPublic = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.includes('leader')
