import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

const fields = (over: object = {}) => ({
  typeName: 'Công văn',
  codeNumber: '15',
  codeNotation: 'UBND-VX',
  issuedDate: '2026-11-20',
  issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
  subject: 'V/v rà soát hộ nghèo năm 2026',
  ...over,
})

let t: TestApp
let o: Office
let other: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(() => t?.close())

let counter = 100
const register = (over: object = {}, more: object = {}) =>
  t.run(incoming.register, o.actors.registry, {
    body: { fields: fields({ codeNumber: String(++counter), ...over }), ...more },
  })
const get = (id: string, actor = o.actors.registry) => t.run(incoming.get, actor, { params: { documentId: id } })
const mine = async (id: string, actor = o.actors.officer) =>
  (await get(id, actor)).assignments.find((one) => one.isMine && one.state !== 'withdrawn')!

describe('a document’s life', () => {
  it('goes from registration through direction and handling to completion', async () => {
    const made = await register({}, { submitTo: o.actors.leader.postId })
    expect(made.arrivalNumber).toBeGreaterThan(0)
    expect(made.state).toBe('submitted')
    await t.run(incoming.direct, o.actors.leader, {
      params: { documentId: made.id },
      body: {
        version: made.version,
        words: 'Giao Phòng Kế toán tham mưu',
        lead: { unitId: o.units.finance },
        cooperate: [{ postId: o.actors.other.postId }],
        workingDays: 5,
      },
    })
    const seen = await get(made.id, o.actors.head)
    expect(seen).toMatchObject({ state: 'assigned', dueDate: '2026-11-30', daysLeft: 5 })
    const unit = await mine(made.id, o.actors.head)
    await t.run(incoming.assign, o.actors.head, {
      params: { documentId: made.id },
      body: {
        version: seen.version,
        assignmentId: unit.id,
        words: 'Đồng chí Khôi thực hiện',
        lead: { postId: o.actors.officer.postId },
      },
    })
    const own = await mine(made.id)
    expect(own).toMatchObject({ role: 'lead', dueDate: '2026-11-30' })
    const received = await t.run(incoming.receive, o.actors.officer, {
      params: { assignmentId: own.id },
      body: { version: own.version },
    })
    await expect(
      t.run(incoming.complete, o.actors.officer, {
        params: { assignmentId: own.id },
        body: { version: received.version, result: 'Đã báo cáo' },
      }),
    ).rejects.toMatchObject({ code: 'INCOMING_CO_OPEN' })
    const part = await mine(made.id, o.actors.other)
    await t.run(incoming.complete, o.actors.other, {
      params: { assignmentId: part.id },
      body: { version: part.version, result: 'Đã góp ý' },
    })
    const done = await t.run(incoming.complete, o.actors.officer, {
      params: { assignmentId: own.id },
      body: { version: received.version, result: 'Đã có báo cáo', replySymbol: '20/BC-UBND' },
    })
    expect(done.state).toBe('completed')
    const end = await get(made.id)
    expect(end.assignments.every((one) => one.state === 'done')).toBe(true)
    expect(end.steps.map((step) => step.kind)).toEqual([
      'registered',
      'submitted',
      'directed',
      'assigned',
      'received',
      'part-done',
      'completed',
    ])
    const audit = await t.admin<{ kind: string }>(`select kind from audit.entry where subject_id = $1 order by at`, [
      made.id,
    ])
    expect(audit.map((row) => row.kind)).toEqual(
      expect.arrayContaining([
        'incoming.register',
        'incoming.direct',
        'incoming.assign',
        'incoming.receive',
        'incoming.complete',
        'incoming.open',
      ]),
    )
  })

  it('opens again, extends and is given back', async () => {
    const made = await register()
    await t.run(incoming.assign, o.actors.registry, {
      params: { documentId: made.id },
      body: { version: made.version, lead: { postId: o.actors.officer.postId }, workingDays: 2 },
    })
    let own = await mine(made.id)
    await t.run(incoming.requestExtension, o.actors.officer, {
      params: { assignmentId: own.id },
      body: { version: own.version, until: '2026-12-10', reason: 'Chờ số liệu' },
    })
    await expect(
      t.run(incoming.decideExtension, o.actors.other, {
        params: { assignmentId: own.id },
        body: { version: own.version + 1, isGranted: true },
      }),
    ).rejects.toMatchObject({ status: 403 })
    await t.run(incoming.decideExtension, o.actors.registry, {
      params: { assignmentId: own.id },
      body: { version: own.version + 1, isGranted: true },
    })
    expect((await get(made.id)).dueDate).toBe('2026-12-10')
    own = await mine(made.id)
    const back = await t.run(incoming.sendBack, o.actors.officer, {
      params: { assignmentId: own.id },
      body: { version: own.version, reason: 'Không thuộc nhiệm vụ' },
    })
    expect(back.state).toBe('registered')
    await t.run(incoming.assign, o.actors.registry, {
      params: { documentId: made.id },
      body: { version: back.version, lead: { postId: o.actors.officer.postId } },
    })
    own = (await get(made.id, o.actors.officer)).assignments.find((one) => one.isMine && one.state === 'given')!
    const done = await t.run(incoming.complete, o.actors.officer, {
      params: { assignmentId: own.id },
      body: { version: own.version, result: 'Xong' },
    })
    const again = await t.run(incoming.reopen, o.actors.registry, {
      params: { documentId: made.id },
      body: { version: done.version, reason: 'Cần bổ sung' },
    })
    expect(again.state).toBe('in_progress')
    expect((await get(made.id)).steps.map((step) => step.kind)).toEqual(
      expect.arrayContaining(['extension-requested', 'extended', 'sent-back', 'reopened']),
    )
  })

  it('keeps a cancelled number visible and never gives it again', async () => {
    const made = await register()
    await t.run(incoming.cancel, o.actors.registry, {
      params: { documentId: made.id },
      body: { version: 1, reason: 'Vào sổ nhầm' },
    })
    const next = await register()
    expect(next.arrivalNumber).toBe(made.arrivalNumber + 1)
    const rows = await t.admin<{ state: string; reason: string }>(
      'select state, reason from records.register_entry where document_id = $1',
      [made.id],
    )
    expect(rows).toEqual([{ state: 'cancelled', reason: 'Vào sổ nhầm' }])
  })

  it('warns of a duplicate and registers it all the same when a person wants it', async () => {
    const first = await register({ codeNumber: '77' })
    await expect(register({ codeNumber: '77' })).rejects.toMatchObject({
      code: 'INCOMING_DUPLICATE',
      facts: { number: first.arrivalNumber },
    })
    const second = await register({ codeNumber: '77' }, { isDuplicateAccepted: true })
    expect(second.arrivalNumber).toBe(first.arrivalNumber + 1)
  })

  it('answers a repeated request with the same registration', async () => {
    const key = 'key-of-one-press'
    const [a, b] = await Promise.all([
      register({ codeNumber: '88' }, { requestKey: key }),
      register({ codeNumber: '88' }, { requestKey: key }),
    ])
    expect(a).toEqual(b)
  })

  it('corrects an entry and keeps what stood before', async () => {
    const made = await register()
    await t.run(incoming.correct, o.actors.registry, {
      params: { documentId: made.id },
      body: { version: 1, fields: fields({ codeNumber: '999', subject: 'Trích yếu đúng' }), reason: 'Gõ nhầm' },
    })
    const [entry] = await t.admin<{ before: object; after: object }>(
      `select before, after from audit.entry where kind = 'incoming.correct' and subject_id = $1`,
      [made.id],
    )
    expect(entry!.before).toMatchObject({ subject: 'V/v rà soát hộ nghèo năm 2026' })
    expect(entry!.after).toMatchObject({ subject: 'Trích yếu đúng', codeNumber: '999' })
    await expect(
      t.run(incoming.correct, o.actors.registry, {
        params: { documentId: made.id },
        body: { version: 1, fields: fields() },
      }),
    ).rejects.toMatchObject({ code: 'INCOMING_STATE_CHANGED' })
  })
})

