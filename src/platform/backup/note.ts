import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'

/** Remembers the last restore: health and the register books ask for it. */
export async function noteRestore(tx: Tx, restored: { name: string; until: string }, now: Date): Promise<void> {
  await sql`insert into platform.fact (name, value, at) values ('restored', ${JSON.stringify(restored)}::jsonb, ${now})
    on conflict (name) do update set value = excluded.value, at = excluded.at`.execute(tx)
}
