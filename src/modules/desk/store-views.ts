/** SQL of saved views: a post's own, nobody else's. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface ViewRow {
  readonly id: string
  readonly list: string
  readonly name: string
  readonly search: Record<string, string>
  readonly is_default: boolean
}

export async function viewsOf(tx: Tx, organizationId: string, postId: string): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`select id, list, name, search, is_default from desk.saved_view
    where organization_id = ${organizationId} and post_id = ${postId} order by name`.execute(tx)
  return rows
}

/** Writes a view. A new default takes the place of the list's other one. */
export async function putView(
  tx: Tx,
  organizationId: string,
  postId: string,
  row: ViewRow & { now: Date },
): Promise<void> {
  if (row.is_default)
    await sql`update desk.saved_view set is_default = false
      where organization_id = ${organizationId} and post_id = ${postId} and list = ${row.list} and id <> ${row.id}`.execute(
      tx,
    )
  await sql`insert into desk.saved_view (organization_id, id, post_id, list, name, search, is_default, changed_at)
    values (${organizationId}, ${row.id}, ${postId}, ${row.list}, ${row.name}, ${JSON.stringify(row.search)}::jsonb,
      ${row.is_default}, ${row.now})
    on conflict (organization_id, id) do update set name = excluded.name, search = excluded.search,
      is_default = excluded.is_default, changed_at = excluded.changed_at
      where saved_view.post_id = excluded.post_id`.execute(tx)
}

export async function deleteView(tx: Tx, organizationId: string, postId: string, id: string): Promise<void> {
  await sql`delete from desk.saved_view
    where organization_id = ${organizationId} and post_id = ${postId} and id = ${id}`.execute(tx)
}
