import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { AppError } from '../errors/index.ts'
import { isId } from '../ids/index.ts'
import type { DB } from './types.gen.ts'

/** Kysely over the one client of a transaction. */
export type Tx = Kysely<DB>

/** Settings of a transaction: what row-level security and triggers see. */
export interface Scope {
  readonly organizationId: string
  readonly postId?: string | null
  readonly accountId?: string | null
  readonly personId?: string | null
}

/** Scope of the installation's own jobs: no organisation's rows are visible. */
export const SYSTEM_SCOPE: Scope = { organizationId: '00000000-0000-0000-0000-000000000000' }

export interface Database {
  /** Runs `work` in a transaction with the scope's settings; commits when it resolves, rolls back when it throws. */
  transaction<T>(scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>
  /** The same, read-only, on one snapshot. */
  read<T>(scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>
  readonly pool: pg.Pool
  close(): Promise<void>
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    if (oid === 20) return toSafeNumber // int8
    if (oid === 1082) return identity // date stays 'YYYY-MM-DD'
    if (oid === 1184) return toDate // timestamptz
    return pg.types.getTypeParser(oid, format)
  },
}
const identity = (text: string): string => text
const toDate = (text: string): Date => new Date(text)
function toSafeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a number`)
  return value
}

const setting = (name: string, value: string | null | undefined): string =>
  value ? `set local vankho.${name} = '${isId(value) ? value : refuse(name)}';` : ''
function refuse(name: string): never {
  throw new Error(`setting ${name} is not an id`)
}

/** A pool under the application role. @param url connection URL; `asRole` is set on every connection when given */
export function createDatabase(
  url: string,
  options: { max: number; asRole?: string; onError?: (e: Error) => void },
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
    application_name: 'vankho',
    options: `-c timezone=UTC -c jit=off -c statement_timeout=60s -c idle_in_transaction_session_timeout=120s${options.asRole ? ` -c role=${options.asRole}` : ''}`,
  })
  // A server that stops while the pool is closing cuts idle connections: nobody misses them.
  let isClosing = false
  pool.on('error', (error) => {
    if (!isClosing) options.onError?.(error)
  })
  // A connection that breaks while it is lent out tells it twice: to the waiting query, and as an event that nobody may
  // leave unheard, or the process ends.
  pool.on('connect', (client) => client.on('error', () => {}))

  async function run<T>(begin: string, scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
    const head =
      begin +
      setting('organization_id', scope.organizationId) +
      setting('post_id', scope.postId) +
      setting('account_id', scope.accountId) +
      setting('person_id', scope.personId)
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (cause) {
      throw new AppError('PLATFORM_BUSY', { cause })
    }
    let broken: Error | undefined
    try {
      await client.query(head)
      const result = await work(kyselyOver(client), client)
      await client.query('commit')
      return result
    } catch (error) {
      try {
        await client.query('rollback')
      } catch (rollback) {
        broken = rollback as Error
      }
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    pool,
    transaction: (scope, work) => run('begin;', scope, work),
    read: (scope, work) => run('begin isolation level repeatable read read only;', scope, work),
    close: () => {
      isClosing = true
      return pool.end()
    },
  }
}

/** Names for prepared statements: the same SQL text is parsed and planned once a connection. Bounded. */
const names = new Map<string, string>()
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 800 || text.length > 8000) return undefined
  const name = `q_${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}

class OneClient implements DatabaseConnection {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = nameOf(query.sql)
    const result = await this.#client.query<R & pg.QueryResultRow>({
      text: query.sql,
      values: [...query.parameters],
      ...(name ? { name } : {}),
    })
    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: streaming is done by keyset pages, never by cursors
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('cursors are not used: page by key')
  }
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Kysely that speaks through one client already inside a transaction. */
export function kyselyOver(client: pg.PoolClient): Kysely<DB> {
  const connection = new OneClient(client)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    destroy: async () => {},
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createQueryCompiler: () => compiler,
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  })
}
async function nested(): Promise<void> {
  throw new Error('the doorway owns the transaction')
}
