/** What stands under the last line of a copy on paper (NĐ 30/2020 PL I Phần II, mẫu 3.1 PL III; the Party's marks of 36-HD/VPTW). */
import { mm, Paper } from '../paper/paper.ts'

/** The copy's own part, under a rule over the whole width of the text. */
export interface CopyBlock {
  regime: 'state' | 'party'
  /** `SAO Y`, `SAO LỤC`, `TRÍCH SAO`. */
  words: string
  organization: string
  /** As printed: `Số: 05/SY-UBND`. */
  number: string
  /** `Sông Mây, ngày 05 tháng 01 năm 2027`. */
  placeDate: string
  /** Lines over the signer's name, from above: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`; the last one is the position. */
  signerLines: readonly string[]
  signerName: string
  recipients: readonly string[]
  /** Who keeps the copy's own archive copy: `VT`; the Party's office. */
  archive: string
}

export const BLOCK_WIDTH = mm(160)
const GAP = mm(6)

/** @returns a page of exactly the block's size, to be laid on a page */
export async function blockPdf(block: CopyBlock): Promise<{ bytes: Uint8Array; height: number }> {
  const trial = new Paper()
  trial.page(BLOCK_WIDTH, mm(290))
  const height = draw(trial, block) + mm(2)
  await trial.finish()
  const paper = new Paper()
  paper.page(BLOCK_WIDTH, height)
  draw(paper, block)
  return { bytes: await paper.finish(), height }
}

function draw(paper: Paper, block: CopyBlock): number {
  const isParty = block.regime === 'party'
  const half = (BLOCK_WIDTH - GAP) / 2
  const right = half + GAP
  const center = { align: 'center', width: half } as const
  paper.rule(0, 1, BLOCK_WIDTH, 1, 0.7)
  const top = 20
  let left = paper.block(block.organization.toLocaleUpperCase('vi'), 0, top, half, {
    ...center,
    size: isParty ? 14 : 13,
    face: 'bold',
    leading: 16,
  })
  if (isParty) left = paper.block('*', 0, left, half, { ...center, size: 14, leading: 16 })
  else {
    paper.rule(half * 0.33, left - 10, half * 0.67, left - 10, 0.6)
    left += 4
  }
  let beside = paper.block(block.words, right, top, half, { ...center, size: 14, face: 'bold', leading: 18 })
  const numberAt = Math.max(left, beside)
  paper.text(block.number, 0, numberAt, { ...center, size: isParty ? 14 : 13 })
  paper.text(block.placeDate, right, numberAt, { ...center, size: 13, face: 'italic' })
  const signAt = numberAt + 26
  left = signAt
  const label = { size: 12, face: isParty ? 'regular' : 'boldItalic' } as const
  const width = paper.text(isParty ? 'Nơi nhận' : 'Nơi nhận:', 0, left, label)
  if (isParty) {
    paper.rule(0, left + 2, width, left + 2, 0.5)
    paper.text(':', width, left, label)
  }
  left += 14
  const mark = isParty ? ',' : ';'
  const keeps = isParty ? `- Lưu ${block.archive}.` : `- Lưu: ${block.archive}.`
  for (const line of [...block.recipients.map((one) => `- ${one}${mark}`), keeps])
    left = paper.block(line, 0, left, half, { size: isParty ? 12 : 11, leading: 13.5 })
  beside = signAt
  for (const [i, line] of block.signerLines.entries()) {
    const isPosition = i === block.signerLines.length - 1
    const face = isParty && isPosition ? 'regular' : 'bold'
    beside = paper.block(line, right, beside, half, { ...center, size: 13, face, leading: 16 })
  }
  // Room for the signature and a seal of 36 mm over a third of it.
  beside += mm(28)
  paper.block(block.signerName, right, beside, half, { ...center, size: 13, face: 'bold', leading: 16 })
  return Math.max(left, beside + 8)
}
