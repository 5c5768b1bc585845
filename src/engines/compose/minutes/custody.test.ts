import { expect, it } from 'vitest'
import { joined, readPages } from '../test-reading.ts'
import { composeCustodyMinutes } from './custody.ts'

const minutes = {
  regime: 'state',
  parentOrganization: 'UBND TỈNH LÂM HÀ',
  organization: 'Ủy ban nhân dân xã Sông Mây',
  place: 'Sông Mây',
  what: 'con dấu “Ủy ban nhân dân xã Sông Mây”',
  number: 3,
  at: '2026-11-23T01:05:00Z',
  from: { name: 'Nguyễn Thị Hòa', title: 'Văn thư' },
  to: { name: 'Vũ Thị Lý', title: 'Chuyên viên Văn phòng' },
  witness: 'Lê Thị Thủy, Chánh Văn phòng',
  permission: { symbol: '12/QĐ-UBND', date: '2026-11-20', by: 'Chủ tịch Ủy ban nhân dân xã Sông Mây' },
  reason: 'Văn thư nghỉ phép',
  until: '2026-12-05',
} as const

it('says who gives what to whom, by whose permission and before which witness', async () => {
  const [page, ...more] = await readPages(await composeCustodyMinutes(minutes))
  expect(more).toEqual([])
  const text = joined(page!)
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Sông Mây, ngày 23 tháng 11 năm 2026',
    'BIÊN BẢN',
    'số 12/QĐ-UBND ngày 20 tháng 11 năm 2026',
    'hồi 08:05',
    '1. Bên giao: Nguyễn Thị Hòa, Văn thư.',
    '2. Bên nhận: Vũ Thị Lý, Chuyên viên Văn phòng.',
    'lần bàn giao thứ 03',
    'giao giữ đến hết ngày 05 tháng 12 năm 2026',
    'NGƯỜI CHỨNG KIẾN',
  ])
    expect(text).toContain(words)
})

it('equal minutes, equal bytes; a Party body has its own head', async () => {
  const again = { ...minutes, regime: 'party' as const, organization: 'ĐẢNG ỦY XÃ SÔNG MÂY' }
  const [one, other] = [await composeCustodyMinutes(again), await composeCustodyMinutes(again)]
  expect(Buffer.compare(one, other)).toBe(0)
  expect(joined((await readPages(one))[0]!)).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
})

it('long words go on to a second page, signatures stay together', async () => {
  const pages = await readPages(await composeCustodyMinutes({ ...minutes, reason: 'lý do dài '.repeat(300) }))
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.at(-1)).toContain('BÊN GIAO')
  expect(pages.at(-1)).toContain('NGƯỜI CHỨNG KIẾN')
})
