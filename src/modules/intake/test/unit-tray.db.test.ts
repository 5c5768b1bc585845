import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { records } from '#modules/records/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'

let t: TestApp
let o: Office
/** The same unit clerk's post, standing at the other unit. */
let stranger: Actor
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  stranger = { ...o.actors.clerk, unitId: o.units.office }
})
afterAll(() => t?.close())

async function bring(actor: Actor, fileName: string, seed: number, body: object = {}): Promise<string> {
  for await (const { bytes } of makeInventedDocuments({ seed, count: 1, kinds: ['digital'] })) {
    const answer = await t.run(intake.upload, actor, { body }, { uploads: [await quarantined(t, fileName, bytes)] })
    await t.drain()
    return answer.items[0]!.id
  }
  throw new Error('nothing invented')
}

const listed = async (actor: Actor, query: object = {}) =>
  (await t.run(intake.list, actor, { query })).items.map((item) => item.title)
const look = (actor: Actor, intakeId: string) => t.run(intake.get, actor, { params: { intakeId } })
const open = (actor: Actor, componentId: string) =>
  t.run(records.openComponent, actor, { params: { componentId }, query: { copy: 'view' } })
const missing = { code: 'PLATFORM_NOT_FOUND' }

describe("a unit's tray", () => {
  it('is seen by its own clerk and the agency registry, by nobody else, files included', async () => {
    const { registry, clerk } = o.actors
    const own = await bring(clerk, 'cua-don-vi.pdf', 31)
    const agency = await bring(registry, 'cua-co-quan.pdf', 32)

    expect(await listed(clerk)).toEqual(['cua-don-vi.pdf'])
    expect(await listed(stranger)).toEqual([])
    expect(await listed(registry)).toEqual(['cua-co-quan.pdf'])
    expect(await listed(registry, { tray: 'units' })).toEqual(['cua-don-vi.pdf'])
    expect(await listed(clerk, { tray: 'units' })).toEqual([])

    const item = await look(clerk, own)
    expect(item.unit).toEqual({ id: o.units.finance, name: 'Phòng Kế toán' })
    const theirs = (await look(registry, agency)).components[0]!.id
    const [mine] = item.components
    await expect(look(clerk, agency)).rejects.toMatchObject(missing)
    await expect(look(stranger, own)).rejects.toMatchObject(missing)
    await expect(open(clerk, theirs)).rejects.toMatchObject(missing)
    await expect(open(stranger, mine!.id)).rejects.toMatchObject(missing)
    await expect(open(o.actors.head, mine!.id)).rejects.toMatchObject(missing)
    expect((await open(clerk, mine!.id)).file.mediaType).toBe('application/pdf')
    expect((await open(registry, mine!.id)).file.mediaType).toBe('application/pdf')
    const box = { page: 1, box: [0, 0, 595, 842] as [number, number, number, number] }
    await expect(t.run(intake.readBox, clerk, { params: { componentId: theirs }, body: box })).rejects.toMatchObject(
      missing,
    )

    const { version } = await look(registry, agency)
    const params = { intakeId: agency }
    for (const attempt of [
      () => t.run(intake.discard, clerk, { params, body: { version, reason: 'thử' } }),
      () => t.run(intake.setRole, clerk, { params, body: { version, mainComponentId: theirs } }),
      () => t.run(intake.pass, clerk, { params, body: { version, unitId: o.units.finance } }),
      () =>
        t.run(intake.join, clerk, {
          params: { intakeId: own },
          body: { version: item.version, otherId: agency, otherVersion: version },
        }),
      () => bring(clerk, 'chen-vao.pdf', 33, { intoItem: agency }),
    ])
      await expect(attempt()).rejects.toMatchObject(missing)
  })

  it('is passed by the registry to a unit and by the unit back, with the files and their originals', async () => {
    const { registry, clerk } = o.actors
    const id = await bring(registry, 'chuyen-khay.pdf', 34)
    let item = await look(registry, id)
    await t.run(intake.rotate, registry, {
      params: { intakeId: id },
      body: { version: item.version, componentId: item.components[0]!.id, pages: [{ page: 1, degrees: 180 }] },
    })
    await t.drain()
    const original = item.components[0]!.id
    item = await look(registry, id)
    const pass = (actor: Actor, unitId: string | null, version: number) =>
      t.run(intake.pass, actor, { params: { intakeId: id }, body: { version, unitId } })
    await expect(pass(registry, newId(), item.version)).rejects.toMatchObject({ code: 'INTAKE_NO_SUCH_UNIT' })
    await pass(registry, o.units.finance, item.version)
    await expect(pass(registry, null, item.version)).rejects.toMatchObject({ code: 'INTAKE_STATE_CHANGED' })
    item = await look(clerk, id)
    expect((await open(clerk, item.components[0]!.id)).file.mediaType).toBe('application/pdf')
    expect((await open(clerk, original)).file.mediaType).toBe('application/pdf')
    await expect(pass(clerk, o.units.office, item.version)).rejects.toMatchObject(missing)
    await pass(clerk, null, item.version)
    await expect(look(clerk, id)).rejects.toMatchObject(missing)
    await expect(open(clerk, original)).rejects.toMatchObject(missing)
    expect(await listed(registry)).toContain('chuyen-khay.pdf')
  })

  it('tells its clerk of no document that he may not see, and lets him add nothing to it', async () => {
    const { registry, clerk } = o.actors
    const id = await bring(registry, 'da-vao-so.pdf', 35)
    const fields = { typeName: 'Công văn', issuerName: 'Sở Nội vụ', subject: 'việc riêng của lãnh đạo' }
    const made = await t.run(incoming.register, registry, { body: { intakeId: id, fields } })
    const twin = await look(clerk, await bring(clerk, 'ban-sao.pdf', 35))
    expect(twin).toMatchObject({ hasDuplicates: false, duplicates: [] })
    await expect(bring(clerk, 'chen-vao-van-ban.pdf', 36, { intoDocument: made.id })).rejects.toMatchObject(missing)
  })
})
