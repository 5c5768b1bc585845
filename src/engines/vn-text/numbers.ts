/** Numbers as they are read out on forms (handbook 11.7): mười lăm, hai mươi mốt, hai mươi tư, một trăm linh năm. */

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

function units(digit: number, tens: number): string {
  if (digit === 1 && tens >= 2) return 'mốt'
  if (digit === 4 && tens >= 2) return 'tư'
  if (digit === 5 && tens >= 1) return 'lăm'
  return DIGITS[digit]!
}

/** Three digits; `inner` groups say their empty hundreds (không trăm linh năm). */
function group(value: number, inner: boolean): string[] {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor(value / 10) % 10
  const ones = value % 10
  const words: string[] = []
  if (hundreds > 0 || inner) words.push(DIGITS[hundreds]!, 'trăm')
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens >= 2) words.push(DIGITS[tens]!, 'mươi')
  if (ones > 0) words.push(units(ones, tens))
  return words
}

const SCALES = ['', 'nghìn', 'triệu'] as const
const BILLION = 1_000_000_000n

function below(value: bigint, inner: boolean): string[] {
  const words: string[] = []
  let started = inner
  for (let power = 2; power >= 0; power--) {
    const part = Number((value / 1000n ** BigInt(power)) % 1000n)
    if (part === 0) continue
    words.push(...group(part, started))
    if (power > 0) words.push(SCALES[power]!)
    started = true
  }
  return words
}

function positive(value: bigint, inner: boolean): string[] {
  if (value < BILLION) return below(value, inner)
  return [...positive(value / BILLION, inner), 'tỷ', ...below(value % BILLION, true)]
}

/**
 * A whole number in words, lower case: 105 → `một trăm linh năm`, −3 → `âm ba`.
 * @throws RangeError for numbers that are not whole (or not exact: beyond 2^53 give a bigint).
 */
export function numberInWords(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`)
  const number = BigInt(value)
  if (number === 0n) return DIGITS[0]
  const words = positive(number < 0n ? -number : number, false)
  return (number < 0n ? ['âm', ...words] : words).join(' ')
}

/** As in a form's "bằng chữ": first letter a capital, with the unit when given (`Một trăm linh năm tờ`). */
export function numberInWordsForForm(value: number | bigint, unit?: string): string {
  const words = unit === undefined ? numberInWords(value) : `${numberInWords(value)} ${unit}`
  return words[0]!.toUpperCase() + words.slice(1)
}

/** Vietnamese figures: thousands dot, decimal comma (1.121.000; 37,5). At most `decimals` decimals (default 3). */
export function formatNumber(value: number | bigint, decimals = 3): string {
  return new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals }).format(value)
}
