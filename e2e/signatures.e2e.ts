/**
 * Signatures at the desk: keys entered and confirmed, a seal in the register and handed over, a signed file that arrives and is told
 * as such, a file checked from anywhere. Each screen is looked at as a desk and a phone show it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signPdf } from '#engines/sign/index.ts'
import { signerOf } from '#engines/sign/test/kit.ts'
import {
  type Infrastructure,
  makeInfrastructure,
  PASS,
  p12,
  paper,
  picture,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { keep, lookAtBoth, shot } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'
import { people } from './kit/screens.ts'

let pki: Infrastructure
let product: Product
let browser: Browser
const persons = new Map<string, Person>()

beforeAll(async () => {
  pki = await makeInfrastructure()
  product = await startProduct({ VANKHO_TRUST: pki.trustDir })
  await product.loadDemo({ size: 'small' })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  removeInfrastructure(pki)
})

async function as(who: keyof typeof people): Promise<Person> {
  const known = persons.get(who)
  if (known) return known
  const person = await Person.signIn(browser, product.address, { login: people[who], password: DEMO_PASSWORD })
  persons.set(who, person)
  return person
}

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
})

it('a leader enters his key; a wrong passphrase is told and nothing typed is lost', async () => {
  const leader = await as('leader')
  const { page } = leader
  await leader.go('keys')
  await page.getByText('Bạn chưa có khóa ký số').waitFor()
  await lookAtBoth(leader, 'keys-empty')
  await page.getByRole('button', { name: 'Thêm khóa của tôi' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Tệp khóa hoặc chứng thư số').setInputFiles(file('quy.p12', p12(pki, pki.leader)))
  await sheet.getByLabel('Tên gọi').fill('Khóa 2026')
  await sheet.getByLabel('Mật khẩu của tệp khóa').fill('sai')
  await page.keyboard.press('Enter')
  await sheet.getByRole('alert').getByText('Mật khẩu của tệp khóa chưa đúng').waitFor()
  await lookAtBoth(leader, 'keys-add')
  await sheet.getByLabel('Mật khẩu của tệp khóa').fill(PASS)
  await page.keyboard.press('Enter')
  await page.getByText('Khóa 2026').waitFor()
  expect(await sheet.count()).toBe(0)

  await page.getByRole('button', { name: 'Thêm hình' }).click()
  await sheet.getByLabel('Tệp PNG').setInputFiles(file('dau.png', await picture('#d11f2a')))
  await sheet.getByRole('button', { name: 'Dùng hình này' }).click()
  await sheet.getByText('phải có màu xanh').waitFor()
  await sheet.getByLabel('Tệp PNG').setInputFiles(file('chu-ky.png', await picture('#1f3f9f')))
  await lookAtBoth(leader, 'keys-picture')
  await sheet.getByRole('button', { name: 'Dùng hình này' }).click()
  await page.getByRole('button', { name: 'Đổi hình' }).waitFor()
  await page.getByRole('img', { name: 'Hình chữ ký' }).waitFor()
})

it('the registry enters the agency’s key, a leader confirms it', async () => {
  const clerk = await as('clerk')
  await clerk.go('keys')
  await clerk.page.getByRole('button', { name: 'Thêm khóa của cơ quan' }).click()
  const sheet = clerk.page.getByRole('dialog')
  await sheet.getByLabel('Tệp khóa hoặc chứng thư số').setInputFiles(file('coquan.pfx', p12(pki, pki.agency)))
  await sheet.getByLabel('Mật khẩu của tệp khóa').fill(PASS)
  await clerk.page.keyboard.press('Enter')
  await clerk.page.getByText('Chờ xác nhận').first().waitFor()
  const leader = await as('leader')
  await leader.go('keys')
  await leader.page.getByRole('button', { name: 'Xác nhận khóa' }).click()
  await lookAtBoth(leader, 'keys-confirm')
  await leader.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận khóa' }).click()
  await leader.page.getByText('Chờ xác nhận').waitFor({ state: 'detached' })
  await lookAtBoth(leader, 'keys')
  await leader.page.getByRole('button', { name: 'Thu hồi, gỡ' }).first().click()
  await lookAtBoth(leader, 'keys-end')
  await leader.page.keyboard.press('Escape')

  await clerk.go('keys')
  await clerk.page.getByRole('button', { name: 'Thêm hình' }).click()
  await sheet.getByLabel('Tệp PNG').setInputFiles(file('con-dau.png', await picture('#d11f2a')))
  await sheet.getByLabel('Chiều rộng thật của con dấu (mm)').fill('36')
  await sheet.getByRole('button', { name: 'Dùng hình này' }).click()
  await clerk.page.getByRole('button', { name: 'Đổi hình' }).waitFor()
})

it('a seal stands in the register, is used, goes over with minutes', async () => {
  const clerk = await as('clerk')
  const { page } = clerk
  await clerk.go('seals')
  await page.getByText('Chưa có con dấu nào trong sổ').waitFor()
  await page.getByRole('button', { name: 'Vào sổ con dấu' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Tên trên con dấu').fill('Ủy ban nhân dân xã Sông Mây')
  await sheet.getByLabel('Sử dụng từ ngày').fill('01072025')
  await lookAtBoth(clerk, 'seals-add')
  await sheet.getByRole('button', { name: 'Vào sổ', exact: true }).click()
  await page
    .getByRole('main')
    .getByRole('button', { name: /Ủy ban nhân dân xã Sông Mây/ })
    .click()
  await sheet.getByRole('button', { name: 'Ghi lần đóng dấu' }).click()
  await sheet.getByLabel('Văn bản được đóng dấu').fill('15/QĐ-UBND về kiện toàn Ban Chỉ huy phòng thủ dân sự')
  await sheet.getByLabel('Số lần đóng').fill('3')
  await sheet.getByRole('button', { name: 'Ghi vào sổ' }).click()
  await sheet.getByText('× 3').waitFor()
  await sheet.getByRole('button', { name: 'Bàn giao', exact: true }).click()
  await sheet.getByLabel('Người nhận').selectOption({ index: 1 })
  await sheet.getByLabel('Số, ký hiệu văn bản cho phép').fill('12/QĐ-UBND')
  await sheet.getByLabel('Ngày văn bản cho phép').fill('20112026')
  await sheet.getByLabel('Người cho phép').fill('Chủ tịch Ủy ban nhân dân xã')
  await sheet.getByLabel('Người chứng kiến').fill('Chánh Văn phòng')
  await sheet.getByLabel('Lý do').fill('Văn thư nghỉ phép')
  await lookAtBoth(clerk, 'seals-hand')
  await sheet.getByRole('button', { name: 'Ghi bàn giao' }).click()
  const minutes = await sheet.getByRole('link', { name: 'Biên bản (PDF)' }).getAttribute('href')
  await lookAtBoth(clerk, 'seals-sheet')
  const answer = await clerk.context.request.get(`${product.address}${minutes}`)
  expect(answer.headers()['content-type']).toContain('application/pdf')
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  // The book of uses, and the register, on paper.
  const paperAt = async (href: string | null) => (await clerk.context.request.get(`${product.address}${href}`)).body()
  const uses = await paperAt(await sheet.getByRole('link', { name: 'PDF', exact: true }).getAttribute('href'))
  keep('seals-uses.pdf', uses)
  expect(uses.subarray(0, 5).toString()).toBe('%PDF-')
  await page.keyboard.press('Escape')
  const register = await paperAt(await page.getByRole('link', { name: 'In sổ', exact: true }).getAttribute('href'))
  keep('seals-register.pdf', register)
  expect(register.subarray(0, 5).toString()).toBe('%PDF-')
  await lookAtBoth(clerk, 'seals')
})

it('a signed file that arrives is told as such on its document’s page', async () => {
  const clerk = await as('clerk')
  const bytes = await signPdf(await paper(), signerOf(pki.leader, [pki.middle]), {
    time: new Date(Date.now() - 3_600_000),
  })
  const headers = { 'x-vankho': '1', 'x-vankho-post': clerk.post().id }
  const sent = await clerk.context.request.post(`${product.address}/api/intake/upload`, {
    headers,
    multipart: { file: { ...file('QĐ có chữ ký.pdf', bytes), mimeType: 'application/pdf' } },
  })
  expect(sent.status(), await sent.text()).toBe(200)
  const { items } = (await sent.json()) as { items: { id: string }[] }
  await expect
    .poll(async () => (await clerk.ask<{ state: string }>('GET', `/api/intake/${items[0]!.id}`)).state, {
      timeout: 60_000,
    })
    .toBe('ready')
  const { id } = await clerk.ask<{ id: string }>('POST', '/api/incoming', {
    intakeId: items[0]!.id,
    fields: { typeName: 'Quyết định', issuerName: 'Ủy ban nhân dân tỉnh Lâm Hà', subject: 'Về việc cử cán bộ đi học' },
  })
  await expect
    .poll(
      async () =>
        (await clerk.ask<{ files: { newest: unknown }[] }>('GET', `/api/signatures/documents/${id}/reports`)).files[0]
          ?.newest,
      {
        timeout: 30_000,
      },
    )
    .toBeTruthy()
  await clerk.go(`incoming/${id}`)
  const panel = clerk.page.getByRole('region', { name: 'Chữ ký số của văn bản' })
  await panel.getByText('Hợp lệ').first().waitFor()
  await lookAtBoth(clerk, 'document')
  await panel.getByText('Chữ ký số: Trần Văn Quý').click()
  await panel.getByRole('button', { name: 'Kiểm tra lại' }).click()
  await panel.getByText('2 lần kiểm tra được lưu').waitFor()
  await lookAtBoth(clerk, 'document-open')
})

/** What a person does through the API with the newest state of a document. */
async function step(who: keyof typeof people, id: string, action: string, body: object = {}): Promise<void> {
  const person = await as(who)
  const { version } = await person.ask<{ version: number }>('GET', `/api/outgoing/${id}`)
  await person.ask('POST', `/api/outgoing/${id}/${action}`, { version, ...body })
}

