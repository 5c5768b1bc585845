import { Paper } from '#engines/compose/paper/paper.ts'
import type { Chance } from './chance.ts'
import type { Picture } from './scan.ts'
import type { Run } from './sheet.ts'

export type TextLayer = 'none' | 'clean' | 'noisy'

/** What a text layer makes of handwritten digits: nothing, rubbish, or a trap: clean digits that are wrong. */
export type HandReading = 'missing' | 'rubbish' | 'wrong'

/**
 * Puts pictures of pages into a PDF, with an invisible text layer behind them as OCR programs leave it.
 * @param pages each picture with its skew in degrees; sizes are of A4.
 */
export async function picturesToPdf(
  pages: readonly { picture: Picture; skew: number; runs: readonly Run[] }[],
  size: { width: number; height: number },
  layer: { kind: TextLayer; hand: HandReading; chance: Chance; title: string },
): Promise<Uint8Array> {
  const paper = new Paper({ title: layer.title })
  const doc = paper.doc
  for (const { picture, skew, runs } of pages) {
    paper.page(size.width, size.height)
    doc.image(picture.jpeg, 0, 0, { width: size.width, height: size.height })
    if (layer.kind === 'none') continue
    doc.save().rotate(skew, { origin: [size.width / 2, size.height / 2] })
    doc.addContent('3 Tr')
    for (const run of runs) {
      const text = layer.kind === 'noisy' ? misread(run, layer.hand, layer.chance) : run.hand === null ? run.text : ''
      if (text === '') continue
      doc.font(run.face).fontSize(run.size)
      doc.text(text, run.x, run.y, { lineBreak: false, baseline: 'alphabetic' })
    }
    doc.addContent('0 Tr').restore()
  }
  return paper.finish()
}

/** Letters that OCR programs confuse in Vietnamese. */
const confused: Record<string, readonly string[]> = {
  ộ: ['ô', 'ọ'],
  ổ: ['ô'],
  ế: ['ê', 'é'],
  ệ: ['ê', 'ẹ'],
  ữ: ['ư', 'ù'],
  ự: ['ư', 'ụ'],
  ă: ['a', 'ã'],
  ắ: ['á', 'ă'],
  ẩ: ['ấ', 'â'],
  ậ: ['ạ', 'â'],
  đ: ['d', 'đ'],
  Đ: ['D', 'B'],
  ì: ['i', 'í'],
  ỉ: ['i'],
  l: ['1', 'I'],
  i: ['í', 'ì'],
  o: ['0', 'ò'],
  ủ: ['ù', 'u'],
  ở: ['ờ', 'ỏ'],
  ',': ['.', ','],
  n: ['ri', 'n'],
  m: ['rn', 'm'],
}

function misread(run: Run, hand: HandReading, chance: Chance): string {
  if (run.hand === 'stamp') return chance.happens(0.6) ? run.text : ''
  if (run.hand) {
    if (hand === 'missing') return ''
    if (hand === 'rubbish') return chance.pick(['.-1', '{f', 'ẮÍ', '..', 'A$', '/ý'])
    return wrongButClean(run.text, run.hand, chance)
  }
  let text = ''
  for (const char of run.text) {
    const others = confused[char]
    if (others && chance.happens(0.05)) text += chance.pick(others)
    else if (char === ' ' && chance.happens(0.008)) text += ''
    else text += char
  }
  return text
}

/** The trap of real scans: a number that could be, and is not the one written. */
function wrongButClean(text: string, hand: 'number' | 'day' | 'month', chance: Chance): string {
  const most = { number: 10 ** text.length - 1, day: 28, month: 12 }[hand]
  for (;;) {
    const wrong = String(chance.int(1, most)).padStart(2, '0')
    if (Number(wrong) !== Number(text)) return wrong
  }
}
