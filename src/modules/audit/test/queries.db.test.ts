import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganization } from '#modules/people/index.ts'
import { organization, seat } from '#modules/people/test/build.ts'
import type { Actor } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { anonymous } from '#platform/action/kernel.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { audit } from '../contract.ts'
import { defineAuditKinds } from '../kinds.ts'
import { leafHash } from '../merkle/hash.ts'
import { HeadVerifier, readHeadsFile } from '../merkle/head.ts'
import { verifyInclusion } from '../merkle/proofs.ts'
import { verifyAudit } from '../offline.ts'
import { anActor, happen, seal } from './house.ts'

defineAuditKinds('trial', {
  open: { vi: 'mở văn bản {subject}', en: 'opened document {subject}', isLook: true },
  sign: {
    vi: 'ký {subject}, số {after.number}, {data.none}',
    en: 'signed {subject}, number {after.number}, {data.none}',
  },
})

let t: TestApp
let leader: Actor
let document: string
beforeAll(async () => {
  t = await testApp()
  const organizationId = await organization(t, { name: 'UBND xã Sông Mây' })
  leader = {
    ...(await seat(t, organizationId, 'Giàng A Páo', ['leader'], { title: 'Chủ tịch' })).actor,
    address: '10.20.0.9',
  }
  document = newId()
  const officer = { ...anActor(leader.organizationId, ['officer'], 'Vàng Thị Dợ'), title: 'Chuyên viên' }
  await happen(t, leader, 6)
  t.clock.advance(24 * 3600_000)
  for (const [kind, actor] of [
    ['trial.open', officer],
    ['trial.sign', leader],
    ['trial.open', leader],
  ] as const) {
    t.clock.advance(5)
    await t.kernel.recordApart(actor, {
      kind,
      outcome: 'done',
      subject: { type: 'document', id: document, label: '9/TB-UBND' },
      after: { number: 9 },
    })
  }
  t.clock.advance(5)
  await seal(t, leader.organizationId, { until: 9 })
  await t.kernel.recordApart(officer, {
    kind: 'trial.sign',
    outcome: 'refused',
    subject: { type: 'document', id: document },
  })
})
afterAll(() => t.close())

const list = (query: object = {}, actor = leader) => t.run(audit.list, actor, { query })

describe('the list', () => {
  it('tells what happened in sentences, newest first, and pages by instant', async () => {
    const first = await list({ limit: 3, kind: 'trial' })
    expect(first.items.map((item) => [item.actorName, item.sentence.vi])).toEqual([
      ['Vàng Thị Dợ', `bị từ chối: ký #${document.slice(-6)}, số …, …`],
      ['Giàng A Páo', 'mở văn bản 9/TB-UBND'],
      ['Giàng A Páo', 'ký 9/TB-UBND, số 9, …'],
    ])
    expect(first.items[2]!.sentence.en).toBe('signed 9/TB-UBND, number 9, …')
    const second = await list({ limit: 3, kind: 'trial', before: first.next })
    expect(second.items.map((item) => item.sentence.vi)).toEqual(['mở văn bản 9/TB-UBND'])
    expect(second.next).toBeNull()
  })

  it.each([
    [{ kind: 'trial.open' }, 2],
    [{ kind: 'trial.sign' }, 2],
    [{ outcome: 'refused', kind: 'trial.sign' }, 1],
    [{ who: 'thị dợ' }, 2],
    [{ who: '%' }, 0],
    [{ who: 'Thị', kind: 'trial.open' }, 1],
    [{ to: '2026-11-23' }, 6],
    [{ from: '2026-11-24', kind: 'incoming' }, 0],
  ])('narrows by %o', async (query, count) => {
    expect((await list(query)).items).toHaveLength(count)
  })

  it('says who looked at a document, sealed or not', async () => {
    const looks = await list({ subjectId: document, looks: 'true' })
    expect(looks.items.map((item) => item.actorName)).toEqual(['Giàng A Páo', 'Vàng Thị Dợ'])
    expect((await list({ subjectId: document })).items).toHaveLength(4)
    const persons = await list({ personId: leader.personId, subjectId: document })
    expect(persons.items).toHaveLength(2)
  })

  it('is itself on record, with the filters', async () => {
    const inspector = anActor(leader.organizationId, ['inspector'], 'Sùng A Chứ')
    await list({ subjectId: document }, inspector)
    const own = await list({ who: 'Sùng A Chứ', kind: 'audit.list' })
    expect(own.items).toHaveLength(1)
    const detail = await t.run(audit.get, leader, { params: { id: own.items[0]!.id } })
    expect(detail.data).toMatchObject({ subjectId: document })
    const again = await list({ kind: 'audit.get' })
    expect(again.items[0]).toMatchObject({ actorName: 'Giàng A Páo', subjectId: own.items[0]!.id })
  })
})

