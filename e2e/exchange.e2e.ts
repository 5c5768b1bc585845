/**
 * Two installations as their offices run them: processes of their own, databases of their own, and between them a line that loses, repeats,
 * holds back and replays. One of them dies in the middle of it, as in a power cut. Whatever was issued lies in the other's tray once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paper } from '#engines/sign/test/papers.ts'
import { exchange } from '#modules/exchange/contract.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { outgoing } from '#modules/outgoing/contract.ts'
import { contentOf } from '#modules/outgoing/test/build.ts'
import { outgoingWay } from '#modules/outgoing/way-contract.ts'
import { addIdentifier } from '#modules/people/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { openDatabase } from '#platform/db/index.ts'
import type { RoleName } from '#test/kit/office.ts'
import { type Fault, type FaultyLine, faultyLine } from '#test/product/faulty.ts'
import { loginOf, PASSWORD, type Product, startProduct } from '#test/product/index.ts'
import { letterOf, MAIL_DOMAIN, type MailServer, postfixIsMissing, startPostfix } from '#test/product/postfix.ts'
import { runCommand } from '#test/product/process.ts'
import { launch, Person } from './kit/browser.ts'
import { settled } from './kit/look.ts'
import { lookAtBoth } from './kit/pictures.ts'

let a: Product
let b: Product
let there: FaultyLine
let back: FaultyLine
let browser: Browser
let mail: MailServer | null = null
const noMail = postfixIsMissing()
const CODES = ['H99.12', 'H98.3'] as const

beforeAll(async () => {
  browser = await launch()
  if (!noMail) mail = await startPostfix()
  const smtp: Record<string, string> = mail
    ? {
        VANKHO_SMTP_HOST: '127.0.0.1',
        VANKHO_SMTP_PORT: String(mail.ports.plain),
        VANKHO_SMTP_SECURITY: 'none',
        VANKHO_SMTP_FROM: `vanthu.songmay@${MAIL_DOMAIN}`,
      }
    : {}
  a = await startProduct({ env: { VANKHO_DB_FSYNC: '0', ...smtp } })
  b = await startProduct()
  const port = (of: Product) => Number(new URL(of.base).port)
  there = await faultyLine(port(b))
  back = await faultyLine(port(a))
  const own = []
  for (const [i, one] of [a, b].entries()) {
    const opened = await openDatabase(loadConfig(one.env), () => {})
    const { organizationId } = one.office
    await opened.db.transaction({ organizationId }, async (tx) => {
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
    await opened.close()
    own.push((await (await one.as('sysadmin', exchange)).gateway()).own.certificate)
  }
  for (const [i, one] of [a, b].entries()) {
    const api = await one.as('sysadmin', exchange)
    const fields = {
      name: `Cổng ${CODES[1 - i]}`,
      address: (i === 0 ? there : back).address,
      certificate: own[1 - i]!,
      serves: [CODES[1 - i]!],
      validFrom: '2026-01-01',
    }
    await api.savePartner({ body: { id: null, version: null, fields } })
  }
})
afterAll(async () => {
  await browser?.close()
  await there?.stop()
  await back?.stop()
  await Promise.all([a?.remove(), b?.remove(), mail?.remove()])
})

/** The way of a paper from the draft to its issue. */
async function issue(
  subject: string,
  code: string = CODES[1],
  channel: 'gateway' | 'email' = 'gateway',
): Promise<string> {
  const drafting = await a.as('officer', outgoing)
  const step = async (
    role: Parameters<Product['as']>[0],
    name: 'submit' | 'checkContent' | 'checkForm' | 'approve' | 'numberOnPaper' | 'issue',
  ) => {
    const { version } = await (await a.as(role, outgoing)).get({ params: { documentId: id } })
    await (await a.as(role, outgoingWay))[name]({ params: { documentId: id }, body: { version } } as never)
  }
  const recipients = [{ name: 'Ủy ban nhân dân xã Đồi Chè', channel, address: code }]
  const fields = {
    typeCode: 'cong-van',
    subject,
    mode: 'paper' as const,
    signerPost: a.office.actors.leader.postId,
    recipients,
  }
  const { id } = await drafting.create({ body: { fields } })
  const { version } = await drafting.get({ params: { documentId: id } })
  await drafting.write({ params: { documentId: id }, body: { version, content: contentOf() as never } })
  await step('officer', 'submit')
  await step('head', 'checkContent')
  await step('chief', 'checkForm')
  await step('leader', 'approve')
  await step('registry', 'numberOnPaper')
  const { cookie, post } = await a.session('registry')
  const form = new FormData()
  form.set('file', new Blob([(await paper('table', { words: subject })) as Uint8Array<ArrayBuffer>]), 'quet.pdf')
  const sent = await fetch(`${a.base}/api/outgoing/${id}/files?as=scan`, {
    method: 'POST',
    headers: { cookie, 'x-vankho': '1', 'x-vankho-post': post },
    body: form,
  })
  expect(sent.status, await sent.text()).toBe(200)
  await until(
    async () => (await (await a.as('registry', outgoing)).get({ params: { documentId: id } })).sealed !== null,
  )
  await step('registry', 'issue')
  return id
}

