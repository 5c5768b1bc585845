/** Who may do what, over facts; and the policy profile out of the rules of law. Pure. */
import type { Actor } from '#platform/action/index.ts'
import type { Config } from '#platform/config/index.ts'
import { policyFlag, policyNumber, type RuleSet } from '#regimes/index.ts'
import type { AuthPolicy } from './rules.ts'

/** The profile of an organisation's rules on a day. */
export function policyOf(rules: RuleSet): AuthPolicy {
  return {
    minLength: policyNumber(rules, 'password-min-length'),
    classes: policyNumber(rules, 'password-classes'),
    history: policyNumber(rules, 'password-history'),
    adminPasswordMonths: policyNumber(rules, 'admin-password-months'),
    idleDays: policyNumber(rules, 'idle-days'),
    reviewMonths: policyNumber(rules, 'account-review-months'),
    adminSecondFactor: policyFlag(rules, 'admin-second-factor'),
    outsideSecondFactor: policyFlag(rules, 'outside-second-factor'),
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** Is the caller this very machine? Behind a proxy nobody is: the proxy's own word is not enough for that. */
export function isThisMachine(config: Pick<Config, 'trustProxy'>, address: string | null): boolean {
  return address !== null && !config.trustProxy && LOOPBACK.test(address)
}

/** Passwords travel encrypted, or not at all but on this machine (decision 27). No address: the command line. */
export function acceptsPasswords(config: Pick<Config, 'tls' | 'trustProxy'>, address: string | null): boolean {
  return config.tls !== null || config.trustProxy !== null || address === null || LOOPBACK.test(address)
}

/** Facts about an account that an administrator wants to manage. */
export interface ManagedFacts {
  readonly personId: string
  /** Organisations in which the person holds a post today. */
  readonly organizationIds: readonly string[]
  /** The administrator's own organisation runs the installation. */
  readonly isHost: boolean
}

/**
 * An administrator manages accounts of persons whose every post is in the own organisation: whoever could reset a
 * password of somebody with a post elsewhere could act there. The host's administrator manages all.
 */
export function mayManage(actor: Actor, facts: ManagedFacts): boolean {
  if (actor.kind === 'system') return true
  if (!actor.roles.includes('sysadmin')) return false
  if (facts.isHost) return true
  // Nobody's person is the host's: else any administrator could prepare an account that later acts elsewhere.
  return facts.organizationIds.length > 0 && facts.organizationIds.every((id) => id === actor.organizationId)
}

export const permissions = {
  'auth.manage': {
    title: { vi: 'Quản lý tài khoản', en: 'Manage accounts' },
    roles: ['sysadmin'],
    source: 'NĐ 30/2020 PL VI IV; QCVN 12:2026/BCA 3.7',
  },
  'auth.key': { title: { vi: 'Cấp khóa API', en: 'Issue API keys' }, roles: ['*'], source: 'decisions 3' },
} as const
