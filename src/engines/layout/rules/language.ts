/** Encoding of the letters; citations of law that is no longer in force. */
import { encodingOfFont, nfc } from '#engines/vn-text/index.ts'
import type { LayoutComponent } from '#regimes/layout-types.ts'
import type { Source } from '#regimes/types.ts'
import { type Context, visibleRuns } from '../context.ts'
import { type Component, textOf } from '../structure.ts'

export function checkLanguage(context: Context): void {
  checkEncoding(context)
  checkCitations(context)
}

function checkEncoding(context: Context): void {
  const source: Source = context.page?.source ?? context.sourceOf('body')
  const isLegacy = (component: Component) =>
    visibleRuns(component).some((run) => run.fonts.some((font) => encodingOfFont(font) !== null))
  const isLoose = (component: Component) =>
    component.pieces.some((piece) => piece.runs.some((run) => run.text !== nfc(run.text)))
  for (const [test, found, detail] of [
    [isLegacy, 'phông chữ và bảng mã cũ (TCVN3, VNI)', 'LEGACY'],
    [isLoose, 'Unicode tổ hợp (dấu tách rời chữ)', 'NFC'],
  ] as const) {
    const off = context.structure.components.filter(test)
    if (off.length === 0) continue
    const kinds = new Set(off.map((component) => component.component))
    const component: LayoutComponent =
      kinds.size === 1 ? off[0]!.component : kinds.size >= 4 ? 'font' : off[0]!.component
    context.add({
      component,
      aspect: 'encoding',
      detail,
      at: component === 'font' ? null : off[0]!.pieces[0]!,
      expected: 'Unicode dựng sẵn, TCVN 6909:2001',
      found,
      source,
      fixable: true,
    })
  }
}

const bare = (symbol: string) =>
  nfc(symbol)
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')

const ENDS = /hết hiệu lực|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ/iu

/** Texts of the register that are cited although they have ended. */
function checkCitations(context: Context): void {
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