async function until(isSo: () => Promise<boolean>, limit = 90_000): Promise<void> {
  for (const begun = performance.now(); !(await isSo()); await sleep(150))
    if (performance.now() - begun > limit) throw new Error(`waited in vain\n${a.lastWords()}\n${b.lastWords()}`)
}

const tray = async () => (await (await b.as('registry', intake)).list({ query: {} })).items
const messages = async (of: Product) => (await (await of.as('registry', exchange)).messages({ query: {} })).items
const isQuiet = async () => {
  const all = [...(await messages(a)), ...(await messages(b))]
  return all.every((one) => one.state === 'sent') && (await tray()).every((one) => one.state === 'ready')
}

it('what was issued arrives once, with its answers, over a bad line and through a power cut', async () => {
  const bad: Fault[] = ['lose', 'deaf', 'twice', 'captive', 'late', 'deaf', 'lose']
  there.plan(...bad)
  back.plan('deaf', 'twice', 'lose', 'late')
  const subjects = ['V/v đê điều', 'V/v thủy lợi', 'V/v trồng rừng', 'V/v cấp nước']
  const ids: string[] = []
  for (const [i, subject] of subjects.entries()) {
    ids.push(await issue(subject))
    // The receiver loses its power while packages are on their way.
    if (i === 1) {
      await b.kill()
      await sleep(500)
      await b.start()
    }
  }
  await until(async () => (await tray()).length >= subjects.length && (await isQuiet()))
  await there.release()
  await back.release()
  for (const state of [...(await there.replay()), ...(await back.replay())]) expect(state).toBe(200)
  await until(isQuiet)
  const items = await tray()
  expect(items.length).toBe(subjects.length)
  const shown = []
  for (const item of items) {
    const { suggestion } = await (await b.as('registry', intake)).get({ params: { intakeId: item.id } })
    shown.push(suggestion?.subject)
    expect(item.components).toHaveLength(1)
  }
  expect(shown.sort()).toEqual([...subjects].sort())
  expect(there.seen).toMatchObject({ lose: 2, twice: 1, late: 1, captive: 1 })

  // One is registered there: its sender reads the number.
  const item = items[0]!
  const registry = await b.as('registry', incoming)
  const fields = { typeName: 'Công văn', issuerName: 'Ủy ban nhân dân xã Sông Mây', subject: 'V/v đã vào sổ' }
  const { arrivalNumber } = await registry.register({
    body: { intakeId: item.id, intakeVersion: item.version, fields, isDuplicateAccepted: true },
  })
  const boards = async () => {
    const api = await a.as('registry', outgoing)
    return Promise.all(ids.map(async (documentId) => (await api.get({ params: { documentId } })).dispatches[0]!))
  }
  await until(async () => (await boards()).some((one) => one.state === 'received'))
  const received = (await boards()).filter((one) => one.state === 'received')
  expect(received.map((one) => one.receipt)).toEqual([expect.stringContaining(`Số đến ${arrivalNumber}`)])
})

const signIn = (at: Product, role: RoleName) =>
  Person.signIn(browser, at.base, { login: loginOf(role), password: PASSWORD })

