import { type RawBuilder, sql } from 'kysely'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** Permissions of the records core. */
export const permissions: Record<string, PermissionRule> = {
  'records.read': { roles: ['*'], source: 'decisions 2: further limited by access to the single document' },
  'records.keep-books': { roles: ['registry'], source: 'NĐ 30/2020 Đ6.3, Đ22' },
}

/** Roles that have business with documents at all; what each sees is limited by the single document. An administrator has none. */
export const handlesDocuments: readonly string[] = [
  'registry',
  'unit_clerk',
  'leader',
  'chief_of_office',
  'unit_head',
  'officer',
  'archivist',
  'inspector',
]

/** Roles that see every document of their organisation (decisions 2; handbook 2). */
const SEES_ALL = new Set(['registry', 'leader', 'chief_of_office', 'inspector'])
/** Roles that see what their unit was given. */
const SEES_UNIT = new Set(['unit_head', 'unit_clerk'])

/** Does this actor see all documents of the organisation? */
export function seesAll(actor: Actor): boolean {
  return actor.kind === 'system' || actor.roles.some((role) => SEES_ALL.has(role))
}

/**
 * The SQL condition under which a file that waits in a tray is this actor's: the registry's every one, a unit clerk's those
 * that wait at his unit (decisions 2).
 * @param unitId SQL expression of the unit that the file or item waits at; null there means the agency registry
 */
export function waitingScope(actor: Actor, unitId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (actor.kind === 'system' || actor.roles.includes('registry')) return sql<boolean>`true`
  if (actor.unitId && actor.roles.includes('unit_clerk'))
    return sql<boolean>`coalesce(${unitId} = ${actor.unitId}, false)`
  return sql<boolean>`false`
}

/**
 * The SQL condition under which this actor sees a document.
 * @param documentId SQL expression of the document's id, for example `sql.ref('e.document_id')`
 */
export function documentScope(actor: Actor, documentId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (seesAll(actor)) return sql<boolean>`true`
  const unit = actor.unitId && actor.roles.some((role) => SEES_UNIT.has(role)) ? actor.unitId : null
  return sql<boolean>`exists (select 1 from records.access_grant g
    where g.organization_id = ${actor.organizationId} and g.document_id = ${documentId}
      and (g.grantee_kind = 'all' or (g.grantee_kind = 'post' and g.grantee_id = ${actor.postId})
        ${unit ? sql`or (g.grantee_kind = 'unit' and g.grantee_id = ${unit})` : sql``}))`
}
