import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate, twoDigits, vietnamTime } from '../paper/wording.ts'
import { drawHeads } from '../register/pdf-front.ts'

/** Somebody named in the minutes. */
export interface Party {
  name: string
  title?: string
}

/** Biên bản bàn giao con dấu, thiết bị lưu khóa bí mật (NĐ 30/2020 Đ32.2b): only with permission in writing, and with minutes. */
export interface CustodyMinutes {
  regime: 'state' | 'party'
  parentOrganization?: string
  organization: string
  place?: string
  /** What is handed over, in words: `con dấu “Ủy ban nhân dân xã Sông Mây”`. */
  what: string
  /** Of this seal's hand-overs, from 1. */
  number: number
  /** Instant, ISO 8601 with zone. */
  at: string
  from: Party
  to: Party
  witness: string
  /** Permission in writing: symbol, day (ISO), who gave it. */
  permission: { symbol: string; date: string; by: string }
  reason: string
  condition?: string
  /** ISO day on which it comes back. */
  until?: string
  createdAt?: string
}

const SIZE = 13
const LEADING = 18

/**
 * The minutes of a hand-over of custody on A4, to be signed by hand.
 * @returns the bytes of a PDF
 */
export async function composeCustodyMinutes(minutes: CustodyMinutes): Promise<Uint8Array> {
  const { width, height } = paperSizes.A4
  const title = `Biên bản bàn giao ${minutes.what}`
  const paper = new Paper({ title, author: minutes.organization, createdAt: minutes.createdAt })
  const left = mm(28)
  const right = width - mm(17)
  const full = right - left
  paper.page(width, height)
  let y = drawHeads(paper, minutes, left - mm(6), right + mm(2), mm(20)) + mm(4)
  const middle = left + full * 0.44
  const [date = ''] = new Date(Date.parse(minutes.at) + 7 * 3_600_000).toISOString().split('T')
  const clock = vietnamTime(minutes.at).slice(11, 16)
  const placeAndDate = `${minutes.place ?? '…………'}, ${longDate(date)}`
  paper.text(placeAndDate, middle, y, { size: SIZE, face: 'italic', align: 'center', width: right - middle })
  y += mm(14)
  paper.text('BIÊN BẢN', left, y, { size: 15, face: 'bold', align: 'center', width: full })
  y = paper.block(`Bàn giao ${minutes.what}`, left, y + LEADING, full, {
    size: 14,
    face: 'bold',
    align: 'center',
    leading: LEADING,
  })
  const write = (words: string, face: 'regular' | 'bold' | 'italic' = 'regular'): void => {
    for (const part of words.split('\n')) {
      y = paper.block(part, left, y, full, { size: SIZE, face, leading: LEADING }) + 3
      if (y > height - mm(70)) {
        paper.page(width, height)
        y = mm(22)
      }
    }
  }
  const named = ({ name, title: post }: Party): string => (post ? `${name}, ${post}` : name)
  const { permission } = minutes
  y += mm(4)
  write(
    `Căn cứ văn bản số ${permission.symbol} ${longDate(permission.date)} của ${permission.by} cho phép bàn giao;`,
    'italic',
  )
  write(`Hôm nay, hồi ${clock} ${longDate(date)}, tại ${minutes.organization}, chúng tôi gồm:`)
  write(`1. Bên giao: ${named(minutes.from)}.`)
  write(`2. Bên nhận: ${named(minutes.to)}.`)
  write(`3. Người chứng kiến: ${minutes.witness}.`)
  write(`Hai bên thống nhất bàn giao ${minutes.what} (lần bàn giao thứ ${twoDigits(minutes.number)}) như sau:`)
  write(`- Lý do: ${minutes.reason}.`)
  write(`- Tình trạng khi bàn giao: ${minutes.condition ?? 'nguyên vẹn, sử dụng bình thường'}.`)
  write(
    minutes.until
      ? `- Thời hạn: giao giữ đến hết ${longDate(minutes.until)}, sau đó bàn giao lại.`
      : '- Thời hạn: đến khi có bàn giao khác.',
  )
  write(
    'Bên nhận có trách nhiệm bảo quản, sử dụng tại trụ sở cơ quan, tự tay đóng dấu, ký số và không giao cho người khác khi chưa được phép bằng văn bản của người có thẩm quyền.',
  )
  write('Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.')
  y += mm(6)
  const third = full / 3
  for (const [i, [head, name]] of [
    ['BÊN GIAO', minutes.from.name],
    ['BÊN NHẬN', minutes.to.name],
    ['NGƯỜI CHỨNG KIẾN', minutes.witness],
  ].entries()) {
    const column = { align: 'center', width: third } as const
    paper.text(head!, left + i * third, y, { ...column, size: SIZE, face: 'bold' })
    paper.text('(Ký, ghi rõ họ tên)', left + i * third, y + LEADING, { ...column, size: 11, face: 'italic' })
    paper.block(name!, left + i * third, y + mm(30), third - 6, {
      ...column,
      width: third - 6,
      size: SIZE,
      face: 'bold',
    })
  }
  return paper.finish()
}
