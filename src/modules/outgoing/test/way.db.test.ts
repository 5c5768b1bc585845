import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { signingAuthority } from '#modules/people/authority-contract.ts'
import { records } from '#modules/records/contract.ts'
import { search } from '#modules/search/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { drafts, paperFields } from './build.ts'

let t: TestApp
let o: Office
let other: Office
let d: ReturnType<typeof drafts>
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  d = drafts(t, o)
})
afterAll(() => t?.close())

describe('the way of a document', () => {
  it('goes from draft through opinion, checks and approval to a numbered, issued document on paper', async () => {
    const made = await d.create({ mode: 'paper' })
    expect(made.state).toBe('drafting')
    const seen = await d.get(made.id, o.actors.officer)
    expect(seen).toMatchObject({ symbol: null, notation: 'BC-UBND', signer: 'Trần Văn Quý', holder: 'Đỗ Minh Khôi' })
    expect(seen.abilities).toEqual(['change', 'addVersion', 'submit', 'askOpinions', 'abandon'])
    await expect(d.step('submit', made.id, o.actors.officer)).rejects.toMatchObject({ code: 'OUTGOING_NO_DRAFT' })
    const written = await d.write(made.id)
    expect(written).toMatchObject({ no: 1, errors: 0 })

    // One opinion of a unit and one of a person, in one table with a deadline.
    const asked = await t.run(outgoingWay.askOpinions, o.actors.officer, {
      params: { documentId: made.id },
      body: {
        version: written.version,
        from: [{ unitId: o.units.finance }, { postId: o.actors.other.postId }],
        question: 'Xin ý kiến về số liệu',
        dueDate: '2026-11-25',
      },
    })
    expect(asked.asked).toBe(2)
    await expect(d.step('submit', made.id, o.actors.officer)).rejects.toMatchObject({ code: 'OUTGOING_OPINIONS_OPEN' })
    const [ofUnit, ofPerson] = (await d.get(made.id, o.actors.head)).opinions
    expect(ofUnit).toMatchObject({ isMine: true, state: 'asked' })
    expect(ofPerson!.isMine).toBe(false)
    await t.run(outgoingWay.answerOpinion, o.actors.head, {
      params: { opinionId: ofUnit!.id },
      body: { version: 1, answer: 'agree-with-changes', words: 'Sửa số hộ thành 13' },
    })
    // He was asked: he sees the draft and answers; a stranger in the office does neither.
    await t.run(outgoingWay.answerOpinion, o.actors.other, {
      params: { opinionId: ofPerson!.id },
      body: { version: 1, answer: 'agree' },
    })
    await t.run(outgoingWay.replyOpinion, o.actors.officer, {
      params: { opinionId: ofUnit!.id },
      body: { version: 2, reply: 'Đã tiếp thu' },
    })

    expect(await d.step('submit', made.id, o.actors.officer)).toMatchObject({ state: 'content_check' })
    expect((await d.get(made.id)).holder).toBe('Phạm Đức Anh')
    expect(await d.step('checkContent', made.id, o.actors.head)).toMatchObject({ state: 'form_check' })
    expect(await d.step('checkForm', made.id, o.actors.chief)).toMatchObject({ state: 'approval' })
    expect(await d.step('approve', made.id, o.actors.leader)).toMatchObject({ state: 'approved' })
    await expect(d.step('numberOnPaper', made.id, o.actors.registry, { signedOn: '2026-11-24' })).rejects.toMatchObject(
      { code: 'OUTGOING_SIGNED_LATER' },
    )
    const numbered = await d.step('numberOnPaper', made.id, o.actors.registry, { signedOn: '2026-11-20' })
    expect(numbered).toMatchObject({ state: 'signed', number: 1, symbol: '01/BC-UBND', issuedDate: '2026-11-23' })
    expect(await d.step('issue', made.id, o.actors.registry)).toMatchObject({ state: 'issued' })

    const end = await d.get(made.id, o.actors.officer)
    expect(end).toMatchObject({ state: 'issued', symbol: '01/BC-UBND', issuedDate: '2026-11-23', holder: null })
    expect(end.dispatches).toMatchObject([{ name: 'Ủy ban nhân dân tỉnh Lam Hà', state: 'sent' }])
    expect(end.verdicts.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'content passed',
      'form passed',
      'approval passed',
    ])
    expect(end.opinions.map((one) => one.answer)).toEqual(['agree-with-changes', 'agree'])
    expect(end.steps.map((step) => step.kind)).toEqual([
      'created',
      'version-added',
      'opinions-asked',
      'opinion-given',
      'opinion-given',
      'submitted',
      'content-checked',
      'form-checked',
      'approved',
      'signed-by-hand',
      'issued',
    ])
    const audit = await t.admin<{ kind: string }>(`select kind from audit.entry where subject_id = $1 order by at`, [
      made.id,
    ])
    expect(audit.map((row) => row.kind)).toEqual(
      expect.arrayContaining([
        'outgoing.create',
        'outgoing.write',
        'outgoing.approve',
        'outgoing.numberOnPaper',
        'outgoing.issue',
      ]),
    )
  })

  it('numbers each type in its own series of the year, and keeps the gap of one that is given up', async () => {
    const first = await d.approved({ mode: 'paper', typeCode: 'quyet-dinh', subject: 'Kiện toàn tổ công tác' })
    expect(await d.step('numberOnPaper', first, o.actors.registry)).toMatchObject({ symbol: '01/QĐ-UBND' })
    const letter = await d.approved({ mode: 'paper', typeCode: 'cong-van', notationUnit: 'KT', subject: 'Mời họp' })
    expect(await d.step('numberOnPaper', letter, o.actors.registry)).toMatchObject({ symbol: '01/UBND-KT' })
    const second = await d.approved({ mode: 'paper', typeCode: 'quyet-dinh', subject: 'Khen thưởng' })
    expect(await d.step('numberOnPaper', second, o.actors.registry)).toMatchObject({ symbol: '02/QĐ-UBND' })
    const books = await t.run(records.listBooks, o.actors.registry, { query: { direction: 'outgoing' } })
    expect(books.items.map((one) => [one.title, one.lastNumber])).toEqual(
      expect.arrayContaining([
        ['Sổ đăng ký văn bản đi: Quyết định', 2],
        ['Sổ đăng ký văn bản đi: Công văn', 1],
      ]),
    )
    const mine = await t.run(incoming.counts, o.actors.registry)
    expect(mine.book?.title).toBe('Sổ đăng ký văn bản đến')
  })

  it('runs a Party series through the term and says what is missing without one', async () => {
    const party = await makeOffice(t, 'Đảng ủy xã Sông Mây', 'party')
    const p = drafts(t, party)
    const id = await p.approved({ mode: 'paper', typeCode: 'ket-luan', subject: 'về công tác quý IV' })
    await expect(p.step('numberOnPaper', id, party.actors.registry)).rejects.toMatchObject({ code: 'OUTGOING_NO_TERM' })
    await t.as(party.organizationId, async (ctx) => {
      const { createTerm } = await import('#modules/people/index.ts')
      await createTerm(ctx.tx, party.organizationId, {
        label: '2025–2030',
        congress: null,
        validFrom: '2025-06-20',
        validTo: null,
        basis: null,
      } as never)
    })
    expect(await p.step('numberOnPaper', id, party.actors.registry)).toMatchObject({ symbol: '01-KL/ĐU' })
  })

  it('lets two registrars number at the same second without a double or a hole', async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        d.approved({ mode: 'paper', typeCode: 'thong-bao', subject: `Thông báo ${i}` }),
      ),
    )
    const made = await Promise.all(ids.map((id) => d.step('numberOnPaper', id, o.actors.registry)))
    expect(made.map((one) => (one as { number: number }).number).sort()).toEqual([1, 2, 3, 4, 5, 6])
    // Pressed twice: the second finds it done.
    const { version } = await d.get(ids[0]!)
    await expect(
      t.run(outgoingWay.numberOnPaper, o.actors.registry, {
        params: { documentId: ids[0] },
        body: { version: version - 1 },
      }),
    ).rejects.toMatchObject({ code: 'OUTGOING_STATE_CHANGED' })
  })
})

