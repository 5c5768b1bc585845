/** One process at a time loads or removes the demo; how far a load has come is known after a power cut too. */
import { sql } from 'kysely'
import type { Kernel } from '#platform/action/index.ts'
import { SYSTEM_SCOPE } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'

const LOCK = 720260103

/** Holds the lock while it works: the database gives it back when this process is gone. @throws DEMO_BUSY */
export async function alone<T>(kernel: Kernel, work: () => Promise<T>): Promise<T> {
  const client = await kernel.ports.db.pool.connect()
  try {
    const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [LOCK])
    if (!rows[0]!.ok) throw new AppError('DEMO_BUSY')
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK])
    }
  } finally {
    client.release()
  }
}

/** `loading` also after a load that was broken off; null: there is no demo. */
export async function stateOf(kernel: Kernel): Promise<'loading' | 'loaded' | null> {
  return kernel.ports.db.read(SYSTEM_SCOPE, async (tx) => {
    const { rows } = await sql<{ state: 'loading' | 'loaded' }>`
      select value->>'state' as state from platform.fact where name = 'demo'`.execute(tx)
    return rows[0]?.state ?? null
  })
}
