import process from 'node:process'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import type pg from 'pg'
import { type Statement, Trip } from './trip.ts'
import type { DB } from './types.gen.ts'

/** Kysely over the one client of a transaction. */
export type Tx = Kysely<DB>

/** A query that is not sent yet: of Kysely's builder or of its `sql` template. */
export type Sendable = CompiledQuery | { compile(tx: Tx): CompiledQuery }
const compiled = (tx: Tx, query: Sendable): CompiledQuery => ('compile' in query ? query.compile(tx) : query)

/** Answers that are kept from transaction to transaction, each with the version of its organisation (`kept`). */
export type Shelf = Map<string, { readonly version: number; readonly value: unknown }>
const MOST_KEPT = 5000

/**
 * The connection of one transaction. What is asked in one breath travels in one packet; what nobody waits for (the
 * beginning, writes told by `later`) travels with the next thing that somebody waits for.
 */
export class Course implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #shelf: Shelf
  readonly #organizationId: string
  readonly #mayWrite: boolean
  #waiting: Statement[] = []
  /** Somebody waits for one of those that wait to be sent. */
  #isWanted = false
  #isScheduled = false
  #isUnderway = false
  #isSent = false
  #isOver = false
  #hasWritten = false
  #version: number | null = null

  /** @param begin statement that begins the transaction · @param enter statement with the scope's settings */
  constructor(client: pg.PoolClient, begin: string, enter: CompiledQuery, organizationId: string, shelf: Shelf) {
    this.#client = client
    this.#shelf = shelf
    this.#organizationId = organizationId
    this.#mayWrite = !/\bread only\b/.test(begin)
    const ignore = (): void => {}
    this.#waiting.push(
      { text: begin, values: [], done: ignore, failed: ignore },
      {
        text: enter.sql,
        values: enter.parameters,
        done: ([row]) => {
          this.#version = Number(row!['version'])
        },
        failed: ignore,
      },
    )
  }

  /** Has anything gone to the server? */
  get isSent(): boolean {
    return this.#isSent
  }

  /** Committed or given up: nothing more can be asked. */
  get isOver(): boolean {
    return this.#isOver
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return new Promise((resolve, reject) => {
      this.#put(query, {
        done: (rows, affected) => resolve({ rows: rows as R[], numAffectedRows: BigInt(affected) }),
        failed: reject,
      })
      this.#schedule()
    })
  }

  /** See `later`. */
  later(query: CompiledQuery): void {
    // Its failure is told by whatever it travels with, the commit at the latest.
    this.#put(query, { done: () => {}, failed: () => {} })
  }

  /** The commit, with everything that still waits in front of it; `last` in the same packet. */
  async commit<R>(last?: CompiledQuery): Promise<QueryResult<R> | undefined> {
    const answer = last ? this.executeQuery<R>(last) : undefined
    const committed = new Promise<void>((resolve, reject) => {
      this.#put(
        { sql: 'commit', parameters: [] },
        {
          // A transaction in which a failure was passed over answers a commit by rolling back.
          done: (_, __, command) =>
            command === 'COMMIT' ? resolve() : reject(new Error('the transaction had failed before its commit')),
          failed: reject,
        },
      )
    })
    this.#isOver = true
    this.#isWanted = true
    this.#send()
    const [result] = await Promise.all([answer, committed])
    return result
  }

  /** Gives up: what waits is never sent. */
  async rollback(): Promise<void> {
    this.#isOver = true
    this.#isWanted = false
    this.#waiting = []
    if (this.#isSent) await this.#client.query('rollback')
  }

  /** See `kept`. */
  async kept<T>(organizationId: string, name: string, load: () => Promise<T>): Promise<T> {
    if (this.#hasWritten || organizationId !== this.#organizationId) return load()
    if (this.#version === null) await this.executeQuery({ sql: 'select', parameters: [] } as unknown as CompiledQuery)
    const version = this.#version!
    const key = `${organizationId} ${name}`
    const held = this.#shelf.get(key)
    if (held?.version === version) return held.value as T
    const value = await load()
    if (this.#shelf.size >= MOST_KEPT) this.#shelf.clear()
    this.#shelf.set(key, { version, value })
    return value
  }

  #put(query: Pick<CompiledQuery, 'sql' | 'parameters'>, to: Pick<Statement, 'done' | 'failed'>): void {
    if (this.#isOver) throw new Error('the transaction is over')
    if (this.#mayWrite && !/^\s*(select|commit)\b/i.test(query.sql)) this.#hasWritten = true
    this.#waiting.push({ text: query.sql, values: query.parameters, ...to })
  }

  /** After everything that can go on without an answer has gone on: questions asked together go together. */
  #schedule(): void {
    this.#isWanted = true
    if (this.#isScheduled) return
    this.#isScheduled = true
    process.nextTick(() => {
      this.#isScheduled = false
      this.#send()
    })
  }

  #send(): void {
    if (this.#isUnderway || !this.#isWanted) return
    const going = this.#waiting
    this.#waiting = []
    this.#isWanted = false
    try {
      const trip = new Trip(this.#client, going, () => {
        this.#isUnderway = false
        this.#send()
      })
      this.#isUnderway = true
      this.#isSent = true
      this.#client.query(trip)
    } catch (error) {
      for (const statement of going) statement.failed(error as Error)
    }
  }

  // biome-ignore lint/correctness/useYield: streaming is done by keyset pages, never by cursors
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('cursors are not used: page by key')
  }
}

const courses = new WeakMap<object, Course>()
function courseOf(tx: Tx): Course {
  const course = courses.get(tx)
  if (!course) throw new Error('not a transaction of the doorway')
  return course
}

/**
 * A write whose outcome nobody looks at: it travels with the next question, at the latest with the commit, always in
 * order. If it fails, that question or the commit fails with its error. Whoever must know how many rows were changed, or
 * turns a refused row into a sentence of its own, awaits the write instead.
 */
export function later(tx: Tx, query: Sendable): void {
  courseOf(tx).later(compiled(tx, query))
}

/** The last statement, in one packet with the commit: nothing else can be asked of this transaction afterwards. */
export async function lastly<R>(tx: Tx, query: Sendable): Promise<R[]> {
  const result = await courseOf(tx).commit<R>(compiled(tx, query))
  return result!.rows
}

const PLAN_ONCE = sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`

/**
 * The statements of this transaction from here on are planned once a connection, whatever their values: for lists whose index
 * is the right one for everybody. Otherwise the server plans each anew for its values the first times, which costs a short page
 * more than its rows do. Not for statements that one value makes common and another rare (words, states, days).
 */
export function planOnce(tx: Tx): void {
  courseOf(tx).later(compiled(tx, PLAN_ONCE))
}

const PLAN_ANEW = sql`select set_config('plan_cache_mode', 'auto', true)`

/** Ends `planOnce`: for a statement that hangs on its values after one that does not. */
export function planAnew(tx: Tx): void {
  courseOf(tx).later(compiled(tx, PLAN_ANEW))
}

/**
 * What an organisation seldom changes (its rules, its open books), read once and kept in this process under the version
 * of the organisation. Every transaction learns the present version as it begins, so what was changed by a committed
 * transaction, in whatever process, is never answered from before. A transaction that has written, or that asks about
 * another organisation than its own, reads for itself.
 * The value is shared: nobody may change it.
 * @param name what is kept, once in the house: `room.what`, with whatever the answer hangs on besides the organisation
 * @param load reads only tables whose changes call `platform.changed` with the organisation
 */
export function kept<T>(tx: Tx, organizationId: string, name: string, load: () => Promise<T>): Promise<T> {
  return courseOf(tx).kept(organizationId, name, load)
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Kysely that speaks through the one connection of a transaction. */
export function kyselyOver(course: Course): Tx {
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => course,
    releaseConnection: async () => {},
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    destroy: async () => {},
  }
  const tx = new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createQueryCompiler: () => compiler,
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
  courses.set(tx, course)
  return tx
}
async function nested(): Promise<void> {
  throw new Error('the doorway owns the transaction')
}
