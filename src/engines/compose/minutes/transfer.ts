import { numberInWordsForForm } from '#engines/vn-text/index.ts'
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate, twoDigits } from '../paper/wording.ts'
import { drawHeads } from '../register/pdf-front.ts'
import type { Heads } from '../register/spec.ts'

/** Biên bản giao nhận hồ sơ, tài liệu (NĐ 30/2020 PL V): two copies, signed by both sides. */
export interface TransferMinutes extends Heads {
  /** `03/2026` */
  number: string
  place?: string
  /** ISO day. */
  on: string
  giver: { name: string; title: string; unit: string | null }
  /** `unit`: the body that receives; null: the archive of the office itself. */
  receiver: { name: string; title: string; unit?: string | null }
  /** What it is based on, line by line; without it, the hand-over inside an office. */
  basis?: readonly string[]
  /** What the files are, in words. */
  what: string
  /** Days of the first and last document, as printed. */
  span: string
  paper: { boxes: number | null; files: number; metres: number | null }
  electronic: { files: number; components: number }
  condition: string | null
  returned: number
  /** Who has put his name under it in the system, and when, in words; null: not yet. */
  signed: { giver: string | null; receiver: string | null }
  createdAt?: string
}

const SIZE = 13
const LEADING = 19
const INSIDE = [
  'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
  'Căn cứ danh mục hồ sơ và kế hoạch thu thập tài liệu vào Lưu trữ cơ quan,',
]

/**
 * The minutes of a hand-over to the archive on A4.
 * @returns the bytes of a PDF
 */
export async function composeTransferMinutes(minutes: TransferMinutes): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const paper = new Paper({
    title: `Biên bản giao nhận hồ sơ, tài liệu số ${minutes.number}`,
    author: minutes.organization,
    createdAt: minutes.createdAt,
  })
  const left = mm(28)
  const right = width - mm(17)
  const full = right - left
  paper.page(width, height)
  let y = drawHeads(paper, minutes, left - mm(6), right + mm(2), mm(20)) + mm(4)
  const middle = left + full * 0.44
  paper.text(`${minutes.place ?? '…………'}, ${longDate(minutes.on)}`, middle, y, {
    size: SIZE,
    face: 'italic',
    align: 'center',
    width: right - middle,
  })
  y += mm(14)
  paper.text('BIÊN BẢN', left, y, { size: 15, face: 'bold', align: 'center', width: full })
  paper.text('Giao nhận hồ sơ, tài liệu', left, y + LEADING, { size: 14, face: 'bold', align: 'center', width: full })
  paper.text(`Số: ${minutes.number}`, left, y + LEADING * 2, { size: SIZE, align: 'center', width: full })
  y += LEADING * 2 + mm(10)
  const write = (words: string, face: 'regular' | 'bold' | 'italic' = 'regular'): void => {
    if (y > height - mm(40)) {
      paper.page(width, height)
      y = mm(22)
    }
    y = paper.block(words, left, y, full, { size: SIZE, face, leading: LEADING }) + 4
  }
  for (const line of minutes.basis ?? INSIDE) write(line, 'italic')
  write(`Hôm nay, ${longDate(minutes.on)}, chúng tôi gồm:`)
  write(`BÊN GIAO: ${minutes.giver.unit ?? minutes.organization}`, 'bold')
  write(`Đại diện: ${[minutes.giver.name, minutes.giver.title].filter(Boolean).join(', ')}.`)
  write(`BÊN NHẬN: ${minutes.receiver.unit ?? 'Lưu trữ cơ quan'}`, 'bold')
  write(`Đại diện: ${[minutes.receiver.name, minutes.receiver.title].filter(Boolean).join(', ')}.`)
  write('Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:')
  write(`1. Tên khối tài liệu giao nộp: ${minutes.what}.`)
  write(`2. Thời gian của hồ sơ, tài liệu: ${minutes.span}.`)
  write('3. Số lượng tài liệu:')
  const { paper: onPaper, electronic } = minutes
  const counted = (value: number, unit: string): string =>
    `${twoDigits(value)} ${unit} (${numberInWordsForForm(value, unit).toLowerCase()})`
  write('a) Đối với hồ sơ, tài liệu giấy:')
  write(`- Tổng số hộp (cặp): ${onPaper.boxes === null ? '00' : twoDigits(onPaper.boxes)};`)
  write(
    `- Tổng số hồ sơ (đơn vị bảo quản): ${counted(onPaper.files, 'hồ sơ')}; quy ra mét giá: ${(onPaper.metres ?? 0).toLocaleString('vi-VN')} mét.`,
  )
  write('b) Đối với hồ sơ, tài liệu điện tử:')
  write(`- Tổng số hồ sơ: ${counted(electronic.files, 'hồ sơ')};`)
  write(`- Tổng số tệp tin trong hồ sơ: ${twoDigits(electronic.components)} tệp tin.`)
  write(`4. Tình trạng tài liệu giao nộp: ${minutes.condition ?? 'bình thường'}.`)
  if (minutes.returned > 0)
    write(`Trả lại bên giao ${counted(minutes.returned, 'hồ sơ')} để hoàn thiện, có lý do kèm theo mục lục.`)
  write('5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.')
  write('Biên bản này được lập thành 02 bản; bên giao giữ 01 bản, bên nhận giữ 01 bản.')
  if (y > height - mm(62)) {
    paper.page(width, height)
    y = mm(22)
  }
  y += mm(6)
  const half = full / 2
  for (const [i, [head, name, signed]] of (
    [
      ['ĐẠI DIỆN BÊN GIAO', minutes.giver.name, minutes.signed.giver],
      ['ĐẠI DIỆN BÊN NHẬN', minutes.receiver.name, minutes.signed.receiver],
    ] as const
  ).entries()) {
    const column = { align: 'center', width: half } as const
    paper.text(head, left + i * half, y, { ...column, size: SIZE, face: 'bold' })
    paper.text('(Ký, ghi rõ họ tên)', left + i * half, y + LEADING, { ...column, size: 11, face: 'italic' })
    if (signed)
      paper.block(signed, left + i * half, y + mm(16), half - 8, {
        ...column,
        width: half - 8,
        size: 10,
        face: 'italic',
      })
    paper.block(name, left + i * half, y + mm(32), half - 6, { ...column, width: half - 6, size: SIZE, face: 'bold' })
  }
  return paper.finish()
}
