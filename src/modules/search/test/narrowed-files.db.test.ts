/**
 * A file narrowed to a list, asked for by every read of files, plans, hand-overs, search and the archive: who is outside the list finds
 * neither its title nor that a document lies in it, at any step of its life; the archive sees it while and once it is handed over.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { archive } from '#modules/archive/contract.ts'
import { fileAccess } from '#modules/casefiles/access-contract.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { filePlans } from '#modules/casefiles/plan-contract.ts'
import { build } from '#modules/casefiles/test/build.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { preservation } from '#modules/preservation/contract.ts'
import { transfer } from '#modules/transfer/contract.ts'
import { leaving } from '#modules/transfer/leavers-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office, type RoleName } from '#test/kit/office.ts'
import { search } from '../contract.ts'

let t: TestApp
let o: Office
let stranger: Office
let b: ReturnType<typeof build>
const WORD = 'omegaword'
const TITLE = `Hồ sơ kiểm điểm ${WORD} năm 2026`
let planId = ''
let fileId = ''
let symbol = ''
let inside = ''
let handoverId = ''
let openFileId = ''

beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  b = build(t, o)
  const { archivist, officer, leader, registry, other } = o.actors
  planId = (await t.run(filePlans.createPlan, archivist, { body: { scope: 'year', period: '2026' } as never })).id
  const heading = (await b.plan(planId)).headings.find((one) => one.unitId === o.units.finance)!
  const line = await b.line(planId, heading.id, TITLE, { makerPost: officer.postId, retention: 'vv' })
  await b.approve(planId)
  inside = await b.arrived('Báo cáo mở')
  // Somebody outside may read the document: that it lies in the file he may not know.
  const { version } = await t.run(incoming.get, registry, { params: { documentId: inside } })
  await t.run(incoming.direct, leader, {
    params: { documentId: inside },
    body: { version, lead: { postId: officer.postId }, inform: [{ postId: other.postId }] } as never,
  })
  const made = await b.open({ lineId: line.id, documentIds: [inside] })
  fileId = made.id
  // Its maker leaves: what he hands over is told of.
  await t.admin(`update people.post set valid_to = '2026-12-31' where id = $1`, [officer.postId])
  symbol = made.symbol
  openFileId = (await b.open({ title: 'Hồ sơ mở cho mọi người xem', documentIds: [await b.arrived('Việc mở')] })).id
  await t.run(fileAccess.askAccess, officer, {
    params: { fileId },
    body: { isNarrowed: true, members: [], reason: 'Nhân sự' } as never,
  })
})
afterAll(() => t?.close())

const textOf = async (answer: unknown): Promise<string> => {
  const { file } = answer as { file: { bytes: Uint8Array; name: string } }
  return `${file.name} ${paragraphTexts(await readDocument(file.bytes)).join('\n')}`
}
const json = (answer: unknown): string => JSON.stringify(answer)

/** Every read, as it might tell of the file; what is refused tells nothing. */
const READS: Record<string, (actor: Actor) => Promise<string>[]> = {
  'casefiles.list': (actor) =>
    (['mine', 'unit', 'all'] as const).flatMap((scope) => [
      t.run(casefiles.list, actor, { query: { scope } }).then(json),
      t.run(casefiles.list, actor, { query: { scope, q: WORD } }).then(json),
    ]),
  'casefiles.get': (actor) => [t.run(casefiles.get, actor, { params: { fileId } }).then(json)],
  'casefiles.ofDocument': (actor) => [
    t.run(casefiles.ofDocument, actor, { params: { documentId: inside } }).then(json),
  ],
  'casefiles.choose': (actor) => [t.run(casefiles.choose, actor, { query: { q: WORD } }).then(json)],
  'casefiles.unfiled': (actor) => [t.run(casefiles.unfiled, actor, { query: {} }).then(json)],
  'casefiles.duties': (actor) => [t.run(casefiles.duties, actor, { query: {} }).then(json)],
  'casefiles.print': (actor) =>
    (['contents', 'cover', 'certificate'] as const).map((kind) =>
      t.run(casefiles.print, actor, { params: { fileId }, query: { kind } }).then(textOf),
    ),
  'casefiles.take': (actor) => [t.run(casefiles.take, actor, { params: { fileId } }).then(() => TITLE)],
  // That there are rights to be told of tells of the file.
  'casefiles.access': (actor) => [t.run(fileAccess.access, actor, { params: { fileId } }).then(() => TITLE)],
  'casefiles.plans': (actor) => [t.run(filePlans.plans, actor, {}).then(json)],
  'casefiles.plan': (actor) => [t.run(filePlans.plan, actor, { params: { planId } }).then(json)],
  'casefiles.printPlan': (actor) => [t.run(filePlans.printPlan, actor, { params: { planId }, query: {} }).then(textOf)],
  'casefiles.makers': (actor) => [t.run(filePlans.makers, actor, {}).then(json)],
  'casefiles.schedule': (actor) => [t.run(filePlans.schedule, actor, { query: {} }).then(json)],
  'transfer.due': (actor) =>
    (['soon', 'overdue', 'all'] as const).flatMap((what) => [
      t.run(transfer.due, actor, { query: { what } }).then(json),
      t.run(transfer.due, actor, { query: { what, q: WORD } }).then(json),
    ]),
  'transfer.counts': (actor) => [t.run(transfer.counts, actor, {}).then(json)],
  'transfer.list': (actor) => [t.run(transfer.list, actor, { query: {} }).then(json)],
  'transfer.get': (actor) => (handoverId ? [t.run(transfer.get, actor, { params: { handoverId } }).then(json)] : []),
  'transfer.print': (actor) =>
    handoverId
      ? (['list', 'minutes'] as const).map((kind) =>
          t.run(transfer.print, actor, { params: { handoverId }, query: { kind } as never }).then(textOf),
        )
      : [],
  'transfer.handOnDue': (actor) =>
    (['soon', 'overdue', 'all'] as const).flatMap((what) => [
      t.run(transfer.handOnDue, actor, { query: { what } }).then(json),
      t.run(transfer.handOnDue, actor, { query: { what, q: WORD } }).then(json),
    ]),
  'transfer.receivers': (actor) => [t.run(transfer.receivers, actor, {}).then(json)],
  'transfer.contents': (actor) =>
    handoverId ? [t.run(transfer.contents, actor, { params: { handoverId, fileId } }).then(json)] : [],
  'transfer.openFile': (actor) =>
    handoverId
      ? [t.run(transfer.openFile, actor, { params: { handoverId, fileId, componentId: fileId } }).then(() => TITLE)]
      : [],
  'transfer.leavers': (actor) => [t.run(leaving.leavers, actor, { query: {} }).then(json)],
  'transfer.leaver': (actor) => [
    t.run(leaving.leaver, actor, { params: { postId: o.actors.officer.postId! } }).then(json),
  ],
  'transfer.printLeaver': (actor) => [
    t
      .run(leaving.printLeaver, actor, { params: { postId: o.actors.officer.postId! }, query: { format: 'docx' } })
      .then(textOf),
  ],
  'transfer.bundles': (actor) => [t.run(transfer.bundles, actor, { query: {} }).then(json)],
  // What was asked for is in the answer; a chip's meaning and the results are what may tell.
  'search.find': (actor) =>
    [`hồ-sơ:${symbol}`, `ho-so:kiem`, 'báo cáo mở'].map(async (q) => {
      const { items, chips } = await t.run(search.find, actor, { query: { q } })
      return json([items, chips.map((chip) => chip.meaning)]) + (q.includes(':') && items.length > 0 ? TITLE : '')
    }),
  'search.inContent': (actor) => [
    t.run(search.inContent, actor, { query: { q: WORD } }).then((one) => json(one.items)),
  ],
  'search.files': (actor) =>
    ['kiểm điểm', WORD, symbol].map((q) => t.run(search.files, actor, { query: { q } }).then((one) => json(one.items))),
  'search.snippet': (actor) => [
    t.run(search.snippet, actor, { params: { componentId: fileId }, query: { q: WORD } }).then(json),
  ],
  'search.facets': (actor) => [
    t
      .run(search.facets, actor, { query: { q: `hồ-sơ:${symbol}` } })
      .then((one) => json(one) + (one.total > 0 ? TITLE : '')),
  ],
  'search.complete': (actor) =>
    ['hồ-sơ:kiem', 'kiểm điểm'].map((q) =>
      t.run(search.complete, actor, { query: { q, at: q.length } }).then((one) => json(one.items)),
    ),
  'search.export': (actor) => [
    t
      .run(search.export, actor, { query: { q: `hồ-sơ:${symbol}`, format: 'pdf', columns: 'symbol,subject' } })
      .then(async (answer) => ((await textOf(answer)).includes('Báo cáo mở') ? TITLE : '')),
  ],
  'search.saved': (actor) => [t.run(search.saved, actor, {}).then(json)],
  'search.abbreviations': (actor) => [t.run(search.abbreviations, actor, {}).then(json)],
}

