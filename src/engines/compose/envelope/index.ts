/** Bì văn bản (NĐ 30/2020 PL IV mẫu II) and phiếu gửi, one page for each receiver of a document that goes out on paper. */
import { mm, Paper, paperSizes } from '../paper/paper.ts'
import { longDate, shortDate, twoDigits } from '../paper/wording.ts'
import { drawHeads } from '../register/pdf-front.ts'

/** Usual sizes of envelopes in millimetres; the decree leaves the size open. */
export const envelopeSizes = {
  DL: { width: 220, height: 110 },
  C5: { width: 229, height: 162 },
  C4: { width: 324, height: 229 },
} as const
export type EnvelopeSize = keyof typeof envelopeSizes

export interface Dispatched {
  readonly symbol: string
  readonly receiver: string
  readonly address: string | null
  readonly copies: number
}

export interface EnvelopeWish {
  readonly regime: 'state' | 'party'
  readonly parentOrganization?: string
  readonly organization: string
  readonly place: string | null
  /** Of the sender; null: dots for the pen. */
  readonly address?: string | null
  readonly phone?: string | null
  /** Words of the urgency stamp: `HỎA TỐC`; null: none. */
  readonly urgency: string | null
  readonly size: EnvelopeSize
  readonly createdAt?: string
}

/** Envelopes: sender and symbol at the top left, the receiver at the lower right, a box for urgency. */
export async function composeEnvelopes(wish: EnvelopeWish, dispatched: readonly Dispatched[]): Promise<Uint8Array> {
  const size = envelopeSizes[wish.size]
  const [width, height] = [mm(size.width), mm(size.height)]
  const scale = Math.min(1.5, size.height / 110)
  const paper = new Paper({ title: 'Bì văn bản', author: wish.organization, createdAt: wish.createdAt })
  const left = mm(12)
  const half = width * 0.48
  for (const one of dispatched) {
    paper.page(width, height)
    const center = { align: 'center', width: half } as const
    let y = mm(12) * scale
    if (wish.parentOrganization)
      y = paper.block(wish.parentOrganization.toLocaleUpperCase('vi'), left, y, half, { ...center, size: 10 * scale })
    y = paper.block(wish.organization.toLocaleUpperCase('vi'), left, y, half, {
      ...center,
      size: 11 * scale,
      face: 'bold',
    })
    paper.rule(left + half * 0.35, y - 8 * scale, left + half * 0.65, y - 8 * scale, 0.6)
    y += 5 * scale
    const small = { size: 10 * scale }
    y = paper.block(`Địa chỉ: ${wish.address ?? wish.place ?? '…………………………………'}`, left, y, half, small)
    y = paper.block(`Điện thoại: ${wish.phone ?? '…………………'}`, left, y, half, small)
    y = paper.block('Thư điện tử: …………………', left, y, half, small)
    paper.text(`${wish.regime === 'party' ? 'Số' : 'Số:'} ${one.symbol}`, left, y + 4 * scale, {
      size: 11 * scale,
      face: 'bold',
    })
    if (wish.urgency) {
      const box = paper.measure('bold', 13 * scale)(wish.urgency) + 16
      const x = width - mm(14) - box
      paper.doc
        .lineWidth(1)
        .strokeColor('#c00')
        .rect(x, mm(12) * scale, box, 22 * scale)
        .stroke()
      paper.text(wish.urgency, x, mm(12) * scale + 15.5 * scale, {
        size: 13 * scale,
        face: 'bold',
        color: '#c00',
        align: 'center',
        width: box,
      })
    }
    const x = width * 0.36
    const room = width - x - mm(12)
    y = Math.max(height * 0.6, y + mm(10))
    const label = paper.text('Kính gửi: ', x, y, { size: 13 * scale })
    y = paper.block(one.receiver, x + label + 4, y, room - label - 4, { size: 13 * scale, face: 'bold' })
    for (const line of (one.address ?? '').split('\n'))
      y = paper.block(line, x + label + 4, y + 2, room - label - 4, { size: 12 * scale })
  }
  return paper.finish()
}

export interface DispatchSlipWish {
  readonly regime: 'state' | 'party'
  readonly parentOrganization?: string
  readonly organization: string
  readonly place: string | null
  /** Where the slip comes back to. */
  readonly address?: string | null
  readonly phone?: string | null
  /** ISO day. */
  readonly date: string
  readonly document: {
    readonly typeName: string
    readonly symbol: string
    readonly issuedOn: string | null
    readonly subject: string
  }
  readonly clerk: string
  readonly createdAt?: string
}

/** Phiếu gửi: goes with the paper and comes back signed (NĐ 30/2020 Đ18; no form of its own there). Half a sheet of A4 for each receiver. */
export async function composeDispatchSlips(
  wish: DispatchSlipWish,
  dispatched: readonly Dispatched[],
): Promise<Uint8Array> {
  const width = paperSizes.A4.width
  const height = mm(148.5)
  const paper = new Paper({ title: 'Phiếu gửi', author: wish.organization, createdAt: wish.createdAt })
  const left = mm(25)
  const full = width - left - mm(17)
  const { document } = wish
  for (const one of dispatched) {
    paper.page(width, height)
    let y = drawHeads(paper, wish, left - mm(3), left + full + mm(2), mm(14)) + mm(2)
    const half = left + full * 0.46
    paper.text(`${wish.place ?? '…………'}, ${longDate(wish.date)}`, half, y, {
      size: 12,
      face: 'italic',
      align: 'center',
      width: full * 0.54,
    })
    y += mm(9)
    paper.text('PHIẾU GỬI', left, y, { size: 15, face: 'bold', align: 'center', width: full })
    y = paper.block(`Kính gửi: ${one.receiver}`, left, y + 19, full, { size: 13, align: 'center' }) + 4
    const line = (words: string): void => {
      y = paper.block(words, left, y, full, { size: 12.5, leading: 16.5 })
    }
    const dated = document.issuedOn ? ` ngày ${shortDate(document.issuedOn)}` : ''
    line(`${wish.organization} gửi: ${document.typeName} số ${document.symbol}${dated} ${document.subject}.`)
    line(
      `Số lượng: ${twoDigits(one.copies)} bản.${one.address ? ` Nơi nhận: ${one.address.replaceAll('\n', ', ')}.` : ''}`,
    )
    line('Sau khi nhận được, đề nghị Quý cơ quan kiểm tra, ký nhận và gửi lại phiếu này.')
    const home = [wish.address && `địa chỉ ${wish.address}`, wish.phone && `điện thoại ${wish.phone}`].filter(Boolean)
    if (home.length > 0) line(`Gửi lại phiếu về: ${wish.organization}, ${home.join(', ')}.`)
    y = Math.min(y + 8, height - mm(46))
    const share = full / 2
    for (const [i, [position, hint, name]] of [
      ['NGƯỜI NHẬN', 'Ngày …… tháng …… năm ……', ''],
      ['NGƯỜI GỬI', '(Ký, ghi rõ họ tên)', wish.clerk],
    ].entries()) {
      const column = { align: 'center', width: share } as const
      paper.text(position!, left + i * share, y, { ...column, size: 12, face: 'bold' })
      paper.text(hint!, left + i * share, y + 15, { ...column, size: 11, face: 'italic' })
      if (i === 0) paper.text('(Ký, ghi rõ họ tên, đóng dấu)', left, y + 29, { ...column, size: 11, face: 'italic' })
      paper.text(name!, left + i * share, y + mm(32), { ...column, size: 12, face: 'bold' })
    }
  }
  return paper.finish()
}
