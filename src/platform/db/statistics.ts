import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/**
 * Has the planner look again at tables that have grown by half since it last did; for work that writes very many rows at once.
 * Cheap when there is nothing to do. In a transaction of its own: it keeps others of its kind from the tables until the end.
 * @returns how many tables were looked at
 */
export async function renewStatistics(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select platform.renew_statistics() as n`.execute(tx)
  return rows[0]!.n
}
