/** Two installations, each with its own database and gateway, over a line on loopback that does what lines do. */
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signPackage, writePackage } from '#engines/edxml/index.ts'
import { documentMessage, signer } from '#engines/edxml/test/build.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { outgoing } from '#modules/outgoing/contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { addIdentifier } from '#modules/people/index.ts'
import { peopleRules } from '#modules/people/rules-contract.ts'
import { anonymous } from '#platform/action/kernel.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { type FaultyLine, faultyLine } from '#test/product/faulty.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'
import { exchange } from '../contract.ts'

interface Side {
  readonly t: TestApp
  readonly o: Office
  readonly http: HttpServer
  readonly port: number
  readonly code: string
}

async function side(name: string, code: string): Promise<Side> {
  const t = await testApp()
  const o = await makeOffice(t, name)
  await t.as(o.organizationId, (ctx) =>
    addIdentifier(ctx.tx, o.organizationId, {
      scheme: 'organ-id',
      value: code,
      validFrom: '2025-07-01',
      validTo: null,
      basis: null,
    }),
  )
  await t.admin('update people.organization set is_host = true where id = $1', [o.organizationId])
  const http = await createHttpServer({
    kernel: t.kernel,
    version: '0',
    webFolder: null,
    authenticate: async () => anonymous('127.0.0.1'),
    readiness: async () => [],
    welcome: async () => ({}),
  })
  await http.app.listen({ port: 0, host: '127.0.0.1' })
  return { t, o, http, port: (http.app.server.address() as AddressInfo).port, code }
}

let a: Side
let b: Side
/** From a to b, and back. */
let there: FaultyLine
let back: FaultyLine
let d: ReturnType<typeof drafts>
const partnerIds = new Map<Side, { id: string; version: number }>()

const identity = async (of: Side) => (await of.t.run(exchange.gateway, of.o.actors.sysadmin)).own
async function befriend(who: Side, other: Side, address: string, certificate?: string): Promise<void> {
  const known = partnerIds.get(who)
  const fields = {
    name: `Cổng ${other.code}`,
    address,
    certificate: certificate ?? (await identity(other)).certificate,
    serves: [other.code],
    validFrom: '2026-01-01',
  }
  const body = { id: known?.id ?? null, version: known?.version ?? null, fields }
  partnerIds.set(who, await who.t.run(exchange.savePartner, who.o.actors.sysadmin, { body }))
}

beforeAll(async () => {
  a = await side('Ủy ban nhân dân xã Sông Mây', 'H99.12')
  b = await side('Ủy ban nhân dân xã Đồi Chè', 'H98.3')
  there = await faultyLine(b.port)
  back = await faultyLine(a.port)
  await befriend(a, b, there.address)
  await befriend(b, a, back.address)
  await a.t.run(exchange.saveContact, a.o.actors.sysadmin, {
    body: {
      id: null,
      version: null,
      fields: { code: b.code, name: 'Ủy ban nhân dân xã Đồi Chè', validFrom: '2026-01-01' },
    },
  })
  d = drafts(a.t, a.o)
})
afterAll(async () => {
  await there?.stop()
  await back?.stop()
  for (const one of [a, b]) {
    await one?.http.close()
    await one?.t.close()
  }
})

/** Works both queues until neither has anything to do, with what waits for later taken at once. */
async function settle(rounds = 12): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    for (const { t } of [a, b]) {
      await t.admin(
        'update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null',
      )
      await t.drain()
    }
    const left = await Promise.all(
      [a, b].map(({ t }) =>
        t.admin<{ n: string }>(`select count(*) as n from exchange.message where state = 'waiting'
          union all select count(*) from exchange.inbox where state = 'waiting'`),
      ),
    )
    if (left.flat().every((row) => row.n === '0')) return
  }
}

