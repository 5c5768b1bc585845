import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
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

async function narrow(
  documentId: string,
  isNarrowed: boolean,
  posts: readonly Actor[],
  units: readonly string[] = [],
  by: Actor = office.actors.leader,
): Promise<void> {
  const members = [
    ...posts.map((actor) => ({ kind: 'post', id: actor.postId })),
    ...units.map((id) => ({ kind: 'unit', id })),
  ]
  await t.run(documentAccess.askAccess, by, {
    params: { documentId },
    body: { isNarrowed, members, reason: 'Đơn thư' },
  })
}

/** Which of the documents each post sees, written from the rules by hand (decision 0021). */
const SEES: Record<Exclude<RoleName, 'sysadmin'>, number[]> = {
  registry: [0, 1, 2, 3, 4, 5, 6, 7],
  leader: [0, 1, 2, 3, 4, 5, 6, 7],
  chief: [2, 3, 4, 6],
  inspector: [2, 3, 4, 6],
  head: [1, 2, 3, 6],
  clerk: [1, 2, 3, 6],
  officer: [0, 2],
  other: [2],
  archivist: [1, 6],
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

  const { archivist } = office.actors
  await narrow(documents[0]!, true, [])
  await narrow(documents[1]!, true, [archivist])
  await narrow(documents[7]!, true, [])
  await narrow(documents[6]!, false, [archivist], [office.units.finance])
  // These two wait for a leader: the narrowing holds as a precaution, the opening does not.
  await narrow(documents[5]!, true, [other], [], office.actors.registry)
  await narrow(documents[4]!, false, [archivist], [], office.actors.registry)

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
    await narrow(withFile, true, [office.actors.other])
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

describe('documents with rights of their own', () => {
  it('are opened, listed and found by exactly those whom the rules name', async () => {
    for (const [role, wanted] of Object.entries(SEES) as [Exclude<RoleName, 'sysadmin'>, number[]][]) {
      const actor = office.actors[role]
      const seen = await visible(actor)
      expect(
        documents.flatMap((id, i) => (seen.includes(id) ? [i] : [])),
        `${role}: list`,
      ).toEqual(wanted)
      const { items } = await t.run(search.find, actor, { query: { q: 'zetaword', limit: 100 } })
      expect(
        documents.flatMap((id, i) => (items.some((item) => item.id === id) ? [i] : [])),
        `${role}: search`,
      ).toEqual(wanted)
      const { total } = await t.run(search.facets, actor, { query: { q: 'zetaword' } })
      expect(total, `${role}: counts`).toBe(wanted.length)
      const { tabs } = await t.run(incoming.counts, actor, {})
      expect(tabs['all'], `${role}: tabs`).toBe(seen.length)
      for (const [i, documentId] of documents.entries()) {
        const opened = await t.run(incoming.get, actor, { params: { documentId } }).then(
          () => true,
          (error: { code: string }) => error.code !== 'PLATFORM_NOT_FOUND',
        )
        expect(opened, `${role}: open ${i}`).toBe(wanted.includes(i))
      }
    }
  })

  it('leave the printed book whole, without their words for who may not read them', async () => {
    for (const role of ['leader', 'chief', 'inspector'] as const) {
      const { file } = await t.run(incoming.printRegister, office.actors[role], {
        query: { kind: 'register', book: office.bookId, format: 'xlsx', paper: 'A4' },
      })
      const rows = (await sheetRows(file.bytes as Uint8Array)).join('\n')
      for (let i = 0; i < documents.length; i++)
        expect(rows.includes(`zetaword số ${i}`), `${role}: ${i}`).toBe(SEES[role].includes(i))
      expect(rows.includes('Văn bản giới hạn quyền truy cập'), role).toBe(role !== 'leader')
    }
  })

  it('are followed by the index in the same transaction, there and back', async () => {
    const { chief, leader } = office.actors
    const found = async () =>
      (await t.run(search.find, chief, { query: { q: 'zetaword', limit: 100 } })).items.some(
        (item) => item.id === documents[3],
      )
    expect(await found()).toBe(true)
    await narrow(documents[3]!, true, [])
    expect(await found()).toBe(false)
    await narrow(documents[3]!, false, [], [], leader)
    expect(await found()).toBe(true)
  })
})

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
      expect(may, name).toBe(['registry', 'leader', 'other'].includes(name))
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
