import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { room as audit } from '#modules/audit/index.ts'
import { createOrganization, createPerson, createPost, room as people } from '#modules/people/index.ts'
import type { Actor, Room } from '#platform/action/index.ts'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { newId } from '#platform/ids/index.ts'
import { defineJob } from '#platform/queue/define.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { operations } from '../contract.ts'
import { doctor, notify, room } from '../index.ts'
import { sweepJob } from '../jobs.ts'
import { defineNotices } from '../notices.ts'

defineNotices({ 'test.told': { vi: 'Có việc: {label}', en: 'Work: {label}' } })

const countJob = defineJob(
  'test.count',
  z.object({ to: z.number() }),
  async () => ({
    default: async (job, { to }) => {
      for (let i = 1; i <= to; i++) await job.progress(i, to)
      job.report({ counted: to })
    },
  }),
  { tracked: true },
)

/** A room that owns bytes, to show what the sweep leaves alone. */
const keeper: Room = {
  name: 'keeper',
  contracts: [],
  permissions: {},
  handlers: [],
  jobs: [countJob],
  blobReferences: 'select label as sha256 from people.term',
  quarantineReferences: 'select congress as name from people.term where congress is not null',
}

let t: TestApp
let here: string
let there: string
const actors: Record<string, Actor> = {}

beforeAll(async () => {
  t = await testApp({ rooms: [people, audit, room, keeper] })
  const organization = (name: string) =>
    t.as(INSTALLATION_ID, (ctx) =>
      createOrganization(ctx.tx, { name, kind: 'state', regime: 'state', level: 'commune' }, ctx.now),
    )
  here = await organization('UBND xã Sông Mây')
  there = await organization('UBND xã Đồi Chè')
  const member = (organizationId: string, key: string, fullName: string, roles: string[]) =>
    t.as(organizationId, async (ctx) => {
      const today = dayOf(ctx.now)
      const personId = await createPerson(ctx.tx, { fullName }, ctx.now)
      const postId = await createPost(
        ctx.tx,
        organizationId,
        { personId, title: 'Chuyên viên', roles, validFrom: today },
        today,
      )
      actors[key] = {
        kind: 'post',
        organizationId,
        postId,
        accountId: newId(),
        personId,
        unitId: null,
        roles,
        name: fullName,
        title: 'Chuyên viên',
        sessionId: null,
        address: null,
        isDemo: false,
      }
    })
  await member(here, 'clerk', 'Trần Thị Lụa', ['registry'])
  await member(here, 'officer', 'Lê Văn Mẫu', ['officer'])
  await member(here, 'admin', 'Đỗ Quản', ['sysadmin'])
  await member(there, 'stranger', 'Vũ Khách', ['sysadmin'])
})
afterAll(() => t.close())

const tell = (label: string, keys: string[], options: { tellSelf?: boolean } = {}) =>
  t.kernel.transact(actors['clerk']!, 'test.tell', (ctx) =>
    notify(ctx, {
      kind: 'test.told',
      postIds: keys.map((key) => actors[key]!.postId!),
      subject: { type: 'document', id: newId() },
      facts: { label },
      link: 'incoming/1',
      ...options,
    }),
  )

