/** A store is set up, an archive's files are boxed by proposal, labels printed, boxes put away by scanning, a file taken out. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { findings } from './kit/look.ts'
import { shotsOf } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
const HERE = 'Sông Mây'
const sign = (options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login: 'vanthu.songmay', password: DEMO_PASSWORD }, options)

const shot = shotsOf('stores')

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('from an empty store to a file that is found, taken out and put back', async () => {
  const clerk = await sign()
  const { page } = clerk
  const post = <T>(path: string, body: unknown) => clerk.ask<T>('POST', path, body, HERE)
  const unit = async (body: object) => (await post<{ id: string }>('/api/archive/units', body)).id
  const { id: repositoryId } = await post<{ id: string }>('/api/archive/repositories', {
    code: 'H77.05',
    name: 'Lưu trữ hiện hành xã Sông Mây',
    kind: 'current',
  })
  const fonds = await unit({ level: 'fonds', title: 'Phông Hội đồng xã cũ', repositoryId, number: 'HX1' })
  const inventory = await unit({ level: 'inventory', title: 'Mục lục 1990–2000', parentId: fonds, number: '01' })
  for (let i = 1; i <= 4; i++)
    await unit({
      level: 'file',
      title: `Hồ sơ họp năm ${1990 + i}`,
      parentId: inventory,
      number: String(i),
      sheets: 300,
    })

  await clerk.go('storage', HERE)
  await page.getByText('Chưa có kho nào').waitFor()
  await shot(clerk, 'empty')
  await page.getByRole('button', { name: 'Thêm kho' }).click()
  await page.getByLabel('Tên', { exact: true }).fill('Kho chuyên dụng')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('treeitem', { name: /Kho 1/ }).click()
  await page.getByRole('heading', { name: 'Kho 1', exact: true }).waitFor()
  await page.keyboard.press('t')
  await page.getByLabel('Loại').selectOption('rack')
  await shot(clerk, 'rack')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Đã thêm 6 nơi để.').waitFor()
  await page.getByRole('treeitem', { name: /Giá 1/ }).click()
  await page.getByRole('treeitem', { name: /Tầng 2/ }).click()
  await page.getByText('Kho 1 · Giá 1 · Tầng 2', { exact: true }).waitFor()

  // The machine fills by sheets: two files of 300 to a box of 800.
  await page.getByRole('button', { name: 'Xếp hồ sơ vào hộp' }).click()
  await page.getByLabel('Mục lục', { exact: true }).selectOption(inventory)
  await page.getByText('hồ sơ 3 – 4 (2 hồ sơ)').waitFor()
  await shot(clerk, 'fill')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Đã xếp 4 hồ sơ vào 2 hộp.').waitFor()

  // Labels are scanned: box, shelf.
  const { items } = await clerk.ask<{ items: { id: string; scanCode: string; number: string }[] }>(
    'GET',
    `/api/storage/boxes?inventory=${inventory}`,
    undefined,
    HERE,
  )
  const box = items[0]!
  const shelf = await clerk.ask<{ place: { scanCode: string; id: string } }>(
    'GET',
    `/api/storage/places/${new URL(page.url()).searchParams.get('place')}`,
    undefined,
    HERE,
  )
  const pdf = await clerk.bytes(`/api/storage/labels?ids=${items.map((one) => one.id).join(',')}`, HERE)
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  await clerk.go('storage/scan?mode=put', HERE)
  const scan = async (code: string) => {
    await page.getByLabel('Mã trên nhãn').fill(code)
    await page.keyboard.press('Enter')
  }
  await page.getByText('Quét hộp.', { exact: true }).waitFor()
  await scan(shelf.place.scanCode)
  await page.getByText('Quét hộp trước, rồi quét tầng.').waitFor()
  await scan(box.scanCode)
  await page.getByText('Hộp 1: quét tầng để xếp vào.').waitFor()
  await scan(shelf.place.scanCode)
  const done = page.getByRole('list', { name: 'Đã xếp' })
  await done.getByText('Kho 1 · Giá 1 · Tầng 2', { exact: true }).waitFor()
  await done.getByRole('button', { name: 'Hoàn tác' }).click()
  await done.getByText('Kho 1 · Giá 1 · Tầng 2 (đã hoàn tác)').waitFor()
  await scan(box.scanCode)
  await page.getByText('Hộp 1: quét tầng để xếp vào.').waitFor()
  await scan(shelf.place.scanCode)
  await done.getByText('Kho 1 · Giá 1 · Tầng 2', { exact: true }).waitFor()
  await shot(clerk, 'scan')
  await page.getByRole('button', { name: 'Mở hộp, giá' }).click()
  await scan(box.scanCode)

  // The box's page: a file goes out and comes back, the history tells of both.
  await page.getByRole('heading', { name: 'Hộp 1', exact: true }).waitFor()
  await page.getByRole('checkbox', { name: /Hồ sơ họp năm 1991/ }).check()
  await page.getByRole('button', { name: 'Lấy ra' }).click()
  await page.getByLabel('Giao cho').fill('Phòng Kinh tế')
  await page.getByLabel('Lý do').fill('Số hóa')
  await shot(clerk, 'out')
  await page.keyboard.press('Control+Enter')
  await page.getByText('1 hồ sơ lấy ra', { exact: true }).waitFor()
  await shot(clerk, 'box')
  expect(await findings(page)).toEqual([])
  await page.getByRole('checkbox', { name: /Hồ sơ họp năm 1991/ }).check()
  await page.getByRole('button', { name: 'Trả vào hộp' }).click()
  await page.getByText('Trả vào', { exact: true }).waitFor()
  // What lies in a box in error is taken away with a reason; an empty box may go.
  await clerk.go(`storage/boxes/${items[1]!.id}`, HERE)
  await page.getByRole('heading', { name: 'Hộp 2', exact: true }).waitFor()
  for (const one of await page.getByRole('checkbox').all()) await one.check()
  await page.getByRole('button', { name: 'Bỏ khỏi hộp' }).click()
  await page.getByLabel('Lý do').fill('Xếp nhầm')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Hộp chưa có hồ sơ').waitFor()
  await page.getByRole('button', { name: 'Xóa hộp' }).click()
  await page.getByText('Xóa Hộp 2?').waitFor()
  await shot(clerk, 'remove')
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hộp' }).click()
  await page.getByText('Đã xóa hộp.').waitFor()
  await clerk.go(`storage?place=${shelf.place.id}`, HERE)
  await page.getByRole('row', { name: /Hộp 1/ }).waitFor()
  await shot(clerk, 'stores')
  expect(await findings(page)).toEqual([])
  expect(clerk.complaints).toEqual([])

  const phone = await sign(PHONE)
  await phone.go(`storage?place=${shelf.place.id}`, HERE)
  await phone.page.getByText('Kho 1 · Giá 1 · Tầng 2').first().waitFor()
  await shot(phone, 'phone-stores')
  await phone.go(`storage/boxes/${box.id}`, HERE)
  await phone.page.getByRole('heading', { name: 'Hộp 1', exact: true }).waitFor()
  await shot(phone, 'phone-box')
  await phone.go('storage/scan?mode=put', HERE)
  await phone.page.getByLabel('Mã trên nhãn').waitFor()
  await shot(phone, 'phone-scan')
  expect(phone.complaints).toEqual([])
})