async function issued(subject: string, fields: object = {}, more: object = {}): Promise<string> {
  const given = {
    mode: 'paper',
    typeCode: 'cong-van',
    subject,
    recipients: [{ name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'gateway', address: b.code }],
    ...fields,
  }
  const id = await d.approved(given, more)
  await d.step('numberOnPaper', id, a.o.actors.registry)
  const { paper } = await import('#engines/sign/test/papers.ts')
  await d.upload(id, 'bản quét.pdf', await paper(), 'scan', a.o.actors.registry)
  await d.step('issue', id, a.o.actors.registry)
  return id
}

const tray = async () => (await b.t.run(intake.list, b.o.actors.registry, {})).items
const find = async (title: string) => (await tray()).filter((one) => one.title?.includes(title))
const symbolOf = async (id: string) => (await d.get(id)).symbol!
const dispatch = async (id: string) => (await d.get(id)).dispatches[0]!
const messages = async (of: Side = a) => (await of.t.run(exchange.messages, of.o.actors.registry, {})).items
const delivery = async (id: string) =>
  (await a.t.admin<{ state: string }>(`select state from exchange.delivery where document_id = '${id}'`))[0]?.state

async function register(symbol: string) {
  const [item] = await find(symbol)
  const { suggestion } = await b.t.run(intake.get, b.o.actors.registry, { params: { intakeId: item!.id } })
  return b.t.run(incoming.register, b.o.actors.registry, {
    body: {
      intakeId: item!.id,
      intakeVersion: item!.version,
      fields: {
        typeName: suggestion!.typeName!,
        issuerName: suggestion!.issuerName!,
        subject: suggestion!.subject!,
        codeNumber: suggestion!.codeNumber!,
        codeNotation: suggestion!.codeNotation!,
      },
      isDuplicateAccepted: true,
    },
  })
}

describe('a document for another installation', () => {
  it('lies in its tray with form and file, and every step there comes back', async () => {
    const { items } = await a.t.run(outgoing.recipients, a.o.actors.officer, { query: { q: 'doi che' } })
    expect(items).toMatchObject([{ name: 'Ủy ban nhân dân xã Đồi Chè', code: b.code }])
    const id = await issued('V/v tuần tra bờ sông')
    await settle()
    const symbol = await symbolOf(id)
    const [item, ...more] = await find(symbol)
    expect(more).toEqual([])
    expect(item).toMatchObject({ source: 'exchange', state: 'ready', createdBy: 'Ủy ban nhân dân xã Sông Mây' })
    expect(item!.components).toMatchObject([{ fileName: 'bản quét.pdf', role: 'main' }])
    expect(item!.components[0]!.sha256).toBe((await d.get(id)).sealed!.sha256)
    const { suggestion } = await b.t.run(intake.get, b.o.actors.registry, { params: { intakeId: item!.id } })
    expect(suggestion).toMatchObject({ subject: 'V/v tuần tra bờ sông', issuerName: 'Ủy ban nhân dân xã Sông Mây' })
    expect(await delivery(id)).toBe('delivered')
    expect(await dispatch(id)).toMatchObject({ state: 'sent' })

    const made = await register(symbol)
    await settle()
    expect(await dispatch(id)).toMatchObject({
      state: 'received',
      receipt: expect.stringContaining(`Số đến ${made.arrivalNumber}`),
    })
    await b.t.run(incoming.assign, b.o.actors.registry, {
      params: { documentId: made.id },
      body: { version: made.version, lead: { unitId: b.o.units.finance } },
    })
    await settle()
    expect(await delivery(id)).toBe('assigned')
    expect((await messages(b)).map((one) => one.statusCode).sort()).toEqual(['01', '03', '04'])
    // Nothing waits in quarantine any more, on neither side.
    for (const { t } of [a, b]) expect(await readdir(join(t.home, 'quarantine'))).toEqual([])
  })

  it.each([
    ['lost twice', ['lose', 'lose']],
    ['arrived without an answer', ['deaf', 'deaf']],
    ['repeated on the way', ['twice']],
    ['answered by a machine in between', ['captive']],
    ['held back, then released', ['late']],
  ] as const)('%s it arrives once', async (what, faults) => {
    there.plan(...faults)
    const id = await issued(`V/v ${what}`)
    await settle()
    await there.release()
    await settle()
    expect(await find(await symbolOf(id))).toHaveLength(1)
    expect(await delivery(id)).toBe('delivered')
  })

  it('whatever was ever sent may be replayed, both ways, without effect', async () => {
    const before = { tray: await tray(), rows: await b.t.admin('select id, state from exchange.arrival order by id') }
    expect(new Set([...(await there.replay()), ...(await back.replay())])).toEqual(new Set([200]))
    await settle()
    expect(await tray()).toEqual(before.tray)
    expect(await b.t.admin('select id, state from exchange.arrival order by id')).toEqual(before.rows)
  })

  it('goes out after a day of silence', async () => {
    there.plan(...Array.from({ length: 20 }, () => 'lose' as const))
    const id = await issued('V/v một ngày im lặng')
    await settle(15)
    for (const { t } of [a, b]) t.clock.advance(24 * 3_600_000)
    await settle(15)
    expect(await find(await symbolOf(id))).toHaveLength(1)
    expect(await delivery(id)).toBe('delivered')
  })

  it('statuses that overtake each other end with the last', async () => {
    const id = await issued('V/v trạng thái vượt nhau')
    await settle()
    back.plan('late', 'late')
    const made = await register(await symbolOf(id))
    await b.t.drain()
    await b.t.run(incoming.assign, b.o.actors.registry, {
      params: { documentId: made.id },
      body: { version: made.version, lead: { unitId: b.o.units.finance } },
    })
    await settle()
    expect(await delivery(id)).toBe('assigned')
    await back.release()
    await settle()
    expect(await delivery(id)).toBe('assigned')
  })
})

