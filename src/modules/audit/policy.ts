/** Who may read the audit (handbook 2: leader, chief of office, inspector and administrator read). */
import { type Actor, INSTALLATION_ID } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'

export const permissions = {
  'audit.read': {
    title: { vi: 'Xem nhật ký', en: 'Read the audit log' },
    roles: ['leader', 'chief_of_office', 'inspector', 'sysadmin'],
    source: 'NĐ 30/2020 PL VI; QCVN 12:2026/BCA 3.9.2.2.6',
  },
} as const

/** The installation's own log (sign-ins of everybody) is for administrators of the host organisation. */
export function mayReadInstallation(actor: Actor, isHost: boolean): boolean {
  return isHost && actor.roles.includes('sysadmin')
}

/** Whose log a call is about. @throws PLATFORM_NOT_FOUND */
export function logOf(actor: Actor, log: 'organization' | 'installation', isHost: boolean): string {
  if (log === 'organization') return actor.organizationId
  if (!mayReadInstallation(actor, isHost)) throw new AppError('PLATFORM_NOT_FOUND')
  return INSTALLATION_ID
}