describe('notices', () => {
  it('reach the posts they are for, once, and never the one who acts', async () => {
    expect(await tell('15/KH-UBND', ['officer', 'officer', 'clerk'])).toBe(1)
    const list = await t.run(operations.notices, actors['officer']!, {})
    expect(list.items.map((one) => one.text)).toEqual([{ vi: 'Có việc: 15/KH-UBND', en: 'Work: 15/KH-UBND' }])
    expect(await t.run(operations.countNotices, actors['officer']!)).toEqual({ unread: 1 })
    expect(await t.run(operations.countNotices, actors['clerk']!)).toEqual({ unread: 0 })
    expect(await tell('cho mình', ['clerk'], { tellSelf: true })).toBe(1)
  })
  it('are not to be seen or marked by others, even of the same organisation', async () => {
    const { items } = await t.run(operations.notices, actors['officer']!, {})
    for (const other of ['admin', 'stranger']) {
      expect((await t.run(operations.notices, actors[other]!, {})).items).toEqual([])
      expect(
        await t.run(operations.readNotices, actors[other]!, { body: { ids: items.map((one) => one.id) } }),
      ).toEqual({ read: 0 })
    }
    expect(await t.run(operations.countNotices, actors['officer']!)).toEqual({ unread: 1 })
  })
  it('come in pages, newest first, and are read one by one or all at once', async () => {
    for (let i = 0; i < 55; i++) await tell(`số ${i}`, ['officer'])
    const first = await t.run(operations.notices, actors['officer']!, {})
    const second = await t.run(operations.notices, actors['officer']!, { query: { after: first.next } })
    expect(first.items).toHaveLength(50)
    expect(first.items[0]!.text.vi).toBe('Có việc: số 54')
    expect(second.items.map((one) => one.text.vi).at(-1)).toBe('Có việc: 15/KH-UBND')
    expect(second.next).toBeNull()
    expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(56)
    expect(await t.run(operations.readNotices, actors['officer']!, { body: { ids: [first.items[0]!.id] } })).toEqual({
      read: 1,
    })
    expect((await t.run(operations.notices, actors['officer']!, { query: { unread: 'true' } })).items).toHaveLength(50)
    expect(await t.run(operations.readNotices, actors['officer']!, { body: {} })).toEqual({ read: 55 })
    expect(await t.run(operations.countNotices, actors['officer']!)).toEqual({ unread: 0 })
  })
  it('vanish with the transaction that told them', async () => {
    const failing = t.kernel.transact(actors['clerk']!, 'test.tell', async (ctx) => {
      await notify(ctx, { kind: 'test.told', postIds: [actors['officer']!.postId!], subject: { type: 'x', id: null } })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await t.run(operations.countNotices, actors['officer']!)).toEqual({ unread: 0 })
  })
})

describe('jobs', () => {
  const start = (key: string, to: number) =>
    t.kernel.transact(actors[key]!, 'test.start', async (ctx) => ctx.enqueue(countJob, { to }, { title: 'Đếm' }))

  it('are seen by their owner and by the administrator, with the report for the owner alone', async () => {
    const id = await start('officer', 3)
    expect(await t.run(operations.job, actors['officer']!, { params: { id } })).toMatchObject({
      state: 'queued',
      isOwn: true,
    })
    await t.drain()
    expect(await t.run(operations.job, actors['officer']!, { params: { id } })).toMatchObject({
      state: 'done',
      done: 3,
      total: 3,
      report: { counted: 3 },
      startedBy: 'Chuyên viên · Lê Văn Mẫu',
    })
    expect(await t.run(operations.job, actors['admin']!, { params: { id } })).toMatchObject({
      state: 'done',
      report: null,
      isOwn: false,
    })
    expect((await t.run(operations.jobs, actors['admin']!, {})).items.map((one) => one.id)).toContain(id)
    expect((await t.run(operations.jobs, actors['admin']!, { query: { mine: 'true' } })).items).toEqual([])
    for (const other of ['clerk', 'stranger']) {
      await expect(t.run(operations.job, actors[other]!, { params: { id } })).rejects.toMatchObject({
        code: 'PLATFORM_NOT_FOUND',
      })
      expect((await t.run(operations.jobs, actors[other]!, {})).items.map((one) => one.id)).not.toContain(id)
    }
  })
  it('that wait are cancelled at once, and never run; over ones are not cancelled', async () => {
    const id = await start('officer', 1)
    await expect(t.run(operations.cancelJob, actors['clerk']!, { params: { id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    expect(await t.run(operations.cancelJob, actors['officer']!, { params: { id } })).toEqual({ state: 'cancelled' })
    await t.drain()
    expect(await t.run(operations.job, actors['officer']!, { params: { id } })).toMatchObject({
      state: 'cancelled',
      done: 0,
    })
    await expect(t.run(operations.cancelJob, actors['officer']!, { params: { id } })).rejects.toMatchObject({
      code: 'OPERATIONS_JOB_OVER',
    })
  })
})

describe('the sweep', () => {
  const put = async (text: string) => (await t.blobs.put(Buffer.from(text))).sha256
  const age = (sha256: string, hours: number) => {
    const at = new Date(t.clock.now().getTime() - hours * 3_600_000)
    utimesSync(join(t.home, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), at, at)
  }
  const refer = (organizationId: string, label: string, congress: string | null, year: number) =>
    t.admin(
      `insert into people.term (organization_id, id, label, congress, valid_from, valid_to)
       values ($1, $2, $3, $4, $5::date, $5::date)`,
      [organizationId, newId(), label, congress, `${year}-01-01`],
    )
  const run = async () => {
    await t.kernel.transact(
      (await import('#platform/action/kernel.ts')).systemActor('test'),
      'test.sweep',
      async (ctx) => {
        ctx.enqueue(sweepJob, {})
      },
    )
    await t.drain()
    return (
      await t.admin<{ is_good: boolean; report: Record<string, number> }>(
        'select is_good, report from operations.check_result',
      )
    )[0]!
  }

  it('removes what nobody refers to, after the grace, and nothing else', async () => {
    const [wanted, wantedThere, orphan, young] = [
      await put('cần'),
      await put('bên kia cần'),
      await put('không ai cần'),
      await put('mới'),
    ]
    for (const sha256 of [wanted, wantedThere, orphan]) age(sha256, 25)
    age(young, 23)
    await refer(here, wanted, 'kept.upload', 2001)
    await refer(there, wantedThere, null, 2001)
    const quarantine = join(t.home, 'quarantine')
    mkdirSync(quarantine, { recursive: true })
    mkdirSync(join(t.home, 'blobs', 'tmp'), { recursive: true })
    const file = (path: string, hours: number) => {
      writeFileSync(path, 'x')
      const at = new Date(t.clock.now().getTime() - hours * 3_600_000)
      utimesSync(path, at, at)
      return path
    }
    const lost = file(join(quarantine, 'lost.upload'), 25)
    const kept = file(join(quarantine, 'kept.upload'), 300)
    const names = ['lost', 'kept'].map((name) => file(join(quarantine, `${name}.upload.name`), 300))
    const running = file(join(quarantine, 'running.upload'), 1)
    const draft = file(join(t.home, 'blobs', 'tmp', 'draft'), 25)

    const { is_good, report } = await run()
    expect(is_good).toBe(true)
    expect(report).toMatchObject({ organizations: 2, looked: 4, removed: 1, unfinished: 1, quarantine: 2 })
    const left = await Promise.all([wanted, wantedThere, orphan, young].map((sha256) => t.blobs.size(sha256)))
    expect(left.map((size) => size !== null)).toEqual([true, true, false, true])
    expect([lost, kept, running, draft, ...names].map((path) => existsSync(path))).toEqual([
      ...[false, true, true, false],
      ...[false, true],
    ])
  })

  it('leaves bytes that were stored again', async () => {
    const sha256 = await put('gửi lại')
    age(sha256, 48)
    expect((await t.blobs.put(Buffer.from('gửi lại'))).sha256).toBe(sha256)
    utimesSync(join(t.home, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256), t.clock.now(), t.clock.now())
    await run()
    expect(await t.blobs.size(sha256)).not.toBeNull()
  })

  it('puts back what a broken-off sweep had moved aside', async () => {
    const sha256 = await put('đang dọn dở')
    const { renameSync } = await import('node:fs')
    const place = join(t.home, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    age(sha256, 30)
    await refer(here, sha256, null, 2002)
    renameSync(place, join(t.home, 'blobs', 'tmp', `${sha256}.swept`))
    await run()
    expect(await t.blobs.size(sha256)).not.toBeNull()
  })

  it('removes nothing when an organisation cannot be asked, and says so', async () => {
    const orphan = await put('chưa chắc')
    age(orphan, 30)
    await t.admin('alter table people.term rename to term_away')
    await run().catch(() => {})
    const row = (await t.admin<{ is_good: boolean }>('select is_good from operations.check_result'))[0]!
    await t.admin('alter table people.term_away rename to term')
    expect(row.is_good).toBe(false)
    expect(await t.blobs.size(orphan)).not.toBeNull()
  })
})

describe('health', () => {
  it('is for administrators, and finds each part', async () => {
    await expect(t.run(operations.health, actors['officer']!)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    const { checks } = await t.run(operations.health, actors['admin']!)
    const states = Object.fromEntries(checks.map((check) => [check.id, check.state]))
    expect(states).toMatchObject({
      database: 'good',
      queue: expect.any(String),
      clock: 'good',
      files: 'good',
      transport: 'good',
    })
    expect(Object.keys(states)).toEqual(expect.arrayContaining(['space', 'tools', 'seal', 'sweep']))
  })
  it('doctor looks at migrations too, and a store that cannot be written is bad', async () => {
    const good = await doctor(t.kernel, t.ownerUrl)
    expect(good.checks.find((check) => check.id === 'migrations')?.state).toBe('good')
    expect(good.checks.find((check) => check.id === 'roles')?.state).toBe('good')
    const { renameSync } = await import('node:fs')
    renameSync(join(t.home, 'blobs'), join(t.home, 'away'))
    const bad = await doctor(t.kernel, t.ownerUrl)
    renameSync(join(t.home, 'away'), join(t.home, 'blobs'))
    expect(bad.ok).toBe(false)
    expect(bad.checks.find((check) => check.id === 'files')?.state).toBe('bad')
  })
})
