/** What is sealed of one audit entry: every column, as canonical JSON. */
import { canonicalJson, type Json } from './canonical.ts'

export interface LogEntry {
  readonly organization: string
  readonly id: string
  /** UTC to the microsecond, `2026-11-23T07:05:19.123456Z`. */
  readonly at: string
  /** The writing transaction's number, in decimal. */
  readonly transaction: string
  readonly kind: string
  readonly outcome: string
  readonly actor: {
    readonly kind: string
    readonly account: string | null
    readonly person: string | null
    readonly post: string | null
    readonly name: string | null
    readonly title: string | null
    readonly address: string | null
    readonly session: string | null
  }
  readonly subject: { readonly type: string | null; readonly id: string | null; readonly label: string | null }
  readonly before: Json
  readonly after: Json
  readonly data: Json
}

/** The text that a leaf hashes. */
export function canonicalEntry(entry: LogEntry): string {
  return canonicalJson(entry as unknown as Json)
}

/**
 * Reads JSON as the database holds it without losing a digit: a number that a double cannot hold exactly becomes
 * `{"$number": "…"}`, so that changing its last digit changes the hash too.
 */
export function exactJson(text: string | null): Json {
  if (text === null) return null
  if (!/\d{16}/.test(text.replaceAll('.', ''))) return JSON.parse(text) as Json
  return JSON.parse(text, (_, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && plain(value) !== trimmed(context.source)
      ? { $number: context.source }
      : value,
  ) as Json
}

/** A double in plain decimal digits, exact to the last one that it prints. */
function plain(value: number): string {
  const shown = String(value)
  const found = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shown)
  if (!found) return shown
  const [, sign, lead, tail = '', power] = found as unknown as [string, string, string, string | undefined, string]
  const digits = lead + tail
  const point = 1 + Number(power)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

const trimmed = (source: string): string => (source.includes('.') ? source.replace(/\.?0+$/, '') : source)