describe('a recall', () => {
  it('takes out of the tray what nobody registered (15)', async () => {
    const id = await issued('V/v sẽ thu hồi')
    await settle()
    const symbol = await symbolOf(id)
    await d.step('recall', id, a.o.actors.leader, { reason: 'Ban hành nhầm' })
    await settle()
    expect(await find(symbol)).toEqual([])
    expect(await delivery(id)).toBe('recalled')
    expect(await dispatch(id)).toMatchObject({ state: 'recalled', receipt: 'Nơi nhận đồng ý thu hồi' })
  })

  it('that overtakes its document leaves nothing in the tray', async () => {
    there.plan('late')
    const id = await issued('V/v thu hồi đến trước')
    await a.t.drain()
    await d.step('recall', id, a.o.actors.leader, { reason: 'Sai số liệu' })
    await settle()
    await there.release()
    await settle()
    expect(await find(await symbolOf(id))).toEqual([])
    expect(await delivery(id)).toBe('recalled')
  })

  it('of a registered document is the receiver’s to refuse (16) or to grant by returning it (15)', async () => {
    const [kept, given] = [await issued('V/v giữ lại'), await issued('V/v trả về')]
    await settle()
    const made = { kept: await register(await symbolOf(kept)), given: await register(await symbolOf(given)) }
    await settle()
    for (const id of [kept, given]) await d.step('recall', id, a.o.actors.leader, { reason: 'Sai thẩm quyền' })
    await settle()
    const { asks } = await b.t.run(exchange.messages, b.o.actors.registry, {})
    expect(asks.map((one) => one.documentId).sort()).toEqual([made.kept.id, made.given.id].sort())
    const ask = asks.find((one) => one.documentId === made.kept.id)!
    await b.t.run(exchange.refuseRecall, b.o.actors.registry, {
      params: { id: ask.id },
      body: { reason: 'Đã thi hành' },
    })
    await b.t.run(incoming.returnToSender, b.o.actors.registry, {
      params: { documentId: made.given.id },
      body: { version: made.given.version, reason: 'Theo đề nghị' },
    })
    await settle()
    expect(await dispatch(kept)).toMatchObject({ fault: expect.stringContaining('Đã thi hành') })
    expect(await delivery(given)).toBe('recalled')
    expect((await b.t.run(exchange.messages, b.o.actors.registry, {})).asks).toEqual([])
  })

  it('of what has not left stays at home', async () => {
    const before = (await messages()).length
    const id = await d.approved({
      mode: 'paper',
      typeCode: 'cong-van',
      subject: 'V/v chưa đi',
      recipients: [{ name: 'Nơi lạ', channel: 'gateway', address: 'H01.1' }],
    })
    await d.step('numberOnPaper', id, a.o.actors.registry)
    await d.step('issue', id, a.o.actors.registry)
    await settle()
    expect(await dispatch(id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('H01.1') })
    const [dead] = await messages()
    expect(dead).toMatchObject({ state: 'dead', documentId: id, fault: expect.stringContaining('H01.1') })
    await a.t.run(exchange.resend, a.o.actors.registry, { params: { id: dead!.id }, body: { version: dead!.version } })
    expect(await dispatch(id)).toMatchObject({ state: 'sent', fault: null })
    await settle()
    await d.step('recall', id, a.o.actors.leader, { reason: 'Không gửi nữa' })
    await settle()
    expect((await messages()).filter((one) => one.documentId === id)).toMatchObject([
      { kind: 'document', state: 'dropped' },
    ])
    expect((await messages()).length).toBe(before + 1)
  })
})