/** A document that waits for its signer: drafted and written by the officer, checked by the head and the office. */
async function draftForSigning(subject: string): Promise<string> {
  const officer = await as('officer')
  const { signers } = await officer.ask<{ signers: { postId: string; authorityId: string; name: string }[] }>(
    'GET',
    '/api/outgoing/choices?typeCode=bao-cao',
  )
  const signer = signers.find((one) => one.name === 'Hoàng Văn Quyết')!
  const { items } = await officer.ask<{ items: { id: string; name: string }[] }>(
    'GET',
    `/api/outgoing/recipients?q=${encodeURIComponent('Tỉnh ủy')}`,
  )
  const receiver = items[0]!
  const { id, version } = await officer.ask<{ id: string; version: number }>('POST', '/api/outgoing', {
    fields: {
      typeCode: 'bao-cao',
      subject,
      mode: 'digital',
      signerPost: signer.postId,
      authorityId: signer.authorityId,
      recipients: [{ name: receiver.name, organizationId: receiver.id, channel: 'local' }],
    },
  })
  await officer.ask('POST', `/api/outgoing/${id}/content`, {
    version,
    content: {
      superior: null,
      body: [{ kind: 'paragraph', runs: [{ text: 'Toàn xã đã số hóa 412 hồ sơ đất đai, đạt 96% kế hoạch năm.' }] }],
    },
  })
  await step('officer', id, 'submit')
  await step('head', id, 'check-content')
  await step('chief', id, 'check-form')
  return id
}

