/** Hashing and judging of passwords. */
import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '#platform/errors/index.ts'
import { type AuthPolicy, commonForms, normalPassword, type PasswordFault, passwordFaults } from './rules.ts'

/** Argon2id (the package's default kind): 19 MiB, 2 passes, 1 lane (OWASP's first choice). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/**
 * Verifications at a time in this process. Each holds 19 MiB, a core and a database connection; more at once would let
 * a flood of sign-ins starve everybody else.
 */
const MOST_AT_ONCE = 6
let running = 0

async function gate<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) throw new AppError('PLATFORM_BUSY')
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
  }
}

/** Hash of a password, in PHC writing. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), COST)
}

let decoy: Promise<string> | undefined

/**
 * Does the password fit the hash? Without a hash (unknown account, no password yet) the same work is done against a
 * decoy, so that the time tells nothing; the answer is false.
 * @throws PLATFORM_BUSY when too many are being verified
 */
export function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  return gate(async () => {
    decoy ??= hash('no account has this password', COST)
    const fits = await verify(stored ?? (await decoy), normalPassword(password))
    return stored !== null && fits
  })
}

let common: ReadonlySet<string> | undefined

/** Is it, or is it the disguise of, one of the passwords that are tried first? */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(
    readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
  return commonForms(password).some((form) => common!.has(form))
}

/**
 * Refuses a password that the profile does not allow.
 * @param former hashes that may not return, newest first; only as many as the profile names are looked at
 * @throws AUTH_PASSWORD_WEAK with the faults by name
 */
export async function checkPassword(
  password: string,
  policy: AuthPolicy,
  about: readonly string[],
  former: readonly string[],
): Promise<void> {
  const faults: PasswordFault[] = passwordFaults(password, policy, about, isCommonPassword)
  if (faults.length === 0)
    for (const one of former.slice(0, policy.history))
      if (await verify(one, normalPassword(password))) {
        faults.push('reused')
        break
      }
  if (faults.length > 0)
    throw new AppError('AUTH_PASSWORD_WEAK', {
      facts: {
        reasons: faults.map((fault) => words[fault].vi(policy)).join('; '),
        reasonsEn: faults.map((fault) => words[fault].en(policy)).join('; '),
      },
      fields: { password: faults[0]! },
    })
}

type Said = (policy: AuthPolicy) => string
const words: Record<PasswordFault, { vi: Said; en: Said }> = {
  short: { vi: (p) => `cần ít nhất ${p.minLength} ký tự`, en: (p) => `at least ${p.minLength} characters` },
  long: { vi: () => 'quá dài', en: () => 'too long' },
  classes: {
    vi: () => 'cần chữ thường, chữ hoa, chữ số và ký tự khác',
    en: () => 'lower case, upper case, a digit and another character',
  },
  common: {
    vi: () => 'nằm trong danh sách mật khẩu dễ bị đoán',
    en: () => 'it is on the list of passwords that are guessed first',
  },
  name: {
    vi: () => 'chứa tên đăng nhập hoặc họ tên',
    en: () => 'it contains the account name or the person’s name',
  },
  reused: {
    vi: (p) => `trùng một trong ${p.history} mật khẩu gần nhất`,
    en: (p) => `it was one of the last ${p.history} passwords`,
  },
}