describe('one entry', () => {
  it('shows before and after, and proves its place to anybody', async () => {
    const { items } = await list({ kind: 'incoming.register', limit: 1 })
    const detail = await t.run(audit.get, leader, { params: { id: items[0]!.id } })
    expect(detail).toMatchObject({
      before: { state: 'new' },
      after: { state: 'registered', number: 5 },
      address: '10.20.0.9',
    })
    const { index, path, head, hash } = detail.place!
    expect(detail.place).toMatchObject({ index: 5, isIntact: true, isProven: true })
    expect(leafHash(detail.canonical)).toBe(hash)
    expect(verifyInclusion({ index, size: head.size, leaf: hash, path, root: head.root })).toBe(true)
  })

  it('has no place before it is sealed, and says so when it was changed', async () => {
    const fresh = (await list({ kind: 'trial.sign', outcome: 'refused' })).items[0]!
    expect((await t.run(audit.get, leader, { params: { id: fresh.id } })).place).toBeNull()
    const old = (await list({ kind: 'incoming.register', limit: 1 })).items[0]!
    await t.admin(`begin; set local session_replication_role = replica;
      update audit.entry set actor_title = 'Giám đốc' where id = '${old.id}'; commit`)
    const place = (await t.run(audit.get, leader, { params: { id: old.id } })).place!
    expect(place).toMatchObject({ isIntact: false, isProven: false })
    await t.admin(`begin; set local session_replication_role = replica;
      update audit.entry set actor_title = 'Chủ tịch' where id = '${old.id}'; commit`)
  })

  it('of another organisation is not found', async () => {
    const { items } = await list({ limit: 1 })
    const stranger = anActor(newId(), ['leader', 'sysadmin'])
    await expect(t.run(audit.get, stranger, { params: { id: items[0]!.id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    expect((await list({ kind: 'trial' }, stranger)).items).toEqual([])
  })
})

describe('rights', () => {
  it('are of leaders, chiefs of office, inspectors and administrators', async () => {
    for (const role of ['leader', 'chief_of_office', 'inspector', 'sysadmin'])
      await expect(list({}, anActor(newId(), [role]))).resolves.toBeDefined()
    for (const role of ['registry', 'unit_clerk', 'unit_head', 'officer', 'archivist', 'reader'])
      await expect(list({}, anActor(newId(), [role]))).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(list({}, anonymous('10.0.0.1'))).rejects.toMatchObject({ code: 'PLATFORM_SIGN_IN' })
  })

  it('on the installation’s own log are of the host organisation’s administrators', async () => {
    await t.kernel.recordApart(anonymous('10.9.9.9'), {
      kind: 'auth.signIn',
      outcome: 'refused',
      data: { login: 'may' },
    })
    const make = (isHost: boolean): Promise<string> =>
      t.as(INSTALLATION_ID, (ctx) =>
        createOrganization(
          ctx.tx,
          { name: `UBND xã Đồi Chè ${isHost}`, kind: 'state', regime: 'state', level: 'commune', isHost },
          ctx.now,
        ),
      )
    const host = await make(true)
    const seen = await list({ log: 'installation', kind: 'auth.signIn' }, anActor(host, ['sysadmin']))
    expect(seen.items).toHaveLength(1)
    for (const actor of [anActor(host, ['leader']), anActor(await make(false), ['sysadmin']), leader])
      await expect(list({ log: 'installation' }, actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})

describe('sealing and verification on the screen', () => {
  it('runs as a job and leaves its result in the log', async () => {
    const before = await t.run(audit.seal, leader)
    expect(before).toMatchObject({ head: { size: 9 }, mayReadInstallation: false, verification: null })
    expect(before.waiting).toBeGreaterThan(0)
    const { runId } = await t.run(audit.verify, leader)
    await t.drain()
    const after = await t.run(audit.seal, leader)
    expect(after.verification).toMatchObject({ runId, valid: true, entries: 9, byName: 'Giàng A Páo', firstBad: null })
  })

  it('hands out heads and log for the offline verifier', async () => {
    const heads = await t.run(audit.heads, leader)
    const { keys, heads: signed } = readHeadsFile(Buffer.from(heads.file.bytes as Uint8Array).toString())
    expect(signed.every((head) => new HeadVerifier(keys).isGood(head))).toBe(true)
    const log = await t.run(audit.exportLog, leader)
    const path = join(t.home, 'log.jsonl')
    writeFileSync(path, await buffer(log.file.bytes as NodeJS.ReadableStream))
    const headPath = join(t.home, 'heads.jsonl')
    writeFileSync(headPath, heads.file.bytes as Uint8Array)
    expect(await verifyAudit(path, { head: headPath })).toMatchObject({ exitCode: 0, result: { valid: true } })
  })

  it('prints a list', async () => {
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['xlsx', 'PK'],
      ['docx', 'PK'],
    ]) {
      const { file } = await t.run(audit.print, leader, { query: { format, kind: 'trial' } })
      expect(Buffer.from(file.bytes as Uint8Array).toString('latin1', 0, magic!.length)).toBe(magic)
      expect(file.name).toMatch(new RegExp(`\\.${format}$`))
    }
  })
})
