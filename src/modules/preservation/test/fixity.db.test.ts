import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { operations } from '#modules/operations/contract.ts'
import { judgeFixity } from '#modules/operations/judge-keeping.ts'
import { INSTALLATION_ID, type Room } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { rooms } from '#src/rooms.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { incidents } from '../incidents-contract.ts'
import { fixityJob } from '../jobs.ts'
import { PDF, preserving } from './build.ts'

const keeper: Room = {
  name: 'keeper',
  contracts: [],
  permissions: {},
  handlers: [],
  blobReferences: 'select label as sha256 from people.term',
}

let t: TestApp
let o: Office
let organizationId: string
let terms = 0
const replica = join('/tmp', `vankho-replica-${newId()}`)
beforeAll(async () => {
  t = await testApp({
    rooms: [...rooms, keeper],
    env: { VANKHO_REPLICA: replica, VANKHO_FIXITY_MB_S: '500' },
  })
  o = await makeOffice(t)
  organizationId = o.organizationId
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
    ctx.enqueue(fixityJob, { isForced: true })
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
    const told = await t.admin(`select from audit.entry where kind = 'preservation.fixity'`)
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

describe('what was found', () => {
  const see = (state?: 'open' | 'repaired' | 'closed', actor = o.actors.archivist) =>
    t.run(incidents.incidents, actor, { query: state ? { state } : {} })

  it('is an incident of whoever refers to the file: told, mended by itself, reported, closed by a person with words', async () => {
    await t.admin('delete from preservation.incident')
    await t.admin('delete from people.term where organization_id = $1 and label ~ $2', [
      organizationId,
      '^[0-9a-f]{64}$',
    ])
    const p = preserving(t, o)
    const { id } = await p.file(await p.fonds(), [[{ name: 'a.pdf', bytes: PDF('sẽ hỏng') }]])
    await p.pack(id)
    const { sha256 } = (await p.see(id)).packages[0]!
    const [row] = await t.admin<{ sha256: string }>(`select sha256 from records.component where file_name = 'a.pdf'`)
    const original = row!.sha256
    copyOf(sha256)
    turnBit(join(t.home, 'blobs'), sha256)
    rmSync(place(join(t.home, 'blobs'), original))

    // On demand, with a report; the administrator may ask for it, too, but reads no title.
    await t.run(incidents.check, o.actors.sysadmin, {})
    await t.drain()
    const { items } = await see()
    expect(items.map((one) => [one.sha256, one.kind, one.state, one.repairedFrom]).toSorted()).toEqual(
      [
        [sha256, 'altered', 'repaired', 'replica'],
        [original, 'missing', 'open', null],
      ].toSorted(),
    )
    const bad = items.find((one) => one.state === 'open')!
    expect(Date.parse(bad.dueAt) - Date.parse(bad.foundAt)).toBe(24 * 3_600_000)
    expect(bad.affected).toMatchObject([{ id, isPackage: false }])
    expect((await see('open', o.actors.sysadmin)).items[0]!.affected).toEqual([])
    const kinds = (await p.see(id)).events.map((one) => [one.kind, one.outcome])
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['fixity', 'failure'],
        ['repair', 'success'],
      ]),
    )
    for (const actor of [o.actors.archivist, o.actors.sysadmin]) {
      const told = (await t.run(operations.notices, actor, { query: {} })).items
      expect(told.map((one) => one.text.vi).join()).toContain('hỏng hoặc mất')
    }

    // Found again: the same incident, no second one. Put back by hand: mended.
    await t.run(incidents.check, o.actors.archivist, {})
    await t.drain()
    expect((await see()).items).toHaveLength(2)
    await t.blobs.put(PDF('sẽ hỏng'))
    await t.run(incidents.check, o.actors.archivist, {})
    await t.drain()
    const mended = (await see('repaired')).items
    expect(mended.map((one) => one.repairedFrom).toSorted()).toEqual(['found-good', 'replica'])
    expect((await p.see(id)).events.some((one) => one.kind === 'fixity' && one.outcome === 'success')).toBe(true)

    const at = { params: { incidentId: bad.id } }
    const { version } = mended.find((one) => one.id === bad.id)!
    const body = { version, words: 'Báo cáo Chánh Văn phòng' }
    const reported = await t.run(incidents.reportIncident, o.actors.sysadmin, { ...at, body })
    await expect(t.run(incidents.closeIncident, o.actors.sysadmin, { ...at, body })).rejects.toMatchObject({
      status: 403,
    })
    await expect(t.run(incidents.closeIncident, o.actors.archivist, { ...at, body })).rejects.toMatchObject({
      code: 'PLATFORM_STATE_CHANGED',
    })
    const printed = await t.run(incidents.printIncidents, o.actors.archivist, {
      query: { incidentId: bad.id, format: 'docx' },
    })
    expect(paragraphTexts(await readDocument(printed.file.bytes as Uint8Array)).join('\n')).toMatch(
      /BÁO CÁO SỰ CỐ[\s\S]*Mất tệp[\s\S]*Đã báo cáo/,
    )
    await t.run(incidents.closeIncident, o.actors.archivist, {
      ...at,
      body: { version: reported.version, words: 'Ổ đĩa lỗi, đã thay' },
    })
    expect((await see('closed')).items).toMatchObject([{ id: bad.id, words: 'Ổ đĩa lỗi, đã thay' }])
    await expect(
      t.run(incidents.reportIncident, o.actors.archivist, { ...at, body: { version: 9, words: 'x' } }),
    ).rejects.toMatchObject({ code: 'PRESERVATION_INCIDENT_STATE' })
  })

  it('a pass begins only when one is due', async () => {
    const count = async () => (await t.admin(`select from audit.entry where kind = 'preservation.fixity'`)).length
    const night = async () => {
      await t.as(INSTALLATION_ID, async (ctx) => void ctx.enqueue(fixityJob, {}))
      await t.drain()
    }
    const before = await count()
    await night()
    expect(await count()).toBe(before)
    t.clock.set(new Date(t.clock.now().getTime() + 30 * 24 * 3_600_000).toISOString())
    await night()
    expect(await count()).toBe(before + 1)
  })
})
