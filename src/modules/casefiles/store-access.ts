/** All SQL of who sees a file; its list and the changes of it are kept in the shape that `records` gives them. */
import { type RawBuilder, sql } from 'kysely'
import type { AccessTables } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { fileScope, isNarrowedFile } from './policy.ts'

/** Where lists of files are kept. */
export const fileTables: AccessTables = {
  list: 'casefiles.access_list',
  change: 'casefiles.access_change',
  key: 'file_id',
}

/** Among actors those who see a file. */
export async function seeing(tx: Tx, actors: readonly Actor[], fileId: string): Promise<Actor[]> {
  if (actors.length === 0) return []
  const lines = actors.map(
    (actor, i): RawBuilder<unknown> =>
      sql`select ${i}::int as i from casefiles.file f where f.organization_id = ${actor.organizationId} and f.id = ${fileId}
        and ${fileScope(actor, 'f')}`,
  )
  const { rows } = await sql<{ i: number }>`${sql.join(lines, sql` union all `)}`.execute(tx)
  return rows.map((row) => actors[row.i]!)
}

/** Among files those that are narrowed without this actor. */
export async function narrowedOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select f.id from casefiles.file f
    where f.organization_id = ${actor.organizationId} and f.id = any(${[...ids]}::uuid[])
      and ${isNarrowedFile(actor.organizationId, 'f')} and not ${fileScope(actor, 'f')}`.execute(tx)
  return rows.map((row) => row.id)
}
