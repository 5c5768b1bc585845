import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { records } from '#modules/records/contract.ts'
import { beginReconciling } from '#modules/records/index.ts'
import { noteRestore } from '#platform/backup/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

const register = (subject: string) =>
  t.run(incoming.register, o.actors.registry, {
    body: { fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ tỉnh Lam Hà', subject } },
  })
const book = async () => (await t.run(records.listBooks, o.actors.registry)).items.find((one) => one.id === o.bookId)!
const confirm = async (lastNumber: number) =>
  t.run(records.confirmBook, o.actors.registry, {
    params: { bookId: o.bookId },
    body: { lastNumber, version: (await book()).version },
  })

describe('after a restore', () => {
  it('books are locked until the registry tells the last number on paper; what lies between are explained gaps', async () => {
    await register('một')
    await register('hai')
    const titles = await t.as(o.organizationId, (ctx) =>
      beginReconciling(ctx.tx, o.organizationId, 'Khôi phục dữ liệu đến 23/11/2026 08:00:00'),
    )
    expect(titles).toHaveLength(1)
    expect(await book()).toMatchObject({ state: 'reconciling', lastNumber: 2 })
    await expect(register('ba')).rejects.toMatchObject({
      code: 'RECORDS_BOOK_RECONCILING',
      facts: { reason: 'Khôi phục dữ liệu đến 23/11/2026 08:00:00' },
    })
    // Neither by moving the book nor with a number that cannot be is it opened.
    await expect(
      t.run(records.moveBook, o.actors.registry, {
        params: { bookId: o.bookId },
        body: { to: 'open', version: (await book()).version, reason: 'thử' },
      }),
    ).rejects.toMatchObject({ code: 'RECORDS_BOOK_STATE' })
    await expect(confirm(80_000)).rejects.toMatchObject({ code: 'RECORDS_TOO_MANY_GAPS' })
    await expect(
      t.run(records.confirmBook, o.actors.officer, {
        params: { bookId: o.bookId },
        body: { lastNumber: 5, version: (await book()).version },
      }),
    ).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    expect(await confirm(5)).toMatchObject({ state: 'open', lastNumber: 5, used: 2, cancelled: 3 })
    expect((await register('sáu')).arrivalNumber).toBe(6)
    const { cancelled } = await t.run(records.listNumbers, o.actors.registry, { params: { bookId: o.bookId } })
    expect(cancelled.map(({ number, documentId }) => [number, documentId])).toEqual([
      [3, null],
      [4, null],
      [5, null],
    ])
    expect(cancelled[0]!.reason).toContain('23/11/2026')
  })

  it('the printed book shows the gaps with their reason', async () => {
    const { file } = await t.run(incoming.printRegister, o.actors.registry, {
      query: { book: o.bookId, kind: 'register', format: 'docx' },
    })
    const { default: zip } = await import('jszip')
    const xml = await (await zip.loadAsync(file.bytes as Uint8Array)).file('word/document.xml')!.async('string')
    expect(xml.match(/Khuyết số/g)?.length).toBeGreaterThanOrEqual(3)
    expect(xml).toContain('trước khi khôi phục dữ liệu')
  })

  it('nothing lost on paper makes no gap; a second confirmation is refused; a locked book goes back to locked', async () => {
    const before = await book()
    await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: o.bookId },
      body: { to: 'locked', version: before.version, reason: 'kiểm kê' },
    })
    await t.as(o.organizationId, (ctx) => beginReconciling(ctx.tx, o.organizationId, 'Khôi phục'))
    expect(await confirm(4)).toMatchObject({ state: 'locked', lastNumber: 6, cancelled: 3 })
    await expect(confirm(4)).rejects.toMatchObject({ code: 'RECORDS_BOOK_STATE' })
  })

  it('a book opened again after a restore in its period is reconciled too', async () => {
    await t.as(o.organizationId, (ctx) =>
      noteRestore(ctx.tx, { name: '20261122-010000', until: '2026-11-22T00:00:00Z' }, ctx.now),
    )
    const { proposed } = await t.run(records.listBooks, o.actors.registry)
    const [next] = proposed
    if (!next) {
      // This regime foresees one book only: a second office opens its first after the restore.
      const other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
      const { items } = await t.run(records.listBooks, other.actors.registry)
      expect(items[0]).toMatchObject({ state: 'reconciling', lastNumber: 0 })
      return
    }
    const opened = await t.run(records.openBook, o.actors.registry, {
      body: { code: next.code, period: next.period },
    })
    expect(opened.state).toBe('reconciling')
  })
})
