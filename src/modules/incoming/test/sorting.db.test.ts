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
