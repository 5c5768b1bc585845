/** A hand-over that was accepted is in the archive without a word typed again. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build as files } from '#modules/casefiles/test/build.ts'
import { transfer } from '#modules/transfer/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let f: ReturnType<typeof files>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
  f = files(t, o)
})
afterAll(() => t?.close())

async function handedOver(titles: string[], returned = 0): Promise<string[]> {
  const ids: string[] = []
  for (const title of titles) {
    const { id } = await f.open({ title, documentIds: [await f.arrived(title), await f.arrived(`${title} hai`)] })
    await f.close(id)
    ids.push(id)
  }
  const { id } = await t.run(transfer.create, o.actors.officer, { body: { fileIds: ids } })
  const at = { params: { handoverId: id } }
  const version = async () => (await t.run(transfer.get, o.actors.officer, at)).handover.version
  await t.run(transfer.submit, o.actors.head, { ...at, body: { version: await version() } })
  for (const fileId of ids)
    await t.run(transfer.look, o.actors.archivist, { params: { handoverId: id, fileId }, body: {} }).catch(() => null)
  await t.run(transfer.decide, o.actors.archivist, {
    ...at,
    body: {
      version: await version(),
      decisions: ids.map((fileId, i) =>
        i < returned ? { fileId, to: 'returned', reason: 'Thiếu văn bản' } : { fileId, to: 'accepted' },
      ),
    } as never,
  })
  await t.drain()
  return ids
}

it('fonds, inventory of the year, files and items stand; returned ones do not; done again it changes nothing', async () => {
  const ids = await handedOver(['Hồ sơ hộ nghèo', 'Hồ sơ đất đai', 'Hồ sơ bị trả'].reverse(), 1)
  const { items } = await t.run(archive.repositories, o.actors.archivist, {})
  expect(items).toMatchObject([{ kind: 'current', fonds: 1 }])
  const roots = await t.run(archive.children, o.actors.archivist, { query: { repository: items[0]!.id } })
  const [inventory] = await b.children(roots.items[0]!.id)
  expect(inventory!.title).toMatch(/^Hồ sơ nộp lưu năm \d{4}$/)
  const taken = await b.children(inventory!.id)
  expect(taken.map((one) => [one.number, one.title])).toEqual([
    ['1', 'Hồ sơ đất đai'],
    ['2', 'Hồ sơ hộ nghèo'],
  ])
  const { unit } = await b.get(taken[0]!.id)
  expect(unit).toMatchObject({ sourceFile: ids[1], retention: '20', children: 2, publish: 'draft' })
  const inside = await b.children(taken[0]!.id)
  expect((await b.get(inside[0]!.id)).unit.item).toMatchObject({ maySee: true })
  const register = await t.run(archive.accessions, o.actors.archivist, { query: {} })
  expect(register.items).toMatchObject([{ number: 1, files: 2, fonds: { id: roots.items[0]!.id } }])

  await handedOver(['Hồ sơ đợt hai'])
  expect((await b.children(inventory!.id)).map((one) => one.title)).toContain('Hồ sơ đợt hai')
  expect((await t.run(archive.accessions, o.actors.archivist, { query: {} })).items.map((one) => one.number)).toEqual([
    2, 1,
  ])
})
