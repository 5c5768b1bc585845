import { type RawBuilder, sql } from 'kysely'
import { narrowingScope } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'

/** Permissions of the desk. */
export const permissions: Record<string, PermissionRule> = {
  'desk.read': {
    title: { vi: 'Xem việc của mình', en: 'Read one’s own work' },
    roles: ['*'],
    source: 'decisions 23: every post sees its own work, nobody else’s',
  },
  'desk.team': {
    title: { vi: 'Xem việc của đơn vị', en: 'Read the unit’s work' },
    roles: ['unit_head'],
    source: 'NĐ 30/2020 Đ24: the head answers for the work of the unit; decisions 2',
  },
  'desk.rebuild': {
    title: { vi: 'Lập lại danh sách việc', en: 'Rebuild the lists of work' },
    roles: ['sysadmin'],
    source: 'house 2: a projection can be made again',
  },
}

/** Whoever takes up what a unit was given: its head, and the clerk who keeps its desk (decisions 2). */
const KEEPS_UNIT = ['unit_head', 'unit_clerk']

/** Units whose work stands on the actor's desk: the own one, for its head and its clerk. */
export function unitsOnDesk(actor: Pick<Actor, 'unitId' | 'roles'>): string[] {
  return actor.unitId && actor.roles.some((role) => KEEPS_UNIT.includes(role)) ? [actor.unitId] : []
}

/**
 * The SQL condition under which a task is the actor's own: held by the acting post or by the unit whose desk it keeps, and
 * not passed on inside the unit. Nobody's list tells of a document that was narrowed without him.
 */
export function scope(actor: Actor): RawBuilder<boolean> {
  const holders = [actor.postId, ...unitsOnDesk(actor)].filter((id): id is string => id !== null)
  return sql<boolean>`t.organization_id = ${actor.organizationId} and ${heldBy(holders)}
    and not t.is_passed_on and ${narrowingScope(actor, sql.ref('t.subject_id'))}`
}

/** One holder is asked for plainly: only then the index has the order of the list. */
function heldBy(holders: readonly string[]): RawBuilder<boolean> {
  return holders.length === 1
    ? sql<boolean>`t.holder_id = ${holders[0]}`
    : sql<boolean>`t.holder_id = any(${holders}::uuid[])`
}

/** The SQL condition under which a task was given by the acting post to somebody else. */
export function givenScope(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`t.organization_id = ${actor.organizationId} and t.from_post_id = ${actor.postId}
    and t.holder_id <> ${actor.postId} and ${narrowingScope(actor, sql.ref('t.subject_id'))}`
}

/** The SQL condition under which a task is held inside the head's unit, by the unit or one of its posts; each work once. */
export function teamScope(actor: Actor, memberIds: readonly string[]): RawBuilder<boolean> {
  const holders = actor.unitId ? [actor.unitId, ...memberIds] : []
  return sql<boolean>`t.organization_id = ${actor.organizationId} and t.holder_id = any(${holders}::uuid[])
    and not t.is_passed_on and ${narrowingScope(actor, sql.ref('t.subject_id'))}`
}
