/** What the archive holds is packed: an inventory at once, its packages verified, each act told on the file's page. */
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertComponent } from '#modules/records/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { newId } from '#platform/ids/index.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { shotsOf } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
const HERE = 'Sông Mây'
const sign = (options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login: 'vanthu.songmay', password: DEMO_PASSWORD }, options)

const shot = shotsOf('preservation')

async function twoPages(): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  for (const _ of [1, 2]) pdf.addPage([595, 842]).drawText('Sua cau')
  return new Uint8Array(await pdf.save())
}

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('an inventory is packed at once; the page of a file tells its package and what was done', async () => {
  const keeper = await sign()
  const make = async (path: string, body: object) => (await keeper.ask<{ id: string }>('POST', path, body, HERE)).id
  const repositoryId = await make('/api/archive/repositories', { code: 'KHO9', name: 'Kho thử', kind: 'current' })
  const unit = (level: string, at: object, title: string, over: object = {}) =>
    make('/api/archive/units', { level, title, ...at, ...over })
  const fonds = await unit('fonds', { repositoryId }, 'Phông bảo quản', { number: 'P99' })
  const inventory = await unit('inventory', { parentId: fonds }, 'Mục lục bảo quản')
  for (const n of [1, 2])
    await unit('file', { parentId: inventory }, `Hồ sơ giấy thứ ${n}`, { retention: 'vv', starts: '2001' })
  await keeper.go('preservation', HERE)
  const { page } = keeper
  await page.getByText('Hồ sơ giấy thứ 2').waitFor()
  await page.getByLabel('Phông, mục lục').selectOption(inventory)
  await page.getByRole('button', { name: 'Đóng gói cả mục lục' }).click()
  await page.getByRole('button', { name: 'Đóng gói', exact: true }).click()
  await page.getByText('Đang đóng gói 2 hồ sơ').first().waitFor()
  await expect
    .poll(
      async () =>
        (await keeper.ask<{ good: number }>('GET', `/api/preservation/counts?scopeId=${inventory}`, undefined, HERE))
          .good,
      { timeout: 60_000 },
    )
    .toBe(2)
  await page.reload()
  await page.getByText('Đã đóng gói').nth(1).waitFor()
  await shot(keeper, 'list')
  await page.getByText('Hồ sơ giấy thứ 1').click()
  await page.getByText('Gói mô tả (E-ARK)').waitFor()
  await page.getByText('Hợp lệ', { exact: true }).waitFor()
  await page.getByText('Tiếp nhận vào bảo quản').waitFor()
  await shot(keeper, 'unit')
  await page.getByRole('link', { name: 'Gói bảo quản' }).click()
  await page.getByRole('link', { name: 'Sự cố toàn vẹn' }).click()
  await page.getByText('Không có sự cố nào').waitFor()
  await page.getByRole('button', { name: 'Rà ngay' }).click()
  await page.getByText('Đang rà mọi tệp').first().waitFor()
  await shot(keeper, 'incidents')
  await page.getByRole('link', { name: 'Bản sao 3-2-1' }).click()
  await page.getByText('Chưa đủ 3 bản').waitFor()
  await page.getByText('Đặt VANKHO_REPLICA').waitFor()
  await shot(keeper, 'status')
  await page.getByRole('link', { name: 'Định dạng' }).click()
  await page.getByText('Chưa biết định dạng nào').waitFor()
  expect(keeper.complaints).toEqual([])
  const phone = await sign(PHONE)
  await phone.go('preservation', HERE)
  await phone.page.getByText('Hồ sơ giấy thứ 1').waitFor()
  await shot(phone, 'phone')
  expect(phone.complaints).toEqual([])
})

it('files of a format get PDF/A copies beside them, opened from the page of the file and of the document', async () => {
  const keeper = await sign()
  const { page } = keeper
  const make = async (path: string, body: object) => (await keeper.ask<{ id: string }>('POST', path, body, HERE)).id
  const repositoryId = await make('/api/archive/repositories', { code: 'KHO8', name: 'Kho thử số', kind: 'current' })
  const unit = (level: string, at: object, title: string, over: object = {}) =>
    make('/api/archive/units', { level, title, ...at, ...over })
  const fonds = await unit('fonds', { repositoryId }, 'Phông số', { number: 'P98' })
  const inventory = await unit('inventory', { parentId: fonds }, 'Mục lục số')
  const file = await unit('file', { parentId: inventory }, 'Hồ sơ điện tử', {
    retention: 'vv',
    starts: '2021',
    ends: '2021',
  })
  const item = await unit('item', { parentId: file }, 'Về việc sửa cầu', {
    item: { typeName: 'Công văn', issuedDate: '2021-03-02', issuerName: 'Ủy ban nhân dân xã' },
  })
  const { unit: made } = await keeper.ask<{ unit: { item: { documentId: string } } }>(
    'GET',
    `/api/archive/units/${item}`,
    undefined,
    HERE,
  )
  await product.beside(async (kernel) => {
    const { sha256, size } = await kernel.ports.blobs.put(await twoPages())
    const organizationId = keeper.post(HERE).organization.id
    await kernel.transact(systemActor('e2e', organizationId), 'e2e', async (ctx) =>
      insertComponent(ctx.tx, {
        organizationId,
        id: newId(),
        documentId: made.item.documentId,
        role: 'main',
        fileName: 'sua-cau.pdf',
        mediaType: 'application/pdf',
        size,
        sha256,
        pageCount: 2,
        findings: [],
        now: ctx.now,
        createdBy: organizationId,
      }),
    )
  })
  const state = async () =>
    (await keeper.ask<{ unit: { state: string } }>('GET', `/api/preservation/units/${file}`, undefined, HERE)).unit
      .state
  await keeper.go(`preservation/units/${file}`, HERE)
  await page.getByRole('button', { name: 'Đóng gói' }).click()
  await expect.poll(state, { timeout: 60_000 }).toBe('good')
  await keeper.go('preservation/formats', HERE)
  await page.getByRole('button', { name: 'Tạo bản chuyển đổi' }).first().waitFor()
  await shot(keeper, 'formats')
  await page.getByRole('button', { name: 'Tạo bản chuyển đổi' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText('không mang chữ ký số').waitFor()
  await shot(keeper, 'convert')
  await sheet.getByRole('button', { name: 'Tạo bản chuyển đổi' }).click()
  await page.getByText('theo dõi ở Việc nền').first().waitFor()
  await expect.poll(state, { timeout: 120_000 }).toBe('stale')
  for (const id of [item, file]) {
    await keeper.go(`archive/units/${id}`, HERE)
    await page.getByRole('heading', { name: 'Bản chuyển đổi lưu trữ' }).waitFor()
    await shot(keeper, id === file ? 'copies' : 'copies-item')
  }
  const link = page.getByRole('link', { name: 'Mở bản chuyển đổi của sua-cau.pdf' })
  const bytes = await keeper.bytes((await link.getAttribute('href'))!, HERE)
  expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
  await keeper.go('jobs', HERE)
  await page.getByText('Tạo bản PDF/A').first().click()
  await page.getByText('Đã chuyển đổi').waitFor()
  await shot(keeper, 'job')
  expect(keeper.complaints).toEqual([])
})
