/** From one organisation to another on the same installation, and the answers back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { outgoing } from '#modules/outgoing/contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { records } from '#modules/records/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let o: Office
let receiver: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  receiver = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  d = drafts(t, o)
})
afterAll(() => t?.close())

const to = (office: Office, name: string) => ({
  organizationId: office.organizationId,
  name,
  channel: 'local' as const,
})

/** Signed by hand, a scan of it kept, issued. */
async function issued(fields: object = {}, more: object = {}): Promise<string> {
  const given = {
    mode: 'paper',
    typeCode: 'cong-van',
    subject: 'V/v phối hợp tuần tra',
    recipients: [to(receiver, 'Ủy ban nhân dân xã Đồi Chè')],
    ...fields,
  }
  const id = await d.approved(given, more)
  await d.step('numberOnPaper', id, o.actors.registry)
  const { paper } = await import('#engines/sign/test/papers.ts')
  await d.upload(id, 'ban-quet.pdf', await paper(), 'scan', o.actors.registry)
  await d.step('issue', id, o.actors.registry)
  await t.drain()
  return id
}
const tray = () => t.run(intake.list, receiver.actors.registry, {})
const dispatchOf = async (id: string) => (await d.get(id)).dispatches[0]!
const register = async (item: { id: string; version: number; suggestion?: unknown }) =>
  t.run(incoming.register, receiver.actors.registry, {
    body: {
      intakeId: item.id,
      intakeVersion: item.version,
      fields: {
        typeName: 'Công văn',
        issuerName: 'Ủy ban nhân dân xã Sông Mây',
        subject: 'V/v phối hợp tuần tra',
        codeNumber: '01',
        codeNotation: 'UBND',
      },
      isDuplicateAccepted: true,
    },
  })

describe('a document for an organisation on this installation', () => {
  it('lies in its tray with its form filled in, over the same bytes; registering it tells the sender', async () => {
    const id = await issued()
    expect(await dispatchOf(id)).toMatchObject({ state: 'sent' })
    const [item] = (await tray()).items
    expect(item).toMatchObject({ source: 'exchange', state: 'ready', createdBy: 'Ủy ban nhân dân xã Sông Mây' })
    const { suggestion } = await t.run(intake.get, receiver.actors.registry, { params: { intakeId: item!.id } })
    expect(suggestion).toMatchObject({
      codeNumber: '01',
      issuerName: 'Ủy ban nhân dân xã Sông Mây',
      issuedDate: '2026-11-23',
    })
    const sealed = (await d.get(id)).sealed!
    expect(item!.components[0]!.sha256).toBe(sealed.sha256)
    expect(item!.components[0]!.id).not.toBe(sealed.id)
    // The receiver opens its own row, never the sender's.
    await expect(
      t.run(records.openComponent, receiver.actors.registry, { params: { componentId: sealed.id } }),
    ).rejects.toMatchObject({ status: 404 })
    await expect(t.run(outgoing.get, receiver.actors.leader, { params: { documentId: id } })).rejects.toMatchObject({
      status: 404,
    })

    const made = await register(item!)
    await t.drain()
    expect(await dispatchOf(id)).toMatchObject({
      state: 'received',
      receipt: `Số đến ${made.arrivalNumber}, ngày 23/11/2026`,
    })
    await t.run(incoming.returnToSender, receiver.actors.registry, {
      params: { documentId: made.id },
      body: { version: made.version, reason: 'Gửi nhầm nơi' },
    })
    await t.drain()
    expect(await dispatchOf(id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('Trả lại') })
  })

  it('is delivered once, however often the job runs', async () => {
    const before = (await tray()).items.length
    const id = await issued({ subject: 'V/v gửi một lần' })
    const job = (await import('../jobs/deliver.ts')).default
    const { systemActor } = await import('#platform/action/kernel.ts')
    const actor = systemActor('test', o.organizationId)
    const run = {
      actor,
      transaction: (work: never) => t.kernel.transact(actor, 'exchange.deliver', work),
      transactionIn: (organizationId: string, work: never) =>
        t.kernel.transact(systemActor('test', organizationId), 'exchange.deliver', work),
    }
    const again = { eventId: 'e', type: 'outgoing.issued', payload: { documentId: id } }
    await Promise.all([job(run as never, again), job(run as never, again)])
    expect((await tray()).items.length).toBe(before + 1)
  })

  it('one without a registry there fails with the reason on the board', async () => {
    const nobody = await t.as(o.organizationId, async (ctx) => {
      const { createOrganization } = await import('#modules/people/index.ts')
      const kind = { kind: 'state', regime: 'state', level: 'commune' } as const
      return createOrganization(ctx.tx, { name: 'Ủy ban nhân dân xã Suối Vắng', ...kind }, ctx.now)
    })
    const recipients = [{ organizationId: nobody, name: 'Ủy ban nhân dân xã Suối Vắng', channel: 'local' }]
    const id = await issued({ subject: 'V/v không ai nhận', recipients })
    expect(await dispatchOf(id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('chưa có văn thư') })
  })

  it('recalled, it leaves the tray; registered already, the registry there is asked', async () => {
    const waiting = await issued({ subject: 'V/v sẽ thu hồi' })
    const inTray = (await tray()).items.length
    await d.step('recall', waiting, o.actors.leader, { reason: 'Ban hành nhầm' })
    await t.drain()
    expect((await tray()).items.length).toBe(inTray - 1)
    expect(await d.get(waiting)).toMatchObject({ state: 'recalled', dispatches: [{ state: 'recalled' }] })

    const kept = await issued({ subject: 'V/v đã vào sổ' })
    const item = (await tray()).items.at(-1)!
    await register(item)
    await t.drain()
    await expect(d.step('recall', kept, o.actors.registry, { reason: 'Sai thẩm quyền' })).rejects.toMatchObject({
      code: 'PLATFORM_INPUT_INVALID',
    })
    await d.step('recall', kept, o.actors.registry, { reason: 'Sai thẩm quyền', order: 'Chủ tịch chỉ đạo' })
    await t.drain()
    const [asked] = await t.admin<{ kind: string }>(
      `select kind from operations.notification where organization_id = '${receiver.organizationId}' and kind = 'exchange.recall-asked'`,
    )
    expect(asked).toBeDefined()
  })
})