/** What an actor is told of the file by any of them: the names of the reads that tell. */
async function toldTo(actor: Actor): Promise<string[]> {
  const telling = new Set<string>()
  for (const [name, reads] of Object.entries(READS))
    for (const answer of await Promise.allSettled(reads(actor))) {
      if (answer.status === 'rejected')
        expect(answer.reason.code, name).toMatch(/FORBIDDEN|NOT_FOUND|CASEFILES|TRANSFER/)
      else if (answer.value.includes(WORD) || (!name.startsWith('transfer.') && answer.value.includes(fileId)))
        telling.add(name)
    }
  return [...telling].sort()
}

const OUTSIDE: RoleName[] = ['chief', 'clerk', 'inspector', 'other', 'sysadmin']
async function expectNothingTold(step: string, outside: readonly RoleName[]): Promise<void> {
  for (const name of outside) expect(await toldTo(o.actors[name]), `${step}: ${name}`).toEqual([])
  expect(await toldTo(stranger.actors.leader), `${step}: another office`).toEqual([])
}

it('knows every read of these rooms', () => {
  const reads = [casefiles, filePlans, fileAccess, transfer, leaving, search].flatMap((contract) =>
    Object.values(contract as unknown as Record<string, { room: string; name: string; method: string }>)
      .filter((route) => route.method === 'GET')
      .map((route) => `${route.room}.${route.name}`),
  )
  expect(Object.keys(READS).sort()).toEqual(reads.sort())
})

