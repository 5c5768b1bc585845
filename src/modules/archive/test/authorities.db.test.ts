import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { authorities } from '../authorities-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
})
afterAll(() => t?.close())

const refused = (run: Promise<unknown>) => expect(run).rejects
const make = async (name: string, over: object = {}) =>
  (await t.run(authorities.createAuthority, o.actors.archivist, { body: { kind: 'body', name, ...over } })).id
const get = (authorityId: string) => t.run(authorities.getAuthority, o.actors.officer, { params: { authorityId } })

it('a body has predecessors, names that it bore, fonds; two records of one body become one', async () => {
  const old = await make('Huyện ủy Sông Mây', { existsFrom: '1976', existsTo: '2025-06-30' })
  const now = await make('Đảng ủy xã Sông Mây', { existsFrom: '2025-07-01', otherNames: ['Đảng bộ xã Sông Mây'] })
  const twin = await make('Đảng uỷ xã Sông Mây (ghi trùng)')
  const { id: repositoryId } = await b.repository()
  const fonds = await b.unit('fonds', { repositoryId }, 'Phông Đảng ủy xã Sông Mây', { creatorId: twin })
  await t.run(authorities.linkAuthorities, o.actors.archivist, {
    params: { authorityId: now },
    body: { to: old, kind: 'predecessor', onDate: '2025-07-01' },
  })
  await refused(
    t.run(authorities.linkAuthorities, o.actors.archivist, {
      params: { authorityId: now },
      body: { to: now, kind: 'associated' },
    }),
  ).toMatchObject({ code: 'ARCHIVE_MERGE' })
  const { authority: before } = await get(twin)
  await t.run(authorities.mergeAuthorities, o.actors.archivist, {
    params: { authorityId: twin },
    body: { into: now, version: before.version },
  })
  const { authority } = await get(now)
  expect(authority.links).toMatchObject([{ id: old, kind: 'predecessor', direction: 'to', onDate: '2025-07-01' }])
  expect((await get(old)).authority.links).toMatchObject([{ id: now, direction: 'from' }])
  expect(authority.otherNames).toEqual(['Đảng bộ xã Sông Mây', 'Đảng uỷ xã Sông Mây (ghi trùng)'])
  expect((await get(twin)).mergedInto).toBe(now)
  expect((await b.get(fonds)).unit.creator).toMatchObject({ id: now })
  const found = await t.run(authorities.listAuthorities, o.actors.archivist, { query: { q: 'ghi trung' } })
  expect(found.items.map((one) => one.id)).toEqual([now])
})

it('one record an organisation, dates that run forward, the archivist’s work', async () => {
  await make('Ủy ban nhân dân xã Sông Mây', { bodyId: o.actors.archivist.organizationId })
  await refused(make('Lần nữa', { bodyId: o.actors.archivist.organizationId })).toMatchObject({
    code: 'ARCHIVE_AUTHORITY_USED',
  })
  await refused(make('Ngược ngày', { existsFrom: '2020', existsTo: '2010' })).toMatchObject({ code: 'ARCHIVE_DATES' })
  await refused(
    t.run(authorities.createAuthority, o.actors.officer, { body: { kind: 'person', name: 'Lạ' } }),
  ).toMatchObject({ status: 403 })
})
