/**
 * One letter from end to end, between two offices: an incoming document is answered by a draft from the template, gone over in Word and
 * mended in form, approved and signed on a phone, sealed, issued to a group (a body here, one behind the gateway, one by e-mail),
 * registered there, asked back, and found in every register that is printed. What arrives is judged by programs that are not ours:
 * pdfsig, pdftotext, Postfix.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDemoAccount } from '#modules/auth/index.ts'
import { copies } from '#modules/copies/contract.ts'
import { archiveCopies } from '#modules/copies/kept-contract.ts'
import { addresses } from '#modules/exchange/address-contract.ts'
import { exchange } from '#modules/exchange/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { outgoing } from '#modules/outgoing/contract.ts'
import { addIdentifier, createOrganization, createPerson, createPost, createUnit } from '#modules/people/index.ts'
import { signatures } from '#modules/signatures/contract.ts'
import {
  base64,
  type Infrastructure,
  makeInfrastructure,
  PASS,
  p12,
  picture,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import type { RoleName } from '#test/kit/office.ts'
import { changeWord, tooSmall } from '#test/kit/word.ts'
import { loginOf, PASSWORD, type Product, startProduct } from '#test/product/index.ts'
import { letterOf, MAIL_DOMAIN, type MailServer, postfixIsMissing, startPostfix } from '#test/product/postfix.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { letterUpTo } from './kit/letters.ts'
import { DOCX, printed, soundSignatures } from './kit/papers.ts'
import { lookAt } from './kit/pictures.ts'

const noMail = postfixIsMissing()
const CODES = ['H99.12', 'H98.3'] as const
const LOCAL = 'Ủy ban nhân dân xã Bản Trang'
const THERE = 'Ủy ban nhân dân xã Đồi Chè'
const FIRM = 'Công ty Thủy lợi Lam Hà'
const SUBJECT = 'Trả lời về tu sửa đê Nậmmu'
/** What the reply says, paragraph by paragraph. */
const WORDS = [
  'Ủy ban nhân dân xã đã tu sửa 412 m đê, hoàn thành trước mùa mưa.',
  'Kinh phí lấy từ ngân sách xã, không phát sinh nợ đọng.',
  'Các thôn đã cử người canh đê theo lịch trực của Ban Chỉ huy.',
  'Trân trọng báo cáo để Sở theo dõi, chỉ đạo.',
]
const INSTALLATION = '00000000-0000-0000-0000-000000000000'

let pki: Infrastructure
let mail: MailServer
let a: Product
let b: Product
let browser: Browser
beforeAll(async () => {
  if (noMail) return
  mail = await startPostfix()
  pki = await makeInfrastructure()
  browser = await launch()
  a = await startProduct({
    env: {
      VANKHO_DB_FSYNC: '0',
      VANKHO_TRUST: pki.trustDir,
      VANKHO_SMTP_HOST: '127.0.0.1',
      VANKHO_SMTP_PORT: String(mail.ports.plain),
      VANKHO_SMTP_SECURITY: 'none',
      VANKHO_SMTP_FROM: `vanthu.songmay@${MAIL_DOMAIN}`,
    },
  })
  b = await startProduct({ env: { VANKHO_DB_FSYNC: '0' } })
  await befriend()
  await enterKeys()
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([a?.remove(), b?.remove(), mail?.remove()])
  removeInfrastructure(pki)
})