describe('a document that changes an earlier one', () => {
  const following = (kind: 'replaces' | 'corrects', documentId: string, subject: string) =>
    issued(subject, {}, { relation: { kind, documentId } })
  const steps = async (id: string) => (await d.get(id)).steps.map((one) => one.kind)
  const codes = async (key: string) =>
    (await messages(b)).filter((one) => one.symbol === key).map((one) => one.statusCode)

  it('takes its place while nobody has registered it; registering the new one is the consent (15)', async () => {
    const first = await issued('V/v sẽ thay')
    await settle()
    const second = await following('replaces', first, 'V/v thay thế')
    await settle()
    const [old, symbol] = [await symbolOf(first), await symbolOf(second)]
    expect((await tray()).map((one) => one.title)).not.toContain(`Công văn ${old}`)
    const [item] = await find(`${symbol} (thay thế ${old})`)
    expect(item).toMatchObject({
      vouched: { gateway: `Cổng ${a.code}`, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(await codes(symbol)).toEqual(['01'])
    await register(symbol)
    await settle()
    expect((await codes(symbol)).toSorted()).toEqual(['01', '03', '15'])
    expect(await steps(second)).toContain('change-agreed')
    expect(await delivery(second)).toBe('registered')
  })

  it('stands beside the registered one, which shows it when the receiver agrees, and not when it refuses (16)', async () => {
    const first = await issued('V/v có lỗi')
    await settle()
    const kept = await register(await symbolOf(first))
    const [granted, refused] = [
      await following('replaces', first, 'V/v bản thay'),
      await following('corrects', first, 'V/v đính chính'),
    ]
    await settle()
    await register(await symbolOf(granted))
    const [item] = await find(`${await symbolOf(refused)} (cập nhật`)
    await b.t.run(intake.discard, b.o.actors.registry, {
      params: { intakeId: item!.id },
      body: { version: item!.version, reason: 'Chưa đúng thể thức' },
    })
    await settle()
    expect(await steps(granted)).toContain('change-agreed')
    expect(await steps(refused)).toEqual(expect.arrayContaining(['not-delivered', 'change-refused']))
    expect(await dispatch(refused)).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('Chưa đúng thể thức'),
    })
    const { relations } = await b.t.run(incoming.get, b.o.actors.registry, { params: { documentId: kept.id } })
    expect(relations).toMatchObject([{ kind: 'replaces', direction: 'to', symbol: await symbolOf(granted) }])
    // What was refused to its sender does not come back by itself.
    const { version } = await b.t.run(intake.get, b.o.actors.registry, { params: { intakeId: item!.id } })
    await expect(
      b.t.run(intake.restore, b.o.actors.registry, { params: { intakeId: item!.id }, body: { version } }),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('is recalled by itself: what follows a document stays when that is recalled', async () => {
    const first = await issued('V/v gốc')
    await settle()
    const second = await following('corrects', first, 'V/v đính chính gốc')
    await settle()
    await d.step('recall', first, a.o.actors.leader, { reason: 'Không dùng nữa' })
    await settle()
    expect(await delivery(first)).toBe('recalled')
    expect(await find(await symbolOf(second))).toHaveLength(1)
    // It lay there unaccepted, so it was taken back (13).
    expect((await messages()).find((one) => one.documentId === first && one.kind === 'recall')).toMatchObject({
      statusCode: '13',
      state: 'sent',
    })
  })
})

describe('an answer', () => {
  it('names the document from elsewhere that it answers', async () => {
    const asked = await issued('V/v xin ý kiến')
    await settle()
    const made = await register(await symbolOf(asked))
    await b.t.run(exchange.saveContact, b.o.actors.sysadmin, {
      body: {
        id: null,
        version: null,
        fields: { code: a.code, name: 'Ủy ban nhân dân xã Sông Mây', validFrom: '2026-01-01' },
      },
    })
    await b.t.run(incoming.assign, b.o.actors.registry, {
      params: { documentId: made.id },
      body: { version: made.version, lead: { postId: b.o.actors.officer.postId! } },
    })
    const e = drafts(b.t, b.o)
    const id = await e.approved(
      {
        mode: 'paper',
        typeCode: 'cong-van',
        subject: 'V/v trả lời',
        recipients: [{ name: 'Ủy ban nhân dân xã Sông Mây', channel: 'gateway', address: a.code }],
      },
      { repliesTo: [made.id] },
    )
    await e.step('numberOnPaper', id, b.o.actors.registry)
    await e.step('issue', id, b.o.actors.registry)
    await settle()
    const [row] = await b.t.admin<{ content: { responseFor: object[] } }>(
      `select content from exchange.message where document_id = '${id}' and kind = 'document'`,
    )
    const symbol = await symbolOf(asked)
    expect(row!.content.responseFor).toMatchObject([
      { organId: a.code, code: symbol, documentId: expect.stringContaining(symbol) },
    ])
    const { items } = await a.t.run(intake.list, a.o.actors.registry, {})
    expect(items.some((one) => one.title?.endsWith(`(trả lời ${symbol})`))).toBe(true)
  })
})

describe('what goes through the gateway', () => {
  it('to an address that was wrong goes to the right one, with both on record', async () => {
    const id = await issued('V/v sai mã', {
      recipients: [{ name: 'Đồi Chè', channel: 'gateway', address: 'H98.999.1' }],
    })
    await settle()
    const dead = (await messages()).find((one) => one.documentId === id)!
    expect(dead.state).toBe('dead')
    const to = (address: string) =>
      a.t.run(exchange.readdress, a.o.actors.registry, {
        params: { id: dead.id },
        body: { version: dead.version, address },
      })
    await expect(to('không phải mã!')).rejects.toMatchObject({ code: 'EXCHANGE_ADDRESS' })
    await to(b.code)
    await settle()
    expect(await find(await symbolOf(id))).toHaveLength(1)
    expect(await dispatch(id)).toMatchObject({ state: 'sent', address: b.code })
    const [line] = await a.t.admin<{ before: object; after: object }>(
      `select before, after from audit.entry where kind = 'exchange.readdress' and before is not null`,
    )
    expect(line).toMatchObject({ before: { address: 'H98.999.1' }, after: { address: b.code } })
    await expect(to(b.code)).rejects.toMatchObject({ code: 'EXCHANGE_CHANGED' })
  })

  describe('by a network of its own', () => {
    const known = () => partnerIds.get(a)!
    const through = async (profile: string) => {
      const certificate = (await identity(b)).certificate
      const fields = {
        name: `Cổng ${b.code}`,
        address: there.address,
        certificate,
        serves: [b.code, 'TINH-9'],
        validFrom: '2026-01-01',
        profile,
      }
      partnerIds.set(a, await a.t.run(exchange.savePartner, a.o.actors.sysadmin, { body: { ...known(), fields } }))
    }
    const override = (collection: string, ruleId: string, values: object) =>
      a.t.run(peopleRules.addOverride, a.o.actors.sysadmin, {
        body: { collection, ruleId, effect: 'set', values, validFrom: '2026-01-01', basis: 'Quy chế văn thư' },
      })
    const messageOf = async (id: string) => (await messages()).find((one) => one.documentId === id)!
    afterAll(() => through('direct'))

    it('is chosen among those of the rules, each with what it asks', async () => {
      const { profiles } = await a.t.run(exchange.gateway, a.o.actors.sysadmin)
      expect(profiles.map((one) => one.id)).toEqual(['direct', 'national-axis', 'party-wan'])
      await expect(through('pigeon')).rejects.toMatchObject({ code: 'EXCHANGE_PROFILE' })
    })

    it('goes to codes of its form only, and is given up after the tries that it has', async () => {
      await through('national-axis')
      const wrong = await issued('V/v mã lạ', {
        recipients: [{ name: 'Đồi Chè', channel: 'gateway', address: 'TINH-9' }],
      })
      await settle()
      expect(await messageOf(wrong)).toMatchObject({ state: 'dead', fault: expect.stringContaining('TINH-9') })
      there.plan('lose', 'lose', 'lose', 'lose', 'lose')
      const late = await issued('V/v đường đứt')
      await settle()
      expect(await messageOf(late)).toMatchObject({ state: 'dead', tries: 5 })
    })

    it('does not go with a mark that the network is not for, until the body says so of that network', async () => {
      const marked = { circulation: ['LƯU HÀNH NỘI BỘ'] }
      await override('policies', 'mail-limited-circulation', { value: true })
      const id = await issued('V/v trong nội bộ', marked)
      await settle()
      expect(await messageOf(id)).toMatchObject({ state: 'dead', fault: expect.stringContaining('LƯU HÀNH NỘI BỘ') })
      await override('gatewayProfiles', 'national-axis', { marks: ['internal'] })
      const { id: messageId, version } = await messageOf(id)
      await a.t.run(exchange.resend, a.o.actors.registry, { params: { id: messageId }, body: { version } })
      await settle()
      expect(await messageOf(id)).toMatchObject({ state: 'sent' })
      await override('policies', 'mail-limited-circulation', { value: false })
    })
  })

  it('bears no mark of limited circulation', async () => {
    await expect(issued('V/v nội bộ', { circulation: ['LƯU HÀNH NỘI BỘ'] })).rejects.toMatchObject({
      code: 'OUTGOING_MARK_LIMITED',
    })
  })
})

describe('the door', () => {
  const post = async (bytes: Buffer): Promise<{ status: number; code?: string }> => {
    const form = new FormData()
    form.set('package', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'package.edxml')
    const answer = await fetch(`http://127.0.0.1:${b.port}/api/exchange/gateway`, {
      method: 'POST',
      headers: { 'x-vankho': '1' },
      body: form,
    })
    return { status: answer.status, code: ((await answer.json()) as { code?: string }).code ?? '' }
  }
  let own: ReturnType<typeof signer>
  beforeAll(() => {
    const pem = readFileSync(join(a.t.home, 'exchange', 'gateway.pem'), 'utf8')
    own = signer()
    expect(pem).toContain('PRIVATE KEY')
  })
  beforeEach(() => befriend(b, a, back.address, own.certificate))

  const party = (code: string) => ({ organId: code, name: 'Ủy ban nhân dân xã Sông Mây' })
  const message = (change: object = {}) =>
    writePackage(documentMessage({ from: party(a.code), to: [party(b.code)], ...change }))

  it('takes a package of a partner’s, once, and answers alike', async () => {
    const bytes = signPackage(await message(), own)
    const before = (await tray()).length
    expect(await post(bytes)).toMatchObject({ status: 200 })
    expect(await post(bytes)).toMatchObject({ status: 200 })
    await b.t.drain()
    expect((await tray()).length).toBe(before + 1)
    const [item] = await find('15/SSN-VP')
    expect(item!.components.map((one) => one.role).sort()).toEqual(['attachment', 'main'])
  })

  it.each([
    ['without a signature', 'EXCHANGE_UNSIGNED', async () => message({ documentId: 'x1' })],
    [
      'signed by a stranger',
      'EXCHANGE_UNTRUSTED',
      async () => signPackage(await message({ documentId: 'x2' }), signer()),
    ],
    [
      'in the name of a body that is not the partner’s',
      'EXCHANGE_UNTRUSTED',
      async () => signPackage(await message({ from: party('G22'), documentId: 'x3' }), own),
    ],
    [
      'for a body that is not here',
      'EXCHANGE_ADDRESSEE_UNKNOWN',
      async () => signPackage(await message({ to: [party('H77')], documentId: 'x4' }), own),
    ],
    ['that is no package', 'EDXML_BROKEN', async () => Buffer.from('xin chào')],
    [
      'changed after it was signed',
      'EXCHANGE_UNSIGNED',
      async () =>
        Buffer.from(
          signPackage(await message({ documentId: 'x5' }), own)
            .toString('utf8')
            .replace('nạo vét', 'san lấp'),
        ),
    ],
  ] as const)('refuses one %s, and keeps nothing of it', async (_, code, make) => {
    const before = await b.t.admin('select id from exchange.inbox')
    expect(await post(await make())).toMatchObject({ code })
    expect(await b.t.admin('select id from exchange.inbox')).toEqual(before)
    expect(await readdir(join(b.t.home, 'quarantine'))).toEqual([])
  })

  it('an update takes the place of what waits, whichever comes first', async () => {
    const original = signPackage(await message({ documentId: 'k1', codeNumber: '71' }), own)
    const update = signPackage(
      await message({
        documentId: 'k1',
        codeNumber: '71',
        business: 'update',
        aboutDocumentId: 'k1',
        subject: 'Bản mới',
      }),
      own,
    )
    const late = signPackage(await message({ documentId: 'k2', codeNumber: '72' }), own)
    const early = signPackage(
      await message({ documentId: 'k2', codeNumber: '72', business: 'update', aboutDocumentId: 'k2' }),
      own,
    )
    for (const bytes of [original, update, early, late, original, update]) {
      expect((await post(bytes)).status).toBe(200)
      await b.t.drain()
    }
    for (const symbol of ['71/SSN-VP', '72/SSN-VP'])
      expect((await find(symbol)).map((one) => one.title)).toEqual([`Công văn ${symbol} (cập nhật)`])
  })

  it('a file with a mark of secrecy is held back, with what was said of it', async () => {
    const [secret] = await Array.fromAsync(makeInventedDocuments({ seed: 5, count: 1, kinds: ['secret'] }))
    const bytes = signPackage(
      await message({
        documentId: 'k3',
        codeNumber: '73',
        attachments: [
          {
            contentId: 'f1',
            name: 'van-ban.pdf',
            mediaType: 'application/pdf',
            description: null,
            bytes: secret!.bytes,
          },
        ],
      }),
      own,
    )
    expect((await post(bytes)).status).toBe(200)
    await b.t.drain()
    expect(await find('73/SSN-VP')).toEqual([])
    expect((await tray()).some((one) => one.state === 'refused')).toBe(true)
    const rows = await b.t.admin<{ all: string }>('select i::text as all from intake.item i')
    expect(rows.some((row) => row.all.includes('73/SSN-VP'))).toBe(false)
  })
})
