/** Who may do what here; pure over facts. */
import type { Actor } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { mixesDuties, type RuleSet } from '#regimes/index.ts'
import type { OrganizationFacts, PostView } from './types.ts'

export const peoplePermissions = {
  'people.read': { title: { vi: 'Xem danh bạ', en: 'Read the directory' }, roles: ['*'], source: 'decisions 2' },
  'people.manage': {
    title: { vi: 'Quản lý cơ quan, người, vị trí', en: 'Manage organisations, people, posts' },
    roles: ['sysadmin'],
    source: 'NĐ 30/2020 PL VI IV; QCVN 12:2026/BCA 3.7',
  },
  'people.delegate': {
    title: { vi: 'Ủy quyền', en: 'Delegate' },
    roles: ['leader', 'chief_of_office', 'unit_head'],
    source: 'NĐ 30/2020 Đ13',
  },
  'people.give-authority': {
    title: { vi: 'Ghi thẩm quyền ký văn bản', en: 'Record who may sign' },
    roles: ['leader', 'chief_of_office'],
    source: 'NĐ 30/2020 Đ13: the head orders and authorises; his office keeps the record',
  },
} as const

export const isAdministrator = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.includes('sysadmin')

/**
 * An administrator keeps his own organisation and those under it; that of the host organisation keeps the whole
 * directory. Demo and real bodies never keep each other.
 * @param under ids of the own organisation and of everything under it
 */
export function mayManage(
  actor: Actor,
  own: OrganizationFacts,
  under: ReadonlySet<string>,
  target: Pick<OrganizationFacts, 'id' | 'isDemo'>,
): boolean {
  if (!isAdministrator(actor) || own.isDemo !== target.isDemo) return false
  return own.isHost || under.has(target.id)
}

/** Nobody grants himself a post or a role (decision 2). */
export function refuseSelfGrant(actor: Actor, personId: string): void {
  if (actor.personId !== null && actor.personId === personId) throw new AppError('PEOPLE_SELF_GRANT')
}

/** Roles must be known, none of an isolated installation, and administration apart from business. */
export function checkRoles(rules: RuleSet, roleIds: readonly string[]): void {
  for (const id of roleIds) {
    const role = rules.roles.find((known) => known.id === id)
    if (!role) throw new AppError('PEOPLE_ROLE_UNKNOWN', { facts: { role: id } })
    if (role.isIsolatedOnly) throw new AppError('PEOPLE_ROLE_ISOLATED')
  }
  if (mixesDuties(rules, roleIds)) throw new AppError('PEOPLE_MIXED_DUTIES')
}

/** Only own roles, never the administrator's, never to oneself. */
export function checkDelegation(actor: Actor, from: PostView, to: PostView, roleIds: readonly string[]): void {
  if (to.personId === from.personId) throw new AppError('PEOPLE_SELF_GRANT')
  const isBeyond = roleIds.some((role) => role === 'sysadmin' || !from.roles.includes(role))
  if (isBeyond || to.roles.includes('sysadmin') || actor.postId !== from.id)
    throw new AppError('PEOPLE_DELEGATION_BEYOND')
}
