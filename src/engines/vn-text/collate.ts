/**
 * A sort key for Vietnamese: plain byte order of the keys is the order of `Intl.Collator('vi')` (CLDR: letters first,
 * then tones ngang huyền hỏi ngã sắc nặng, then lower before upper case). It is stored beside the text, because an index
 * on an ICU collation breaks silently when the database's ICU changes.
 */

/** Everything that has a place of its own in the CLDR order, lightest first. Characters not here come after z. */
const ORDER = ' _-–,;:!?.\'‘’"“”«»()[]{}§@*/\\&#%`^°+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const TONE_ORDER = '\u0300\u0309\u0303\u0301\u0323'
const SHAPES: Readonly<Record<string, string>> = {
  'a\u0306': 'ă',
  'a\u0302': 'â',
  'e\u0302': 'ê',
  'o\u0302': 'ô',
  'o\u031b': 'ơ',
  'u\u031b': 'ư',
}

/** Primary weights are characters from `!` on, so that the level separator (a space) is lighter than all of them. */
const PRIMARY = new Map([...ORDER].map((char, i) => [char, String.fromCharCode(0x21 + i)]))
const UNKNOWN = String.fromCharCode(0x21 + ORDER.length)

function trimZeros(weights: string): string {
  return weights.replace(/0+$/, '')
}

/**
 * The key of a text. Compare keys as bytes (PostgreSQL: `COLLATE "C"`, JavaScript: `<`).
 * Equal for canonically equal texts (NFC, NFD), and for nothing else within Vietnamese text.
 */
export function collationKey(text: string): string {
  let primary = ''
  let secondary = ''
  let tertiary = ''
  for (const cluster of text.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? []) {
    const base = [...cluster][0]!
    const lower = base.toLowerCase()
    const marks = cluster.slice(base.length)
    const shape = /[\u0302\u0306\u031b]/.exec(marks)?.[0]
    const letter = (shape && SHAPES[lower + shape]) ?? lower
    const rest = letter === lower ? marks : marks.replace(shape!, '')
    const tone = rest === '' ? 0 : TONE_ORDER.indexOf(rest) + 1 || 6
    primary += PRIMARY.get(letter) ?? UNKNOWN + letter
    secondary += String(tone).padEnd(PRIMARY.has(letter) ? 1 : 1 + letter.length, '0')
    tertiary += (base === lower ? '0' : '1').padEnd(PRIMARY.has(letter) ? 1 : 1 + letter.length, '0')
  }
  return `${primary} ${trimZeros(secondary)} ${trimZeros(tertiary)}`
}

/** Comparator over ready keys or any strings: plain code unit order. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
