/** Numerals of headings and letters of points, as official documents number their parts (NĐ 30/2020 PL I.II.6). */

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** Letters of points in the order of the Vietnamese alphabet: a, b, c, d, đ, e … */
export const pointLetters: readonly string[] = [...'abcdđeghiklmnopqrstuvxy']

/**
 * A whole number in Roman numerals: 4 → `IV`.
 * @returns the empty text for numbers below 1; above 3999 thousands are written as so many M, at most twenty signs
 */
export function toRoman(value: number): string {
  let left = value
  let text = ''
  for (const [worth, letters] of ROMAN)
    while (left >= worth && text.length < 20) {
      text += letters
      left -= worth
    }
  return text
}
