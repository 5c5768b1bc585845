import { breakLines } from '../paper/lines.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'

/** Beyond this a text is cut: the view is for reading at the desk, the file itself is whole. */
const MOST_LINES = 12_000

/**
 * A text as plain A4 pages, for files whose own pages cannot be drawn. Nothing of the file is run or rendered: letters only.
 * @param note said at the head of every page: that these are not the document's own pages
 */
export async function textToPdf(text: string, note: string): Promise<Uint8Array> {
  const paper = new Paper({ title: note })
  const { width, height } = paperSizes.A4
  const [left, top, size, leading] = [mm(25), mm(26), 12.5, 17]
  const room = width - left - mm(20)
  const measure = paper.measure('regular', size)
  let y = height
  let count = 0
  for (const line of text.normalize('NFC').split('\n')) {
    // control characters have no picture in any font
    const clean = line.replace(/\p{Cc}/gu, ' ').trimEnd()
    for (const piece of clean === '' ? [''] : breakLines(clean, room, measure)) {
      if (y + leading > height - mm(20)) {
        paper.page(width, height)
        paper.text(note, left, mm(15), { size: 9.5, face: 'italic' })
        y = top
      }
      if (piece !== '') paper.text(piece, left, y, { size, face: 'regular' })
      y += leading
      if (++count >= MOST_LINES) return paper.finish()
    }
  }
  return paper.finish()
}
