import { type RawBuilder, sql } from 'kysely'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** Permissions of the records core. */
export const permissions: Record<string, PermissionRule> = {
  'records.read': {
    title: { vi: 'Xem hồ sơ văn bản và tệp', en: 'Read documents and files' },
    roles: ['*'],
    source: 'decisions 2: further limited by access to the single document',
  },
  'records.ask-access': {
    title: { vi: 'Đề nghị đổi quyền xem văn bản', en: 'Ask for a change of access' },
    roles: ['registry', 'leader', 'chief_of_office', 'unit_head', 'officer'],
    source: 'NĐ 30/2020 PL VI III.3b; decision 0021: whoever sees it by office or was given it, never an administrator',
  },
  'records.confirm-access': {
    title: { vi: 'Xác nhận đổi quyền xem văn bản', en: 'Confirm a change of access' },
    roles: ['leader'],
    source: 'NĐ 30/2020 PL VI III.3c; handbook 2: change rights on file/doc',
  },
  'records.keep-books': {
    title: { vi: 'Mở, khóa, đóng sổ', en: 'Keep the register books' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ22',
  },
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

/** Roles that see every document of their organisation that is not narrowed to a list (decisions 2; handbook 2). */
const SEES_ALL = new Set(['registry', 'leader', 'chief_of_office', 'inspector'])
/**
 * Roles that no narrowing keeps out: the registry, which registers the document, keeps its original and its book
 * (NĐ 30/2020 Đ6.3, Đ22), and the leaders, who answer for the office and confirm changes of rights (decision 0021).
 */
const SEES_NARROWED = new Set(['registry', 'leader'])
/** Roles that see what their unit was given. */
const SEES_UNIT = new Set(['unit_head', 'unit_clerk'])

/** How far a post's roles reach by themselves: the one place that says it; the search functions take these words. */
export type Reach = 'every' | 'always' | 'unit'

/** What an actor's roles see: `every` document not narrowed, narrowed ones `always`, what the `unit` was given. */
export function reachOf(actor: Pick<Actor, 'kind' | 'roles'>): Reach[] {
  const has = (roles: ReadonlySet<string>): boolean => actor.roles.some((role) => roles.has(role))
  const isSystem = actor.kind === 'system'
  return [
    ...(isSystem || has(SEES_ALL) ? (['every'] as const) : []),
    ...(isSystem || has(SEES_NARROWED) ? (['always'] as const) : []),
    ...(has(SEES_UNIT) ? (['unit'] as const) : []),
  ]
}

/** Roles by which a document is seen without being given, for telling people who sees it. */
export function rolesThatSee(isNarrowed: boolean): string[] {
  return [...(isNarrowed ? SEES_NARROWED : SEES_ALL)]
}

/** Does this actor see all documents of the organisation, but those narrowed to a list? */
export function seesAll(actor: Actor): boolean {
  return reachOf(actor).includes('every')
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

/** The SQL condition under which a document was given to this actor, by a grant that does not rest. */
function givenTo(actor: Actor, documentId: RawBuilder<unknown>): RawBuilder<boolean> {
  const unit = actor.unitId && reachOf(actor).includes('unit') ? actor.unitId : null
  return sql<boolean>`exists (select 1 from records.access_grant own_grant
    where own_grant.organization_id = ${actor.organizationId} and own_grant.document_id = ${documentId} and own_grant.rested_by is null
      and (own_grant.grantee_kind = 'all' or (own_grant.grantee_kind = 'post' and own_grant.grantee_id = ${actor.postId})
        ${unit ? sql`or (own_grant.grantee_kind = 'unit' and own_grant.grantee_id = ${unit})` : sql``}))`
}

/**
 * The SQL condition under which no narrowing keeps this actor out: for lists whose rows are the actor's own for another
 * reason (tasks), and for printed books. Asked of a small table by key: a list keeps its order and its index.
 * @param documentId SQL expression of the document's id, with its table: `sql.ref('t.subject_id')`
 */
export function narrowingScope(actor: Actor, documentId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (reachOf(actor).includes('always')) return sql<boolean>`true`
  return sql<boolean>`not exists (select 1 from records.access_list narrowed
    where narrowed.organization_id = ${actor.organizationId} and narrowed.document_id = ${documentId} and narrowed.is_narrowed
      and not ${givenTo(actor, sql`narrowed.document_id`)})`
}

/**
 * The SQL condition under which this actor sees a document.
 * @param documentId SQL expression of the document's id, with its table: `sql.ref('e.document_id')`
 */
export function documentScope(actor: Actor, documentId: RawBuilder<unknown>): RawBuilder<boolean> {
  return seesAll(actor) ? narrowingScope(actor, documentId) : givenTo(actor, documentId)
}

/** May this actor ask for other rights on a document that he sees? By office, or because he was given it (decision 0021). */
export function mayAskAccess(actor: Actor, wasGiven: boolean): boolean {
  const byOffice = ['registry', 'leader', 'chief_of_office'].some((role) => actor.roles.includes(role))
  return byOffice || (wasGiven && actor.roles.some((role) => permissions['records.ask-access']!.roles.includes(role)))
}

/** Is this actor the competent person who confirms changes of rights? */
export function mayConfirmAccess(actor: Actor): boolean {
  return actor.roles.some((role) => permissions['records.confirm-access']!.roles.includes(role))
}
