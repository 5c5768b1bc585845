/** Papers of a closed file: its cover (bìa hồ sơ) and closing certificate (chứng từ kết thúc). */
import { numberInWordsForForm } from '#engines/vn-text/index.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate, shortDate, twoDigits } from '../paper/wording.ts'
import { drawHeads } from '../register/pdf-front.ts'
import type { Heads } from '../register/spec.ts'
import { bodyName } from '../register/wording.ts'

export interface FilePaper extends Heads {
  /** Unit whose work it is. */
  unit?: string
  symbol: string
  title: string
  /** ISO days of the first and last document. */
  startsOn: string
  endsOn: string
  /** In words: `Vĩnh viễn`, `20 năm`. */
  retention: string
  /** Numbered leaves; 0: not numbered. */
  sheets: number
  pages: number
  documents: number
  maker: string
  place?: string
  /** ISO day on which it was closed. */
  closedOn: string
  /** Physical state in words. */
  condition?: string
  createdAt?: string
}

/** An amount as forms want it: figures, then words. */
const amount = (value: number, unit: string): string =>
  `${twoDigits(value)} ${unit} (${numberInWordsForForm(value, unit).toLowerCase()})`

/**
 * The cover of a file on A4 (TCVN 9251:2012 as offices print it): whose it is, symbol, title, days, leaves, retention.
 * @returns the bytes of a PDF
 */
export async function composeFileCover(file: FilePaper): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({ title: `Bìa hồ sơ ${file.symbol}`, author: file.organization, createdAt: file.createdAt })
  paper.page(width, height)
  const [left, right] = [mm(25), width - mm(15)]
  const full = right - left
  paper.doc.rect(left - mm(5), mm(15), full + mm(10), height - mm(30)).lineWidth(1.4)
  paper.doc.stroke('black')
  const middle = { width: full, align: 'center' } as const
  let y = mm(32)
  if (file.parentOrganization)
    y = paper.block(bodyName(file.parentOrganization), left, y, full, { ...middle, size: 13 })
  y = paper.block(bodyName(file.organization), left, y, full, { ...middle, size: 14, face: 'bold', leading: 20 })
  if (file.unit) y = paper.block(file.unit, left, y + 4, full, { ...middle, size: 14, leading: 20 })
  y = height * 0.34
  paper.text('HỒ SƠ', left, y, { ...middle, size: 30, face: 'bold' })
  paper.text(`Số và ký hiệu hồ sơ: ${file.symbol}`, left, y + mm(12), { ...middle, size: 14 })
  y = paper.block(file.title, left + mm(8), y + mm(30), full - mm(16), {
    width: full - mm(16),
    align: 'center',
    size: 17,
    face: 'bold',
    leading: 25,
  })
  y += mm(10)
  y = paper.block(`Từ ngày ${shortDate(file.startsOn)} đến ngày ${shortDate(file.endsOn)}`, left, y, full, {
    ...middle,
    size: 14,
  })
  const holds =
    file.sheets > 0
      ? `Gồm ${amount(file.sheets, 'tờ')}`
      : `Gồm ${amount(file.documents, 'văn bản')}, ${amount(file.pages, 'trang')}`
  paper.block(holds, left, y + mm(5), full, { ...middle, size: 14 })
  // Given by the archive when it takes the file over.
  const foot = height - mm(72)
  for (const [i, words] of ['Phông số: …………………', 'Mục lục số: …………………', 'Hồ sơ số: …………………'].entries())
    paper.text(words, left + mm(6), foot + i * 22, { size: 14 })
  paper.text('THỜI HẠN BẢO QUẢN', left + full * 0.55, foot, {
    size: 13,
    face: 'bold',
    width: full * 0.4,
    align: 'center',
  })
  paper.block(file.retention, left + full * 0.55, foot + 26, full * 0.4, {
    size: 16,
    face: 'bold',
    width: full * 0.4,
    align: 'center',
    leading: 22,
  })
  return paper.finish()
}

/**
 * The closing certificate, the last leaf of a file (NĐ 30/2020 Đ29.4): what it holds in figures and words, its state, who made it.
 * @returns the bytes of a PDF
 */
export async function composeClosingCertificate(file: FilePaper): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({
    title: `Chứng từ kết thúc hồ sơ ${file.symbol}`,
    author: file.organization,
    createdAt: file.createdAt,
  })
  paper.page(width, height)
  const [left, right] = [mm(28), width - mm(17)]
  const full = right - left
  let y = drawHeads(paper, file, left - mm(6), right + mm(2), mm(20)) + mm(20)
  paper.text('CHỨNG TỪ KẾT THÚC', left, y, { size: 16, face: 'bold', align: 'center', width: full })
  y += mm(16)
  const write = (words: string): void => {
    y = paper.block(words, left, y, full, { size: 14, leading: 22 }) + 6
  }
  write(`Số và ký hiệu hồ sơ: ${file.symbol}`)
  write(`Tiêu đề hồ sơ: ${file.title}`)
  write(`Thời gian tài liệu: từ ngày ${shortDate(file.startsOn)} đến ngày ${shortDate(file.endsOn)}`)
  write(`Thời hạn bảo quản: ${file.retention}`)
  write(`Hồ sơ này gồm có: ${amount(file.documents, 'văn bản, tài liệu')}`)
  if (file.sheets > 0) {
    write(`Số lượng tờ: ${amount(file.sheets, 'tờ')}; đánh số từ tờ 01 đến tờ ${twoDigits(file.sheets)}`)
    write('Tờ trùng số: ……………………………  Tờ khuyết số: ……………………………')
    write('Mục lục văn bản: …………… tờ')
  }
  if (file.pages > 0) write(`Số lượng trang của các tệp: ${amount(file.pages, 'trang')}`)
  write(`Đặc điểm, trạng thái vật lý của tài liệu: ${file.condition ?? '………………………………………………'}`)
  y += mm(10)
  const half = left + full * 0.45
  const side = { align: 'center', width: right - half } as const
  paper.text(`${file.place ?? '…………'}, ${longDate(file.closedOn)}`, half, y, { ...side, size: 14, face: 'italic' })
  paper.text('NGƯỜI LẬP HỒ SƠ', half, y + 24, { ...side, size: 14, face: 'bold' })
  paper.text('(Ký, ghi rõ họ và tên)', half, y + 44, { ...side, size: 12, face: 'italic' })
  paper.block(file.maker, half, y + mm(38), side.width, { ...side, size: 14, face: 'bold' })
  return paper.finish()
}