it('while it is made: insiders read of it everywhere, outsiders nowhere', async () => {
  await expectNothingTold('open', [...OUTSIDE, 'archivist'])
  const told = await toldTo(o.actors.officer)
  for (const name of ['list', 'get', 'ofDocument', 'print', 'take', 'access', 'plan', 'printPlan'])
    expect(told).toContain(`casefiles.${name}`)
  for (const name of ['find', 'files', 'facets', 'complete', 'export']) expect(told).toContain(`search.${name}`)
  // An open file of the same maker is where it was.
  const { items } = await t.run(casefiles.list, o.actors.chief, { query: { scope: 'all' } })
  expect(items).toMatchObject([{ id: openFileId, isNarrowed: false }])
})

it('a plan of the next year does not begin with it', async () => {
  const next = await t.run(filePlans.createPlan, o.actors.archivist, {
    body: { scope: 'year', period: '2027' } as never,
  })
  expect(json(await b.plan(next.id, o.actors.leader))).not.toContain(WORD)
})

it('closed and listed: outsiders read of it nowhere', async () => {
  await b.close(fileId, { retention: 'vv', startsOn: '2024-01-02', endsOn: '2024-11-01' })
  await b.close(openFileId)
  handoverId = (await t.run(transfer.create, o.actors.officer, { body: { fileIds: [fileId, openFileId] } })).id
  await expectNothingTold('listed', [...OUTSIDE, 'archivist'])
  expect(await toldTo(o.actors.officer)).toContain('transfer.due')
})

