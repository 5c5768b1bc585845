/** Case files in search: the filter, files as results, papers that were never registered; nobody finds what the lists keep from him. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casefiles } from '#modules/casefiles/contract.ts'
import { build } from '#modules/casefiles/test/build.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office, type RoleName } from '#test/kit/office.ts'
import { search } from '../contract.ts'

let t: TestApp
let o: Office
let stranger: Office
let b: ReturnType<typeof build>
const TITLE = 'Hồ sơ kĩ thuật đập Zetaword năm 2026'
let fileId = ''
let symbol = ''
let came = ''
let narrowed = ''
let outside = ''
let loose = ''

beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  b = build(t, o)
  came = await b.arrived('Khảo sát đập')
  narrowed = await b.arrived('Khảo sát đập có đơn thư')
  outside = await b.arrived('Khảo sát đập khác')
  await t.run(documentAccess.askAccess, o.actors.leader, {
    params: { documentId: narrowed },
    body: { isNarrowed: true, members: [{ kind: 'post', id: o.actors.officer.postId! }], reason: 'Đơn thư' },
  })
  fileId = (await b.open({ title: TITLE, documentIds: [came, narrowed] })).id
  symbol = (await b.get(fileId)).file.symbol
  loose = (
    await t.run(casefiles.addLoose, o.actors.officer, {
      params: { fileId },
      body: { typeName: 'Ghi chép', subject: 'Ghi chép hiện trường omegaword', issuedDate: '2026-10-02' },
    })
  ).documentId
})
afterAll(() => t?.close())

const everybody = (): [string, Actor][] => [
  ...(Object.entries(o.actors) as [RoleName, Actor][]).filter(([role]) => role !== 'sysadmin'),
  ['other office’s registry', stranger.actors.registry],
]
const found = async (actor: Actor, q: string, order: 'relevance' | 'newest' = 'relevance') =>
  (await t.run(search.find, actor, { query: { q, order, limit: 100 } })).items
const idsOf = async (actor: Actor, q: string) => (await found(actor, q)).map((one) => one.id).sort()
const filesOf = async (actor: Actor, q: string) =>
  (await t.run(search.files, actor, { query: { q } })).items.map((one) => one.id)

describe('the filter hồ-sơ:', () => {
  it('finds what lies in the file by its symbol, its title or words of it, in English too, alone and beside words', async () => {
    const all = [came, narrowed, loose].sort()
    for (const q of [`hồ-sơ:${symbol}`, `hồ-sơ:"${TITLE}"`, 'ho-so:zetaword', 'file:"dap zetaword"'])
      expect(await idsOf(o.actors.officer, q), q).toEqual(all)
    expect(await idsOf(o.actors.officer, 'khảo sát đập hồ-sơ:zetaword')).toEqual([came, narrowed].sort())
    expect(await idsOf(o.actors.officer, 'khảo sát đập -hồ-sơ:zetaword')).toEqual([outside])
    expect((await t.run(search.facets, o.actors.officer, { query: { q: 'hồ-sơ:zetaword' } })).total).toBe(3)
    expect((await found(o.actors.officer, 'hồ-sơ:zetaword', 'newest'))[0]!.id).toBe(loose)
    const { chips } = await t.run(search.find, o.actors.officer, { query: { q: 'hồ-sơ:zetaword' } })
    expect(chips).toMatchObject([{ key: 'file', meaning: { vi: TITLE, en: TITLE } }])
  })

  it('is completed with the files that the post sees', async () => {
    const complete = async (actor: Actor) => {
      const q = 'hồ-sơ:zeta'
      return (await t.run(search.complete, actor, { query: { q, at: q.length } })).items.map((one) => one.text)
    }
    expect(await complete(o.actors.officer)).toEqual([`hồ-sơ:"${TITLE}"`])
    expect(await complete(o.actors.other)).toEqual([])
    expect(await complete(stranger.actors.registry)).toEqual([])
    const { items } = await t.run(search.complete, o.actors.officer, { query: { q: 'hồ', at: 2 } })
    expect(items.map((one) => one.text)).toContain('hồ-sơ:')
  })
})

describe('no part of it tells of what the post may not see', () => {
  it('a file is found by exactly those whose lists show it', async () => {
    let some = 0
    for (const [name, actor] of everybody()) {
      const { items } = await t.run(casefiles.list, actor, { query: { scope: 'all' } })
      const sees = items.some((one) => one.id === fileId)
      if (sees) some += 1
      for (const q of ['zetaword', symbol, 'KỸ THUẬT đập', `hồ-sơ:${symbol}`])
        expect((await filesOf(actor, q)).includes(fileId), `${name}: ${q}`).toBe(sees)
      const chip = (await t.run(search.find, actor, { query: { q: 'hồ-sơ:zetaword' } })).chips[0]!
      expect(chip.meaning !== null, `${name}: chip`).toBe(sees)
    }
    expect(some).toBe(8)
  })

  it('of what lies in it each finds what he may see, and nothing by a file that he does not see', async () => {
    for (const [name, actor] of everybody()) {
      const items = (await t.run(incoming.list, actor, { query: { limit: 100 } })).items.map((one) => one.id)
      const sees = (await t.run(casefiles.list, actor, { query: { scope: 'all' } })).items.some(
        (one) => one.id === fileId,
      )
      const inFile = (await idsOf(actor, 'hồ-sơ:zetaword')).filter((id) => id !== loose)
      expect(inFile, name).toEqual(sees ? [came, narrowed].filter((id) => items.includes(id)).sort() : [])
      const without = await idsOf(actor, 'khảo sát -hồ-sơ:zetaword')
      expect(without, `${name}: without`).toEqual(sees && items.includes(outside) ? [outside] : [])
    }
  })

  it('other filters speak of documents alone; an administrator has no business here', async () => {
    expect(await filesOf(o.actors.officer, 'zetaword năm:2026')).toEqual([])
    await expect(t.run(search.files, o.actors.sysadmin, { query: { q: 'zetaword' } })).rejects.toMatchObject({
      code: 'PLATFORM_FORBIDDEN',
    })
  })
})

describe('papers that were never registered', () => {
  it('are found at once, by those alone who may see them, in their file where that is seen', async () => {
    const wanted = ['registry', 'leader', 'chief', 'head', 'officer', 'clerk', 'inspector']
    for (const [name, actor] of everybody()) {
      const [one, ...more] = await found(actor, 'omegaword')
      expect(more).toEqual([])
      expect(one?.id ?? null, name).toBe(wanted.includes(name) ? loose : null)
      if (one) expect(one.file, name).toMatchObject({ id: fileId, symbol })
    }
  })

  it('follow their description, and whoever helps with the file finds what lies in it', async () => {
    await t.run(casefiles.changeItem, o.actors.officer, {
      params: { fileId, documentId: loose },
      body: { subject: 'Ghi chép sigmaword' },
    })
    expect(await idsOf(o.actors.officer, 'omegaword')).toEqual([])
    expect(await idsOf(o.actors.officer, 'sigmaword')).toEqual([loose])
    expect(await idsOf(o.actors.other, 'sigmaword')).toEqual([])
    const { file } = await b.get(fileId)
    await t.run(casefiles.change, o.actors.officer, {
      params: { fileId },
      body: {
        version: file.version,
        title: file.title,
        medium: file.medium,
        kind: file.kind,
        ordering: file.ordering,
        retention: '20',
        makerPost: file.makerPost,
        memberPosts: [o.actors.other.postId],
      },
    })
    expect(await idsOf(o.actors.other, 'sigmaword')).toEqual([loose])
    expect(await idsOf(o.actors.other, 'hồ-sơ:zetaword')).toEqual(await idsOf(o.actors.officer, 'hồ-sơ:zetaword'))
  })

  it('stand in the index as it is made again from nothing', async () => {
    const rows = () =>
      t.admin<{ row: string }>(
        `select document_id || tokens::text || (select string_agg(r::text, ',' order by r) from unnest(readers) r) as row from search.document order by 1`,
      )
    const lived = await rows()
    await t.admin('delete from search.document')
    await t.run(search.rebuild, o.actors.sysadmin, {})
    await t.drain()
    expect(await rows()).toEqual(lived)
    expect(lived.length).toBe(4)
  })
})
