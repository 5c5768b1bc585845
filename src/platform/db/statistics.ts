import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/**
 * Has the planner look again at tables that have grown by half since it last did; for work that writes very many rows at once.
 * Cheap when there is nothing to do. In a transaction of its own: it keeps others of its kind from the tables until the end.
 * @param hasNewOrganization what is written may be the first of its organisation: its rows are counted too (see `isDoubling`)
 * @returns how many tables were looked at
 */
export async function renewStatistics(tx: Tx, hasNewOrganization = false): Promise<number> {
  const { rows } = await sql<{ n: number }>`select platform.renew_statistics(${hasNewOrganization}) as n`.execute(tx)
  return rows[0]!.n
}

/** True for the 1st, 2nd, 4th, 8th … batch: what an organisation has may have doubled. */
export function isDoubling(batch: number): boolean {
  return (batch & (batch - 1)) === 0
}
