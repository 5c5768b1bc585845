/** Citations of law that is no longer in force, by the register of legal texts. */
import { nfc } from '#engines/vn-text/index.ts'
import { type Context, quote } from '../context.ts'
import { textOf } from '../structure.ts'

/** A basis names type, number, day, body and subject; laws and ordinances only their name (NĐ 30/2020 PL I.II.6a). */
function checkShort(context: Context): void {
  if (context.isParty) return
  for (const component of context.structure.components) {
    if (component.component !== 'basis') continue
    for (const piece of component.pieces) {
      const isNumbered = /số\s*:?\s*\d+\s*\/\s*(?:\d{4}\s*\/\s*)?\p{Lu}/u.test(piece.text)
      const isDated = /ngày\s+\d{1,2}(?:\s+tháng|\/)/u.test(piece.text)
      if (!isNumbered || isDated || /(?:Bộ luật|Luật|Pháp lệnh)/u.test(piece.text)) continue
      context.add({
        component: 'citation',
        aspect: 'text',
        at: piece,
        expected: 'tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và trích yếu',
        found: quote(piece.text),
        source: context.sourceOf('basis'),
      })
    }
  }
}

/** Named for the first time in the text, a document is named whole (NĐ 30/2020 PL I.II.6b). */
function checkFirstMention(context: Context): void {
  if (context.isParty) return
  const known = new Set<string>()
  for (const component of context.structure.components) {
    if (!MENTIONING.has(component.component)) continue
    for (const piece of component.pieces) {
      for (const match of piece.text.matchAll(MENTION)) {
        const key = bare(match[2]!)
        const after = piece.text.slice(match.index + match[0].length, match.index + match[0].length + 60)
        const isFirst = !known.has(key)
        known.add(key)
        if (!isFirst || component.component === 'basis' || component.component === 'subject') continue
        if (/^[\s,]*ngày\s+\d/u.test(after) || /này/u.test(after.slice(0, 6))) continue
        context.add({
          component: 'citation',
          aspect: 'text',
          detail: 'FIRST',
          at: piece,
          expected: 'lần đầu viện dẫn: tên loại, số, ký hiệu, thời gian, cơ quan ban hành và trích yếu',
          found: quote(match[0]),
          source: { text: 'NĐ 30/2020/NĐ-CP', article: 'PL I, Phần I, II.6b', confidence: 'A' },
          severity: 'warning',
        })
      }
    }
  }
}

const MENTIONING = new Set(['subject', 'basis', 'body', 'article', 'clause', 'point'])
const MENTION =
  /(Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông báo|Tờ trình|Báo cáo)\s+số\s+(\d+\s*\/\s*(?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}\d-]*)/gu

const bare = (symbol: string) =>
  nfc(symbol)
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')

const ENDS = /hết hiệu lực|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ/iu

/** Texts of the register that are cited although they have ended. */
export function checkCitations(context: Context): void {
  checkShort(context)
  checkFirstMention(context)
  const { day, legalTexts } = context.rules
  const dead = new Map(
    legalTexts
      .filter((text) => text.inForceTo !== null && text.inForceTo < day)
      .map((text) => [bare(text.symbol), text]),
  )
  const judged = context.structure.components.filter((c) =>
    ['body', 'article', 'clause', 'point', 'basis', 'subject'].includes(c.component),
  )
  for (const component of judged) {
    for (const piece of component.pieces) {
      for (const match of piece.text.matchAll(
        /\d{1,4}\s*[/-]\s*(?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}\d]*(?:[/-]\p{Lu}[\p{L}\d]*)*/gu,
      )) {
        const text = dead.get(bare(match[0]))
        // to say that a text has ended is not to rely on it
        if (!text || ENDS.test(piece.text)) continue
        const [year, month, date] = text.inForceTo!.split('-')
        context.add({
          component: 'citation',
          aspect: 'value',
          at: piece,
          expected: text.replacedBy ? `văn bản đang có hiệu lực: ${text.replacedBy}` : 'văn bản đang có hiệu lực',
          found: `${match[0]} (${text.vi}) hết hiệu lực sau ngày ${date}/${month}/${year}`,
          source: text.source,
          severity: 'warning',
        })
      }
    }
    // laws are cited by name and year, without a number (NĐ 30/2020 PL I.II.6)
    const named = /Luật Lưu trữ(?:\s+năm\s+2011|\s+ngày\s+11\s+tháng\s+11\s+năm\s+2011)/u.exec(textOf(component))
    const law = dead.get('1/2011/QH13')
    if (named && law)
      context.add({
        component: 'citation',
        aspect: 'value',
        at: component.pieces[0]!,
        expected: `văn bản đang có hiệu lực: ${law.replacedBy}`,
        found: `${named[0]} hết hiệu lực`,
        source: law.source,
        severity: 'warning',
      })
  }
}
