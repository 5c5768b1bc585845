/** SQL of saved searches. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface SavedRow {
  readonly id: string
  readonly post_id: string
  readonly name: string
  readonly query: string
  readonly sort: 'relevance' | 'newest'
  readonly is_watched: boolean
  readonly told_until: Date
  readonly created_at: Date
}

export async function savedOf(tx: Tx, organizationId: string, postId: string): Promise<SavedRow[]> {
  const { rows } = await sql<SavedRow>`select id, post_id, name, query, sort, is_watched, told_until, created_at
    from search.saved where organization_id = ${organizationId} and post_id = ${postId} order by name`.execute(tx)
  return rows
}

/** Writes a saved search; a change of the words or a new watch begins to tell from now on. */
export async function putSaved(
  tx: Tx,
  organizationId: string,
  row: Omit<SavedRow, 'told_until' | 'created_at'> & { now: Date },
): Promise<boolean> {
  const done =
    await sql`insert into search.saved (organization_id, id, post_id, name, query, sort, is_watched, told_until, created_at)
    values (${organizationId}, ${row.id}, ${row.post_id}, ${row.name}, ${row.query}, ${row.sort}, ${row.is_watched}, ${row.now}, ${row.now})
    on conflict (organization_id, id) do update set name = excluded.name, query = excluded.query, sort = excluded.sort,
      is_watched = excluded.is_watched,
      told_until = case when saved.is_watched and saved.query = excluded.query then saved.told_until else excluded.told_until end
      where saved.post_id = excluded.post_id`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function deleteSaved(tx: Tx, organizationId: string, postId: string, id: string): Promise<boolean> {
  const done = await sql`delete from search.saved where organization_id = ${organizationId} and post_id = ${postId}
    and id = ${id}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function watched(tx: Tx, organizationId: string): Promise<SavedRow[]> {
  const { rows } = await sql<SavedRow>`select id, post_id, name, query, sort, is_watched, told_until, created_at
    from search.saved where organization_id = ${organizationId} and is_watched order by id`.execute(tx)
  return rows
}

export async function told(tx: Tx, organizationId: string, id: string, until: Date): Promise<void> {
  await sql`update search.saved set told_until = ${until} where organization_id = ${organizationId} and id = ${id}`.execute(
    tx,
  )
}

/** Organisations that stand in the directory: the watch goes over all. */
export async function organizationIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select organization_id as id from people.organization_directory`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}