describe('a document that changes an earlier one', () => {
  it('takes its place in the tray, or asks the registry, whose step is the answer', async () => {
    const first = await issued({ subject: 'V/v bản một' })
    const old = (await tray()).items.at(-1)!
    const second = await issued({ subject: 'V/v bản hai' }, { relation: { kind: 'replaces', documentId: first } })
    const open = (await tray()).items
    expect(open.map((one) => one.id)).not.toContain(old.id)
    expect(open.at(-1)!.title).toBe(
      `Công văn ${(await d.get(second)).symbol} (thay thế ${(await d.get(first)).symbol})`,
    )
    const kept = await register(open.at(-1)!)
    await t.drain()
    expect((await d.get(second)).steps.map((one) => one.kind)).toContain('change-agreed')

    const letter = await issued({ subject: 'V/v đính chính' }, { relation: { kind: 'corrects', documentId: second } })
    const item = (await tray()).items.at(-1)!
    expect(item.title).toContain('(đính chính ')
    await t.run(intake.discard, receiver.actors.registry, {
      params: { intakeId: item.id },
      body: { version: item.version, reason: 'Gửi nhầm nơi' },
    })
    await t.drain()
    expect((await d.get(letter)).steps.map((one) => one.kind)).toContain('change-refused')
    expect(await dispatchOf(letter)).toMatchObject({ state: 'failed', fault: 'Trả lại: Gửi nhầm nơi' })
    const { relations } = await t.run(incoming.get, receiver.actors.registry, { params: { documentId: kept.id } })
    expect(relations).toEqual([])
  })
})

describe('an answer', () => {
  it('closes the incoming document that it answers', async () => {
    const asked = await t.run(incoming.register, o.actors.registry, {
      body: {
        fields: {
          typeName: 'Công văn',
          issuerName: 'Sở Nội vụ',
          subject: 'V/v báo cáo biên chế',
          codeNumber: '77',
          codeNotation: 'SNV',
        },
      },
    })
    await t.run(incoming.assign, o.actors.registry, {
      params: { documentId: asked.id },
      body: { version: asked.version, lead: { unitId: o.units.finance } },
    })
    const made = await d.create(
      { mode: 'paper', recipients: [{ name: 'Sở Nội vụ', channel: 'post' }] },
      { repliesTo: [asked.id] },
      o.actors.head,
    )
    await d.write(made.id, o.actors.head)
    await d.step('submit', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.chief)
    await d.step('approve', made.id, o.actors.leader)
    const { symbol } = (await d.step('numberOnPaper', made.id, o.actors.registry)) as { symbol: string }
    await d.step('issue', made.id, o.actors.registry)
    await t.drain()
    const end = await t.run(incoming.get, o.actors.registry, { params: { documentId: asked.id } })
    expect(end).toMatchObject({ state: 'completed', result: `Đã trả lời bằng văn bản ${symbol}` })
    expect(end.relations).toMatchObject([{ kind: 'replies-to', direction: 'to', symbol }])
  })
})
