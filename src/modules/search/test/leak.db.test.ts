import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import { seesAll } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office, type RoleName } from '#test/kit/office.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'
import { search } from '../contract.ts'

let t: TestApp
let office: Office
let stranger: Office
/** document -> its subject's own word */
const documents: string[] = []
let withFile = ''
let wordInFile = ''

async function register(subject: string, more: object = {}): Promise<{ id: string; version: number }> {
  return t.run(incoming.register, office.actors.registry, {
    body: {
      fields: {
        typeName: 'Công văn',
        typeCode: 'cong-van',
        issuerName: 'Sở Riêng tư Zeta',
        codeNumber: '321',
        codeNotation: `ZT-${documents.length}`,
        issuedDate: '2026-11-01',
        subject,
      },
      isDuplicateAccepted: true,
      requestKey: newId(),
      ...more,
    },
  })
}

beforeAll(async () => {
  t = await testApp()
  office = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  const { officer, other } = office.actors
  const to: object[] = [
    { lead: { postId: officer.postId } },
    { lead: { unitId: office.units.finance } },
    { lead: { postId: other.postId }, inform: [{ postId: officer.postId }] },
    { lead: { unitId: office.units.office }, cooperate: [{ unitId: office.units.finance }] },
  ]
  for (let i = 0; i < 8; i++) {
    const made = await register(`Việc mật danh zetaword số ${i}`, { submitTo: office.actors.leader.postId })
    documents.push(made.id)
    const given = to[i]
    if (given)
      await t.run(incoming.direct, office.actors.leader, {
        params: { documentId: made.id },
        body: { version: made.version, ...given },
      })
  }
  const open = await t.run(incoming.get, office.actors.registry, { params: { documentId: documents[7]! } })
  await t.run(incoming.openToAll, office.actors.leader, {
    params: { documentId: open.id },
    body: { version: open.version, isOpen: true },
  })

  for await (const file of makeInventedDocuments({ seed: 9, count: 1, kinds: ['digital'] })) {
    const folder = join(t.home, 'quarantine')
    await mkdir(folder, { recursive: true })
    const path = join(folder, newId())
    await writeFile(path, file.bytes)
    const upload = {
      field: 'file',
      fileName: file.fileName,
      path,
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      keep: () => {},
    }
    const { items } = await t.run(intake.upload, office.actors.registry, { body: {} }, { uploads: [upload] })
    await t.drain()
    const item = await t.run(intake.get, office.actors.registry, { params: { intakeId: items[0]!.id } })
    const made = await register('Có tệp kèm theo', { intakeId: item.id, intakeVersion: item.version })
    withFile = made.id
    await t.drain()
    const [found] = await t.admin<{ tokens: string }>(
      `select array_to_string(tsvector_to_array(tokens), '|') as tokens from search.content where document_id = $1`,
      [withFile],
    )
    wordInFile = found!.tokens.split('|').find((token) => /^[a-z]{5,}$/.test(token))!
  }
})
afterAll(() => t?.close())

const everybody = (): [string, Actor][] => [
  ...(Object.entries(office.actors) as [RoleName, Actor][]).filter(([role]) => role !== 'sysadmin'),
  ...(['registry', 'leader', 'officer'] as const).map((role): [string, Actor] => [
    `other office's ${role}`,
    stranger.actors[role],
  ]),
]

/** What the owners' scope says that an actor may see. */
async function visible(actor: Actor): Promise<string[]> {
  const { items } = await t.run(incoming.list, actor, { query: { limit: 100 } })
  return items.map((item) => item.id).sort()
}

