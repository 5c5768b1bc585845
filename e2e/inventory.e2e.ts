/** An inventory is printed from its page; harvesting is switched on, and the address answers whoever asks. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person } from './kit/browser.ts'
import { findings } from './kit/look.ts'
import { shotsOf } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
const HERE = 'Sông Mây'

const shot = shotsOf('inventory')

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('from the page of an inventory to its book; from a switch to an address that answers', async () => {
  const clerk = await Person.signIn(browser, product.address, { login: 'vanthu.songmay', password: DEMO_PASSWORD })
  const { page } = clerk
  const post = <T>(path: string, body: unknown) => clerk.ask<T>('POST', path, body, HERE)
  const unit = async (body: object) => (await post<{ id: string }>('/api/archive/units', body)).id
  const { id: repositoryId } = await post<{ id: string }>('/api/archive/repositories', {
    code: 'H77.06',
    name: 'Lưu trữ hiện hành xã Sông Mây',
    kind: 'current',
  })
  const fonds = await unit({ level: 'fonds', title: 'Phông Hội đồng xã cũ', repositoryId, number: 'HX2' })
  const inventory = await unit({ level: 'inventory', title: 'Mục lục 1990–2000', parentId: fonds, number: '01' })
  await unit({ level: 'file', title: 'Hồ sơ họp năm 1990', parentId: inventory, number: '1' })

  await clerk.go(`archive/units/${inventory}`, HERE)
  await page.getByText('In mục lục hồ sơ:').waitFor()
  await shot(clerk, 'unit')
  for (const [name, begins] of [
    ['PDF', '%PDF-'],
    ['Word', 'PK'],
    ['Excel', 'PK'],
  ] as const) {
    const address = await page.getByRole('link', { name, exact: true }).getAttribute('href')
    const bytes = await clerk.bytes(address!, HERE)
    expect(Buffer.from(bytes.subarray(0, begins.length)).toString()).toBe(begins)
  }

  await clerk.go('archive', HERE)
  await page.getByRole('button', { name: 'OAI-PMH' }).click()
  await page.getByLabel('Cho thu thập').waitFor()
  const base = await page.getByLabel('Địa chỉ công bố').inputValue()
  const harvest = (verb: string) => fetch(`${base}?verb=${verb}`)
  expect((await harvest('Identify')).status).toBe(404)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Ghi một địa chỉ thư điện tử.').waitFor()
  await page.getByLabel('Thư điện tử của người phụ trách').fill('luutru@songmay.example')
  await shot(clerk, 'harvest')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Cho thu thập').waitFor({ state: 'detached' })
  expect(await (await harvest('Identify')).text()).toContain('<adminEmail>luutru@songmay.example</adminEmail>')
  // No head has opened the repository: nothing goes out.
  expect(await (await harvest('ListRecords&metadataPrefix=oai_dc')).text()).toContain('noRecordsMatch')
  expect(clerk.complaints).toEqual([])
})
