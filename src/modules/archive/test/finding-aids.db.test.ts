/** Finding aids by file: what they hold, in which order, and what stays in the archive. */
import { text } from 'node:stream/consumers'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'
import { findingAids } from '../finding-aid-contract.ts'
import { build } from './build.ts'

let t: TestApp
let o: Office
let b: ReturnType<typeof build>
let made: Awaited<ReturnType<typeof b.fonds>>
beforeAll(async () => {
  t = await testApp({})
  o = await makeOffice(t)
  b = build(t, o)
  made = await b.fonds((await b.repository()).id, '12', 2, 1)
})
afterAll(() => t?.close())

async function take(unitId: string, form: 'ead3' | 'ead2002' | 'dc', actor: Actor = o.actors.archivist) {
  const answer = await t.run(findingAids.findingAid, actor, { params: { unitId }, query: { form } })
  return text((answer as unknown as { file: { bytes: NodeJS.ReadableStream } }).file.bytes)
}

it.each([
  ['ead3', 'http://ead3.archivists.org/schema/'],
  ['ead2002', 'urn:isbn:1-931666-22-9'],
] as const)('%s holds every unit with its reference, where it lies', async (form, namespace) => {
  const doc = XmlDocument.fromString(await take(made.fonds, form))
  const ids = doc.find('//e:did/e:unitid', { e: namespace }).map((one) => one.content)
  expect(ids).toEqual([
    'P.12',
    'P.12 – ML.01',
    'P.12 – ML.01 – HS.1',
    'P.12 – ML.01 – HS.1 – 1',
    'P.12 – ML.01 – HS.2',
    'P.12 – ML.01 – HS.2 – 1',
  ])
  expect(doc.find('//e:c[@level="file"]/e:c[@level="item"]', { e: namespace })).toHaveLength(2)
  doc.dispose()
})

it('of a file, the file and its items alone, with the whole reference', async () => {
  const xml = await take(made.files[1]!, 'dc')
  expect(xml.match(/<oai_dc:dc /g)).toHaveLength(2)
  expect(xml).toContain('<dc:identifier>P.12 – ML.01 – HS.2 – 1</dc:identifier>')
  expect(xml).not.toContain('Hồ sơ thứ 1')
})

it('drafts stay with those who see them', async () => {
  await expect(take(made.fonds, 'ead3', o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  await t.run(archive.publish, o.actors.archivist, { body: { ids: [made.files[0]!], to: 'office' } })
  const xml = await take(made.fonds, 'ead3', o.actors.officer)
  expect(xml).toContain('Hồ sơ thứ 1 của 12')
  expect(xml).not.toContain('Hồ sơ thứ 2 của 12')
  expect(xml).not.toContain('Văn bản 1 trong')
})
