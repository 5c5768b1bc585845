/** Packages of archived files: made by a job, verified, kept in versions, taken out. */
import { writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyPackage } from '#engines/packages/index.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { preservation } from '../contract.ts'
import { PDF, preserving } from './build.ts'

let t: TestApp
let o: Office
let p: ReturnType<typeof preserving>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  p = preserving(t, o)
})
afterAll(() => t?.close())

const bytesOf = async (answer: { file: { bytes: unknown } }) =>
  Buffer.from(await t.blobs.read((answer.file.bytes as { sha256: string }).sha256))
const zipOf = async (answer: { file: { bytes: unknown } }) => JSZip.loadAsync(await bytesOf(answer))
const entry = (zip: JSZip, name: RegExp) =>
  Object.values(zip.files)
    .find((one) => name.test(one.name))!
    .async('string')
const taken = (packageId: string) => t.run(preservation.take, o.actors.archivist, { params: { packageId } })
async function verdictOf(answer: { file: { bytes: unknown } }, profile: 'tt05-aip' | 'tt05-sip' | 'tt05-dip') {
  const path = join(t.home, `${profile}.zip`)
  writeFileSync(path, await bytesOf(answer))
  const report = await verifyPackage(path, { profile })
  return [report.valid, ...report.findings.filter((one) => one.level === 'error').map((one) => one.ruleId)]
}

