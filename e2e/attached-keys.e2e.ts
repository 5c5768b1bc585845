/** A key in a device at the server (SoftHSM), at the desk: found, its PIN mistyped and typed, confirmed, and named where one signs. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Infrastructure, makeInfrastructure, removeInfrastructure } from '#modules/signatures/test/build.ts'
import { MODULE, noToken, PIN, softTokens, type Tokens } from '#modules/signatures/test/token-kit.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person } from './kit/browser.ts'
import { lookAtBoth } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'
import { people } from './kit/screens.ts'

describe.skipIf(noToken !== null)('keys in a device at the server', () => {
  let pki: Infrastructure
  let tokens: Tokens
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    pki = await makeInfrastructure()
    tokens = softTokens()
    tokens.add('HSM văn phòng', { '01': pki.agency }, [pki.middle])
    product = await startProduct({ VANKHO_TRUST: pki.trustDir, VANKHO_PKCS11_MODULE: MODULE })
    await product.loadDemo({ size: 'small' })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
    tokens?.close()
    removeInfrastructure(pki)
  })

  const signIn = (login: string) => Person.signIn(browser, product.address, { login, password: DEMO_PASSWORD })
  it('the registry finds and adds the agency’s, a leader confirms it; a person of another name finds none', async () => {
    const clerk = await signIn(people.clerk)
    await clerk.go('keys')
    await clerk.page.getByRole('button', { name: 'Thêm khóa trong thiết bị ở máy chủ' }).click()
    const sheet = clerk.page.getByRole('dialog')
    await sheet.getByLabel('Mã PIN của thiết bị').fill('sai')
    await clerk.page.keyboard.press('Enter')
    await sheet.getByRole('alert').getByText('Mã PIN của thiết bị chưa đúng').waitFor()
    await lookAtBoth(clerk, 'attached-add')
    await sheet.getByLabel('Mã PIN của thiết bị').fill(PIN)
    await clerk.page.keyboard.press('Enter')
    await clerk.page.getByText('Trong thiết bị “HSM văn phòng” ở máy chủ').waitFor()
    await sheet.waitFor({ state: 'detached' })

    const leader = await signIn(people.leader)
    await leader.go('keys')
    await leader.page.getByRole('button', { name: 'Thêm khóa của tôi trong thiết bị ở máy chủ' }).click()
    await leader.page.getByRole('dialog').getByText('không có chứng thư số nào bạn đăng ký được').waitFor()
    await lookAtBoth(leader, 'attached-none')
    await leader.page.keyboard.press('Escape')
    await leader.page.getByRole('button', { name: 'Xác nhận khóa' }).click()
    await leader.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận khóa' }).click()
    await leader.page.getByText('Chờ xác nhận').waitFor({ state: 'detached' })
    await lookAtBoth(leader, 'attached-keys')

    tokens.remove('HSM văn phòng')
    await clerk.go('keys')
    await clerk.page.getByRole('button', { name: 'Thêm khóa trong thiết bị ở máy chủ' }).click()
    await sheet.getByText('không có chứng thư số nào bạn đăng ký được').waitFor()
  })
})
