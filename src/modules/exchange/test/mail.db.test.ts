/** Issued documents by e-mail, into a real Postfix: what arrives, what is refused, what is tried again. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outgoing } from '#modules/outgoing/contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { peopleRules } from '#modules/people/rules-contract.ts'
import type { MailConfig } from '#platform/config/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import {
  letterOf,
  MAIL_DOMAIN,
  MAIL_LOGIN,
  type MailServer,
  postfixIsMissing,
  startPostfix,
} from '#test/product/postfix.ts'
import { addresses } from '../address-contract.ts'
import { resendMessage, showMessage } from '../cli.ts'
import { exchange } from '../contract.ts'
import { sendLetter } from '../mail.ts'

const why = postfixIsMissing()
if (why) console.log(`bỏ qua thư điện tử | e-mail is skipped: ${why}`)

describe.skipIf(why !== null)('a document by e-mail (Postfix)', () => {
  let mail: MailServer
  let t: TestApp
  let o: Office
  let d: ReturnType<typeof drafts>
  let box = 0
  /** A mailbox of its own for each test. */
  let to: string

  beforeAll(async () => {
    mail = await startPostfix()
    t = await testApp({
      env: {
        VANKHO_SMTP_HOST: '127.0.0.1',
        VANKHO_SMTP_PORT: String(mail.ports.plain),
        VANKHO_SMTP_SECURITY: 'none',
        VANKHO_SMTP_FROM: `vanthu.songmay@${MAIL_DOMAIN}`,
        VANKHO_SMTP_LIMIT_MB: '3',
      },
    })
    o = await makeOffice(t)
    d = drafts(t, o)
  })
  afterAll(async () => {
    await t?.close()
    await mail?.remove()
  })
  beforeEach(() => {
    box += 1
    to = `hop${box}`
  })

  const receiver = (name = to) => ({
    name: 'Ủy ban nhân dân xã Đồi Chè',
    channel: 'email' as const,
    address: `${name}@${MAIL_DOMAIN}`,
  })
  const scan = async () => (await import('#engines/sign/test/papers.ts')).paper()
  async function issued(fields: object = {}, attachment?: Uint8Array): Promise<string> {
    const made = await d.create({
      mode: 'paper',
      typeCode: 'cong-van',
      subject: 'V/v tu sửa đê sông Mây',
      recipients: [receiver()],
      ...fields,
    })
    await d.write(made.id)
    if (attachment) await d.upload(made.id, 'Phụ lục số liệu.pdf', attachment, 'attachment')
    await d.step('submit', made.id, o.actors.officer)
    await d.step('checkContent', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.chief)
    await d.step('approve', made.id, o.actors.leader)
    await d.step('numberOnPaper', made.id, o.actors.registry)
    await d.upload(made.id, 'Bản quét có dấu.pdf', await scan(), 'scan', o.actors.registry)
    await d.step('issue', made.id, o.actors.registry)
    await t.drain()
    return made.id
  }
  const board = async (id: string) => (await d.get(id)).dispatches[0]!
  const message = async (id: string) => {
    const { items } = await t.run(exchange.messages, o.actors.registry, {})
    return items.find((one) => one.documentId === id && one.kind === 'document')!
  }
  const resend = async (id: string) => {
    const { id: messageId, version } = await message(id)
    await t.run(exchange.resend, o.actors.registry, { params: { id: messageId }, body: { version } })
    await t.drain()
  }
  /** Letters in the mailbox, once so many are there. */
  async function letters(count: number, name = to): Promise<ReturnType<typeof letterOf>[]> {
    await expect.poll(() => mail.letters(name).length, { timeout: 20_000 }).toBe(count)
    return mail.letters(name).map(letterOf)
  }

  it('brings the very bytes that were issued, worded in Vietnamese; the board tells', async () => {
    const { paper } = await import('#engines/sign/test/papers.ts')
    const annex = await paper('streams')
    const id = await issued({}, annex)
    const [letter] = await letters(1)
    const { symbol, sealed, attachments } = await d.get(id)
    expect(letter!.subject).toBe(
      `Công văn ${symbol} ngày 23/11/2026 của Ủy ban nhân dân xã Sông Mây: V/v tu sửa đê sông Mây`,
    )
    expect(letter!.text).toContain('Kính gửi: Ủy ban nhân dân xã Đồi Chè')
    expect(letter!.from).toContain(`<vanthu.songmay@${MAIL_DOMAIN}>`)
    expect(letter!.files.map((one) => one.name)).toEqual([sealed!.fileName, 'Phụ lục số liệu.pdf'])
    expect(letter!.files.map((one) => one.sha256)).toEqual([sealed!.sha256, attachments[0]!.sha256])
    for (const file of letter!.files) expect(letter!.text).toContain(file.sha256)
    expect(letter!.files[1]!.bytes).toEqual(Buffer.from(annex))
    expect(await board(id)).toMatchObject({ channel: 'email', state: 'sent', gateway: { state: 'sent', tries: 1 } })
    const [entry] = await t.admin<{ data: Record<string, string> }>(
      `select data from audit.entry where kind = 'exchange.mail' order by at desc limit 1`,
    )
    expect(entry!.data).toMatchObject({ to: `${to}@${MAIL_DOMAIN}`, words: expect.stringMatching(/^250 2\.0\.0/) })
    // The receiver says so by telephone, or answers the letter.
    const { id: dispatchId, version } = await board(id)
    const { outgoingWay } = await import('#modules/outgoing/way-contract.ts')
    const said = { version, isReceived: true, words: 'Trả lời thư ngày 24/11' }
    await t.run(outgoingWay.confirmReceipt, o.actors.registry, { params: { dispatchId }, body: said })
    expect(await board(id)).toMatchObject({ state: 'received', receipt: 'Trả lời thư ngày 24/11' })
  })

  it('is dead at once where the mailbox is refused for good, with the server’s sentence; sent again by hand it comes', async () => {
    await mail.answer({ [to]: '550 5.1.1 Khong co hop thu nay' })
    const id = await issued()
    expect(await message(id)).toMatchObject({ channel: 'email', state: 'dead', tries: 1 })
    expect(await board(id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('550 5.1.1') })
    await mail.answer({})
    await resend(id)
    await letters(1)
    expect(await board(id)).toMatchObject({ state: 'sent', fault: null, gateway: { state: 'sent', tries: 1 } })
  })

  it('is the same letter, byte by byte, when it goes out twice because an answer was lost', async () => {
    const id = await issued()
    const { id: messageId } = await message(id)
    // As after a crash between the server's answer and our note of it.
    await resendMessage(t.kernel, messageId)
    await t.drain()
    const [one, two] = await letters(2)
    expect(two!.messageId).toBe(one!.messageId)
    expect(two!.raw).toEqual(one!.raw)
    expect(one!.messageId).toBe(`<${messageId}@${MAIL_DOMAIN}>`)
    expect((await showMessage(t.kernel, messageId)).content).toMatchObject({ kind: 'mail', mailId: one!.messageId })
  })

  it('does not leave too large: the issue is refused with the size, and so is what a lower limit stops later', async () => {
    const { randomBytes } = await import('node:crypto')
    const { PDFDocument } = await import('@cantoo/pdf-lib')
    const heavy = await PDFDocument.create()
    heavy.addPage()
    await heavy.attach(randomBytes(3 * 1024 * 1024), 'noise.bin')
    const refused = issued({}, await heavy.save())
    await expect(refused).rejects.toMatchObject({ code: 'OUTGOING_MAIL_LARGE', facts: { limit: '3,0' } })
    expect(mail.letters(to)).toEqual([])

    const id = await issued()
    await letters(1)
    const { id: messageId } = await message(id)
    await t.admin(`update exchange.message set state = 'waiting',
      content = jsonb_set(content, '{attachments,0,size}', '9000000') where id = '${messageId}'`)
    await resend(id)
    expect(await message(id)).toMatchObject({ state: 'dead', fault: expect.stringContaining('3 MB') })
    await letters(1)
  })

  it('does not leave with a mark of limited circulation, unless the body has decided so', async () => {
    const marked = { circulation: ['LƯU HÀNH NỘI BỘ'] }
    await expect(issued(marked)).rejects.toMatchObject({ code: 'OUTGOING_MARK_LIMITED' })
    const { id } = await d.create({ ...marked, recipients: [{ name: 'Sở Nội vụ tỉnh Lam Hà', channel: 'post' }] })
    const { version } = await d.get(id)
    const { paperFields } = await import('#modules/outgoing/test/build.ts')
    const fields = paperFields(o, { ...marked, recipients: [receiver()] })
    await expect(
      t.run(outgoing.change, o.actors.officer, { params: { documentId: id }, body: { version, fields } }),
    ).rejects.toMatchObject({ code: 'OUTGOING_MARK_LIMITED', facts: { mark: 'LƯU HÀNH NỘI BỘ' } })
    await t.run(peopleRules.addOverride, o.actors.sysadmin, {
      body: {
        collection: 'policies',
        ruleId: 'mail-limited-circulation',
        effect: 'set',
        values: { value: true },
        validFrom: '2026-01-01',
        basis: 'Quy chế văn thư của cơ quan',
      },
    })
    await t.run(outgoing.change, o.actors.officer, { params: { documentId: id }, body: { version, fields } })
  })

  it('is asked back by a letter that answers the first', async () => {
    const id = await issued()
    const [first] = await letters(1)
    await d.step('recall', id, o.actors.leader, { reason: 'Sai số liệu hộ nghèo', order: null })
    await t.drain()
    const [, second] = await letters(2)
    expect(second!.inReplyTo).toBe(first!.messageId)
    expect(second!.messageId).not.toBe(first!.messageId)
    expect(second!.subject).toMatch(/^Thu hồi Công văn /)
    expect(second!.text).toContain('Lý do: Sai số liệu hộ nghèo')
    expect(second!.files).toEqual([])
    expect(await board(id)).toMatchObject({ state: 'recalled' })
  })

  it('is not asked back where it never left', async () => {
    await mail.answer({ [to]: '550 5.1.1 Khong co hop thu nay' })
    const id = await issued()
    await mail.answer({})
    await d.step('recall', id, o.actors.leader, { reason: 'Sai số liệu', order: null })
    await t.drain()
    expect(await message(id)).toMatchObject({ state: 'dropped' })
    expect(mail.letters(to)).toEqual([])
  })

  it('is worded as the office wants it; what waits keeps its words', async () => {
    const book = await t.run(addresses.addressBook, o.actors.registry, {})
    expect(book.mail).toMatchObject({ from: `vanthu.songmay@${MAIL_DOMAIN}`, version: null })
    const fields = {
      subject: 'VB {so_ky_hieu}',
      body: 'Gửi {noi_nhan}: {trich_yeu}',
      replyTo: `tra.loi@${MAIL_DOMAIN}`,
    }
    const { version } = await t.run(addresses.saveMailForm, o.actors.registry, { body: { version: null, fields } })
    const id = await issued()
    const [letter] = await letters(1)
    const { symbol } = await d.get(id)
    expect(letter).toMatchObject({
      subject: `VB ${symbol}`,
      text: expect.stringContaining('Gửi Ủy ban nhân dân xã Đồi Chè: V/v tu sửa đê sông Mây'),
      replyTo: `tra.loi@${MAIL_DOMAIN}`,
    })
    await expect(
      t.run(addresses.saveMailForm, o.actors.registry, { body: { version: null, fields } }),
    ).rejects.toMatchObject({ code: 'EXCHANGE_CHANGED' })
    await t.run(addresses.saveMailForm, o.actors.registry, { body: { version, fields: { ...book.mail!.standard } } })
  })

  it('waits, longer each time, while the mailbox is busy or the server away', async () => {
    // Ahead of the queue's own clock, so that what waits does wait.
    t.clock.set(new Date(Date.now() + 24 * 3_600_000))
    await mail.answer({ [to]: '450 4.2.1 Hop thu dang ban' })
    const id = await issued()
    const first = await message(id)
    expect(first).toMatchObject({ state: 'waiting', tries: 1, fault: expect.stringContaining('450 4.2.1') })
    expect(await board(id)).toMatchObject({ state: 'sent', gateway: { state: 'waiting' } })
    await mail.stop()
    await resend(id)
    const second = await message(id)
    expect(second).toMatchObject({ state: 'waiting', tries: 2, fault: expect.stringContaining('ECONNREFUSED') })
    const pause = ({ nextAt, stateAt }: typeof first) => Date.parse(nextAt!) - Date.parse(stateAt)
    expect(pause(second)).toBeGreaterThan(pause(first))
    await mail.start()
    await mail.answer({})
    await resend(id)
    await letters(1)
    expect(await message(id)).toMatchObject({ state: 'sent', tries: 3, fault: null })
  })

  describe('over an encrypted line', () => {
    const config = (over: Partial<MailConfig>): MailConfig => ({
      host: '127.0.0.1',
      port: mail.ports.starttls,
      security: 'starttls',
      login: MAIL_LOGIN,
      ca: readFileSync(mail.ca),
      from: `vanthu.songmay@${MAIL_DOMAIN}`,
      limit: 1,
      ...over,
    })
    const raw = Buffer.from('Subject: x\r\n\r\nx\r\n')
    const send = (over: Partial<MailConfig>) =>
      sendLetter(config(over), { from: `vanthu.songmay@${MAIL_DOMAIN}`, to: `${to}@${MAIL_DOMAIN}` }, raw)

    it('signs in after STARTTLS, and with TLS from the first byte', async () => {
      expect(await send({})).toMatchObject({ kind: 'sent' })
      expect(await send({ security: 'tls', port: mail.ports.tls })).toMatchObject({ kind: 'sent' })
      await letters(2)
    })
    it('says no word to a server that it cannot trust, or that offers no encryption; a wrong login is tried again', async () => {
      expect(await send({ ca: null })).toMatchObject({ kind: 'again' })
      expect(await send({ port: mail.ports.plain })).toMatchObject({ kind: 'again' })
      expect(await send({ login: { user: MAIL_LOGIN.user, password: 'sai' } })).toMatchObject({
        kind: 'again',
        words: expect.stringContaining('535'),
      })
      expect(mail.letters(to)).toEqual([])
    })
  })
})

describe('without a mail server', () => {
  let t: TestApp
  let o: Office
  beforeAll(async () => {
    t = await testApp()
    o = await makeOffice(t)
  })
  afterAll(() => t?.close())

  it('no e-mail is offered, and none is taken', async () => {
    expect((await t.run(outgoing.choices, o.actors.officer, { query: {} })).offersMail).toBe(false)
    expect((await t.run(addresses.addressBook, o.actors.registry, {})).mail).toBeNull()
    const recipients = [{ name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'email', address: 'vanthu@doi-che.example' }]
    await expect(drafts(t, o).create({ recipients })).rejects.toMatchObject({ code: 'OUTGOING_MAIL_CLOSED' })
  })
})