describe('no part of search tells of a document that the post may not see', () => {
  it('finds, by words, symbol, number, issuer and without words, exactly what the lists show', async () => {
    for (const [name, actor] of everybody()) {
      const seen = await visible(actor)
      const mine = seen.filter((id) => documents.includes(id))
      for (const q of ['việc mật danh', 'nơi-gửi:"Riêng tư Zeta" zetaword'])
        for (const order of ['relevance', 'newest'] as const) {
          const { items } = await t.run(search.find, actor, { query: { q, order, limit: 100 } })
          expect(items.map((item) => item.id).sort(), `${name}: ${q}`).toEqual(mine)
        }
      const all = await t.run(search.find, actor, { query: { q: 'năm:2026', order: 'newest', limit: 100 } })
      expect(all.items.map((item) => item.id).sort(), name).toEqual(seen)
      for (const i of [0, 3, 7]) {
        const id = documents[i]!
        const bySymbol = await t.run(search.find, actor, { query: { q: `321/ZT-${i}` } })
        expect(
          bySymbol.items.some((item) => item.id === id),
          `${name}: symbol ${i}`,
        ).toBe(seen.includes(id))
        const byNumber = await t.run(search.find, actor, { query: { q: String(i + 1) } })
        expect(
          byNumber.items.some((item) => item.id === id && item.why === 'number'),
          `${name}: number ${i}`,
        ).toBe(seen.includes(id))
      }
    }
  })

  it('counts, completes, corrects and exports only that', async () => {
    for (const [name, actor] of everybody()) {
      const seen = await visible(actor)
      const mine = seen.filter((id) => documents.includes(id)).length
      const counted = await t.run(search.facets, actor, { query: { q: 'zetaword' } })
      expect(counted.total, name).toBe(mine)
      expect(
        counted.issuers.reduce((sum, one) => sum + one.count, 0),
        name,
      ).toBe(mine)
      const q = 'nơi-gửi:"rieng'
      const issuers = await t.run(search.complete, actor, { query: { q, at: q.length } })
      expect(issuers.items.length > 0, `${name}: issuer`).toBe(seen.length > 0)
      const symbols = await t.run(search.complete, actor, { query: { q: '321/ZT', at: 6 } })
      expect(symbols.items.filter((item) => item.kind === 'document').length > 0, `${name}: symbol`).toBe(mine > 0)
      const slip = await t.run(search.find, actor, { query: { q: 'viec mat dnah' } })
      expect(slip.didYouMean !== null, `${name}: slip`).toBe(mine > 0)
      const { file } = await t.run(search.export, actor, {
        query: { q: 'zetaword', format: 'xlsx', columns: 'subject' },
      })
      const rows = await sheetRows(file.bytes as Uint8Array)
      expect(rows.filter((row) => row.includes('zetaword số')).length, `${name}: export`).toBe(mine)
    }
  })

  it('the text of a file is found by those alone who may open its document', async () => {
    expect(wordInFile).toMatch(/^[a-z]+$/)
    for (const [name, actor] of everybody()) {
      const may = (await visible(actor)).includes(withFile)
      expect(may, name).toBe(actor.organizationId === office.organizationId && seesAll(actor))
      const { items } = await t.run(search.inContent, actor, { query: { q: wordInFile } })
      expect(
        items.some((item) => item.id === withFile),
        name,
      ).toBe(may)
      const componentId = (await t.run(search.inContent, office.actors.registry, { query: { q: wordInFile } }))
        .items[0]!.componentId!
      const piece = t.run(search.snippet, actor, { params: { componentId }, query: { q: wordInFile } })
      if (!may) await expect(piece, name).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
      else {
        const { hits } = await piece
        expect(hits[0]!.pieces.some((one) => one.isHit)).toBe(true)
        expect(hits[0]!.boxes.length).toBeGreaterThan(0)
      }
    }
  })

  it('a watched search tells its post of what it may see, once', async () => {
    for (const actor of [office.actors.leader, office.actors.archivist])
      await t.run(search.save, actor, { body: { name: 'Zeta', query: 'zetaword', isWatched: true } })
    t.clock.advance(60_000)
    await register('Thêm một zetaword')
    t.clock.advance(60_000)
    const bells = async (actor: Actor): Promise<number> => {
      const { items } = await t.run(operations.notices, actor, {})
      return items.filter((item) => item.kind === 'search.found').length
    }
    for (let i = 0; i < 2; i++) {
      await t.as('00000000-0000-0000-0000-000000000000', async (ctx) => {
        const { watchJob } = await import('../jobs.ts')
        ctx.enqueue(watchJob, {})
      })
      await t.drain()
    }
    expect(await bells(office.actors.leader)).toBe(1)
    expect(await bells(office.actors.archivist)).toBe(0)
  })

  it('the index made again from nothing is the index that was lived', async () => {
    const rows = () =>
      t.admin<{
        row: string
      }>(`select document_id || ' ' || at || ' ' || coalesce(day::text, '') || ' ' || issuer_key || ' ' || tokens::text || ' ' ||
        (select string_agg(r::text, ',' order by r) from unnest(readers) r) as row from search.document order by 1`)
    const content = () =>
      t.admin<{ row: string }>(
        `select document_id || ' ' || component_id || ' ' || at || ' ' || tokens::text as row from search.content order by 1`,
      )
    const [lived, read] = [await rows(), await content()]
    await t.admin(`delete from search.document`)
    await t.admin(`delete from search.content`)
    await t.run(search.rebuild, office.actors.sysadmin, {})
    await t.drain()
    expect(await rows()).toEqual(lived)
    expect(await content()).toEqual(read)
    expect(read.length).toBe(1)
  })

  it('an administrator has no business here', async () => {
    for (const call of [
      () => t.run(search.find, office.actors.sysadmin, { query: { q: 'zetaword' } }),
      () => t.run(search.facets, office.actors.sysadmin, { query: { q: 'zetaword' } }),
      () => t.run(search.inContent, office.actors.sysadmin, { query: { q: wordInFile } }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
  })

  it('the tables themselves are closed to the application', async () => {
    await expect(
      t.db.read({ organizationId: office.organizationId }, (tx) =>
        tx
          .selectFrom('search.document' as never)
          .selectAll()
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })
})

async function sheetRows(bytes: Uint8Array): Promise<string[]> {
  const { default: exceljs } = await import('exceljs')
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  const rows: string[] = []
  book.worksheets.at(-1)!.eachRow((row) => rows.push(JSON.stringify(row.values)))
  return rows
}