describe('what was approved is what is signed', () => {
  it('a version added after the approval goes back to the signer', async () => {
    const id = await d.approved({ mode: 'paper' })
    await d.write(id, o.actors.officer, 'Đổi một câu sau khi duyệt.')
    const seen = await d.get(id, o.actors.leader)
    expect(seen).toMatchObject({ state: 'approval', approvedVersion: null, latestVersion: 2 })
    expect(seen.verdicts.at(-1)).toMatchObject({ kind: 'approval', outcome: 'voided', versionNo: 1 })
    expect(await d.step('approve', id, o.actors.leader)).toMatchObject({ state: 'approved' })
  })

  it('the database itself refuses a state past approval over another version', async () => {
    const id = await d.approved({ mode: 'paper' })
    await expect(
      t.admin(`update outgoing.paper set latest_version = latest_version + 1 where document_id = '${id}'`),
    ).rejects.toThrow(/OUTGOING_CHANGED_SINCE_APPROVAL/)
  })

  it('comes back with words and marks; the drafter mends and submits again', async () => {
    const made = await d.create()
    await d.write(made.id)
    await d.step('submit', made.id, o.actors.officer)
    await d.step('sendBack', made.id, o.actors.head, {
      words: 'Thiếu số liệu quý III',
      marks: [{ page: 1, box: [100, 200, 80, 12], words: 'bổ sung' }],
    })
    const back = await d.get(made.id, o.actors.officer)
    expect(back).toMatchObject({ state: 'drafting', returnedWords: 'Thiếu số liệu quý III', isReturned: true })
    expect(back.verdicts.at(-1)).toMatchObject({ outcome: 'returned', marks: [{ page: 1, words: 'bổ sung' }] })
    await d.write(made.id, o.actors.officer, 'Đã bổ sung.')
    expect(await d.step('submit', made.id, o.actors.officer)).toMatchObject({ state: 'content_check' })
    expect((await d.get(made.id)).returnedWords).toBeNull()
  })
})