const SEALED = 'Kết quả số hóa hồ sơ đất đai năm 2026'

it('a document is approved and signed on a phone, sealed at the desk, and stands verified', async () => {
  const id = await draftForSigning(SEALED)
  const login = { login: people.leader, password: DEMO_PASSWORD }
  const leader = await Person.signIn(browser, product.address, login, PHONE)
  const { page } = leader
  const sheet = page.getByRole('dialog')
  await leader.go(`outgoing/${id}`)
  await page.getByRole('button', { name: 'Duyệt' }).tap()
  await sheet.getByRole('button', { name: 'Duyệt' }).tap()
  await page.getByRole('status').getByText('Đã duyệt').waitFor()
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Ký số' }).first().tap()
  await sheet.getByLabel('Mật khẩu của khóa').fill('sai')
  await sheet.getByRole('button', { name: 'Ký số', exact: true }).tap()
  await sheet
    .getByRole('alert')
    .getByText(/Mật khẩu/)
    .waitFor()
  await shot({ page }, 'sign-wrong-390')
  await sheet.getByLabel('Mật khẩu của khóa').fill(PASS)
  await sheet.getByRole('button', { name: 'Ký số', exact: true }).tap()
  await page.getByRole('status').getByText(/Đã ký/).waitFor({ timeout: 30_000 })
  await shot({ page }, 'signed-390')
  expect(leader.complaints.filter((one) => !/\b4\d\d\b/.test(one))).toEqual([])
  await leader.context.close()

  const clerk = await as('clerk')
  const desk = clerk.page.getByRole('dialog')
  await clerk.go(`outgoing/${id}`)
  await clerk.page.getByRole('button', { name: 'Ký số cơ quan' }).first().click()
  await desk.getByLabel('Mật khẩu của khóa').waitFor()
  await lookAtBoth(clerk, 'seal')
  await desk.getByLabel('Mật khẩu của khóa').fill(PASS)
  await clerk.page.keyboard.press('Control+Enter')
  await desk.waitFor({ state: 'detached', timeout: 30_000 })
  await clerk.page.getByRole('button', { name: 'Phát hành' }).first().click()
  await desk.getByRole('button', { name: 'Phát hành' }).click()
  await clerk.page.getByRole('status').getByText('Đã phát hành').waitFor()
  await desk.waitFor({ state: 'detached' })

  // What went out is judged like anything that comes in: two signatures, both good, by our reading and by another's.
  await clerk.go(`outgoing/${id}`)
  const panel = clerk.page.getByRole('region', { name: 'Chữ ký số của văn bản' })
  await panel.getByText('Hợp lệ').first().waitFor()
  await lookAtBoth(clerk, 'sealed')
  const { sealed, symbol } = await clerk.ask<{ sealed: { id: string }; symbol: string }>('GET', `/api/outgoing/${id}`)
  expect(symbol).toMatch(/^\d+\/BC-UBND$/)
  const got = await clerk.context.request.get(
    `${product.address}/api/records/components/${sealed.id}/file?copy=original`,
    { headers: { 'x-vankho': '1', 'x-vankho-post': clerk.post().id } },
  )
  expect(got.status()).toBe(200)
  const place = join(mkdtempSync(join(tmpdir(), 'vankho-sealed-')), 'da-dong-dau.pdf')
  writeFileSync(place, await got.body())
  const said = spawnSync('pdfsig', ['-nocert', place], { encoding: 'utf8' }).stdout
  expect(said.match(/Signature is Valid\./g)).toHaveLength(2)
})

