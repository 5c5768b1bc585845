import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { records } from '#modules/records/contract.ts'
import type { AppError } from '#platform/errors/index.ts'
import { createApp } from '#src/app.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp({ env: { VANKHO_DB_POOL: '24' } })
  o = await makeOffice(t)
})
afterAll(() => t?.close())

const body = (subject: string, more: object = {}) => ({
  fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ tỉnh Lam Hà', subject },
  ...more,
})
const register = (subject: string, more: object = {}) =>
  t.run(incoming.register, o.actors.registry, { body: body(subject, more) })
const numbers = async (bookId: string) =>
  (
    await t.admin<{ number: number; state: string }>(
      'select number, state from records.register_entry where book_id = $1 order by number',
      [bookId],
    )
  ).map((row) => row.number)

describe('numbers', () => {
  it('64 clients register, cancel and retry at once: no gap, no duplicate', async () => {
    const given: number[] = []
    const client = async (c: number): Promise<void> => {
      for (let i = 0; i < 5; i++) {
        const key = `client-${c}-press-${i}`
        // Every press is sent twice, as an impatient browser does.
        const [made, again] = await Promise.all([
          register(`c${c} i${i}`, { requestKey: key }),
          register(`c${c} i${i}`, { requestKey: key }),
        ])
        expect(again.arrivalNumber).toBe(made.arrivalNumber)
        given.push(made.arrivalNumber)
        if ((c + i) % 4 === 0)
          await t.run(incoming.cancel, o.actors.registry, {
            params: { documentId: made.id },
            body: { version: 1, reason: 'thử hủy' },
          })
      }
    }
    await Promise.all(Array.from({ length: 64 }, (_, c) => client(c)))
    const all = await numbers(o.bookId)
    expect(all).toEqual(Array.from({ length: 320 }, (_, i) => i + 1))
    expect([...given].sort((a, b) => a - b)).toEqual(all)
    const [series] = await t.admin<{ last_number: number }>(
      'select s.last_number from records.number_series s join records.register_book b on b.series_id = s.id where b.id = $1',
      [o.bookId],
    )
    expect(series!.last_number).toBe(320)
  })

  it('a registration that fails at the very end gives its number back: the next one takes it', async () => {
    const before = (await numbers(o.bookId)).length
    await t.admin(
      `create function incoming.fail_once() returns trigger language plpgsql as $$ begin raise exception 'no disk'; end $$`,
    )
    await t.admin(
      'create trigger fail_once before insert on incoming.entry for each row execute function incoming.fail_once()',
    )
    await expect(register('hỏng lúc ghi')).rejects.toMatchObject({ code: 'PLATFORM_INTERNAL' })
    await t.admin('drop trigger fail_once on incoming.entry')
    const made = await register('sau lỗi')
    expect(made.arrivalNumber).toBe(before + 1)
  })

  it('two application processes on one database share the book without a gap', async () => {
    const twin = createApp({
      config: t.config,
      db: t.db,
      clock: t.clock,
      blobs: t.blobs,
      log: t.kernel.ports.log,
    }).kernel
    const before = (await numbers(o.bookId)).length
    const press = (i: number) =>
      (i % 2 === 0 ? t.kernel : twin).run(t.kernel.handler(incoming.register), o.actors.registry, {
        body: body(`song song ${i}`),
      }) as Promise<{ arrivalNumber: number }>
    const made = await Promise.all(Array.from({ length: 40 }, (_, i) => press(i)))
    expect(made.map((one) => one.arrivalNumber).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => before + 1 + i),
    )
  })

  it('a book locked in the middle of the rush stops it at once, with its name; unlocked it goes on where it stood', async () => {
    const before = (await numbers(o.bookId)).length
    const book = (await t.run(records.listBooks, o.actors.registry, {})).items.find((one) => one.id === o.bookId)!
    const rush = Promise.allSettled(Array.from({ length: 30 }, (_, i) => register(`khi khóa ${i}`)))
    const locked = await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: o.bookId },
      body: { to: 'locked', version: book.version, reason: 'Kiểm kê sổ' },
    })
    const done = await rush
    for (const one of done)
      if (one.status === 'rejected') expect((one.reason as AppError).code).toBe('RECORDS_BOOK_LOCKED')
    await expect(register('sau khi khóa')).rejects.toMatchObject({
      code: 'RECORDS_BOOK_LOCKED',
      facts: { reason: 'Kiểm kê sổ' },
    })
    await expect(
      t.run(records.moveBook, o.actors.registry, {
        params: { bookId: o.bookId },
        body: { to: 'open', version: book.version, reason: 'x' },
      }),
    ).rejects.toMatchObject({ code: 'RECORDS_BOOK_STATE' })
    await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: o.bookId },
      body: { to: 'open', version: locked.version, reason: 'Xong kiểm kê' },
    })
    await register('mở lại')
    const after = await numbers(o.bookId)
    expect(after).toEqual(Array.from({ length: after.length }, (_, i) => i + 1))
    expect(after.length).toBe(before + done.filter((one) => one.status === 'fulfilled').length + 1)
  })
})

