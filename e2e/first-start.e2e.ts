/** A fresh installation: the one-time link, the second factor, the first screen. */
import { TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DESKTOP, launch, listen } from './kit/browser.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

it('makes the first administrator by the printed link, with a second factor, and the link works once', async () => {
  await expect.poll(() => product.setupLink, { timeout: 30_000 }).not.toBeNull()
  const context = await browser.newContext({ locale: 'vi-VN', ...DESKTOP })
  const page = await context.newPage()
  const complaints = listen(page)
  const password = 'Đồi-Chè-xanh-2026'
  await page.goto(product.setupLink!)
  await page.getByLabel('Tên cơ quan, tổ chức').fill('Ủy ban nhân dân xã Nà Phiêng')
  await page.getByLabel('Loại hình').selectOption('state')
  await page.getByLabel('Họ và tên').fill('Trần Quang Vinh')
  await page.getByLabel('Tên đăng nhập').fill('vinh.tq')
  await page.getByLabel('Mật khẩu', { exact: false }).first().fill(password)
  await page.getByLabel('Nhập lại mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Tạo tài khoản và đăng nhập' }).click()

  // An administrator does nothing else before the second factor stands (QCVN 12:2026/BCA 3.7).
  await page.getByRole('button', { name: 'Bật xác thực hai lớp' }).click()
  await page.getByText('Không quét được?').click()
  const seed = ((await page.locator('details code').textContent()) ?? '').replace(/\s/g, '')
  const totp = new TOTP({ secret: seed, digits: 6, period: 30 })
  await page.getByLabel('Mã xác thực').fill(totp.generate())
  await page.getByRole('button', { name: 'Bật', exact: true }).click()
  const codes = page.getByRole('list', { name: 'Mã khôi phục' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Tôi đã cất' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/p/'))
  await page.getByText('Quản trị').first().waitFor()

  // The link is used up.
  const stranger = await browser.newContext({ locale: 'vi-VN' })
  const again = await stranger.newPage()
  await again.goto(product.setupLink!)
  await again.getByLabel('Tên cơ quan, tổ chức').fill('Cơ quan khác')
  await again.getByLabel('Họ và tên').fill('Người khác')
  await again.getByLabel('Tên đăng nhập').fill('khac')
  await again.getByLabel('Mật khẩu', { exact: false }).first().fill(password)
  await again.getByLabel('Nhập lại mật khẩu').fill(password)
  await again.getByRole('button', { name: 'Tạo tài khoản và đăng nhập' }).click()
  await again.getByRole('alert').first().waitFor()
  expect(new URL(again.url()).pathname).toBe('/setup')

  // Signing in asks for the code; a recovery code does as well, once.
  await again.goto(`${product.address}/login`)
  await again.getByLabel('Tên đăng nhập').fill('vinh.tq')
  await again.getByLabel('Mật khẩu', { exact: false }).first().fill(password)
  await again.keyboard.press('Enter')
  await again.getByLabel('Mã xác thực 6 số').fill(recovery)
  await again.keyboard.press('Enter')
  await again.waitForURL((url) => url.pathname.startsWith('/p/'))
  expect(complaints).toEqual([])
})
