/**
 * Variants that mean the same (handbook 11.4): place of the tone mark (hòa = hoà, thủy = thuỷ) and i for y (quý = quí).
 * What was written is kept as written; these forms are for comparing.
 */

const TONES = '\u0300\u0309\u0303\u0301\u0323'
const TONE = new RegExp(`[${TONES}]`, 'g')
const SHAPED = /[\u0302\u0306\u031b]/
const WORD = /[\p{L}\p{M}]+/gu

/** A syllable taken apart: letters with their shape marks (â, ơ) but without the tone, and the tone mark ('' = level). */
interface Parts {
  onset: string
  vowels: string[]
  coda: string
  tone: string
}

/** Letters of NFD text grouped with their marks. */
function letters(nfd: string): string[] {
  return nfd.match(/\P{M}\p{M}*/gu) ?? []
}

const isVowel = (letter: string) => /^[aeiouy]/i.test(letter)

function takeApart(word: string): Parts | null {
  const nfd = word.normalize('NFD')
  const tones = nfd.match(TONE) ?? []
  if (tones.length > 1) return null
  const all = letters(nfd.replace(TONE, ''))
  let i = 0
  while (i < all.length && !isVowel(all[i]!)) i++
  // "gi" and "qu" before another vowel belong to the onset: gìa → già, quý
  const head = all
    .slice(0, i + 1)
    .join('')
    .toLowerCase()
  if ((head === 'gi' || head === 'qu') && all[i + 1] !== undefined && isVowel(all[i + 1]!)) i++
  let j = i
  while (j < all.length && isVowel(all[j]!)) j++
  const coda = all.slice(j).join('')
  if (j === i || j - i > 3 || /[aeiouy]/i.test(coda)) return null
  return { onset: all.slice(0, i).join(''), vowels: all.slice(i, j), coda, tone: tones[0] ?? '' }
}

/** Index of the vowel that carries the tone, in the older and still official spelling (hòa, thủy, ủy, khỏe). */
function toneSeat(vowels: string[], coda: string): number {
  const shaped = vowels.findLastIndex((v) => SHAPED.test(v))
  if (shaped >= 0) return shaped
  if (coda !== '') return vowels.length - 1
  return vowels.length === 3 ? 1 : 0
}

function rebuild(parts: Parts): string {
  const seat = toneSeat(parts.vowels, parts.coda)
  const vowels = parts.vowels.map((v, i) => (i === seat ? v + parts.tone : v))
  return (parts.onset + vowels.join('') + parts.coda).normalize('NFC')
}

/** Moves every tone mark to its canonical seat: `hoà` → `hòa`, `thuỷ` → `thủy`. Other words stay as they are. NFC. */
export function canonicalTone(text: string): string {
  return text.normalize('NFC').replace(WORD, (word) => {
    const parts = takeApart(word)
    return parts === null || parts.tone === '' ? word : rebuild(parts)
  })
}

/** Onsets after which a lone i and y are two spellings of one syllable: quý/quí, kỹ/kĩ, lý/lí, mỹ/mĩ, sỹ/sĩ, tỷ/tỉ, hy/hi. */
const I_OR_Y = new Set(['h', 'k', 'l', 'm', 's', 't', 'qu'])

/**
 * The form in which spelling variants are equal: canonical tone seat, and y → i where both are written. Marks and case
 * stay, so an exact search can use it; `fold(canonicalForm(x))` is the one for search without marks.
 */
export function canonicalForm(text: string): string {
  return text.normalize('NFC').replace(WORD, (word) => {
    const parts = takeApart(word)
    if (parts === null) return word
    if (parts.vowels.length === 1 && parts.coda === '' && I_OR_Y.has(parts.onset.toLowerCase())) {
      parts.vowels = [parts.vowels[0]!.replace('y', 'i').replace('Y', 'I')]
    }
    return rebuild(parts)
  })
}