describe('authority', () => {
  it('is asked by post, type and day when it is approved', async () => {
    const given = await t.run(signingAuthority.giveAuthority, o.actors.leader, {
      body: {
        postId: o.actors.chief.postId,
        authority: [{ form: 'TL', of: 'Chủ tịch' }],
        position: 'Chánh Văn phòng',
        types: ['giay-moi'],
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
        basis: 'Quy chế làm việc',
      },
    })
    await expect(d.create({ signerPost: o.actors.chief.postId })).rejects.toMatchObject({
      code: 'OUTGOING_NO_AUTHORITY',
      facts: { name: 'Lê Thị Thủy', day: '23/11/2026' },
    })
    const made = await d.create({
      typeCode: 'giay-moi',
      subject: 'Họp giao ban',
      signerPost: o.actors.chief.postId,
      mode: 'paper',
    })
    await d.write(made.id)
    await d.step('submit', made.id, o.actors.officer)
    await d.step('checkContent', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.registry)
    await t.run(signingAuthority.endAuthority, o.actors.leader, {
      params: { id: given.id },
      body: { reason: 'Đổi quy chế' },
    })
    await expect(d.step('approve', made.id, o.actors.chief)).rejects.toMatchObject({ code: 'OUTGOING_NO_AUTHORITY' })
  })

  it('an authorisation ends some day, and nobody orders himself', async () => {
    const body = {
      postId: o.actors.chief.postId,
      authority: [{ form: 'TUQ', of: 'Chủ tịch' }],
      position: 'Chánh Văn phòng',
      validFrom: '2026-01-01',
      basis: 'Giấy ủy quyền 01',
    }
    await expect(t.run(signingAuthority.giveAuthority, o.actors.leader, { body })).rejects.toMatchObject({
      code: 'PEOPLE_AUTHORITY_NEEDS_END',
    })
    await expect(
      t.run(signingAuthority.giveAuthority, o.actors.chief, { body: { ...body, validTo: '2026-12-31' } }),
    ).rejects.toMatchObject({ code: 'PEOPLE_SELF_GRANT' })
    await expect(
      t.run(signingAuthority.giveAuthority, o.actors.officer, { body: { ...body, validTo: '2026-12-31' } }),
    ).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })

  it('only the signer approves, and only who stands in the way checks', async () => {
    const made = await d.create()
    await d.write(made.id)
    await d.step('submit', made.id, o.actors.officer)
    await expect(d.step('checkContent', made.id, o.actors.officer)).rejects.toMatchObject({ status: 403 })
    await expect(d.step('checkForm', made.id, o.actors.chief)).rejects.toMatchObject({ status: 404 })
    await d.step('checkContent', made.id, o.actors.head)
    await d.step('checkForm', made.id, o.actors.chief)
    await expect(d.step('approve', made.id, o.actors.chief)).rejects.toMatchObject({ code: 'OUTGOING_NOT_THE_SIGNER' })
    await expect(d.get(made.id, o.actors.other)).rejects.toMatchObject({ status: 404 })
    await expect(d.get(made.id, other.actors.leader)).rejects.toMatchObject({ status: 404 })
  })
})

