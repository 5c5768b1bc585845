/** How exact a date must be: a whole day, or also a month (`03/2010`) or a year (`2010`). */
export type DateMode = 'day' | 'partial'

/**
 * Reads a date as people type it: `5/3/2026`, `05-03-2026`, `05032026`, `050326`, with `partial` also `03/2010`,
 * `032010`, `2010`. Two-digit years: 00-68 are 20xx, 69-99 are 19xx.
 * @returns `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; '' for nothing; undefined for what is no date of the calendar
 */
export function readDate(text: string, mode: DateMode = 'day'): string | undefined {
  const trimmed = text.trim()
  if (!trimmed) return ''
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed)
  if (iso) return whole(iso[1]!, iso[2]!, iso[3]!)
  if (!/^\d+([./\- ]\d+)*$/.test(trimmed)) return undefined
  const parts = trimmed.split(/[./\- ]/)
  const digits = parts.length === 1 ? trimmed : ''
  if (digits.length === 8) return whole(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2))
  if (digits.length === 6 && mode === 'partial' && /^(0[1-9]|1[0-2])(19|20)/.test(digits)) {
    return `${digits.slice(2)}-${digits.slice(0, 2)}`
  }
  if (digits.length === 6) return whole(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2))
  if (parts.length === 3) return whole(parts[2]!, parts[1]!, parts[0]!)
  if (mode !== 'partial') return undefined
  if (parts.length === 2 && /^\d{4}$/.test(parts[1]!)) {
    const month = Number(parts[0])
    return month >= 1 && month <= 12 ? `${parts[1]}-${String(month).padStart(2, '0')}` : undefined
  }
  return digits.length === 4 && Number(digits) >= 1000 ? digits : undefined
}

function whole(year: string, month: string, day: string): string | undefined {
  if (year.length !== 4 && year.length !== 2) return undefined
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) <= 68 ? 2000 : 1900)
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  if (full < 1000 || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  return date.toISOString().slice(0, 10)
}
