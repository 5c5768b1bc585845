/**
 * The kit of the database tests: the whole application in this process, over a clone of the migrated template database,
 * through the same doorway as HTTP. Only blobs' place, clock and mail differ from the real thing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Actor, Kernel, Room } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import type { ActionContext } from '#platform/action/types.ts'
import { type BlobStore, diskStore } from '#platform/blobs/index.ts'
import { fixedClock } from '#platform/clock/index.ts'
import { type Config, loadConfig } from '#platform/config/index.ts'
import type { Answer, Named, Received, Route } from '#platform/contract/index.ts'
import { createDatabase, type Database } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import { createLogger } from '#platform/log/index.ts'
import { runQueueOnce } from '#platform/queue/index.ts'
import { createApp } from '#src/app.ts'

export interface TestApp {
  readonly kernel: Kernel
  readonly db: Database
  readonly clock: ReturnType<typeof fixedClock>
  readonly blobs: BlobStore
  readonly config: Config
  readonly home: string
  /** URL of the clone as owner (row security holds for it) and as the server's administrator (sees all). */
  readonly ownerUrl: string
  readonly adminUrl: string
  /** Runs a route through the doorway. */
  run<R extends Named<Route>>(
    route: R,
    actor: Actor,
    input?: { params?: object; query?: object; body?: unknown },
    extras?: Parameters<Kernel['run']>[3],
  ): Promise<R['response'] extends 'file' ? { file: { name: string; mediaType: string; bytes: unknown } } : Received<R>>
  /** A transaction as the system for one organisation, for factories. */
  as<T>(organizationId: string, work: (ctx: ActionContext) => Promise<T>): Promise<T>
  /** SQL as the server's administrator: sees through row security. For assertions and for playing the attacker. */
  admin<T extends pg.QueryResultRow = Record<string, never>>(sql: string, values?: unknown[]): Promise<T[]>
  /** Works the queue until it is empty, in this process. */
  drain(): Promise<void>
  close(): Promise<void>
}

/**
 * A fresh application over its own database.
 * @param options.now the clock's first instant (default 2026-11-23 08:00 in Vietnam)
 * @param options.rooms other rooms than the house's own, for tests of the platform
 */
export async function testApp(
  options: { now?: string; rooms?: readonly Room[]; env?: Record<string, string> } = {},
): Promise<TestApp> {
  const adminBase = inject('adminUrl')
  const template = inject('template')
  const name = `t_${newId().replaceAll('-', '').slice(8)}`
  const withDatabase = (database: string): string => adminBase.replace('/postgres?', `/${database}?`)
  await onServer(adminBase, `create database ${name} template ${template} owner vankho_owner`)
  const home = mkdtempSync(join(tmpdir(), 'vankho-home-'))
  const config = loadConfig({
    VANKHO_HOME: home,
    VANKHO_LOG: 'silent',
    DATABASE_URL: withDatabase(name),
    ...options.env,
  })
  const db = createDatabase(withDatabase(name), { max: 24, asRole: 'vankho_app' })
  const clock = fixedClock(options.now ?? '2026-11-23T01:00:00Z')
  const blobs = diskStore(join(home, 'blobs'))
  const log = createLogger(config.log)
  const { kernel } = createApp({ config, db, clock, blobs, log, rooms: options.rooms })
  const adminPool = new pg.Pool({ connectionString: withDatabase(name), max: 4 })
  // The clone is dropped by force: a connection that is just closing may be cut, which is no failure of a test.
  adminPool.on('connect', (client) => client.on('error', () => {}))
  adminPool.on('error', () => {})
  return {
    kernel,
    db,
    clock,
    blobs,
    config,
    home,
    ownerUrl: withDatabase(name),
    adminUrl: withDatabase(name),
    run: async (route, actor, input = {}, extras) => {
      const answer = await kernel.run(kernel.handler(route), actor, input, extras)
      const shape = route.response
      if (shape === undefined || typeof shape === 'string') return answer as never
      return shape.parse(JSON.parse(JSON.stringify(answer satisfies unknown as Answer<typeof route>))) as never
    },
    as: (organizationId, work) => kernel.transact(systemActor('test', organizationId), 'test', work),
    admin: async (sql, values) => (await adminPool.query(sql, values)).rows,
    drain: () => runQueueOnce(kernel, withDatabase(name)),
    close: async () => {
      await db.close()
      await adminPool.end()
      await onServer(adminBase, `drop database if exists ${name} with (force)`)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
