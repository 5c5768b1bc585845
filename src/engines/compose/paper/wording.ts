/** Dates and numbers as printed forms write them. Pure. */

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/**
 * A whole number in Vietnamese words (handbook 11.7): 15 mười lăm, 21 hai mươi mốt, 24 hai mươi tư, 105 một trăm linh
 * năm, 1000 một nghìn. Takes 0 … 999 999 999.
 */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value > 999_999_999) return String(value)
  if (value === 0) return digits[0]!
  const groups: [number, string][] = [
    [Math.floor(value / 1_000_000), 'triệu'],
    [Math.floor(value / 1000) % 1000, 'nghìn'],
    [value % 1000, ''],
  ]
  const words: string[] = []
  for (const [group, unit] of groups) {
    if (group === 0) continue
    words.push(threeDigits(group, words.length > 0))
    if (unit !== '') words.push(unit)
  }
  return words.join(' ')
}

function threeDigits(value: number, withHundreds: boolean): string {
  const hundred = Math.floor(value / 100)
  const ten = Math.floor(value / 10) % 10
  const one = value % 10
  const words: string[] = []
  const says = hundred > 0 || withHundreds
  if (says) words.push(digits[hundred]!, 'trăm')
  if (ten === 0) {
    if (one > 0) words.push(...(says ? ['linh'] : []), digits[one]!)
  } else {
    words.push(...(ten === 1 ? ['mười'] : [digits[ten]!, 'mươi']))
    if (one === 1 && ten > 1) words.push('mốt')
    else if (one === 4 && ten > 1) words.push('tư')
    else if (one === 5) words.push('lăm')
    else if (one > 0) words.push(digits[one]!)
  }
  return words.join(' ')
}

/** 1284 -> "1.284": the thousands' point of Vietnamese writing. */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, '.') + (fraction === undefined ? '' : `,${fraction}`)
}

/** A document number or count below ten with its leading zero (NĐ 30/2020, PL I, phần II, mục 3): 5 -> "05". */
export function twoDigits(value: number): string {
  return value >= 0 && value < 10 ? `0${value}` : String(value)
}

/** `2026-03-05` -> "05/03/2026", `2026-03` -> "03/2026", `2026` -> "2026"; whatever is no such date comes back as it is. */
export function shortDate(date: string | null | undefined): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '')
  if (!match) return date ?? ''
  const [, year, month, day] = match
  return [day, month, year].filter((part) => part !== undefined).join('/')
}

/** `2026-03-05` -> "ngày 05 tháng 3 năm 2026": zero only for days 1-9 and months 1-2 (NĐ 30/2020, PL I, phần II, mục 4). */
export function longDate(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!match) return date
  const month = Number(match[2])
  return `ngày ${match[3]} tháng ${month <= 2 ? match[2] : month} năm ${match[1]}`
}

/** An instant (ISO 8601 with zone, or epoch milliseconds) as the clock in Vietnam showed it: "05/03/2026 14:07:09". */
export function vietnamTime(instant: string | number): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant)
  if (Number.isNaN(time)) return String(instant)
  const [date = '', clock = ''] = new Date(time + 7 * 3_600_000).toISOString().split('T')
  return `${shortDate(date)} ${clock.slice(0, 8)}`
}
