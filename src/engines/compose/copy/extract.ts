/** The part of a document that an extract presents anew, under the document's own head (NĐ 30/2020 Đ25.3, PL I Phần II). */
import { breakLines } from '../paper/lines.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate } from '../paper/wording.ts'

export interface Extract {
  regime: 'state' | 'party'
  /** Of the document that is copied from. */
  issuer: string
  symbol: string | null
  place: string | null
  /** ISO, perhaps partial. */
  issuedOn: string | null
  typeName: string
  subject: string
  /** The chosen part; a blank line parts paragraphs. */
  text: string
  createdAt?: string
}

const SIZE = 14
const LEADING = 19
const FIRST_LINE = mm(10)

export async function extractPdf(extract: Extract): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({
    title: `Trích sao ${extract.typeName}`,
    author: extract.issuer,
    createdAt: extract.createdAt,
  })
  const left = mm(30)
  const full = width - left - mm(20)
  const half = full * 0.41
  const right = left + full * 0.44
  const rightWidth = full * 0.56
  const isParty = extract.regime === 'party'
  paper.page(width, height)
  const top = mm(28)
  const center = { align: 'center', width: half } as const
  let y = paper.block(extract.issuer.toLocaleUpperCase('vi'), left, top, half, {
    ...center,
    size: 13,
    face: 'bold',
    leading: 16,
  })
  const motto = isParty
    ? (['ĐẢNG CỘNG SẢN VIỆT NAM'] as const)
    : (['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const)
  for (const [i, line] of motto.entries())
    paper.text(line, right, top + i * 17, { align: 'center', width: rightWidth, size: i ? 13 : 12, face: 'bold' })
  const under = top + (motto.length - 1) * 17 + 6.5
  paper.rule(right + rightWidth * 0.22, under, right + rightWidth * 0.78, under, 0.6)
  y = Math.max(y, top + 34) + 4
  if (extract.symbol) paper.text(`${isParty ? 'Số' : 'Số:'} ${extract.symbol}`, left, y, { ...center, size: 13 })
  const dated = [extract.place, extract.issuedOn ? longDate(extract.issuedOn) : null].filter(Boolean).join(', ')
  paper.text(dated, right, y, { align: 'center', width: rightWidth, size: 13, face: 'italic' })
  y += mm(13)
  const wide = { align: 'center', width: full } as const
  y = paper.block(extract.typeName.toLocaleUpperCase('vi'), left, y, full, {
    ...wide,
    size: 14,
    face: 'bold',
    leading: 18,
  })
  y = paper.block(extract.subject, left, y, full, { ...wide, size: 14, face: 'bold', leading: 18 })
  y = paper.block('(Trích)', left, y, full, { ...wide, size: 14, face: 'italic', leading: 18 }) + mm(3)
  const measure = paper.measure('regular', SIZE)
  for (const paragraph of extract.text.split(/\n+/)) {
    if (paragraph.trim() === '') continue
    // The first line begins further in: its words are broken with the room that it leaves.
    const [first = ''] = breakLines(paragraph, full - FIRST_LINE, measure)
    const rest = paragraph
      .normalize('NFC')
      .trim()
      .replace(/[ \t]+/g, ' ')
      .slice(first.length)
      .trim()
    const lines = [first, ...(rest === '' ? [] : breakLines(rest, full, measure))]
    for (const [i, line] of lines.entries()) {
      if (y > height - mm(24)) {
        paper.page(width, height)
        y = mm(26)
        paper.text(String(paper.pages), 0, mm(14), { size: 13, align: 'center', width })
      }
      paper.text(line, left + (i === 0 ? FIRST_LINE : 0), y, { size: SIZE })
      y += LEADING
    }
    y += 6
  }
  return paper.finish()
}