describe('an archived file', () => {
  it('becomes an AIP of the circular that carries everything the archive knows of it; the same again is not packed again', async () => {
    const f = await p.fonds()
    const { id, documents } = await p.file(f, [
      [
        { name: 'Công văn 12.pdf', bytes: PDF('một') },
        { name: 'Công văn 12.pdf', bytes: PDF('phụ lục') },
      ],
      [{ name: 'thật ra là pdf.docx', bytes: PDF('hai') }],
    ])
    expect((await p.see(id)).unit).toMatchObject({ state: 'none', code: 'P1.01.2' })
    expect(await p.pack(id)).toMatchObject({ state: 'done', report: { made: 1, unchanged: 0, failed: 0, invalid: 0 } })
    const { unit, packages, events } = await p.see(id)
    expect(unit).toMatchObject({ state: 'good', version: 1, documents: 2 })
    expect(packages).toMatchObject([
      { kind: 'aip', recordStatus: 'NEW', objectId: `urn:P1:uuid-${id.toUpperCase()}`, files: 3, isValid: true },
    ])
    expect(events.map((one) => one.kind).toSorted()).toEqual(['ingest', 'packaging', 'validation'])

    const answer = await taken(packages[0]!.id)
    expect(await verdictOf(answer, 'tt05-aip')).toEqual([true])
    const zip = await zipOf(answer)
    expect(await entry(zip, /metadata\/descriptive\/EAD\.xml$/)).toMatch(
      /<arcFileCode>LT1\.P1\.01\.2<[\s\S]*<startDate>10\/2026<[\s\S]*<endDate>01\/11\/2026</,
    )
    expect((await t.run(preservation.formats, o.actors.archivist, {})).items).toMatchObject([
      { puid: 'fmt/18', files: 3, units: 1, decision: 'accept', source: 'Thông tư 05/2025/TT-BNV' },
    ])
    // By content, not by name: the third file only calls itself DOCX.
    const mets = await entry(zip, /rep1\/METS\.xml$/)
    expect([...mets.matchAll(/MIMETYPE="application\/pdf"/g)]).toHaveLength(3)
    expect(await entry(zip, /PREMIS_rep1\.xml$/)).toContain('<formatRegistryKey>fmt/18</formatRegistryKey>')
    expect(await entry(zip, /preservation\/PREMIS\.xml$/)).toMatch(/ingestion[\s\S]*information package creation/)
    const own = JSON.parse(await entry(zip, /documentation\/vankho-unit\.json$/))
    expect(own.units.map((one: { level: string }) => one.level)).toEqual(['fonds', 'inventory', 'file', 'item', 'item'])
    expect(own.authorities).toHaveLength(2)
    expect(own.links).toMatchObject([{ from_id: f.body, to_id: f.before, kind: 'predecessor' }])
    expect(own.documents.map((one: { document: { id: string } }) => one.document.id)).toEqual(documents)
    expect(own.documents[0].grants.length).toBeGreaterThan(0)

    expect(await p.pack(id)).toMatchObject({ report: { made: 0, unchanged: 1 } })
    await t.admin(
      `update archive.unit set title = 'Hồ sơ đã sửa tên', publish = 'office', changed_at = now() + interval '1 hour' where id = $1`,
      [id],
    )
    expect((await p.see(id)).unit.state).toBe('stale')
    t.clock.set(new Date(t.clock.now().getTime() + 60_000).toISOString())
    await p.pack(id)
    const again = await p.see(id)
    expect(again.packages.map((one) => [one.version, one.recordStatus])).toEqual([
      [2, 'REPLACEMENT'],
      [1, 'NEW'],
    ])
    expect(again.packages[0]!.objectId).toBe(again.packages[1]!.objectId)
    expect(await verdictOf(await taken(again.packages[0]!.id), 'tt05-aip')).toEqual([true])
    expect(again.unit.state).toBe('good')
    // Touched, and yet the same as what was packed: nothing is packed again, and nothing asks for it any longer.
    await t.admin(`update archive.unit set changed_at = now() + interval '2 hours' where parent_id = $1`, [id])
    expect((await p.see(id)).unit.state).toBe('stale')
    expect(await p.pack(id)).toMatchObject({ report: { made: 0, unchanged: 1 } })
    expect((await p.see(id)).unit.state).toBe('good')
    expect(await readdir(join(t.home, 'packing'))).toEqual([])
  })

  it('on paper alone has a package of its description; without dates it is told what is missing', async () => {
    const f = await p.fonds()
    const paper = await p.file(f, [], { medium: 'paper', origin: null })
    const dateless = await p.file(f, [[{ name: 'a.pdf', bytes: PDF('không ngày') }]], { starts: null, ends: null })
    await t.admin('update records.document set issued_date = null where id = $1', [dateless.documents[0]])
    const job = await p.pack(f.fonds)
    expect(job.report).toMatchObject({ made: 1, failed: 1 })
    expect((await p.see(paper.id)).packages).toMatchObject([{ kind: 'description', isValid: true, documents: 0 }])
    const failed = await p.see(dateless.id)
    expect(failed.unit.state).toBe('failed')
    expect(failed.fault?.vi).toContain('chưa có thời gian tài liệu')
    const at = { query: { scopeId: f.inventory } }
    expect(await t.run(preservation.counts, o.actors.archivist, at)).toMatchObject({ good: 1, failed: 1, none: 0 })
    const { items } = await t.run(preservation.units, o.actors.archivist, {
      query: { scopeId: f.fonds, state: 'failed' },
    })
    expect(items.map((one) => one.id)).toEqual([dateless.id])
    const { items: scopes } = await t.run(preservation.scopes, o.actors.archivist, {})
    expect(scopes.find((one) => one.id === f.inventory)).toMatchObject({ files: 2, packed: 1 })
  })

  it('a file that is no longer what came in is never packed', async () => {
    const f = await p.fonds()
    const { id } = await p.file(f, [[{ name: 'hỏng.pdf', bytes: PDF('sắp hỏng') }]])
    const [row] = await t.admin<{ sha256: string }>(`select sha256 from records.component where file_name = 'hỏng.pdf'`)
    const { sha256 } = row!
    const path = join(t.home, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    const bytes = await readFile(path)
    bytes[9]! ^= 1
    writeFileSync(path, bytes)
    expect((await p.pack(id)).report).toMatchObject({ failed: 1 })
    expect((await p.see(id)).fault?.en).toContain('no longer what came in')
  })
})

describe('for others', () => {
  it('a SIP and a DIP are valid, leave an event; who may not read a record takes no package of it', async () => {
    const f = await p.fonds()
    const { id, documents } = await p.file(f, [[{ name: 'a.pdf', bytes: PDF('cho người khác') }]], {
      starts: '2026-10-01',
      starts_on: '2026-10-01',
      ends_on: '2026-11-01',
    })
    const at = { params: { unitId: id } }
    const sip = await t.run(preservation.sip, o.actors.archivist, { ...at, query: { agreement: 'BBGN 01/2026' } })
    expect(await verdictOf(sip, 'tt05-sip')).toEqual([true])
    const request = { requestId: 'YC-01', purpose: '02' as const, purposeContent: 'Giải quyết chế độ' }
    const dip = await t.run(preservation.dip, o.actors.archivist, { ...at, query: request })
    expect(await verdictOf(dip, 'tt05-dip')).toEqual([true])
    await p.pack(id)
    const { packages, events } = await p.see(id)
    expect(events.map((one) => one.kind)).toEqual(expect.arrayContaining(['export', 'dissemination']))
    // What was done before is told by the package, too.
    expect(await entry(await zipOf(await taken(packages[0]!.id)), /preservation\/PREMIS\.xml$/)).toContain(
      'dissemination information package creation',
    )

    for (const actor of [o.actors.officer, o.actors.sysadmin])
      await expect(t.run(preservation.sip, actor, { ...at, query: {} })).rejects.toMatchObject({ status: 403 })
    await t.run(documentAccess.askAccess, o.actors.registry, {
      params: { documentId: documents[0] },
      body: { isNarrowed: true, members: [], reason: 'Đơn thư tố cáo' },
    })
    await expect(taken(packages[0]!.id)).rejects.toMatchObject({ code: 'PRESERVATION_NARROWED' })
    // Who it is narrowed to changes what a package carries: it has to be packed again.
    expect((await p.see(id)).unit.state).toBe('stale')
    // Nor by way of another file that the record is moved into: the package still carries it.
    const beside = await p.file(f, [])
    await t.admin('update archive.unit set parent_id = $2 where parent_id = $1', [id, beside.id])
    await expect(taken(packages[0]!.id)).rejects.toMatchObject({ code: 'PRESERVATION_NARROWED' })
    await t.admin('update archive.unit set parent_id = $1 where parent_id = $2', [id, beside.id])
    await expect(t.run(preservation.dip, o.actors.archivist, { ...at, query: request })).rejects.toMatchObject({
      code: 'PRESERVATION_NARROWED',
    })
    expect((await p.see(id)).abilities).toEqual({ pack: true, take: false, exchange: false })
  })
})