describe('lists', () => {
  it('show each what waits for him', async () => {
    const made = await d.create({ subject: 'Báo cáo riêng để xem danh sách' })
    await d.write(made.id)
    await d.step('submit', made.id, o.actors.officer)
    const waiting = async (actor = o.actors.head) =>
      (await t.run(outgoing.list, actor, { query: { tab: 'waiting' } })).items.map((one) => one.id)
    expect(await waiting()).toContain(made.id)
    expect(await waiting(o.actors.chief)).not.toContain(made.id)
    await d.step('checkContent', made.id, o.actors.head)
    expect(await waiting()).not.toContain(made.id)
    expect(await waiting(o.actors.chief)).toContain(made.id)
    expect((await t.run(outgoing.counts, o.actors.chief)).tabs['waiting']).toBeGreaterThan(0)
    const found = await t.run(outgoing.list, o.actors.leader, { query: { q: 'xem danh sach' } })
    expect(found.items.map((one) => one.id)).toEqual([made.id])
    expect((await t.run(outgoing.list, other.actors.leader, {})).items).toEqual([])
    const all: string[] = []
    for (let after: string | null | undefined; ; ) {
      const page = await t.run(outgoing.list, o.actors.leader, { query: { limit: 2, ...(after ? { after } : {}) } })
      all.push(...page.items.map((one) => one.id))
      after = page.next
      if (!after) break
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(8)
  })
})

describe('a post that ended', () => {
  it('hands its drafts to the successor; what it was to sign goes back to the drafter', async () => {
    const made = await d.create({ subject: 'Dự thảo bàn giao' })
    await d.write(made.id)
    const ended = (postId: string | null, successorPostId: string | null) =>
      t.as(o.organizationId, async (ctx) =>
        ctx.emit({
          type: 'people.post-ended',
          payload: { postId, unitId: o.units.finance, successorPostId, lastDay: '2026-11-22' },
        }),
      )
    await ended(o.actors.officer.postId, o.actors.other.postId)
    await t.drain()
    const handed = await d.get(made.id, o.actors.other)
    expect(handed).toMatchObject({ drafter: 'Vũ Thị Lý', holder: 'Vũ Thị Lý' })
    expect(handed.abilities).toContain('submit')
    const waiting = await d.create({ subject: 'Chờ người ký' }, {}, o.actors.head)
    await d.write(waiting.id, o.actors.head)
    await d.step('submit', waiting.id, o.actors.head)
    await d.step('checkForm', waiting.id, o.actors.chief)
    await ended(o.actors.leader.postId, null)
    await t.drain()
    expect(await d.get(waiting.id, o.actors.head)).toMatchObject({
      state: 'drafting',
      signer: null,
      returnedWords: expect.stringContaining('thôi giữ chức'),
    })
  })
})

describe('search', () => {
  it('finds an outgoing document by words and by its number, for who may see it alone', async () => {
    const find = async (q: string, actor = o.actors.registry) =>
      (await t.run(search.find, actor, { query: { q } })).items.map((one) => one.id)
    const id = await d.approved({ mode: 'paper', typeCode: 'huong-dan', subject: 'Quy trình tiếp nhận hồ sơ một cửa' })
    expect(await find('tiep nhan ho so mot cua')).toEqual([id])
    expect(await find('tiếp nhận hồ sơ một cửa', o.actors.other)).toEqual([])
    await d.step('numberOnPaper', id, o.actors.registry)
    expect((await find('01/HD-UBND'))[0]).toBe(id)
    expect(await find('chiều:đi một cửa')).toEqual([id])
  })
})

describe('a repeated request', () => {
  it('makes one draft', async () => {
    const body = { fields: paperFields(o), requestKey: 'khoa-lap-du-thao-1' }
    const [a, b] = await Promise.all([
      t.run(outgoing.create, o.actors.officer, { body }),
      t.run(outgoing.create, o.actors.officer, { body }),
    ])
    expect(a.id).toBe(b.id)
    const made = await t.admin<{ count: string }>(`select count(*) from outgoing.paper where request_key = $1`, [
      body.requestKey,
    ])
    expect(made).toEqual([{ count: '1' }])
  })
})