/** Codes, certificates, the body here and its registry; then the group of three. */
async function befriend(): Promise<void> {
  let local = ''
  for (const [i, one] of [a, b].entries()) {
    const { db, close } = await openDatabase(loadConfig(one.env), () => {})
    const { organizationId } = one.office
    await db.transaction({ organizationId }, async (tx) => {
      const code = {
        scheme: 'organ-id',
        value: CODES[i]!,
        validFrom: '2025-07-01',
        validTo: null,
        basis: null,
      } as const
      await addIdentifier(tx, organizationId, code)
      await sql`update people.organization set is_host = true where id = ${organizationId}`.execute(tx)
    })
    const now = new Date()
    if (i === 0) {
      local = await db.transaction({ organizationId: INSTALLATION }, (tx) =>
        createOrganization(
          tx,
          { name: LOCAL, kind: 'state', regime: 'state', level: 'commune', place: 'Bản Trang' },
          now,
        ),
      )
      await db.transaction({ organizationId: local }, async (tx) => {
        const unitId = await createUnit(tx, local, { name: 'Văn phòng', validFrom: '2025-07-01' })
        const personId = await createPerson(tx, { fullName: 'Lò Thị Ín' }, now)
        const post = { personId, unitId, title: 'Văn thư', roles: ['registry'], validFrom: '2025-07-01' }
        await createPost(tx, local, post, '2026-01-01')
        await createDemoAccount(tx, { personId, login: 'vanthu.bantrang', password: PASSWORD }, now)
      })
    }
    await close()
  }
  for (const [one, other, code] of [
    [a, b, CODES[1]],
    [b, a, CODES[0]],
  ] as const) {
    const { own } = await (await other.as('sysadmin', exchange)).gateway()
    const address = `${other.base}/api/exchange/gateway`
    const fields = {
      name: `Cổng ${code}`,
      address,
      certificate: own.certificate,
      serves: [code],
      validFrom: '2026-01-01',
    }
    await (await one.as('sysadmin', exchange)).savePartner({ body: { id: null, version: null, fields } })
  }
  const none = { id: null, version: null }
  const contact = { code: CODES[1], name: THERE, validFrom: '2026-01-01' }
  await (await a.as('sysadmin', exchange)).saveContact({ body: { ...none, fields: contact } })
  const book = await a.as('registry', addresses)
  const firm = { name: FIRM, email: `thuyloi@${MAIL_DOMAIN}`, postAddress: null, validFrom: '2026-01-01' }
  const { id } = await book.saveAddressee({ body: { ...none, fields: firm } })
  const members = [
    { kind: 'organization' as const, ref: local },
    { kind: 'contact' as const, ref: CODES[1] },
    { kind: 'addressee' as const, ref: id },
  ]
  await book.saveGroup({ body: { ...none, fields: { name: 'Phòng chống lụt bão', members } } })
}

/** The leader's and the agency's keys, with their pictures. */
async function enterKeys(): Promise<void> {
  const leader = await a.as('leader', signatures)
  const registry = await a.as('registry', signatures)
  const file = (one: 'leader' | 'agency') => base64(p12(pki, pki[one]))
  const own = await leader.addKey({ body: { owner: 'person', file: file('leader'), passphrase: PASS } })
  const signature = { file: base64(await picture('#1f3f9f')), version: own.version }
  await leader.setPicture({ params: { keyId: own.id }, body: signature })
  const agency = await registry.addKey({ body: { owner: 'agency', file: file('agency'), passphrase: PASS } })
  const { version } = await leader.confirmKey({ params: { keyId: agency.id }, body: { version: agency.version } })
  const seal = { file: base64(await picture('#d11f2a')), widthMm: 36, version }
  await registry.setPicture({ params: { keyId: agency.id }, body: seal })
}

const packed = (text: string) => text.replace(/\s+/g, '')

const signIn = (at: Product, role: RoleName, options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, at.base, { login: loginOf(role), password: PASSWORD }, options)

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); !(await isSo()); await sleep(150))
    if (performance.now() - begun > 90_000) throw new Error(`waited in vain\n${a.lastWords()}\n${b.lastWords()}`)
}

/** The main button of the page, then the verb of its sheet. */
async function go(page: Page, button: string, verb: string, said: string): Promise<void> {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: verb }).click()
  await page.getByRole('status').getByText(said).first().waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** A file behind a link, as the person who presses it gets it. */
async function taken(page: Page, link: string): Promise<Buffer> {
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: link, exact: true }).first().click()
  return readFileSync(await (await begun).path())
}

/** A letter on paper by post, its archive copy handed in and lent, an extract of the reply: what the other registers tell of. */
async function besides(reply: string): Promise<void> {
  const documentId = await letterUpTo(a, 'issue', {
    subject: 'Mời họp về đê Nậmmu',
    mode: 'paper',
    recipient: 'Hội Nông dân xã Sông Mây',
  })
  const at = { params: { documentId } }
  const kept = await a.as('registry', archiveCopies)
  await kept.handIn({ ...at, body: { place: 'Cặp 01' } })
  await kept.lend({ ...at, body: { borrower: 'Cầm Văn Ính', permittedBy: 'Lê Thị Thủy' } })
  await (await a.as('registry', copies)).make({
    params: { documentId: reply },
    body: {
      form: 'trich-sao',
      from: 'electronic',
      extract: 'Đã tu sửa 412 m đê.',
      askedBy: 'Hội Nông dân xã Sông Mây',
      signerPost: a.office.actors.leader.postId!,
    },
  })
}

