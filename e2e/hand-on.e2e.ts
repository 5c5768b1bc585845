/** A file kept for ever goes from the archive of one body to that of another, on the screens of both. */
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
const THERE = 'Nông nghiệp'
const sign = (login: string, options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login, password: DEMO_PASSWORD }, options)

const shot = shotsOf('hand-on')

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('is due, given, read and taken in; the giver sees where it is', async () => {
  const giver = await sign('luutru.songmay')
  const { page } = giver
  const unit = async (body: object) => (await giver.ask<{ id: string }>('POST', '/api/archive/units', body, HERE)).id
  const { id: repositoryId } = await giver.ask<{ id: string }>(
    'POST',
    '/api/archive/repositories',
    { code: 'H77.09', name: 'Lưu trữ hiện hành xã Sông Mây', kind: 'current' },
    HERE,
  )
  const fonds = await unit({ level: 'fonds', title: 'Phông Hội đồng xã cũ', repositoryId, number: 'HX9' })
  const inventory = await unit({ level: 'inventory', title: 'Mục lục 2010–2015', parentId: fonds, number: '01' })
  const titles = ['Hồ sơ kỳ họp thành lập xã năm 2014', 'Hồ sơ địa giới xã năm 2015']
  for (const title of titles) {
    const file = await unit({
      level: 'file',
      title,
      parentId: inventory,
      retention: 'vv',
      medium: 'paper',
      sheets: 120,
      starts: title.slice(-4),
      ends: title.slice(-4),
    })
    await unit({
      level: 'item',
      title: `Nghị quyết trong ${title}`,
      parentId: file,
      item: { typeName: 'Nghị quyết', issuerName: 'Hội đồng nhân dân xã Sông Mây', issuedDate: title.slice(-4) },
    })
  }
  await giver.go('transfers', HERE)
  await page.getByRole('button', { name: 'Nộp lưu trữ lịch sử' }).click()
  await page.getByRole('heading', { name: 'Nộp lưu trữ lịch sử' }).waitFor()
  await giver.go('transfers/historical?tab=overdue', HERE)
  await page.getByText(titles[0]!).first().waitFor()
  await shot(giver, 'overdue')
  expect(await findings(page)).toEqual([])
  await page.locator('thead input[type="checkbox"]').check()
  await page.getByRole('button', { name: 'Lập đợt nộp' }).click()
  await page.getByLabel('Bên nhận').selectOption({ label: 'Sở Nông nghiệp và Môi trường tỉnh Lam Hà' })
  await shot(giver, 'give')
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Nộp vào lưu trữ' }).click()
  await page.getByText('Đã nộp vào lưu trữ.').waitFor()
  await shot(giver, 'submitted')
  const address = new URL(page.url()).pathname.split('/').at(-1)!

  const keeper = await sign('luutrulichsu.sonnmt')
  const to = keeper.page
  await expect
    .poll(
      async () =>
        (await keeper.ask<{ items: { id: string }[] }>('GET', '/api/transfers', undefined, THERE)).items.map(
          (one) => one.id,
        ),
      { timeout: 60_000 },
    )
    .toContain(address)
  await keeper.go('transfers?tab=lists', THERE)
  await to.getByText('Ủy ban nhân dân xã Sông Mây').first().waitFor()
  await keeper.go(`transfers/${address}`, THERE)
  await to.getByRole('button', { name: 'Xem tài liệu' }).first().click()
  await to.getByText(`Nghị quyết trong ${titles[0]!}`).waitFor()
  await shot(keeper, 'contents')
  expect(await findings(to)).toEqual([])
  await to.keyboard.press('Escape')
  for (const button of await to.getByRole('button', { name: 'Đã xem', exact: true }).all()) {
    await button.click()
    await to.keyboard.press('Control+Enter')
    await to.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await shot(keeper, 'looked')
  await to.getByRole('button', { name: 'Nhận, trả lại' }).click()
  await to.getByLabel(titles[1]!).selectOption('returned')
  await to.getByLabel('Lý do trả lại').fill('Thiếu bản đồ kèm theo')
  await shot(keeper, 'decide')
  await to.keyboard.press('Control+Enter')
  await to.getByText(/Đã nhận, biên bản số 01\//).waitFor()
  await shot(keeper, 'decided')
  expect(await findings(to)).toEqual([])

  await expect
    .poll(
      async () =>
        (await giver.ask<{ handover: { state: string } }>('GET', `/api/transfers/${address}`, undefined, HERE)).handover
          .state,
      { timeout: 60_000 },
    )
    .toBe('decided')
  await giver.go(`transfers/${address}`, HERE)
  await page.getByRole('button', { name: 'Xác nhận biên bản' }).click()
  await page.getByText('Đã xác nhận biên bản.').waitFor()
  await shot(giver, 'signed')
  await page.getByRole('link', { name: titles[0]! }).click()
  await page.getByText(/Đã giao cho Sở Nông nghiệp và Môi trường tỉnh Lam Hà/).waitFor()
  await shot(giver, 'unit')
  expect(await findings(page)).toEqual([])
  await to.getByRole('link', { name: titles[0]! }).click()
  await to.getByText('Nhận từ Ủy ban nhân dân xã Sông Mây', { exact: false }).first().waitFor()
  await shot(keeper, 'unit')
  expect([...giver.complaints, ...keeper.complaints]).toEqual([])

  const phone = await sign('luutru.songmay', PHONE)
  await phone.go('transfers/historical?tab=all', HERE)
  await phone.page.getByText(titles[1]!).first().waitFor()
  await shot(phone, 'phone')
})