describe('when a post ends', () => {
  it('its open work goes to the successor; without one to the unit; what lay with a leader goes back to the registry', async () => {
    const own = await register()
    await t.run(incoming.assign, o.actors.registry, {
      params: { documentId: own.id },
      body: { version: 1, lead: { postId: o.actors.other.postId } },
    })
    const submitted = await register({}, { submitTo: o.actors.chief.postId })
    const end = (postId: string | null, unitId: string | null, successorPostId: string | null) =>
      t.as(o.organizationId, async (ctx) =>
        ctx.emit({
          type: 'people.post-ended',
          payload: { postId, personId: 'x', unitId, lastDay: '2026-11-23', successorPostId },
        }),
      )
    await end(o.actors.other.postId, o.units.office, o.actors.officer.postId)
    await end(o.actors.chief.postId, o.units.office, null)
    await t.drain()
    expect((await get(own.id, o.actors.officer)).assignments.find((one) => one.isMine)).toMatchObject({
      state: 'given',
      name: o.actors.officer.name,
    })
    expect(await get(submitted.id)).toMatchObject({ state: 'registered', submittedTo: null })
  })
})

describe('who sees', () => {
  it('shows a document to those it was given to, and to nobody else', async () => {
    const made = await register({}, { submitTo: o.actors.leader.postId })
    for (const actor of [o.actors.officer, o.actors.head, o.actors.other, other.actors.registry, other.actors.leader])
      await expect(get(made.id, actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    await t.run(incoming.direct, o.actors.leader, {
      params: { documentId: made.id },
      body: { version: 1, lead: { postId: o.actors.officer.postId } },
    })
    await expect(get(made.id, o.actors.officer)).resolves.toMatchObject({ id: made.id })
    await expect(get(made.id, o.actors.head)).resolves.toMatchObject({ id: made.id }) // head of the officer's unit
    await expect(get(made.id, o.actors.other)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    const list = await t.run(incoming.list, o.actors.other, {})
    expect(list.items.some((row) => row.id === made.id)).toBe(false)
    const [refusal] = await t.admin<{ outcome: string }>(
      `select outcome from audit.entry where kind = 'incoming.get' and subject_id = $1 limit 1`,
      [made.id],
    )
    expect(refusal!.outcome).toBe('refused')
  })

  it('opens to all by a leader and narrows again', async () => {
    const made = await register()
    await t.run(incoming.openToAll, o.actors.leader, {
      params: { documentId: made.id },
      body: { version: 1, isOpen: true },
    })
    await expect(get(made.id, o.actors.other)).resolves.toMatchObject({ id: made.id })
    await t.run(incoming.openToAll, o.actors.leader, {
      params: { documentId: made.id },
      body: { version: 2, isOpen: false },
    })
    await expect(get(made.id, o.actors.other)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})

describe('lists', () => {
  it('finds by folded words, pages by key without loss or repeat, and sorts', async () => {
    for (let i = 0; i < 7; i++)
      await register({ subject: `Báo cáo thủy lợi số ${i}`, issuerName: `Sở ${String.fromCharCode(65 + i)}` })
    for (const sort of ['-arrival', 'arrival', 'due', '-due', 'issuer', '-issued'] as const) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await t.run(incoming.list, o.actors.registry, {
          query: { q: 'thuy loi', sort, limit: 3, ...(after ? { after } : {}) },
        })
        seen.push(...page.items.map((row) => row.id))
        after = page.next ?? undefined
      } while (after)
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
    }
  })
})

describe('prints', () => {
  it('prints the register, the follow-up book, the slip and the label', async () => {
    const made = await register()
    for (const format of ['pdf', 'xlsx', 'docx'] as const) {
      const { file } = await t.run(incoming.printRegister, o.actors.registry, { query: { book: o.bookId, format } })
      const bytes = Buffer.from(file.bytes as Uint8Array)
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
    }
    await t.run(incoming.printRegister, o.actors.registry, { query: { book: o.bookId, kind: 'follow-up' } })
    await t.run(incoming.slip, o.actors.registry, { params: { documentId: made.id } })
    await t.run(incoming.label, o.actors.registry, { params: { documentId: made.id } })
    await expect(t.run(incoming.printRegister, o.actors.officer, { query: { book: o.bookId } })).rejects.toMatchObject({
      status: 403,
    })
  })
})