it('handed over: the archive sees it with its mark; the others see that a narrowed file is in the list', async () => {
  const version = async () => (await t.run(transfer.get, o.actors.officer, { params: { handoverId } })).handover.version
  await t.run(transfer.submit, o.actors.head, { params: { handoverId }, body: { version: await version() } })
  await expectNothingTold('submitted', OUTSIDE)
  const at = { params: { handoverId } }
  const seen = (await t.run(transfer.get, o.actors.archivist, at)).entries.find((one) => one.fileId === fileId)!
  expect(seen).toMatchObject({ title: TITLE, isNarrowed: true, isHidden: false })
  const hidden = (await t.run(transfer.get, o.actors.chief, at)).entries.find((one) => one.fileId === fileId)!
  expect(hidden).toMatchObject({ symbol, title: '', isNarrowed: true, isHidden: true })
  const printed = await textOf(
    await t.run(transfer.print, o.actors.archivist, { ...at, query: { kind: 'list' } as never }),
  )
  expect(printed.replaceAll(/\s+/g, '')).toContain('Giớihạn')
  expect((await b.get(fileId, o.actors.archivist)).file).toMatchObject({ isNarrowed: true })

  for (const id of [fileId, openFileId])
    await t.run(transfer.look, o.actors.archivist, { params: { handoverId, fileId: id }, body: {} }).catch(() => null)
  await t.run(transfer.decide, o.actors.archivist, {
    ...at,
    body: {
      version: await version(),
      decisions: [fileId, openFileId].map((id) => ({ fileId: id, to: 'accepted' })),
    } as never,
  })
  await t.drain()
  await expectNothingTold('accepted', OUTSIDE)
  // It is kept for ever: who keeps the archive sees that it goes on to the historical one.
  expect(await toldTo(o.actors.archivist)).toContain('transfer.handOnDue')
})

it('in the archive, and its packages the narrowing came along', async () => {
  const tree = async (actor: Actor): Promise<string> => {
    const { items } = await t.run(archive.repositories, actor, {})
    const rows: unknown[] = []
    const below = async (query: object): Promise<void> => {
      for (const one of (await t.run(archive.children, actor, { query } as never)).items) {
        rows.push(one)
        await below({ parent: one.id })
      }
    }
    for (const one of items) await below({ repository: one.id })
    return json(rows)
  }
  const whole = await tree(o.actors.archivist)
  expect(whole).toContain(WORD)
  const unit = (JSON.parse(whole) as { id: string; title: string }[]).find((one) => one.title === TITLE)!
  for (const name of ['chief', 'inspector'] as const) {
    const actor = o.actors[name]
    const seen = await tree(actor)
    expect(seen).not.toContain(WORD)
    // Nor the document by its lying there: the open file and its one document are all that is shown below the inventory.
    expect((JSON.parse(seen) as { level: string }[]).filter((one) => one.level === 'item')).toHaveLength(1)
    await expect(t.run(archive.get, actor, { params: { unitId: unit.id } } as never)).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    expect(json(await t.run(preservation.units, actor, { query: {} } as never))).not.toContain(WORD)
  }
  expect(json(await t.run(preservation.units, o.actors.archivist, { query: {} } as never))).toContain(WORD)
})

it('what is public of the archive is not harvested of it while it is narrowed, and is again once that is lifted', async () => {
  await t.admin(`update archive.repository set is_open = true`)
  await t.admin(`update archive.unit set publish = 'public', harvest_at = now()`)
  const live = async () =>
    (
      await t.admin<{ title: string; at: Date }>(
        `select u.title, u.harvest_at as at from archive.unit u where archive.is_harvested(u) order by u.level, u.title`,
      )
    ).map((row) => row.title)
  const open = await live()
  expect(open.join()).toContain('Hồ sơ mở cho mọi người xem')
  expect(open.join()).not.toMatch(/omegaword|Báo cáo mở/)
  const stamp = async () =>
    (
      await t.admin<{ at: Date }>(`select harvest_at as at from archive.unit where source_file = $1`, [fileId])
    )[0]!.at.toISOString()
  const before = await stamp()
  t.clock.advance(60_000)
  const { pending } = await t.run(fileAccess.access, o.actors.leader, { params: { fileId } })
  await t.run(fileAccess.decideAccess, o.actors.leader, {
    params: { changeId: pending!.id },
    body: { isConfirmed: false, words: 'Không cần' },
  })
  expect((await live()).join()).toMatch(/omegaword/)
  expect((await live()).length).toBe(open.length + 2)
  expect(await stamp()).not.toBe(before)
})