it('partners and address book are kept on a screen, dead letters and recalls answered on another', async () => {
  const admin = await signIn(a, 'sysadmin')
  await admin.go('gateways')
  await admin.page.getByText(`Cổng ${CODES[1]}`).first().waitFor()
  await lookAtBoth(admin, 'gateways')
  await admin.page.getByRole('button', { name: 'Sửa' }).first().click()
  await admin.page.getByRole('dialog').waitFor()
  await lookAtBoth(admin, 'partner')
  await admin.page.keyboard.press('Escape')
  await admin.page.getByRole('button', { name: 'Thêm cơ quan' }).click()
  await admin.page.getByRole('dialog').waitFor()
  await lookAtBoth(admin, 'contact')
  await admin.page.getByRole('textbox', { name: 'Tên cơ quan' }).fill('Ủy ban nhân dân xã Đồi Chè')
  await admin.page.getByRole('textbox', { name: 'Mã định danh' }).fill(CODES[1])
  await admin.page.getByRole('button', { name: 'Lưu' }).click()
  await admin.page.getByText(`qua Cổng ${CODES[1]}`).waitFor()
  expect(admin.complaints).toEqual([])

  // Nobody serves that code: a dead letter, sent again by hand.
  const lost = await issue('V/v không ai nhận', 'H01.1')
  const registry = await signIn(a, 'registry')
  await registry.go('exchange')
  await registry.page.getByText('Không gửi được').first().waitFor()
  await lookAtBoth(registry, 'messages')
  await registry.page.getByRole('button', { name: 'Sửa địa chỉ' }).first().click()
  await registry.page.getByRole('dialog').waitFor()
  await lookAtBoth(registry, 'readdress')
  await registry.page.keyboard.press('Escape')
  await registry.page.getByRole('button', { name: 'Gửi lại' }).click()
  await registry.page.getByText('Đang gửi lại').waitFor()
  await registry.go(`outgoing/${lost}?part=recipients`)
  await settled(registry.page)
  await lookAtBoth(registry, 'board')
  expect(registry.complaints).toEqual([])

  // Registered there, recalled here, kept there with a reason.
  const id = await issue('V/v xin lại')
  await until(async () => (await tray()).filter((one) => one.state === 'ready').length > 3)
  const api = await b.as('registry', intake)
  const all = await Promise.all((await tray()).map((one) => api.get({ params: { intakeId: one.id } })))
  const item = all.find((one) => one.suggestion?.subject === 'V/v xin lại')!
  await (await b.as('registry', incoming)).register({
    body: {
      intakeId: item.id,
      intakeVersion: item.version,
      fields: { typeName: 'Công văn', issuerName: 'Ủy ban nhân dân xã Sông Mây', subject: 'V/v xin lại' },
      isDuplicateAccepted: true,
    },
  })
  const board = async () =>
    (await (await a.as('registry', outgoing)).get({ params: { documentId: id } })).dispatches[0]!
  await until(async () => (await board()).gateway?.state === 'registered')
  const { version } = await (await a.as('leader', outgoing)).get({ params: { documentId: id } })
  await (await a.as('leader', outgoingWay)).recall({
    params: { documentId: id },
    body: { version, reason: 'Sai số liệu', order: null },
  })
  await until(async () => (await (await b.as('registry', exchange)).messages({ query: {} })).asks.length === 1)
  const elsewhere = await signIn(b, 'registry')
  await elsewhere.go('exchange')
  await elsewhere.page.getByRole('button', { name: 'Không đồng ý' }).click()
  await elsewhere.page.getByRole('dialog').waitFor()
  await lookAtBoth(elsewhere, 'refuse')
  await elsewhere.page.getByRole('dialog').getByRole('textbox', { name: 'Lý do' }).fill('Đã thi hành')
  await elsewhere.page.getByRole('dialog').getByRole('button', { name: 'Không đồng ý' }).click()
  await until(async () => (await board()).fault?.includes('Đã thi hành') ?? false)
  expect(elsewhere.complaints).toEqual([])
})

