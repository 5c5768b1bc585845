import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { room as audit } from '#modules/audit/index.ts'
import { createOrganization, room as people } from '#modules/people/index.ts'
import { INSTALLATION_ID, type Room } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { isBackupDue } from '../due.ts'
import { room } from '../index.ts'
import { fixityJob } from '../jobs.ts'
import { judgeBackup, judgeFixity } from '../judge-keeping.ts'

const keeper: Room = {
  name: 'keeper',
  contracts: [],
  permissions: {},
  handlers: [],
  blobReferences: 'select label as sha256 from people.term',
}

let t: TestApp
let organizationId: string
let terms = 0
const replica = join('/tmp', `vankho-replica-${newId()}`)
beforeAll(async () => {
  t = await testApp({
    rooms: [people, audit, room, keeper],
    env: { VANKHO_REPLICA: replica, VANKHO_FIXITY_MB_S: '500' },
  })
  organizationId = await t.as(INSTALLATION_ID, (ctx) =>
    createOrganization(ctx.tx, { name: 'UBND xã Sông Mây', kind: 'state', regime: 'state', level: 'commune' }, ctx.now),
  )
})
afterAll(async () => {
  rmSync(replica, { recursive: true, force: true })
  await t?.close()
})

const place = (root: string, sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
const stored = async (size = 3000): Promise<string> => {
  const { sha256 } = await t.blobs.put(randomBytes(size))
  terms += 2
  await t.admin(
    `insert into people.term (organization_id, id, label, valid_from, valid_to)
     values ($1, $2, $3, date '1900-01-01' + $4::int, date '1900-01-01' + $4::int)`,
    [organizationId, newId(), sha256, terms],
  )
  return sha256
}
const copyOf = (sha256: string): void => {
  mkdirSync(dirname(place(replica, sha256)), { recursive: true })
  writeFileSync(place(replica, sha256), readFileSync(place(join(t.home, 'blobs'), sha256)))
}
const turnBit = (root: string, sha256: string): void => {
  const bytes = readFileSync(place(root, sha256))
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(place(root, sha256), bytes)
}
const pass = async () => {
  await t.as(INSTALLATION_ID, async (ctx) => {
    ctx.enqueue(fixityJob, {})
  })
  await t.drain()
  const rows = await t.admin<{ is_good: boolean; at: Date; report: Record<string, unknown> }>(
    `select is_good, at, report from operations.check_result where name = 'fixity'`,
  )
  return rows[0]!
}

describe('the fixity pass', () => {
  it('finds every altered and missing file, mends what has a second copy, raises no false alarm, and is audited', async () => {
    const store = join(t.home, 'blobs')
    const all = await Promise.all(Array.from({ length: 60 }, () => stored()))
    expect(await pass()).toMatchObject({ is_good: true, report: { looked: 60, damaged: 0, missing: 0, repaired: 0 } })
    const mendable = all.slice(0, 5)
    for (const sha256 of mendable) copyOf(sha256)
    const rotten = all[5]!
    copyOf(rotten)
    turnBit(replica, rotten) // the second copy is no better
    for (const sha256 of [...mendable.slice(0, 3), rotten, all[6]!]) turnBit(store, sha256)
    for (const sha256 of [...mendable.slice(3), all[7]!]) rmSync(place(store, sha256))
    const found = await pass()
    expect(found).toMatchObject({ is_good: false, report: { looked: 60, damaged: 5, missing: 3, repaired: 5 } })
    expect((found.report['names'] as string[]).map((line) => line.slice(0, 64)).sort()).toEqual(
      [...mendable, rotten, all[6]!, all[7]!].sort(),
    )
    for (const sha256 of mendable)
      expect(
        createHash('sha256')
          .update(readFileSync(place(store, sha256)))
          .digest('hex'),
      ).toBe(sha256)
    expect(judgeFixity({ ...found, isGood: found.is_good }, t.clock.now()).state).toBe('bad')
    // What could not be mended is found again; what was mended is not.
    expect(await pass()).toMatchObject({ is_good: false, report: { damaged: 2, missing: 1, repaired: 0 } })
    const told = await t.admin(`select from audit.entry where kind = 'operations.fixity'`)
    expect(told).toHaveLength(3)
  })

  it('goes on where a broken-off pass stopped', async () => {
    const hashes = (await t.admin<{ label: string }>('select label from people.term order by label collate "C"')).map(
      (row) => row.label,
    )
    await t.admin(`update operations.check_result set is_good = false, report = $1 where name = 'fixity-pass'`, [
      JSON.stringify({ after: hashes[39], looked: 40, bytes: 0, damaged: 0, missing: 0, repaired: 0, names: [] }),
    ])
    const found = await pass()
    expect(found.report['looked']).toBe(60)
    expect((found.report['names'] as string[]).every((line) => line.slice(0, 64) > hashes[39]!)).toBe(true)
  })
})

describe('the daily backup', () => {
  it('is due once a day after its hour in Vietnam, and made up after a day off', () => {
    const at = (text: string): Date => new Date(text)
    // 01:00 in Vietnam is 18:00 UTC of the day before.
    expect(isBackupDue('01:00', null, at('2026-11-27T10:00:00Z'))).toBe(true)
    expect(isBackupDue('01:00', at('2026-11-26T18:01:00Z'), at('2026-11-27T17:59:00Z'))).toBe(false)
    expect(isBackupDue('01:00', at('2026-11-26T18:01:00Z'), at('2026-11-27T18:00:00Z'))).toBe(true)
    expect(isBackupDue('23:30', at('2026-11-20T00:00:00Z'), at('2026-11-27T00:00:00Z'))).toBe(true)
    expect(isBackupDue('23:30', at('2026-11-26T16:31:00Z'), at('2026-11-27T16:29:00Z'))).toBe(false)
  })

  it('health warns of no schedule, of age, of a failure, and of files that the store itself had lost', () => {
    const now = new Date('2026-11-27T00:00:00Z')
    const made = (hours: number, isGood = true) => ({
      at: new Date(now.getTime() - hours * 3_600_000),
      isGood,
      report: { path: '/sao-luu/20261127-010000', damaged: 2, vi: 'đầy đĩa', en: 'disk full' },
    })
    const none = { last: null, failed: null, log: null }
    expect(judgeBackup(none, null, now).state).toBe('bad')
    expect(judgeBackup({ ...none, last: made(2) }, null, now).state).toBe('warning')
    expect(judgeBackup({ ...none, last: made(2) }, '/sao-luu', now).state).toBe('good')
    expect(judgeBackup({ ...none, last: made(27) }, '/sao-luu', now).state).toBe('bad')
    expect(judgeBackup({ ...none, last: made(2, false) }, '/sao-luu', now).state).toBe('bad')
    const failed = judgeBackup({ last: made(9), failed: made(1, false), log: null }, '/sao-luu', now)
    expect(failed).toMatchObject({ state: 'bad' })
    expect(failed.text.vi).toContain('đầy đĩa')
  })
})
