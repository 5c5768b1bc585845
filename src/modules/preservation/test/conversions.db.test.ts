/** Copies in formats that last: made beside originals that nobody touches, packed with them, read with them, brought back with them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPrograms } from '#engines/convert/index.ts'
import { verifyPackage } from '#engines/packages/index.ts'
import { sweepJob } from '#modules/operations/jobs.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { formatRules } from '#regimes/formats/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { preservation } from '../contract.ts'
import { conversions } from '../conversions-contract.ts'
import { incidents } from '../incidents-contract.ts'
import { rebuild } from '../rebuild.ts'
import { wishesOf } from '../rules-conversions.ts'
import { preserving } from './build.ts'

const [gs, office] = await findPrograms()
if (gs.version === null)
  console.warn('không có Ghostscript: bỏ qua | Ghostscript is not installed: skipped (apt install ghostscript)')
if (!office.parts.includes('writer'))
  console.warn(
    'không có LibreOffice Writer: bỏ qua | LibreOffice Writer is not installed: skipped (apt install libreoffice-writer)',
  )

let t: TestApp
let o: Office
let p: ReturnType<typeof preserving>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  p = preserving(t, o)
})
afterAll(() => t?.close())

function pdf(words: string, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ pdfVersion: '1.7', ...options })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.text(words).addPage().text('2').end()
  })
}
const convert = async (puid?: string) => {
  const answer = await t.run(conversions.convert, o.actors.archivist, { body: puid ? { puid } : {} })
  await t.drain()
  const [job] = await t.admin<{ state: string; error: string | null; report: Record<string, unknown> }>(
    'select state, error, report from platform.job_run where id = $1',
    [answer.jobId],
  )
  return { files: answer.files, ...job! }
}
const later = (minutes: number) => t.clock.set(new Date(t.clock.now().getTime() + minutes * 60_000).toISOString())
const formats = () => t.run(preservation.formats, o.actors.archivist, {})
const copiesOf = async (unitId: string, actor = o.actors.registry) =>
  (await t.run(conversions.copies, actor, { params: { unitId } })).items
const rowsOf = () =>
  t.admin<{ row: Record<string, unknown> }>('select to_jsonb(v) as row from preservation.conversion v order by id')

it('the policy of a day says what is asked for; what is refused or cannot be made is not wished for', () => {
  const wishes = wishesOf(
    ['fmt/523', 'fmt/276', 'fmt/477', 'fmt/754', 'fmt/43', null],
    formatRules('state', '2026-11-23'),
  )
  expect(wishes.map(({ puid, to, isAsked }) => [puid, to, isAsked])).toEqual([
    ['fmt/523', 'fmt/412', true],
    ['fmt/523', 'fmt/477', false],
    ['fmt/276', 'fmt/477', false],
  ])
})

describe.skipIf(gs.version === null)('PDF files', () => {
  it('get a PDF/A copy; a broken and a locked one end in the report and stop nobody', async () => {
    const f = await p.fonds()
    const bytes = await pdf('một')
    const { id, documents } = await p.file(f, [
      [
        { name: 'Công văn 12.pdf', bytes },
        { name: 'khóa.pdf', bytes: await pdf('khóa', { userPassword: 'u', ownerPassword: 'o' }) },
      ],
      [{ name: 'hỏng.pdf', bytes: Buffer.from('%PDF-1.7\nkhông phải\n%%EOF\n') }],
    ])
    // Nothing is known of files that were not packed.
    await expect(convert('fmt/276')).rejects.toMatchObject({ code: 'PRESERVATION_NOTHING_TO_CONVERT' })
    await p.pack(id)
    expect((await formats()).items.find((one) => one.puid === 'fmt/276')).toMatchObject({
      files: 3,
      copies: 0,
      pdfa: { files: 3, program: 'Ghostscript', package: null },
    })
    for (const actor of [o.actors.officer, o.actors.sysadmin, o.actors.leader])
      await expect(t.run(conversions.convert, actor, { body: {} })).rejects.toMatchObject({ status: 403 })
    later(1)
    const job = await convert('fmt/276')
    expect(job).toMatchObject({ files: 3, state: 'done', report: { converted: 1, notConverted: 2 } })
    const said = job.report['filesNotConverted'] as { name: string; vi: string; en: string }[]
    expect(said.map((one) => one.name).toSorted()).toEqual(['hỏng.pdf', 'khóa.pdf'])
    expect(said.find((one) => one.name === 'khóa.pdf')!.vi).toContain('có mật khẩu')
    expect(said.find((one) => one.name === 'hỏng.pdf')!.en).toContain('broken')
    expect(await readdir(join(t.home, 'packing'))).toEqual([])

    const [{ row }] = (await rowsOf()) as [{ row: Record<string, unknown> }]
    const [original] = await t.admin<{ sha256: string }>(
      `select sha256 from records.component where file_name = 'Công văn 12.pdf'`,
    )
    expect(row).toMatchObject({
      source_sha256: original!.sha256,
      puid: 'fmt/477',
      source_pages: 2,
      pages: 2,
      program: 'Ghostscript',
      program_version: gs.version,
      is_source_signed: false,
    })
    expect(Buffer.from(await t.blobs.read(original!.sha256)).equals(bytes)).toBe(true)
    const { unit, events } = await p.see(id)
    expect(unit.state).toBe('stale')
    const told = events.filter((one) => one.kind === 'migration')
    expect(told.map((one) => one.outcome).toSorted()).toEqual(['failure', 'failure', 'success'])
    expect(told.every((one) => !/khóa|hỏng|Công văn/.test(one.detail ?? ''))).toBe(true)
    const kinds = await t.admin<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from audit.entry where kind like 'preservation.%converted' or kind = 'preservation.convert' group by 1`,
    )
    expect(Object.fromEntries(kinds.map((one) => [one.kind, one.n]))).toMatchObject({
      'preservation.converted': 1,
      'preservation.not-converted': 2,
    })

    // Opened beside the original, under a name of its own; by who may see the document, and nobody else.
    const [copy] = await copiesOf(id)
    expect(copy).toMatchObject({ fileName: 'Công văn 12.pdf', puid: 'fmt/477', pages: 2, isSourceSigned: false })
    const at = { params: { copyId: copy!.id } }
    const opened = await t.run(conversions.openCopy, o.actors.registry, at)
    expect(opened.file.name).toBe('Công văn 12 (bản chuyển đổi).pdf')
    const { sha256 } = opened.file.bytes as { sha256: string }
    expect(sha256).toBe(row['sha256'])
    const [item] = await t.admin<{ id: string }>('select id from archive.unit where document_id = $1', [documents[0]])
    expect(await copiesOf(item!.id)).toHaveLength(1)
    expect(await copiesOf(id, o.actors.other)).toEqual([])
    await expect(t.run(conversions.openCopy, o.actors.other, at)).rejects.toMatchObject({ status: 404 })

    // Packed with the original; told in PREMIS which was made of which.
    later(1)
    expect(await p.pack(id)).toMatchObject({ report: { made: 1, failed: 0, invalid: 0 } })
    const seen = await p.see(id)
    expect(seen.unit.state).toBe('good')
    expect(seen.packages[0]).toMatchObject({ version: 2, files: 4, isValid: true })
    const taken = await t.run(preservation.take, o.actors.archivist, { params: { packageId: seen.packages[0]!.id } })
    const path = join(t.home, 'taken.zip')
    writeFileSync(path, Buffer.from(await t.blobs.read((taken.file.bytes as { sha256: string }).sha256)))
    expect((await verifyPackage(path, { profile: 'tt05-aip' })).valid).toBe(true)
    const zip = await JSZip.loadAsync(readFileSync(path))
    const text = (end: RegExp) =>
      Object.values(zip.files)
        .find((one) => end.test(one.name))!
        .async('string')
    const premis = await text(/PREMIS_rep1\.xml$/)
    const objectOf = (hash: string) =>
      [...premis.matchAll(/<object [\s\S]*?<\/object>/g)]
        .map(([object]) => object)
        .find((object) => object.includes(hash.toUpperCase()))!
        .match(/<objectIdentifierValue>([^<]+)</)![1]
    const [event] = [...premis.matchAll(/<event>[\s\S]*?<\/event>/g)].map(([one]) => one)
    expect(event).toContain('<eventType>migration</eventType>')
    const links = [...event!.matchAll(/ObjectIdentifierValue>([^<]+)<[\s\S]*?Role>([^<]+)</g)].map(([, id, role]) => [
      role,
      id,
    ])
    expect(links).toEqual([
      ['source', objectOf(original!.sha256)],
      ['outcome', objectOf(sha256)],
    ])
    expect(premis).toContain('<agentName>Ghostscript</agentName>')
    const own = JSON.parse(await text(/vankho-unit\.json$/))
    expect(own.documents[0].files).toHaveLength(2)
    expect(own.documents[0].copies).toMatchObject([{ sha256, source_sha256: original!.sha256 }])

    // The broken one is tried again, the copy is not made again; nothing new to pack.
    expect(await convert('fmt/276')).toMatchObject({ files: 2, report: { converted: 0, notConverted: 2 } })
    expect(await p.pack(id)).toMatchObject({ report: { made: 0, unchanged: 1 } })
    // A SIP hands on the records as they came.
    await t.admin(
      `update archive.unit set starts = '2026-10-01', starts_on = '2026-10-01', ends_on = '2026-11-01' where id = $1`,
      [id],
    )
    const sip = await t.run(preservation.sip, o.actors.archivist, { params: { unitId: id }, query: {} })
    const inside = await JSZip.loadAsync(Buffer.from(await t.blobs.read((sip.file.bytes as { sha256: string }).sha256)))
    expect(Object.keys(inside.files).filter((name) => /rep1\/data\/./.test(name))).toHaveLength(3)
  })

  it('copies are read by fixity, left by the sweep as long as their original is there, and come back with a rebuild', async () => {
    const f = await p.fonds()
    const { id, documents } = await p.file(f, [
      [{ name: 'giữ.pdf', bytes: await pdf('giữ lâu', { pdfVersion: '1.6' }) }],
    ])
    await p.pack(f.fonds)
    later(1)
    expect(await convert('fmt/20')).toMatchObject({ report: { converted: 1 } })
    later(1)
    await p.pack(f.fonds)
    const before = await rowsOf()
    const mine = before.map(({ row }) => row).find((row) => row['source_puid'] === 'fmt/20')!
    const copy = String(mine['sha256'])

    // Altered on the disk: an incident that names the file of the archive.
    const place = join(t.home, 'blobs', copy.slice(0, 2), copy.slice(2, 4), copy)
    const good = readFileSync(place)
    const bad = Buffer.from(good)
    bad[bad.length >> 1]! ^= 1
    writeFileSync(place, bad)
    await t.run(incidents.check, o.actors.archivist, {})
    await t.drain()
    const { items } = await t.run(incidents.incidents, o.actors.archivist, { query: {} })
    expect(items).toMatchObject([{ sha256: copy, kind: 'altered', affected: [{ id, isPackage: false }] }])
    writeFileSync(place, good)

    const stray = await t.blobs.put(Buffer.from('không ai nhắc tới'))
    const sweep = async () => {
      t.clock.set('2026-12-20T01:00:00Z')
      await t.as(INSTALLATION_ID, async (ctx) => {
        ctx.enqueue(sweepJob, {})
      })
      await t.drain()
    }
    await sweep()
    expect(await t.blobs.size(stray.sha256)).toBeNull()
    expect(await t.blobs.size(copy)).toBe(good.length)

    // Rows and bytes of copies are lost with the archive's: the packages have them.
    const tables = [
      'archive.repository',
      'archive.authority',
      'archive.authority_link',
      'archive.unit',
      'preservation.conversion',
    ]
    await t.admin(
      `set session_replication_role = replica; ${tables.map((one) => `delete from ${one}`).join('; ')}; set session_replication_role = origin`,
    )
    await t.blobs.remove(copy, new Date(Date.now() + 3_600_000))
    await rebuild(t.kernel, { from: 'store', signal: new AbortController().signal, tell: () => {} })
    expect(await rowsOf()).toEqual(before)
    expect((await t.blobs.verify(copy)).state).toBe('good')
    expect(await p.pack(f.fonds)).toMatchObject({ report: { made: 0, unchanged: 1 } })

    expect(await copiesOf(id, o.actors.chief)).toHaveLength(1)
    // Narrowed to others: the name is told to nobody who may not see the document.
    await t.run(documentAccess.askAccess, o.actors.registry, {
      params: { documentId: documents[0] },
      body: { isNarrowed: true, members: [], reason: 'Đơn thư tố cáo' },
    })
    expect(await copiesOf(id, o.actors.chief)).toEqual([])
    // The original goes: its copy may go, too.
    await t.admin(`update records.component set removed_at = now() where document_id = $1`, [documents[0]])
    await sweep()
    expect(await t.blobs.size(copy)).toBeNull()
  })
})

describe.skipIf(!office.parts.includes('writer'))('files with macros', () => {
  it('get a copy without, as the policy asks', { timeout: 300_000 }, async () => {
    const f = await p.fonds()
    const plain = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Tờ trình')] }] }))
    const zip = await JSZip.loadAsync(plain)
    const types = await zip.file('[Content_Types].xml')!.async('string')
    const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
    zip.file('[Content_Types].xml', types.replace(main, 'application/vnd.ms-word.document.macroEnabled.main+xml'))
    const { id } = await p.file(f, [
      [{ name: 'Tờ trình.docm', bytes: await zip.generateAsync({ type: 'nodebuffer' }) }],
      [{ name: 'hỏng.docm', bytes: Buffer.from('không phải') }],
    ])
    await p.pack(id)
    expect(await formats()).toMatchObject({ asked: 1, missing: [] })
    later(1)
    expect(await convert()).toMatchObject({ report: { converted: 1, notConverted: 0 } })
    expect(await copiesOf(id)).toMatchObject([{ fileName: 'Tờ trình.docm', puid: 'fmt/412', pages: null }])
    expect(await formats()).toMatchObject({ asked: 0 })
  })
})