it.skipIf(noMail !== null)(
  `a letter goes its whole way between offices${noMail ? ` (${noMail})` : ''}`,
  async () => {
    // A letter has come in and lies with the officer, who answers it.
    const came = await (await a.as('registry', incoming)).register({
      body: {
        fields: { typeName: 'Công văn', issuerName: 'Sở Nông nghiệp tỉnh Lam Hà', subject: 'V/v hỏi về đê Nậmmu' },
      },
    })
    await (await a.as('registry', incoming)).assign({
      params: { documentId: came.id },
      body: { version: 1, lead: { postId: a.office.actors.officer.postId! } },
    })
    const officer = await signIn(a, 'officer')
    const { page } = officer
    await officer.go(`incoming/${came.id}`)
    await page.getByRole('button', { name: 'Việc khác' }).click()
    await page.getByRole('menuitem', { name: 'Soạn trả lời' }).click()
    await page.getByRole('combobox', { name: 'Loại văn bản' }).fill('cong van')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('Trích yếu').fill(SUBJECT)
    await page.getByRole('option', { name: /Trần Văn Quý/ }).waitFor({ state: 'attached' })
    await page.getByLabel('Người ký', { exact: true }).selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Bỏ Sở Nông nghiệp tỉnh Lam Hà' }).click()
    await page.getByRole('combobox', { name: 'Nơi nhận' }).fill('lut bao')
    await page.getByRole('option', { name: /Phòng chống lụt bão/ }).click()
    await page.getByText('Đã thêm 3 nơi nhận của nhóm').waitFor()
    await lookAt(officer, '1-draft')
    await page.getByRole('button', { name: 'Lưu, soạn trên máy' }).click()
    // The template of letters stands there to be written over.
    const text = page.getByRole('textbox', { name: 'Nội dung' })
    expect((await text.textContent())!.length).toBeGreaterThan(20)
    await text.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    for (const [i, words] of WORDS.entries()) {
      if (i > 0) await page.keyboard.press('Enter')
      await page.keyboard.type(words)
    }
    await page.keyboard.press('Control+s')
    await page.getByText('Đã lưu thành bản 1.').waitFor()
    const id = /outgoing\/([\da-f-]{36})/.exec(page.url())![1]!
    const at = { params: { documentId: id } }
    const detail = async () => (await a.as('registry', outgoing)).get(at)
    const drafting = await a.as('officer', outgoing)
    const file = page.locator('input[type="file"]')

    // Taken away to Word, it comes back with faults: one place of them is mended by itself, the rest together.
    await officer.go(`outgoing/${id}?part=versions`)
    const [word, pages] = [await taken(page, 'Word'), await taken(page, 'PDF')]
    const narrow = (xml: string) => xml.replace(/(<w:pgMar [^>]*w:left=")\d+/g, '$1600')
    const faulty = await changeWord(word, (xml) => narrow(tooSmall(xml, WORDS.slice(0, 2))))
    await file.setInputFiles({ name: 'tra-loi.docx', mimeType: DOCX, buffer: faulty })
    await until(async () => (await drafting.get(at)).latestVersion === 2)
    await officer.go(`outgoing/${id}?part=form`)
    await page.getByRole('button', { name: 'Sửa chỗ này' }).waitFor()
    const small = async (no: number) =>
      (await drafting.findings({ params: { documentId: id, no } })).findings.find((one) => one.aspect === 'size')
    const [first, second] = (await small(2))!.places!
    expect([first, second]).toEqual([expect.any(Number), expect.any(Number)])
    await lookAt(officer, '2-findings')
    await page.getByRole('button', { name: 'Sửa chỗ này' }).click()
    await page.getByRole('heading', { name: /^Bản 3:/ }).waitFor({ timeout: 60_000 })
    expect((await small(3))!.places).toEqual([second])
    expect(await page.getByRole('button', { name: 'Sửa chỗ này' }).count()).toBe(0)
    await page.getByRole('button', { name: /^Sửa cả \d+ chỗ máy sửa được/ }).click()
    await page.getByText('Bản 4 đúng thể thức: không còn lỗi nào.').waitFor({ timeout: 60_000 })
    const { rows } = await drafting.compare({ ...at, query: { from: 1, to: 4 } })
    expect(rows.every((row) => row.kind === 'same')).toBe(true)
    // Its pages come from where it was written.
    await officer.go(`outgoing/${id}?part=versions`)
    await page.getByLabel('Tệp là').selectOption({ label: 'PDF của bản mới nhất' })
    await file.setInputFiles({ name: 'tra-loi.pdf', mimeType: 'application/pdf', buffer: pages })
    await until(async () => (await drafting.get(at)).steps.some((one) => one.kind === 'pages-added'))

    // One opinion, asked and given.
    await officer.go(`outgoing/${id}`)
    await page.getByRole('button', { name: 'Xin ý kiến' }).first().click()
    const asking = page.getByRole('dialog')
    await asking.getByRole('combobox', { name: 'Xin ý kiến của' }).fill('vu thi ly')
    await page.getByRole('option', { name: /Vũ Thị Lý/ }).click()
    await asking.getByLabel('Nội dung xin ý kiến').fill('Số liệu đúng chưa?')
    await asking.getByRole('button', { name: 'Gửi xin ý kiến' }).click()
    await page.getByRole('status').getByText('Đã gửi xin ý kiến 1 nơi').waitFor()
    const asked = await signIn(a, 'other')
    await asked.go(`outgoing/${id}`)
    await asked.page.getByRole('button', { name: 'Cho ý kiến' }).first().click()
    await asked.page.getByRole('radio', { name: 'Đồng ý', exact: true }).check()
    await asked.page.getByRole('dialog').getByRole('button', { name: 'Gửi ý kiến' }).click()
    await asked.page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await drafting.get(at)).opinions).toMatchObject([{ state: 'answered' }])
    await officer.go(`outgoing/${id}`)
    await lookAt(officer, '3-answered')
    await go(page, 'Trình', 'Trình', 'Đã trình')
    const [head, chief] = [await signIn(a, 'head'), await signIn(a, 'chief')]
    await head.go(`outgoing/${id}`)
    await go(head.page, 'Đồng ý nội dung', 'Đồng ý nội dung', 'Đã đồng ý nội dung')
    await chief.go(`outgoing/${id}`)
    await go(chief.page, 'Đồng ý thể thức', 'Đồng ý thể thức', 'Đã đồng ý thể thức')

    // Approved and signed on a phone, sealed and issued at the desk.
    const leader = await signIn(a, 'leader', PHONE)
    const sheet = leader.page.getByRole('dialog')
    await leader.go(`outgoing/${id}`)
    await leader.page.getByRole('button', { name: 'Duyệt' }).tap()
    await sheet.getByRole('button', { name: 'Duyệt' }).tap()
    await leader.page.getByRole('status').getByText('Đã duyệt').waitFor()
    await sheet.waitFor({ state: 'detached' })
    await leader.page.getByRole('button', { name: 'Ký số' }).first().tap()
    await sheet.getByLabel('Mật khẩu của khóa').fill(PASS)
    await sheet.getByRole('button', { name: 'Ký số', exact: true }).tap()
    await leader.page.getByRole('status').getByText(/Đã ký/).waitFor({ timeout: 60_000 })
    await sheet.waitFor({ state: 'detached' })
    await lookAt(leader, '4-signed-390')
    const clerk = await signIn(a, 'registry')
    const desk = clerk.page.getByRole('dialog')
    await clerk.go(`outgoing/${id}`)
    await clerk.page.getByRole('button', { name: 'Ký số cơ quan' }).first().click()
    await desk.getByLabel('Mật khẩu của khóa').fill(PASS)
    await clerk.page.keyboard.press('Control+Enter')
    await desk.waitFor({ state: 'detached', timeout: 60_000 })
    await go(clerk.page, 'Phát hành', 'Phát hành', 'Đã phát hành')

    // Three ways, the same bytes: by e-mail, behind the gateway, in the tray here.
    const { sealed, symbol } = await detail()
    await until(async () => mail.letters('thuyloi').length === 1)
    const [letter] = mail.letters('thuyloi').map(letterOf)
    expect(letter!.subject).toContain(symbol!)
    expect(letter!.files.map((one) => one.sha256)).toEqual([sealed!.sha256])
    expect(soundSignatures(letter!.files[0]!.bytes)).toBe(2)
    const tray = async () => (await (await b.as('registry', intake)).list({ query: {} })).items
    await until(async () => (await tray())[0]?.state === 'ready')
    const [item] = await tray()
    expect(item!.components.map((one) => one.sha256)).toEqual([sealed!.sha256])
    const neighbour = await Person.signIn(browser, a.base, { login: 'vanthu.bantrang', password: PASSWORD })
    await neighbour.go('intake')
    await neighbour.page.getByText(symbol!).first().waitFor()

    // Registered there with what the package said of it; its sender sees the number.
    const there = await signIn(b, 'registry')
    await there.go('intake')
    await there.page.locator('form [name="typeName"]').waitFor()
    expect(await there.page.locator('form [name="subject"]').inputValue()).toContain(SUBJECT)
    await there.page.keyboard.press('Control+Enter')
    await there.page.getByText('Khay trống').first().waitFor()
    const [made] = (await (await b.as('registry', incoming)).list({ query: {} })).items
    expect(made).toMatchObject({ issuerName: 'Ủy ban nhân dân xã Sông Mây' })
    const board = async (name: string) => (await detail()).dispatches.find((one) => one.name === name)!
    await until(async () => (await board(THERE)).gateway?.state === 'registered')
    await clerk.go(`outgoing/${id}?part=recipients`)
    await clerk.page.getByText(`Số đến ${made!.arrivalNumber}`).waitFor()
    await clerk.page.getByText('Máy chủ thư đã nhận để chuyển').waitFor()
    await lookAt(clerk, '5-board')

    // Every register tells of it, under its heading.
    await besides(id)
    const year = new Date().getUTCFullYear()
    const days = `from=${year}-01-01&to=${year}-12-31`
    const letterLine = [symbol!, 'Nậmmu']
    for (const [who, name, path, heading, row] of [
      [clerk, 'di', `outgoing/print/register?${days}`, 'SỔ ĐĂNG KÝ VĂN BẢN ĐI', [...letterLine, 'Trần Văn Quý', THERE]],
      [
        clerk,
        'buu-dien',
        `outgoing/print/register?kind=postal&${days}`,
        'SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN',
        ['Hội Nông dân xã Sông Mây'],
      ],
      [
        clerk,
        'den',
        `incoming/print/register?book=${a.office.bookId}`,
        'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
        ['Sở Nông nghiệp', 'Nậmmu'],
      ],
      [
        clerk,
        'theo-doi',
        `incoming/print/register?kind=follow-up&book=${a.office.bookId}`,
        'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
        ['Đỗ Minh Khôi', symbol!],
      ],
      [
        clerk,
        'chuyen-giao',
        `incoming/print/register?kind=handover&book=${a.office.bookId}`,
        'SỔ CHUYỂN GIAO VĂN BẢN ĐẾN',
        ['Đỗ Minh Khôi'],
      ],
      [clerk, 'ban-sao', `copies/print/register?${days}`, 'SỔ ĐĂNG KÝ BẢN SAO', ['TrS-UBND', 'Nậmmu']],
      [clerk, 'su-dung-ban-luu', `copies/kept/print?${days}`, 'SỔ SỬ DỤNG BẢN LƯU', ['Cầm Văn Ính', 'Nậmmu']],
      [clerk, 'ban-luu', `copies/kept/print?kind=list&${days}`, 'DANH SÁCH BẢN LƯU VĂN BẢN ĐI', letterLine],
      [there, 'den-noi-nhan', `incoming/print/register?book=${b.office.bookId}`, 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', letterLine],
    ] as const) {
      const book = printed(`so-${name}`, await who.bytes(`/api/${path}`))
      expect(book.pages, name).toBeGreaterThan(0)
      expect(book.text, name).toContain(heading)
      // The lines of narrow columns break anywhere: what stands in one is looked for without its spaces.
      for (const words of row) expect(packed(book.text), name).toContain(packed(words))
    }

    // Asked back: the tray here gives it up, the office there consents by returning it, the firm gets a letter.
    await leader.go(`outgoing/${id}`)
    await leader.page.getByRole('button', { name: 'Thu hồi văn bản…' }).tap()
    await sheet.getByLabel('Lý do').fill('Sai số liệu')
    await sheet.getByRole('button', { name: 'Thu hồi văn bản' }).tap()
    await leader.page.getByRole('status').getByText('Đã thu hồi').waitFor()
    await until(async () => (await (await b.as('registry', exchange)).messages({ query: {} })).asks.length === 1)
    await (await b.as('registry', incoming)).returnToSender({
      params: { documentId: made!.id },
      body: { version: made!.version, reason: 'Trả lại theo đề nghị' },
    })
    await until(async () => (await board(THERE)).gateway?.state === 'recalled')
    await until(async () => mail.letters('thuyloi').length === 2)
    expect(letterOf(mail.letters('thuyloi')[1]!).inReplyTo).toBe(letter!.messageId)
    await neighbour.go('intake')
    await neighbour.page.getByText('Khay trống').first().waitFor()
    expect(await neighbour.page.getByText(symbol!).count()).toBe(0)
    await clerk.go(`outgoing/${id}?part=recipients`)
    await clerk.page.getByText('Nơi nhận đồng ý thu hồi', { exact: true }).waitFor()
    await lookAt(clerk, '6-recalled')
    for (const one of [officer, asked, head, chief, leader, clerk, neighbour, there]) expect(one.complaints).toEqual([])
  },
  300_000,
)
