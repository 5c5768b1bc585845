/** Trips: what travels together, in which order, and what becomes of the rest when one part fails. */
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { createDatabase, type Database, kept, lastly, later, planOnce, type Tx } from './index.ts'

let t: TestApp
let db: Database
let twin: Database
const organizationId = newId()
const scope = { organizationId }

beforeAll(async () => {
  t = await testApp()
  await t.admin('create table public.note (n int primary key check (n < 100), words text)')
  await t.admin('grant all on public.note to vankho_app')
  db = createDatabase(t.ownerUrl, { max: 2, asRole: 'vankho_app' })
  twin = createDatabase(t.ownerUrl, { max: 2, asRole: 'vankho_app' })
})
afterAll(async () => {
  await db?.close()
  await twin?.close()
  await t?.close()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await t.admin('delete from public.note')
})

const write = (tx: Tx, n: number): void => later(tx, sql`insert into public.note (n) values (${n})`)
const read = async (tx: Tx): Promise<number[]> =>
  (await sql<{ n: number }>`select n from public.note order by n`.execute(tx)).rows.map((row) => row.n)
const stored = async (): Promise<number[]> =>
  (await t.admin<{ n: number }>('select n from public.note order by n')).map((row) => row.n)

describe('a transaction', () => {
  it('asks in one trip what is asked together, and ends with its last statement in one', async () => {
    await db.read(scope, read)
    const trips = vi.spyOn(pg.Client.prototype, 'query')
    const seen = await db.transaction(scope, async (tx) => {
      write(tx, 1)
      const both = await Promise.all([read(tx), read(tx)])
      write(tx, 2)
      write(tx, 3)
      const last = await lastly<{ n: string }>(tx, sql`select count(*)::text as n from public.note`)
      return { both, last }
    })
    expect(seen).toEqual({ both: [[1], [1]], last: [{ n: '3' }] })
    expect(trips).toHaveBeenCalledTimes(2)
    expect(await stored()).toEqual([1, 2, 3])
  })

  it('sees its own writes, whoever waits for them', async () => {
    await db.transaction(scope, async (tx) => {
      write(tx, 1)
      expect(await read(tx)).toEqual([1])
      write(tx, 2)
    })
    expect(await stored()).toEqual([1, 2])
  })

  it('fails as a whole with the write that nobody waited for: at the next question, the last statement, the commit', async () => {
    const ends: ((tx: Tx) => Promise<unknown>)[] = [read, (tx) => lastly(tx, sql`select 1`), async () => {}]
    for (const end of ends)
      await expect(
        db.transaction(scope, async (tx) => {
          write(tx, 1)
          write(tx, 1)
          write(tx, 2)
          await end(tx)
        }),
      ).rejects.toMatchObject({ code: '23505' })
    expect(await stored()).toEqual([])
    expect(await db.transaction(scope, async (tx) => read(tx))).toEqual([])
  })

  it('is not committed when its last statement fails', async () => {
    await expect(
      db.transaction(scope, async (tx) => {
        write(tx, 1)
        await lastly(tx, sql`insert into public.note (n) values (100)`)
      }),
    ).rejects.toMatchObject({ code: '23514' })
    expect(await stored()).toEqual([])
  })

  it('does not pretend to have committed when a failure was passed over', async () => {
    await expect(
      db.transaction(scope, async (tx) => {
        write(tx, 1)
        await sql`select 1/0`.execute(tx).catch(() => {})
      }),
    ).rejects.toThrow()
    expect(await stored()).toEqual([])
  })

  it('sends nothing more after its end, and nothing at all when it is given up', async () => {
    await expect(
      db.transaction(scope, async (tx) => {
        await lastly(tx, sql`select 1`)
        await read(tx)
      }),
    ).rejects.toThrow('over')
    await expect(
      db.transaction(scope, async (tx) => {
        write(tx, 1)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await stored()).toEqual([])
  })

  it('uses a statement again on a connection on which it failed before', async () => {
    const one = createDatabase(t.ownerUrl, { max: 1, asRole: 'vankho_app' })
    const half = (n: number) =>
      one.read(scope, (tx) => tx.executeQuery(CompiledQuery.raw('select 1/$1::int as n', [n])))
    await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    expect((await half(1)).rows).toEqual([{ n: 1 }])
    await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    expect((await half(1)).rows).toEqual([{ n: 1 }])
    await expect(one.read(scope, (tx) => sql`select nonsense`.execute(tx))).rejects.toMatchObject({ code: '42703' })
    expect((await half(1)).rows).toEqual([{ n: 1 }])
    await one.close()
  })

  it('gives values back as they went', async () => {
    const words = ['a"b', 'c\\d', 'ê, {x}', '', 'NULL']
    const at = new Date('2026-11-23T01:02:03.456Z')
    const bytes = Buffer.from([0, 1, 255])
    const { rows } = await db.read(scope, (tx) =>
      sql`select ${words}::text[] as words, ${[1, null, 3]}::int[] as numbers, ${at}::timestamptz as at, ${[at]}::timestamptz[] as ats,
        ${bytes}::bytea as bytes, ${null}::text as none, ${{ a: ['ộ'] }}::jsonb as json, ${7}::bigint as big,
        '2026-11-23'::date as day, ${true} and true as yes, ${[bytes]}::bytea[] as many`.execute(tx),
    )
    expect(rows).toEqual([
      {
        words,
        numbers: [1, null, 3],
        at,
        ats: [at],
        bytes,
        none: null,
        json: { a: ['ộ'] },
        big: 7,
        day: '2026-11-23',
        yes: true,
        many: [bytes],
      },
    ])
    await expect(db.read(scope, (tx) => sql`select 9007199254740993::bigint as n`.execute(tx))).rejects.toThrow(
      /does not fit/,
    )
  })
})

it('plans once what is told so, and only in that transaction', async () => {
  const mode = async (tx: Tx) =>
    (await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(tx)).rows[0]!.mode
  const told = await db.read(scope, (tx) => {
    planOnce(tx)
    return mode(tx)
  })
  expect([told, await db.read(scope, mode)]).toEqual(['force_generic_plan', 'auto'])
})

describe('what is kept', () => {
  it('holds until a committed transaction changes it, in whatever process', async () => {
    let loads = 0
    const look = (on: Database) =>
      on.read(scope, (tx) =>
        kept(tx, organizationId, 'test.notes', async () => {
          loads++
          return read(tx)
        }),
      )
    const change = (n: number) =>
      twin.transaction(scope, async (tx) => {
        write(tx, n)
        await sql`select platform.changed(${organizationId}::uuid)`.execute(tx)
      })
    expect([await look(db), await look(db)]).toEqual([[], []])
    expect(loads).toBe(1)
    await change(1)
    expect([await look(db), await look(twin), await look(db)]).toEqual([[1], [1], [1]])
    expect(loads).toBe(3)
    // Rolled back: nothing has changed.
    await twin
      .transaction(scope, async (tx) => {
        write(tx, 2)
        await sql`select platform.changed(${organizationId}::uuid)`.execute(tx)
        throw new Error('no')
      })
      .catch(() => {})
    expect(await look(db)).toEqual([1])
    expect(loads).toBe(3)
  })

  it('is answered in a read whatever its questions begin with', async () => {
    let loads = 0
    const look = () =>
      db.read(scope, async (tx) => {
        await sql`with one as (select 1) select * from one`.execute(tx)
        return kept(tx, organizationId, 'test.with', async () => ++loads)
      })
    expect([await look(), await look()]).toEqual([1, 1])
  })

  it('is not what a transaction answers itself with after it has written, nor another organisation', async () => {
    const look = (tx: Tx, of = organizationId) => kept(tx, of, 'test.own', () => read(tx))
    await db
      .transaction(scope, async (tx) => {
        expect(await look(tx)).toEqual([])
        write(tx, 5)
        expect(await look(tx)).toEqual([5])
        throw new Error('no')
      })
      .catch((error) => expect(error).toMatchObject({ message: 'no' }))
    expect(await db.read(scope, (tx) => look(tx))).toEqual([])
    await t.admin('insert into public.note (n) values (9)')
    expect(await db.read(scope, (tx) => look(tx))).toEqual([])
    expect(await db.read({ organizationId: newId() }, (tx) => look(tx))).toEqual([9])
  })
})
