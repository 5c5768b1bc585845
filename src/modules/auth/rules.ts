/** Calculations of the room: passwords, attempts, sessions. Pure. */

/** What the policy profile says (regime data, decision 19); ours where the law is silent. */
export interface AuthPolicy {
  /** Characters. */
  readonly minLength: number
  /** Of lower case, upper case, digits, others. */
  readonly classes: number
  readonly history: number
  readonly adminPasswordMonths: number
  readonly idleDays: number
  readonly reviewMonths: number
  readonly adminSecondFactor: boolean
  readonly outsideSecondFactor: boolean
}

/** The values of QCVN 12:2026/BCA 3.7, for moments when no organisation is known yet (set-up). */
export const QCVN12: AuthPolicy = {
  minLength: 8,
  classes: 4,
  history: 10,
  adminPasswordMonths: 2,
  idleDays: 45,
  reviewMonths: 3,
  adminSecondFactor: true,
  outsideSecondFactor: true,
}

/** Longest password that is hashed; longer ones would only feed the processor. */
export const MAX_PASSWORD = 256

/** The same password whatever input method wrote it: NFC. */
export function normalPassword(text: string): string {
  return text.normalize('NFC')
}

/** Account names compare without case: NFC, trimmed, lower. */
export function normalLogin(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}

/** Letters without marks, digits, dot, dash, underscore, @; begins with a letter or digit. */
export function isLogin(login: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{2,59}$/.test(login)
}

/** Words for what is wrong with a password; the screens have a sentence for each. */
export type PasswordFault = 'short' | 'long' | 'classes' | 'common' | 'name' | 'reused'

/**
 * Judges a new password.
 * @param about names that it must not contain: login, given name (each of 3 letters or more counts)
 * @param isCommon the list of common passwords
 */
export function passwordFaults(
  password: string,
  policy: Pick<AuthPolicy, 'minLength' | 'classes'>,
  about: readonly string[],
  isCommon: (password: string) => boolean,
): PasswordFault[] {
  const text = normalPassword(password)
  const length = [...text].length
  const faults: PasswordFault[] = []
  if (length < policy.minLength) faults.push('short')
  if (text.length > MAX_PASSWORD) faults.push('long')
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((one) => one.test(text)).length
  if (classes < policy.classes) faults.push('classes')
  if (isCommon(text)) faults.push('common')
  const plain = bare(text)
  if (about.some((name) => bare(name).length >= 3 && plain.includes(bare(name)))) faults.push('name')
  return faults
}

/** Without marks, case and anything but letters and digits. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '')
}

/**
 * The forms under which a password is looked up in the common list: as it is, without the usual disguises
 * (`@`→a, `0`→o, `$`→s …), and without what people hang in front or behind (`123`, `!`, a year).
 */
export function commonForms(password: string): string[] {
  const lower = password.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').replace(/\s/g, '').toLowerCase()
  const forms = [lower, strip(lower)].flatMap((form) => [form, undisguise(form)])
  forms.push(strip(undisguise(lower)))
  return [...new Set(forms)].filter((form) => form.length >= 4)
}

const strip = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '')

const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  $: 's',
  '5': 's',
  '3': 'e',
  '7': 't',
  '1': 'i',
  '!': 'i',
}
const undisguise = (text: string): string => text.replace(/[@40$5371!]/g, (sign) => disguises[sign]!)

/** Free tries, then a pause that doubles from `firstMs` up to `mostMs`. */
interface Slope {
  readonly free: number
  readonly firstMs: number
  readonly mostMs: number
  /** A quiet time after which failures are forgotten. */
  readonly forgetMs: number
}
const MINUTE = 60_000
const slopes: Record<'account' | 'address', Slope> = {
  account: { free: 5, firstMs: 5_000, mostMs: 15 * MINUTE, forgetMs: 24 * 60 * MINUTE },
  // Many people may stand behind one address: more tries, shorter pauses.
  address: { free: 30, firstMs: 5_000, mostMs: 5 * MINUTE, forgetMs: 60 * MINUTE },
}

export interface Attempts {
  readonly failures: number
  readonly lastAt: Date
  readonly blockedUntil: Date | null
}

/** Milliseconds that a caller must still wait; 0 when the try may go on. */
export function waitMs(known: Attempts | null, now: Date): number {
  return Math.max(0, (known?.blockedUntil?.getTime() ?? 0) - now.getTime())
}

/** The record after one more failure. */
export function afterFailure(kind: 'account' | 'address', known: Attempts | null, now: Date): Attempts {
  const slope = slopes[kind]
  const isStale = !known || now.getTime() - known.lastAt.getTime() > slope.forgetMs
  const failures = (isStale ? 0 : known.failures) + 1
  const over = failures - slope.free
  const pause = over < 0 ? 0 : Math.min(slope.mostMs, slope.firstMs * 2 ** Math.min(over, 20))
  return { failures, lastAt: now, blockedUntil: pause > 0 ? new Date(now.getTime() + pause) : null }
}

/** How long sessions live. Ours: ASVS 5.0 7.3 asks for both limits and leaves the figures to the risk. */
export const sessionLimits = {
  idleMs: 60 * MINUTE,
  adminIdleMs: 20 * MINUTE,
  absoluteMs: 12 * 60 * MINUTE,
  /** Last-seen is written at most this often. */
  touchMs: MINUTE,
  /** For how long a password given counts as fresh for dangerous steps. */
  freshMs: 10 * MINUTE,
} as const

/** Does the session still stand at this moment? */
export function isSessionAlive(
  session: { endedAt: Date | null; expiresAt: Date; lastSeenAt: Date },
  isAdmin: boolean,
  now: Date,
): boolean {
  const idle = isAdmin ? sessionLimits.adminIdleMs : sessionLimits.idleMs
  return (
    session.endedAt === null &&
    now < session.expiresAt &&
    now.getTime() - session.lastSeenAt.getTime() <= idle + sessionLimits.touchMs
  )
}

/** One-time links: hours. */
export const linkHours = { setup: 24, password: 48 } as const

/** The instant a number of calendar months later (31/1 + 1 month = 28/2). */
export function monthsLater(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCMonth(to.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), last))
  return to
}

/** Is an account unused for longer than the profile allows (QCVN 12:2026/BCA 3.7)? */
export function isIdle(account: { lastSignInAt: Date | null; activeFrom: Date }, days: number, now: Date): boolean {
  const last = Math.max(account.lastSignInAt?.getTime() ?? 0, account.activeFrom.getTime())
  return now.getTime() - last > days * 24 * 60 * MINUTE
}

/** What an account must do before it may act in a post. */
export type Duty = 'change-password' | 'enrol' | null

export function dutyOf(
  account: { mustChange: boolean; passwordAt: Date | null; hasSecondFactor: boolean; isDemo: boolean },
  isAdmin: boolean,
  policy: AuthPolicy,
  now: Date,
): Duty {
  if (account.isDemo) return null // loopback only, gone with the demo data
  if (account.mustChange || !account.passwordAt) return 'change-password'
  if (isAdmin && now > monthsLater(account.passwordAt, policy.adminPasswordMonths)) return 'change-password'
  if (isAdmin && policy.adminSecondFactor && !account.hasSecondFactor) return 'enrol'
  return null
}

/** Is the address of this machine or of a private network (RFC 1918, RFC 4193, link-local)? Unknown forms are not. */
export function isInside(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return (
    /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(plain) ||
    /^(::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i.test(plain)
  )
}