it.skipIf(noMail !== null)(
  `groups are kept and chosen in one step, documents go by e-mail${noMail ? ` (${noMail})` : ''}`,
  async () => {
    const registry = await signIn(a, 'registry')
    const { page } = registry
    const sheet = page.getByRole('dialog')
    const done = async (words: string) => {
      await page.getByRole('status').getByText(words).first().waitFor()
      await sheet.waitFor({ state: 'detached' })
    }
    await registry.go('recipients')
    await page.getByText('Chưa có nhóm nào').waitFor()
    await lookAtBoth(registry, 'recipients-empty')
    await page.getByRole('button', { name: 'Thêm địa chỉ' }).click()
    await sheet.getByRole('textbox', { name: 'Tên nơi nhận' }).fill('Công ty Thủy lợi Lam Hà')
    await sheet.getByRole('textbox', { name: 'Thư điện tử' }).fill('vanthu')
    await sheet.getByRole('button', { name: 'Lưu' }).click()
    await sheet.locator('[aria-invalid=true]').waitFor()
    await lookAtBoth(registry, 'addressee')
    await sheet.getByRole('textbox', { name: 'Thư điện tử' }).fill(`thuyloi@${MAIL_DOMAIN}`)
    await sheet.getByRole('button', { name: 'Lưu' }).click()
    await done('Đã lưu địa chỉ.')
    await page.getByRole('button', { name: 'Lập nhóm' }).click()
    await sheet.getByRole('textbox', { name: 'Tên nhóm' }).fill('Phòng chống lụt bão')
    for (const name of ['Đồi Chè', 'Thủy lợi']) {
      await sheet.getByRole('combobox').fill(name)
      await page
        .getByRole('option', { name: new RegExp(name) })
        .first()
        .click()
    }
    await sheet.getByText('danh bạ riêng').waitFor()
    await lookAtBoth(registry, 'group')
    await sheet.getByRole('button', { name: 'Lưu' }).click()
    await done('Đã lưu nhóm Phòng chống lụt bão.')
    await lookAtBoth(registry, 'recipients')
    await page.getByRole('button', { name: 'Bỏ nhóm Phòng chống lụt bão' }).click()
    await page.getByText('Chưa có nhóm nào').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Sửa nhóm Phòng chống lụt bão' }).waitFor()
    await page.getByRole('button', { name: 'Sửa mẫu thư' }).click()
    await sheet.getByRole('textbox', { name: 'Tiêu đề thư' }).fill('Gửi {số}')
    await sheet.getByRole('button', { name: 'Lưu' }).click()
    await sheet.getByText('Không có: {số}.').waitFor()
    await lookAtBoth(registry, 'mail-form')
    await sheet.getByRole('button', { name: 'Lấy lại mẫu có sẵn' }).click()
    await sheet.getByRole('button', { name: 'Lưu' }).click()
    await done('Đã lưu mẫu thư')
    expect(registry.complaints).toEqual([])

    const officer = await signIn(a, 'officer')
    await officer.go('outgoing/new')
    const receivers = officer.page.getByRole('combobox', { name: 'Nơi nhận' })
    await receivers.fill('lut bao')
    await officer.page.getByRole('option', { name: /Phòng chống lụt bão/ }).click()
    await officer.page.getByRole('status').getByText('Đã thêm 2 nơi nhận của nhóm').waitFor()
    expect(await officer.page.getByLabel('Cách gửi đến Công ty Thủy lợi Lam Hà').inputValue()).toBe('email')
    expect(await officer.page.getByLabel('Địa chỉ của Công ty Thủy lợi Lam Hà').inputValue()).toBe(
      `thuyloi@${MAIL_DOMAIN}`,
    )
    await lookAtBoth(officer, 'draft-group')
    expect(officer.complaints).toEqual([])

    await mail!.answer({ khongco: '550 5.1.1 Khong co hop thu nay' })
    const good = await issue('V/v gửi thư', `thuyloi@${MAIL_DOMAIN}`, 'email')
    const bad = await issue('V/v hộp thư sai', `khongco@${MAIL_DOMAIN}`, 'email')
    await until(async () => mail!.letters('thuyloi').length === 1)
    expect(letterOf(mail!.letters('thuyloi')[0]!).subject).toContain('V/v gửi thư')
    await registry.go(`outgoing/${good}?part=recipients`)
    await page.getByText('Máy chủ thư đã nhận để chuyển').waitFor()
    await lookAtBoth(registry, 'board-mail')
    await registry.go(`outgoing/${bad}?part=recipients`)
    await page.getByText(/550 5\.1\.1/).waitFor()
    await registry.go('exchange')
    await page.getByText(/550 5\.1\.1/).waitFor()
    await lookAtBoth(registry, 'messages-mail')
    // The next test counts dead letters.
    await mail!.answer({})
    await page.locator('li', { hasText: '550 5.1.1' }).getByRole('button', { name: 'Gửi lại' }).click()
    await until(async () => mail!.letters('khongco').length === 1)
    expect(registry.complaints).toEqual([])
  },
)

it('an operator lists, shows and resends from the command line', async () => {
  const told = await runCommand(a.env, ['exchange', 'list', '--json'])
  const { messages: queue } = JSON.parse(told.out) as {
    messages: { id: string; state: string; receiverCode: string }[]
  }
  expect({ code: told.code, queue }).toMatchObject({ code: 1, queue: [{ state: 'dead', receiverCode: 'H01.1' }] })
  const { id } = queue[0]!
  const shown = await runCommand(a.env, ['exchange', 'show', id, '--json'])
  expect(JSON.parse(shown.out)).toMatchObject({ id, content: { subject: 'V/v không ai nhận', business: 'new' } })
  expect(await runCommand(a.env, ['exchange', 'resend', id])).toMatchObject({ code: 0, out: 'Đang gửi lại.\n' })
  await until(async () => (await messages(a)).some((one) => one.id === id && one.state === 'dead'))
  const lost = await runCommand(a.env, ['exchange', 'resend', '00000000-0000-4000-8000-000000000000'])
  expect(lost.code).toBe(2)
  const own = JSON.parse((await runCommand(a.env, ['exchange', 'identity', '--json'])).out)
  expect(own).toEqual({
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    certificate: (await (await a.as('sysadmin', exchange)).gateway()).own.certificate,
  })
})
