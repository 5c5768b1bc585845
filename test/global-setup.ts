/**
 * One real PostgreSQL for the whole run (the embedded 18, or Debian's 15 with VANKHO_TEST_PG=15), one migrated template
 * database; every test file clones it.
 */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/db/embedded/index.ts'
import { migrateAll } from '../src/platform/db/open.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
    template: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, template, stop } = await startTestServer()
  project.provide('adminUrl', server)
  project.provide('template', template)
  return stop
}

/** Starts a throw-away server and makes the template database. */
export async function startTestServer(): Promise<{ server: string; template: string; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-test-'))
  chmodSync(home, 0o755)
  const debian = '/usr/lib/postgresql/15'
  const wantsDebian = process.env['VANKHO_TEST_PG'] === '15'
  if (wantsDebian && !existsSync(debian)) throw new Error('VANKHO_TEST_PG=15 needs Debian’s package postgresql-15')
  const server = await startEmbedded({
    home,
    fsync: false,
    ...(wantsDebian ? { programs: debian } : {}),
    settings: { shared_buffers: '128MB', max_connections: '300' },
  })
  const template = `tpl_${createHash('sha256').update(home).digest('hex').slice(0, 8)}`
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  await admin.query(`create database ${template} owner vankho_owner`)
  await migrateAll(server.ownerUrl.replace('/vankho?', `/${template}?`))
  await admin.query(`alter database ${template} with allow_connections false is_template true`)
  await admin.end()
  return {
    server: server.adminUrl,
    template,
    stop: async () => {
      await server.release()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