describe('years and terms', () => {
  it('turns the year at midnight in Vietnam, keeps the old book for late papers, starts from 1', async () => {
    t.clock.set('2026-12-31T16:59:59Z') // 23:59:59 in Vietnam
    const last = await register('đêm giao thừa')
    t.clock.set('2026-12-31T17:00:00Z') // 00:00:00 on 1/1/2027
    await expect(register('phút đầu năm')).rejects.toMatchObject({ code: 'INCOMING_NO_BOOK' })
    const { proposed } = await t.run(records.listBooks, o.actors.registry, {})
    expect(proposed).toContainEqual(expect.objectContaining({ code: 'incoming', period: '2027' }))
    const press = () => t.run(records.openBook, o.actors.registry, { body: { code: 'incoming', period: '2027' } })
    const opened = await Promise.allSettled([press(), press()])
    expect(opened.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const first = await register('phút đầu năm')
    expect(first.arrivalNumber).toBe(1)
    const late = await register('đến hôm qua', { arrivalDate: '2026-12-31' })
    expect(late.arrivalNumber).toBe(last.arrivalNumber + 1)
    const old = (await t.run(records.listBooks, o.actors.registry, {})).items.find((one) => one.id === o.bookId)!
    await t.run(records.moveBook, o.actors.registry, {
      params: { bookId: o.bookId },
      body: { to: 'closed', version: old.version, reason: 'Khóa sổ năm 2026' },
    })
    const later = await register('đến năm ngoái, sổ đã đóng', { arrivalDate: '2026-12-30' })
    expect(later.arrivalNumber).toBe(2) // in the current book, with its own arrival day
    await expect(register('ngày mai', { arrivalDate: '2027-01-02' })).rejects.toMatchObject({
      code: 'INCOMING_DATE_ORDER',
    })
  })

  it('a Party body’s book runs for the term', async () => {
    const party = await makeOffice(t, 'Đảng ủy xã Sông Mây', 'party')
    const made = () => t.run(incoming.register, party.actors.registry, { body: body('Thông báo kết luận') })
    await expect(made()).rejects.toMatchObject({ code: 'INCOMING_NO_BOOK' })
    const { createTerm } = await import('#modules/people/index.ts')
    const term = await t.as(party.organizationId, (ctx) =>
      createTerm(ctx.tx, party.organizationId, { label: '2025–2030', validFrom: '2025-08-01' }),
    )
    const { proposed } = await t.run(records.listBooks, party.actors.registry, {})
    for (const { code, period } of proposed.filter((one) => one.period === term))
      await t.run(records.openBook, party.actors.registry, { body: { code, period } })
    expect((await made()).arrivalNumber).toBe(1)
    // Party and non-Party origin have books and series of their own (693-QĐ/VPTW practice).
    const fromParty = await t.run(incoming.register, party.actors.registry, {
      body: {
        fields: {
          typeName: 'Thông báo',
          codeNumber: '12',
          codeNotation: 'TB/TU',
          issuerName: 'Tỉnh ủy Lam Hà',
          subject: 'Kết luận',
        },
      },
    })
    expect(fromParty).toMatchObject({ arrivalNumber: 1, bookTitle: 'Sổ đăng ký văn bản đến của cơ quan Đảng' })
    expect((await made()).arrivalNumber).toBe(2)
  })
})
