import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { createKernel, type Kernel } from '#platform/action/kernel.ts'
import { RESERVE, watchSpace } from '#platform/space/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-space-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('room on the disks', () => {
  it('is short when any disk has less than is needed, or would have; a folder that is not there yet does not count', () => {
    const watch = (needed: number) => watchSpace({ folders: [folder, join(folder, 'none')], needed, reserve: null })
    const plenty = watch(0)
    const none = watch(Number.MAX_SAFE_INTEGER)
    expect([plenty.isShort(), none.isShort(), plenty.isShort(Number.MAX_SAFE_INTEGER)]).toEqual([false, true, true])
    plenty.close()
    none.close()
  })

  it('the reserve really holds its blocks, is given away once, and made again', async () => {
    const reserve = join(folder, 'reserve')
    const space = watchSpace({ folders: [folder], needed: 0, reserve })
    await expect.poll(() => existsSync(reserve), { timeout: 20_000 }).toBe(true)
    expect(statSync(reserve).blocks * 512).toBeGreaterThanOrEqual(RESERVE)
    expect(space.giveReserve()).toBe(true)
    expect(existsSync(reserve)).toBe(false)
    expect(space.giveReserve()).toBe(false)
    await expect.poll(() => existsSync(reserve), { timeout: 20_000 }).toBe(true)
    space.close()
  })
})

describe('with too little room', () => {
  let t: TestApp
  let office: Office
  let kernel: Kernel
  let isShort = true
  beforeAll(async () => {
    t = await testApp()
    office = await makeOffice(t)
    kernel = createKernel({ ...t.kernel.ports, space: { isShort: () => isShort } })
  })
  afterAll(() => t?.close())
  const register = (requestKey: string) =>
    kernel.run(kernel.handler(incoming.routes.register), office.actors.registry, {
      body: { fields: { typeName: 'Công văn', issuerName: 'Sở Y tế', subject: 'V/v thử' }, requestKey },
    })

  it('new work is refused in plain words and on record, reading goes on, and work too as soon as there is room', async () => {
    await expect(register('cho-trong-1-0000')).rejects.toMatchObject({ code: 'PLATFORM_DISK_FULL', status: 507 })
    expect(await t.admin(`select from audit.entry where data->>'code' = 'PLATFORM_DISK_FULL'`)).toHaveLength(1)
    const list = await kernel.run(kernel.handler(incoming.routes.list), office.actors.registry, { query: {} })
    expect(list).toMatchObject({ items: [] })
    isShort = false
    expect(await register('cho-trong-1-0000')).toMatchObject({ arrivalNumber: 1 })
  })
})