it('a leader signs what waits for him with one confirmation; the registry seals it the same way', async () => {
  const subjects = ['Kết quả tiêm phòng năm 2026', 'Kết quả thu ngân sách năm 2026']
  const ids: string[] = []
  for (const subject of subjects) ids.push(await draftForSigning(subject))
  for (const id of ids) await step('leader', id, 'approve')
  for (const [who, tab, verb] of [
    ['leader', 'waiting', 'Ký số 2 văn bản'],
    ['clerk', 'to-issue', 'Ký số cơ quan 2 văn bản'],
  ] as const) {
    const person = await as(who)
    const { page } = person
    await person.go(`outgoing?tab=${tab}`)
    for (const subject of subjects)
      await page.locator('tbody tr[data-index]', { hasText: subject }).getByRole('checkbox').check()
    await page.getByRole('button', { name: verb }).click()
    const sheet = page.getByRole('dialog')
    for (const subject of subjects) await sheet.getByText(subject).waitFor()
    await sheet.getByLabel('Mật khẩu của khóa').fill('sai')
    await page.keyboard.press('Control+Enter')
    await sheet
      .getByRole('alert')
      .getByText(/Mật khẩu/)
      .waitFor()
    await lookAtBoth(person, `many-${who}`)
    await sheet.getByLabel('Mật khẩu của khóa').fill(PASS)
    await page.keyboard.press('Control+Enter')
    await sheet.getByText('Kết quả ký').waitFor({ timeout: 60_000 })
    await sheet.getByText('2 trên 2').waitFor()
    expect(await sheet.getByText(/Lỗi \d/).count()).toBe(0)
    await lookAtBoth(person, `many-${who}-done`)
    await sheet.getByRole('button', { name: 'Đóng' }).last().click()
    await sheet.waitFor({ state: 'detached' })
  }
  for (const id of ids)
    expect((await (await as('clerk')).ask<{ state: string }>('GET', `/api/outgoing/${id}`)).state).toBe('sealed')
})

it('a file from anywhere is judged in plain words, and its result taken along', async () => {
  const chief = await as('chief')
  const { page } = chief
  await chief.go('verify')
  const good = await signPdf(await paper(), signerOf(pki.leader, [pki.middle]), {
    time: new Date(Date.now() - 3_600_000),
  })
  const altered = Buffer.from(good)
  altered[altered.indexOf('MediaBox') + 30]! ^= 1
  const files = [
    ['tốt.pdf', good],
    ['sửa.pdf', altered],
    ['trơn.pdf', await paper()],
    ['hỏng.pdf', Buffer.from('không phải PDF')],
  ] as const
  const input = page.locator('input[type="file"]')
  await input.setInputFiles(files.map(([name, bytes]) => file(name, bytes)))
  await page.getByText('Không dùng tệp này làm căn cứ').waitFor()
  await page.getByText('Mọi chữ ký đều đúng').waitFor()
  await page.getByText('Trong tệp không có chữ ký số nào').waitFor()
  await page.getByText('Tệp này không phải PDF').waitFor()
  await lookAtBoth(chief, 'verify')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải kết quả (JSON)' }).first().click()
  const path = join(pki.folder, 'ket-qua.json')
  await (await saved).saveAs(path)
  writeFileSync(join(pki.folder, 'good.pdf'), good)
  const { readFileSync } = await import('node:fs')
  expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual(['fileName', 'sha256', 'report'])
  for (const person of persons.values()) expect(person.complaints).toEqual([])
})
