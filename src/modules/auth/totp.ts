/** Time-based one-time passwords (RFC 6238): six digits, 30 seconds, SHA-1, which every authenticator app knows. */
import { Secret, TOTP } from 'otpauth'

const PERIOD = 30

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Văn Khố',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
    secret: Secret.fromBase32(secret),
  })
}

/** A fresh seed of 160 bits, base32. */
export function newSeed(): string {
  return new Secret({ size: 20 }).base32
}

/** `otpauth://` address for the QR code. */
export function uriOf(seed: string, login: string): string {
  return totp(seed, login).toString()
}

/**
 * The time step that a code belongs to, one step of drift either way; null for a wrong code and for steps up to `lastStep`
 * (a code works once, RFC 6238 5.2).
 */
export function stepOf(seed: string, code: string, now: Date, lastStep: number): number | null {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const delta = totp(seed, '').validate({ token: digits, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta
  return step > lastStep ? step : null
}

/** The code of a moment; for tests. */
export function codeAt(seed: string, now: Date): string {
  return totp(seed, '').generate({ timestamp: now.getTime() })
}
