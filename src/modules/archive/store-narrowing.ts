/** All SQL of units that a narrowing keeps from an actor, beside the scope that each query asks. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { notNarrowed } from './policy.ts'
import { isHidden } from './store.ts'

/** Among units those whose words a narrowing keeps from this actor: of their document, or of the file that they came from. */
export async function narrowedUnits(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select u.id from archive.unit u
    where u.organization_id = ${actor.organizationId} and u.id = any(${[...ids]}::uuid[])
      and (${isHidden(actor)} or not ${notNarrowed(actor, 'u')})`.execute(tx)
  return rows.map((row) => row.id)
}
