import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { joined, readPages } from '../test-reading.ts'
import type { HandlingSlip } from './content.ts'
import { composePhieuGiaiQuyet } from './index.ts'

const slip: HandlingSlip = {
  regime: 'state',
  parentOrganization: 'UBND TỈNH LAM HÀ',
  organization: 'SỞ NỘI VỤ',
  place: 'Lam Hà',
  date: '2026-03-05',
  document: {
    arrivalNumber: '1285',
    arrivedOn: '2026-03-05',
    typeName: 'Kế hoạch',
    symbol: '112/KH-UBND',
    issuedOn: '2026-03',
    issuer: 'Ủy ban nhân dân tỉnh Lam Hà',
    subject: 'Triển khai công tác phòng, chống cháy rừng mùa khô 2026 - 2027 trên địa bàn tỉnh',
  },
  leader: {
    name: 'Đoàn Thị Bích Ngọc',
    lead: 'Phòng Cải cách hành chính',
    leadDueOn: '2026-03-12',
    cooperating: [{ name: 'Văn phòng', dueOn: '2026-03-10' }, { name: 'Thanh tra' }],
    date: '2026-03-05',
  },
}

const parts = [
  'PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN',
  'Lam Hà, ngày 05 tháng 3 năm 2026',
  '112/KH-UBND, ngày 03/2026',
  'mùa khô 2026 - 2027 trên địa bàn tỉnh',
  '1. Ý kiến chỉ đạo, phân phối của lãnh đạo cơ quan, tổ chức',
  'Văn phòng (thời hạn: 10/03/2026); Thanh tra',
  '2. Ý kiến của lãnh đạo đơn vị',
  '3. Ý kiến đề xuất của người giải quyết',
]

describe('phiếu giải quyết văn bản đến', () => {
  it('is one A4 page with the three blocks of the form', async () => {
    const pages = await readPages(await composePhieuGiaiQuyet(slip, 'pdf'))
    expect(pages).toHaveLength(1)
    for (const words of parts) expect(joined(pages[0]!)).toContain(words)
  })

  it('flows on when the direction is long, losing nothing', async () => {
    const direction = Array.from({ length: 700 }, (_, index) => `ý${index}`).join(' ')
    const pages = await readPages(
      await composePhieuGiaiQuyet({ ...slip, leader: { ...slip.leader, direction } }, 'pdf'),
    )
    expect(pages.length).toBeGreaterThan(1)
    expect(joined(pages.join(' '))).toContain(direction)
  })

  it('is a Word file with the same words', async () => {
    const zip = await JSZip.loadAsync(await composePhieuGiaiQuyet({ ...slip, regime: 'party' }, 'docx'))
    const xml = await zip.file('word/document.xml')!.async('string')
    const text = xml
      .replace(/<w:noBreakHyphen\/>/g, '-')
      .replace(/<\/w:p>/g, ' ')
      .replace(/<[^>]+>/g, '')
    for (const words of parts) expect(text).toContain(words)
    expect(text).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
  })
})
