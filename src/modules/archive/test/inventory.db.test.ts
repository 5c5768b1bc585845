/** Mục lục hồ sơ on paper: what the book says, in which order, and what it keeps from whom. */
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joined, readPages } from '#engines/compose/test-reading.ts'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { storage } from '#modules/storage/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { inventories } from '../inventory-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let inventory: string
let files: string[]

beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  const b = build(t, o)
  const fonds = await b.unit('fonds', { repositoryId: (await b.repository()).id }, 'Ủy ban nhân dân xã Sông Mây', {
    number: '12',
  })
  inventory = await b.unit('inventory', { parentId: fonds }, 'Hồ sơ bảo quản vĩnh viễn', {
    number: '03',
    starts: '2010',
    ends: '2015',
    description: {
      foreword: 'Phông lưu trữ được chỉnh lý năm 2026.\nMục lục gồm hồ sơ có thời hạn bảo quản vĩnh viễn.',
      abbreviations: 'UBND: Ủy ban nhân dân\nHĐND: Hội đồng nhân dân',
    },
  })
  const group = await b.unit('group', { parentId: inventory }, 'Tổ chức, nhân sự', { number: 'I' })
  const file = (parentId: string, number: string, over: object = {}) =>
    b.unit('file', { parentId }, `Hồ sơ đất đai số ${number}`, { number, retention: 'vv', sheets: 20, ...over })
  files = [
    await file(group, '1', { starts: '2010-03-12', ends: '2010-12-20' }),
    await file(group, '2', { box: '9' }),
    await file(inventory, '5', { access: 'conditional', description: { note: 'Rách bìa' } }),
    await file(inventory, '5a', { sheets: null, pages: 31, medium: 'electronic' }),
    await file(inventory, '10'),
  ]
  const [boxId] = (
    await t.run(storage.createBoxes, o.actors.archivist, { body: { number: '7', inventoryId: inventory, note: null } })
  ).ids
  await t.run(storage.putIn, o.actors.archivist, {
    params: { boxId: boxId! },
    body: { unitIds: [files[0]!], words: null, reason: null },
  })
})
afterAll(() => t?.close())

async function print(format: 'pdf' | 'docx' | 'xlsx', actor: Actor = o.actors.archivist) {
  const { file } = await t.run(inventories.printInventory, actor, { params: { unitId: inventory }, query: { format } })
  return file.bytes as Uint8Array
}

it('as PDF it is a book: cover, foreword, abbreviations, contents, list, certificate', async () => {
  const pages = (await readPages(await print('pdf'))).map(joined)
  expect(pages).toHaveLength(6)
  const says = (page: number, ...words: string[]) => {
    for (const one of words) expect(pages[page], one).toContain(one)
  }
  says(0, 'MỤC LỤC HỒ SƠ', 'Phông số: 12', 'Mục lục số: 03', 'Thời gian tài liệu: 2010 - 2015')
  says(0, 'Từ hồ sơ số 1 đến hồ sơ số 10', 'Kho lưu trữ Sông Mây')
  says(1, 'LỜI NÓI ĐẦU', 'được chỉnh lý năm 2026', 'Trang 1/5')
  says(2, 'BẢNG CHỮ VIẾT TẮT', 'HĐND: Hội đồng nhân dân')
  says(3, 'I. Tổ chức, nhân sự: hồ sơ số 1 - 2')
  says(4, 'Hộp/cặp số', 'Thời hạn bảo quản', 'Phông số 12, mục lục số 03', 'Rách bìa')
  says(5, 'TỜ KẾT THÚC', '05 (năm) hồ sơ', 'từ hồ sơ số 1 đến hồ sơ số 10', 'Số khuyết: 3-4, 6-9.')
  says(5, 'Số có thêm chữ: 5a.', '(không kể bìa): 05 (năm)', 'NGƯỜI LẬP MỤC LỤC', 'người in: Bùi Thị Ngà')
})

it('as a sheet it has the seven columns; the box is the one in the store', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await print('xlsx')) as never)
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
    'Bìa',
    'LỜI NÓI ĐẦU',
    'BẢNG CHỮ VIẾT TẮT',
    'CÁC NHÓM HỒ SƠ',
    'MỤC LỤC HỒ SƠ',
    'TỜ KẾT THÚC',
  ])
  const rows = book.getWorksheet('MỤC LỤC HỒ SƠ')!.getSheetValues().slice(1) as unknown[][]
  const cells = rows.map((row) => row?.slice(1) ?? [])
  expect(cells[0]).toEqual([
    'Hộp/cặp số',
    'Hồ sơ số',
    'Tiêu đề hồ sơ',
    'Ngày tháng bắt đầu - kết thúc',
    'Số tờ',
    'Thời hạn bảo quản',
    'Ghi chú',
  ])
  expect(cells[2]?.[0]).toBe('I. Tổ chức, nhân sự')
  expect(cells[3]?.slice(0, 6)).toEqual(['7', '1', 'Hồ sơ đất đai số 1', '12/03/2010 - 20/12/2010', '20', 'Vĩnh viễn'])
  expect(cells[4]?.[0]).toBe('9')
  expect(cells[5]?.[0]).toBe('Hồ sơ ngoài các nhóm')
  expect(cells[6]?.[6]).toBe('Tiếp cận có điều kiện; Rách bìa')
  expect(cells[7]?.slice(4)).toEqual(['31 tr.', 'Vĩnh viễn', 'Hồ sơ điện tử'])
})

it('in Word it says the same', async () => {
  const words = paragraphTexts(await readDocument(await print('docx'))).join('\n')
  for (const one of ['LỜI NÓI ĐẦU', 'Hồ sơ đất đai số 10', 'TỜ KẾT THÚC', 'Số khuyết: 3-4, 6-9.'])
    expect(words).toContain(one)
})

it('what a reader does not see keeps its number alone; the print is on record', async () => {
  await expect(print('xlsx', o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  await t.run(archive.publish, o.actors.archivist, { body: { ids: [files[0]!], to: 'office' } })
  const text = (await readPages(await print('pdf', o.actors.officer))).map(joined).join(' ')
  expect(text).toContain('Hồ sơ đất đai số 1')
  expect(text).not.toContain('Hồ sơ đất đai số 2')
  expect(text).not.toContain('Rách bìa')
  expect(text).toContain('không in tiêu đề: 04 (bốn)')
  const told = await t.admin<{ subject_id: string }>(
    `select subject_id from audit.entry where kind = 'archive.printInventory' and outcome = 'done' and actor_name = $1`,
    [o.actors.officer.name],
  )
  expect(told).toEqual([{ subject_id: inventory }])
})

it('only an inventory is printed so', async () => {
  await expect(
    t.run(inventories.printInventory, o.actors.archivist, { params: { unitId: files[0]! }, query: {} }),
  ).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
})
