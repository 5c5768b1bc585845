import { afterAll, beforeAll, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  const lines = [
    ['Sở Nội vụ', '2026-11-03'],
    ['Chi cục Kiểm lâm', '2026-11'],
    ['Ủy ban nhân dân xã Đồi Chè', null],
    ['Sở Tài chính', '2026-10-30'],
  ] as const
  for (const [index, [issuerName, issuedDate]] of lines.entries())
    await t.run(incoming.register, o.actors.registry, {
      body: {
        fields: {
          typeName: 'Công văn',
          codeNumber: String(index + 1),
          codeNotation: 'X',
          issuerName,
          issuedDate,
          subject: `Việc ${index}`,
        },
      },
    })
})
afterAll(() => t?.close())

/** Every page of two, to the end: what the list shows while somebody scrolls. */
async function all(sort: '-issuer' | 'issuer' | 'issued' | '-issued') {
  const rows = []
  let after: string | null | undefined
  do {
    const page = await t.run(incoming.list, o.actors.registry, {
      query: { sort, limit: 2, ...(after ? { after } : {}) },
    })
    rows.push(...page.items)
    after = page.next
  } while (after)
  return rows
}

it('sorts by issuer and by date of the document both ways, page by page', async () => {
  const issuers = (await all('issuer')).map((row) => row.issuerName)
  expect(issuers).toHaveLength(4)
  expect((await all('-issuer')).map((row) => row.issuerName)).toEqual(issuers.toReversed())
  const dates = (await all('issued')).map((row) => row.issuedDate)
  expect(dates).toEqual([null, '2026-10-30', '2026-11', '2026-11-03'])
  expect((await all('-issued')).map((row) => row.issuedDate)).toEqual(dates.toReversed())
})

it('looks up whole words and the last one half typed, numbers of arrival, issuers, days and states, in any order', async () => {
  const register = async (subject: string, over: object = {}) =>
    (
      await t.run(incoming.register, o.actors.registry, {
        body: {
          fields: {
            typeName: 'Báo cáo',
            codeNumber: '77',
            codeNotation: 'BC-TYT',
            issuerName: 'Trạm Y tế',
            subject,
            ...over,
          },
          isDuplicateAccepted: true,
        },
      })
    ).id
  const quarter = await register('Kết quả tiêm chủng quý III', { urgency: 1 })
  const other = await register('Kết quả tiêm phòng dại', { issuerName: 'Trạm Thú y' })
  const found = async (query: object, actor = o.actors.registry) => {
    const sorts = ['-arrival', 'due', 'issuer', '-issued'] as const
    const lists = await Promise.all(
      sorts.map(async (sort) => (await t.run(incoming.list, actor, { query: { sort, ...query } })).items),
    )
    const ids = lists.map((items) => items.map((row) => row.id).toSorted())
    for (const one of ids) expect(one).toEqual(ids[0])
    return ids[0]
  }
  expect(await found({ q: 'TIÊM CHỦNG' })).toEqual([quarter])
  expect(await found({ q: 'tiem chu' })).toEqual([quarter])
  expect(await found({ q: 'tie' })).toEqual([quarter, other].toSorted())
  expect(await found({ q: 'iem' })).toEqual([])
  // i and y, as the search has them
  expect(await found({ q: 'quí III' })).toEqual([quarter])
  // 77 is their number, 5 the number of arrival of the first of them
  expect(await found({ q: '77' })).toEqual([quarter, other].toSorted())
  expect(await found({ q: '5' })).toEqual([quarter])
  expect(await found({ q: '5 tiêm' })).toEqual([quarter])
  expect(await found({ q: '77/BC' })).toEqual([quarter, other].toSorted())
  expect(await found({ issuer: 'Trạm Y' })).toEqual([quarter])
  expect(await found({ typeName: 'Báo cáo' })).toEqual([quarter, other].toSorted())
  expect(await found({ urgency: 1 })).toEqual([quarter])
  expect(await found({ urgency: 0, q: 'tiêm' })).toEqual([other])
  expect(await found({ q: "tiêm' | \\ %_" })).toEqual([quarter, other].toSorted())
  expect(await found({ tab: 'registered', q: 'tiêm' })).toEqual([quarter, other].toSorted())
  expect(await found({ tab: 'doing', q: 'tiêm' })).toEqual([])
  const [day] = (await t.run(incoming.list, o.actors.registry)).items.map((row) => row.arrivalDate)
  expect(await found({ arrivedFrom: day, q: 'chủng' })).toEqual([quarter])
  expect(await found({ arrivedTo: '2026-01-01' })).toEqual([])

  // who was given nothing finds nothing, whatever he looks up
  expect(await found({ q: 'tiêm' }, o.actors.officer)).toEqual([])
  expect((await t.run(incoming.counts, o.actors.officer)).tabs['all']).toBe(0)
  const entry = (await t.run(incoming.list, o.actors.registry, { query: { q: 'dại' } })).items[0]!
  await t.run(incoming.assign, o.actors.registry, {
    params: { documentId: other },
    body: { version: entry.version, words: 'Giao xử lý', lead: { unitId: o.units.finance } },
  })
  expect(await found({ q: 'tiêm' }, o.actors.head)).toEqual([other])
  expect(await found({ unitId: o.units.finance })).toEqual([other])
  expect((await t.run(incoming.counts, o.actors.head)).tabs).toMatchObject({ all: 1, doing: 1, registered: 0 })
})
