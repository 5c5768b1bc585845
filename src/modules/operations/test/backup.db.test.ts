import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { type Kernel, systemActor } from '#platform/action/kernel.ts'
import { backupNames } from '#platform/backup/format.ts'
import { noteStored } from '#platform/backup/index.ts'
import { nameAfter } from '#platform/backup/take.ts'
import { type BlobStore, diskStore } from '#platform/blobs/index.ts'
import { fixedClock } from '#platform/clock/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/index.ts'
import { createLogger } from '#platform/log/index.ts'
import { runQueueOnce } from '#platform/queue/index.ts'
import { createApp } from '#src/app.ts'
import type { TestApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { operations } from '../contract.ts'
import { isBackupDue } from '../due.ts'
import { backupJob } from '../jobs.ts'

const DAY = 86_400_000
const home = mkdtempSync(join(tmpdir(), 'vankho-nightly-'))
const space = mkdtempSync(join(tmpdir(), 'vankho-nightly-out-'))
const out = join(space, 'backup')
// A clock that runs ahead of the machine's: the database's own clock tells when a backup was made.
const clock = fixedClock(new Date())
let database: OpenDatabase
let kernel: Kernel
let office: Office
let walks = 0
let admin: pg.Client
const blobs = diskStore(join(home, 'blobs'))

beforeAll(async () => {
  const config = loadConfig({
    VANKHO_HOME: home,
    VANKHO_LOG: 'silent',
    VANKHO_DB_FSYNC: '0',
    VANKHO_BACKUP_TO: out,
    VANKHO_BACKUP_KEEP: '2',
  })
  database = await openDatabase(config, () => {})
  const counted: BlobStore = {
    ...blobs,
    list() {
      walks += 1
      return blobs.list()
    },
  }
  kernel = createApp({
    config,
    db: database.db,
    clock,
    blobs: noteStored(counted, database.embedded!.dataFolder),
    log: createLogger('silent'),
  }).kernel
  office = await makeOffice({ db: database.db, clock, kernel } as unknown as TestApp)
  admin = new pg.Client({ connectionString: database.embedded!.adminUrl.replace('/postgres?', '/vankho?') })
  await admin.connect()
})
afterAll(async () => {
  await admin?.end()
  await database?.close()
  rmSync(home, { recursive: true, force: true })
  rmSync(space, { recursive: true, force: true })
})

/** The five minutes are over: what the clock of the worker does. */
async function tick(): Promise<void> {
  await kernel.transact(systemActor('test', INSTALLATION_ID), 'test', async (ctx) => {
    ctx.enqueue(backupJob, {})
  })
  await runQueueOnce(kernel, database.ownerUrl)
}
const check = async (name: string): Promise<{ good: boolean; report: Record<string, unknown> } | undefined> =>
  (await admin.query(`select is_good as good, report from operations.check_result where name = $1`, [name])).rows[0]
const health = async () => {
  const found = await kernel.run(kernel.handler(operations.routes.health), office.actors.sysadmin, {})
  return (found as { checks: { id: string; state: string; text: { vi: string } }[] }).checks.find(
    (line) => line.id === 'backup',
  )!
}
const shipped = (sha256: string): boolean =>
  existsSync(join(out, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256))

describe('the nightly schedule', () => {
  it('makes the first backup at once, then brings the log: only what is new, never the whole store', async () => {
    const old = await Promise.all(Array.from({ length: 30 }, () => kernel.ports.blobs.put(randomBytes(2000))))
    await tick()
    expect(await backupNames(out)).toHaveLength(1)
    expect(old.every(({ sha256 }) => shipped(sha256))).toBe(true)
    const one = await kernel.ports.blobs.put(randomBytes(2000))
    await tick() // the first time after a start of the machine the notes are not trusted
    expect((await check('backup-log'))?.report).toMatchObject({ looked: 31, files: 1 })
    expect(shipped(one.sha256)).toBe(true)
    const before = walks
    const two = await kernel.ports.blobs.put(randomBytes(2000))
    const three = await kernel.ports.blobs.put(Readable.from([randomBytes(2000)]))
    await kernel.ports.blobs.put(await blobs.read(old[0]!.sha256)) // wanted again
    await tick()
    expect((await check('backup-log'))?.report).toMatchObject({ looked: 3, files: 2 })
    expect(shipped(two.sha256) && shipped(three.sha256)).toBe(true)
    await tick()
    expect((await check('backup-log'))?.report).toMatchObject({ looked: 0, files: 0 })
    expect(walks).toBe(before)
    expect(await backupNames(out)).toHaveLength(1)
  })

  it('a disk that is away for a while is told, and forgotten when the log follows again', async () => {
    const aside = `${out}.aside`
    renameSync(out, aside)
    writeFileSync(out, 'no folder')
    await tick()
    expect(await check('backup-failed')).toMatchObject({ good: false })
    rmSync(out)
    renameSync(aside, out)
    await tick()
    expect(await check('backup-failed')).toMatchObject({ good: true })
    expect(statSync(out).isDirectory()).toBe(true)
  })

  it('makes one when the hour has come, keeps the number asked for, and only their files', async () => {
    for (let day = 0; day < 2; day++) {
      const gone = await kernel.ports.blobs.put(randomBytes(1000))
      await tick()
      clock.advance(DAY)
      const before = await backupNames(out)
      await tick()
      const after = await backupNames(out)
      expect(after).toHaveLength(2)
      expect(after.at(-1)! > before.at(-1)!).toBe(true)
      expect(shipped(gone.sha256)).toBe(true)
      await blobs.remove(gone.sha256, new Date(Date.now() + DAY))
    }
    expect(readdirSync(out).some((name) => name.endsWith('.part'))).toBe(false)
    expect((await check('backup'))?.good).toBe(true)
  })

  it('tells when it failed: on the health page, in the audit, once in the bell; waits an hour; is whole again by itself', async () => {
    const bells = async (): Promise<number> =>
      Number(
        (await admin.query(`select count(*) as n from operations.notification where kind = 'operations.backup-failed'`))
          .rows[0].n,
      )
    const foreign = join(out, 'anh-nghi-mat.jpg') // somebody took the disk for something else
    clock.advance(DAY)
    const names = await backupNames(out)
    writeFileSync(foreign, 'x')
    await tick()
    expect(await check('backup-failed')).toMatchObject({ good: false })
    expect(await health()).toMatchObject({ state: 'bad' })
    expect((await health()).text.vi).toContain('đã có dữ liệu khác')
    expect(await bells()).toBe(2) // the second trouble of these days
    expect((await admin.query(`select from audit.entry where kind = 'operations.backup-failed'`)).rows).toHaveLength(2)
    rmSync(foreign)
    await tick()
    expect(await backupNames(out)).toEqual(names) // not every five minutes into what has just failed
    clock.advance(3_700_000)
    await tick()
    expect((await backupNames(out)).at(-1)! > names.at(-1)!).toBe(true)
    expect(await check('backup-failed')).toMatchObject({ good: true })
    expect(await bells()).toBe(2)
  })
})

it('a clock that was wrong neither stops the schedule nor gives a newer backup an older name', () => {
  const at = (text: string): Date => new Date(text)
  expect(isBackupDue('01:00', at('2027-11-26T18:01:00Z'), at('2026-11-27T10:00:00Z'))).toBe(true)
  expect(nameAfter(undefined, at('2026-11-26T18:00:00Z'))).toBe('20261127-010000')
  expect(nameAfter('20261126-235959', at('2026-11-26T18:00:00Z'))).toBe('20261127-010000')
  expect(nameAfter('20261231-235959', at('2026-11-26T18:00:00Z'))).toBe('20270101-000000')
})
