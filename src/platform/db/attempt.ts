import { sql } from 'kysely'
import { later, type Tx } from './transaction.ts'

/**
 * Does a part of a transaction as a whole: when it throws, what it wrote is taken back, also what still waited to be
 * sent, and the transaction goes on. For work on many records of which each stands for itself. Not to be nested.
 */
export async function attempt<T>(tx: Tx, run: () => Promise<T>): Promise<T> {
  later(tx, sql`savepoint attempt`)
  try {
    const answer = await run()
    later(tx, sql`release savepoint attempt`)
    return answer
  } catch (fault) {
    await sql`rollback to savepoint attempt`.execute(tx)
    throw fault
  }
}
