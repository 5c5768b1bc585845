import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { AppError } from '../errors/index.ts'
import { Course, kyselyOver, type Shelf, type Tx } from './transaction.ts'
import { readerOf } from './trip.ts'

/** Settings of a transaction: what row-level security and triggers see. */
export interface Scope {
  readonly organizationId: string
  readonly postId?: string | null
  readonly accountId?: string | null
  readonly personId?: string | null
  /**
   * The person's standing (`platform.version`) under which the scope was found out. When it is no longer the present
   * one – a post ended, an account was disabled, a session closed, by whatever process –, the transaction is refused with
   * PLATFORM_STANDING_CHANGED before anything is asked in it. None: not compared.
   */
  readonly standing?: number | null
}

/** Scope of the installation's own jobs: no organisation's rows are visible. */
export const SYSTEM_SCOPE: Scope = { organizationId: '00000000-0000-0000-0000-000000000000' }

export interface Database {
  /** Runs `work` in a transaction with the scope's settings; commits when it resolves, rolls back when it throws. */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same, read-only, on one snapshot. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  readonly pool: pg.Pool
  close(): Promise<void>
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(oid, format)
    return readerOf(oid)
  },
}

const ENTER = 'select platform.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::bigint) as version'
const enter = (scope: Scope): CompiledQuery =>
  CompiledQuery.raw(ENTER, [
    scope.organizationId,
    scope.postId ?? null,
    scope.accountId ?? null,
    scope.personId ?? null,
    scope.standing ?? null,
  ])

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
    // A server whose machine died says nothing: the system asks after it, and the connection ends.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
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
  const shelf: Shelf = new Map()

  async function open(begin: string, scope: Scope): Promise<{ client: pg.PoolClient; course: Course }> {
    try {
      const client = await pool.connect()
      return { client, course: new Course(client, begin, enter(scope), scope.organizationId, shelf) }
    } catch (cause) {
      throw new AppError('PLATFORM_BUSY', { cause })
    }
  }

  /** Rolls back; a connection that cannot even do that is thrown away. */
  async function giveUp(client: pg.PoolClient, course: Course): Promise<void> {
    try {
      await course.rollback()
      client.release()
    } catch (broken) {
      client.release(broken as Error)
    }
  }

  return {
    pool,
    async transaction(scope, work) {
      const { client, course } = await open('begin', scope)
      try {
        const result = await work(kyselyOver(course))
        if (!course.isOver) await course.commit()
        client.release()
        return result
      } catch (error) {
        await giveUp(client, course)
        throw error
      }
    },
    async read(scope, work) {
      const { client, course } = await open('begin isolation level repeatable read read only', scope)
      try {
        const result = await work(kyselyOver(course))
        if (!course.isSent) await course.commit()
        // What was read is read: the answer does not wait for the snapshot to be given back.
        if (course.isOver) client.release()
        else
          void course.commit().then(
            () => client.release(),
            () => giveUp(client, course),
          )
        return result
      } catch (error) {
        await giveUp(client, course)
        throw error
      }
    },
    close: () => {
      isClosing = true
      return pool.end()
    },
  }
}
