/** The drill: packages are made, the archive's rows are dropped, and it is rebuilt from packages alone, the same row by row. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archive } from '#modules/archive/contract.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { copyOffline } from '../offline.ts'
import { rebuild } from '../rebuild.ts'
import { PDF, preserving } from './build.ts'

let t: TestApp
let o: Office
let p: ReturnType<typeof preserving>
const outside = mkdtempSync(join(tmpdir(), 'vankho-drill-'))
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  p = preserving(t, o)
})
afterAll(async () => {
  await t?.close()
  rmSync(outside, { recursive: true, force: true })
})

const TABLES = [
  'archive.repository',
  'archive.authority',
  'archive.authority_link',
  'archive.unit',
  'archive.unit_name',
  'archive.accession',
  'archive.trace',
] as const
const RECORDS = ['records.document', 'records.component', 'records.access_grant', 'records.access_list'] as const
const rowsOf = async (tables: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => [
        table,
        await t.admin(`select to_jsonb(x) as row from ${table} x order by to_jsonb(x)::text`),
      ]),
    ),
  )
const drop = async (tables: readonly string[]) => {
  await t.admin(
    `set session_replication_role = replica; ${tables.map((table) => `delete from ${table}`).join('; ')}; set session_replication_role = origin`,
  )
}
const run = (from: string) => rebuild(t.kernel, { from, signal: new AbortController().signal, tell: () => {} })

it('an archive that lost its rows comes back from the store and from a disk, the same row by row', async () => {
  const f = await p.fonds()
  const accession = newId()
  await p.insert('accession', {
    id: accession,
    repository_id: f.repository,
    year: 2026,
    number: 7,
    received_on: '2026-11-02',
    source: 'Phòng Kế toán',
    content: 'Hồ sơ',
    fonds_id: f.fonds,
    created_at: '2026-11-02T02:00:00Z',
    created_by_name: 'Bùi Thị Ngà',
    metres: 0.25,
  })
  const first = await p.file(
    f,
    [
      [
        { name: 'a.pdf', bytes: PDF('một') },
        { name: 'b.pdf', bytes: PDF('hai') },
      ],
      [{ name: 'c.pdf', bytes: PDF('ba') }],
    ],
    {
      publish: 'public',
      published_at: '2026-11-03T01:00:00Z',
      harvest_at: '2026-11-03T01:00:00Z',
      access: 'conditional',
      accession_id: accession,
      description: { scope: 'Đơn thư', 'custodial-history': 'Kho xã' },
    },
  )
  const paper = await p.file(f, [], { medium: 'paper', origin: null, publish: 'office' })
  await p.insert('unit_name', { unit_id: first.id, authority_id: f.body, role: 'subject' })
  await p.insert('trace', {
    id: newId(),
    unit_id: first.id,
    kind: 'moved',
    at: '2026-11-04T01:00:00Z',
    by_name: 'Bùi Thị Ngà',
    words: 'Về đúng mục lục',
    data: { from: 'x' },
  })
  await t.admin('update archive.unit set children = 2 where id = $1', [f.inventory])
  await p.pack(f.fonds)
  // A second version: only the newest counts.
  await t.admin(`update archive.unit set title = 'Hồ sơ đã sửa', changed_at = now() where id = $1`, [first.id])
  t.clock.set(new Date(t.clock.now().getTime() + 60_000).toISOString())
  expect((await p.pack(f.fonds)).report).toMatchObject({ made: 1, unchanged: 1 })
  const [disk] = await copyOffline(t.kernel, {
    to: outside,
    label: 'Đĩa diễn tập',
    place: 'Kho huyện',
    signal: new AbortController().signal,
    tell: () => {},
  })
  const before = await rowsOf([...TABLES, ...RECORDS])

  // The archive's rows alone are lost: rebuilt from the store.
  await drop(TABLES)
  expect((await rowsOf(TABLES))['archive.unit']).toEqual([])
  expect(await run('store')).toMatchObject({
    packages: 2,
    invalid: [],
    foreign: [],
    older: 1,
    units: 6,
    authorities: 2,
    documents: 0,
  })
  expect(await rowsOf([...TABLES, ...RECORDS])).toEqual(before)
  // Again: nothing new, no word of it on the file.
  const events = (await p.see(first.id)).events.length
  expect(await run('store')).toMatchObject({ units: 0, authorities: 0, documents: 0 })
  expect((await p.see(first.id)).events).toHaveLength(events)
  // What was rebuilt is what was packed: nothing has to be packed again.
  expect((await p.pack(f.fonds)).report).toMatchObject({ made: 0, unchanged: 2 })

  // Records, files and packages are lost, too: rebuilt from the disk.
  const whole = (rows: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(rows).filter(([table]) => table !== 'records.access_grant'))
  const blobs: string[] = []
  for await (const one of t.blobs.list()) blobs.push(one.sha256)
  await drop([
    ...TABLES,
    ...RECORDS,
    'preservation.package',
    'preservation.event',
    'incoming.entry',
    'incoming.assignment',
  ])
  for (const sha256 of blobs) await t.blobs.remove(sha256, new Date(Date.now() + 3_600_000))
  expect(await run(disk!.path)).toMatchObject({ packages: 2, units: 6, documents: 2, invalid: [], foreign: [] })
  const after = await rowsOf([...TABLES, ...RECORDS])
  expect(whole(after)).toEqual(whole(before))
  expect(after['records.access_grant']).toEqual(before['records.access_grant'])
  const files = await t.admin<{ sha256: string }>('select sha256 from records.component')
  expect(files).toHaveLength(3)
  for (const { sha256 } of files) expect((await t.blobs.verify(sha256)).state).toBe('good')
  const seen = await p.see(first.id)
  expect(seen.packages).toMatchObject([{ version: 2, recordStatus: 'REPLACEMENT', isValid: true }])
  expect(seen.events).toMatchObject([{ kind: 'rebuild' }])
  expect((await p.see(paper.id)).packages).toMatchObject([{ kind: 'description' }])
  expect((await p.pack(f.fonds)).report).toMatchObject({ made: 0, unchanged: 2 })

  // Where something else stands, nothing is mixed in.
  await p.unit({ repository_id: f.repository, level: 'fonds', title: 'Phông khác' })
  await expect(run(disk!.path)).rejects.toMatchObject({ code: 'PRESERVATION_NOT_EMPTY' })
})

it('takes of the store what its register names, leaves removed units out, and goes on behind what cannot be taken in', async () => {
  await drop([...TABLES, 'preservation.package', 'preservation.event', 'records.component', 'records.document'])
  const f = await p.fonds()
  const [kept, removed] = [await p.file(f, [[{ name: 'd.pdf', bytes: PDF('bốn') }]]), await p.file(f, [])]
  await p.pack(f.fonds)
  await t.run(archive.remove, o.actors.archivist, {
    params: { unitId: removed.id },
    body: { version: 1, words: 'Nhập nhầm' },
  })
  expect((await p.see(kept.id)).packages).toHaveLength(1)
  t.clock.advance(60_000)
  const [disk] = await copyOffline(t.kernel, {
    to: outside,
    label: 'Đĩa hai',
    place: 'Kho huyện',
    signal: new AbortController().signal,
    tell: () => {},
  })
  expect(disk).toMatchObject({ packages: 1, isGood: true })

  // Somebody uploads a package of his own making, with the ids of a unit that is here: the register does not name it.
  const before = await t.admin<{ sha256: string }>('select sha256 from preservation.package where unit_id = $1', [
    kept.id,
  ])
  await t.admin('update preservation.package set sha256 = $2 where unit_id = $1', [kept.id, '0'.repeat(64)])
  await drop(TABLES)
  expect(await run('store')).toMatchObject({
    packages: 0,
    units: 0,
    gone: 1,
    unlisted: expect.arrayContaining([before[0]!.sha256]),
  })
  await t.admin('update preservation.package set sha256 = $2 where unit_id = $1', [kept.id, before[0]!.sha256])
  expect(await run('store')).toMatchObject({ packages: 1, gone: 1, failed: [] })
  expect(await t.admin('select 1 from archive.unit where id = $1', [removed.id])).toEqual([])
  expect(await t.admin('select 1 from archive.unit where id = $1', [kept.id])).toHaveLength(1)
})
