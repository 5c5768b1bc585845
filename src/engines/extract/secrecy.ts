/**
 * State-secret stamps on a page: MẬT, TỐI MẬT, TUYỆT MẬT (cell 10a of NĐ 30/2020 PL I: under the number; older stamps at
 * the top). Only a stamp counts: a short line of its own in capitals, in the stamp zones; never words of running text
 * ("bảo mật", "bí mật nhà nước").
 */
import { editDistance, fold } from '../vn-text/index.ts'
import { boxHeight, makeRow, middleX, middleY, type Row, splitRow, toRows, typicalHeight } from './rows.ts'
import type { Box, PageWords } from './types.ts'
import { boxAsShown, pageUpright } from './upright.ts'

export type SecrecyLevel = 'Mật' | 'Tối mật' | 'Tuyệt mật'

export interface SecrecyStamp {
  level: SecrecyLevel
  page: number
  box: Box
}

/** Letters only, folded; what OCR makes of a boxed or slanted stamp is allowed for (frames read as | [ ] I). */
function stampKey(text: string): string {
  return fold(text)
    .replace(/\(.*?\)/g, '')
    .replace(/^[\s|[\]il1!:.,'"“”_-]+(?=[mt])|[\s|[\]!:.,'"“”_*-]+$/g, '')
    .replace(/[^a-z]/g, '')
}

const LEVELS: readonly (readonly [RegExp, SecrecyLevel])[] = [
  [/^(?:domat)?tuyetmat$/, 'Tuyệt mật'],
  [/^(?:domat)?toimat$/, 'Tối mật'],
  [/^(?:domat)?mat$/, 'Mật'],
]

/** `MẬT` has a dot below and a circumflex; "mặt", "mắt", "mất" in capitals are other words. */
const OTHER_WORDS = /M(?:Ặ|Ắ|Ấ|Ă|Ằ)T/u

/** "Độ mật: Mật" typed as a label says the same in small letters. */
const LABEL = /^[^\p{L}]*độ\s+mật\s*[:–-]/iu

function levelOf(text: string, isStamp: boolean): SecrecyLevel | null {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters === '' || (letters !== letters.toUpperCase() && !LABEL.test(text.normalize('NFC')))) return null
  const nfc = letters.normalize('NFC')
  if (!isStamp && OTHER_WORDS.test(nfc) && !/^(?:TUY|T[OÓÔÒỐỒ])/u.test(nfc)) return null
  const key = stampKey(text)
  const exact = LEVELS.find(([pattern]) => pattern.test(key))?.[1]
  if (exact !== undefined) return exact
  // one letter of a long stamp may be misread
  if (editDistance(key, 'tuyetmat') <= 1) return 'Tuyệt mật'
  return editDistance(key, 'toimat') <= 1 ? 'Tối mật' : null
}

/** Where stamps stand: the head of page 1 (above, under the number, beside it); on other pages the top and bottom edge. */
function inZone(row: Row, page: PageWords): boolean {
  const height = Math.min(page.height, page.width * 1.6)
  const y = middleY(row.box)
  if (page.isHead ?? page.page === 1) return y < height * 0.42
  return y < height * 0.09 || y > page.height - height * 0.06
}

/** A stamp stands alone: nothing on its own line close by, and not in the middle of a paragraph. */
function standsAlone(part: Row, row: Row, unit: number): boolean {
  return row.words.every(
    (word) =>
      part.words.includes(word) ||
      word.box[0] - part.box[2] > unit * 1.2 ||
      part.box[0] - word.box[2] > unit * 1.2 ||
      // frames of stamps read as bars
      !/\p{L}/u.test(word.text),
  )
}

/**
 * Looks for a secrecy stamp among words with boxes.
 * @param pages an extraction's words, a page's, or several; OCR of the stamp zones should be among them, because a
 *   stamp is a red picture that no text layer holds.
 * @returns the highest level found, or null. A hit may be false (a heading "MẬT" alone): a registrar may overrule it.
 */
export function findSecrecyStamp(pages: PageWords | readonly PageWords[]): SecrecyStamp | null {
  let best: SecrecyStamp | null = null
  let rank = LEVELS.length
  for (const shown of Array.isArray(pages) ? (pages as readonly PageWords[]) : [pages as PageWords]) {
    const page = pageUpright(shown)
    const unit = typicalHeight(page.words)
    for (const row of toRows(page.words)) {
      if (!inZone(row, page)) continue
      for (const part of pieces(row, unit)) {
        const level = levelOf(part.text, page.source === 'stamp')
        if (level === null || !standsAlone(part, row, unit)) continue
        const at = LEVELS.findIndex(([, name]) => name === level)
        if (at >= rank || boxHeight(part.box) > unit * 6 || middleX(part.box) > page.width * 0.97) continue
        rank = at
        best = { level, page: page.page, box: boxAsShown(part.box, shown, page.turn ?? 0) }
      }
    }
  }
  return best
}

/** The row cut at gaps, and runs of words beginning with MẬT, TỐI or TUYỆT in it (a stamp beside the motto). */
function pieces(row: Row, unit: number): Row[] {
  const parts = splitRow(row, unit * 1.2)
  const runs = row.words
    .flatMap((_, i) => [row.words.slice(i, i + 1), row.words.slice(i, i + 2)])
    .filter((w) => w.length > 0)
  return [...parts, ...runs.map(makeRow)]
}
