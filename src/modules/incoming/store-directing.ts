/** SQL behind the help for directions: who led like documents, lists of phrases. */
import { sql } from 'kysely'
import { narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

/** How far back is looked: so many documents given to a lead. A bound, so that the answer is quick in the largest office. */
const LATELY = 1000

export interface LedRow {
  readonly post_id: string | null
  readonly unit_id: string | null
  readonly is_issuer: boolean
  readonly is_type: boolean
  readonly count: number
}

/** Leads of the documents given lately that share the issuer or the type, counted. What was taken or given back is not counted. */
export async function ledBefore(
  tx: Tx,
  actor: Actor,
  like: { documentId: string; issuerName: string; typeName: string },
): Promise<LedRow[]> {
  const { organizationId } = actor
  const { rows } = await sql<LedRow>`
    with lately as (
      select a.document_id, a.post_id, a.unit_id from incoming.assignment a
      where organization_id = ${organizationId} and role = 'lead' and parent_id is null
        and state not in ('withdrawn', 'returned') and document_id <> ${like.documentId}
        and ${narrowingScope(actor, sql.ref('a.document_id'))}
      order by given_at desc limit ${LATELY})
    select l.post_id, l.unit_id, lower(d.issuer_name) = lower(${like.issuerName}) as is_issuer,
      lower(d.type_name) = lower(${like.typeName}) as is_type, count(distinct l.document_id)::int as count
    from lately l join records.documents d on d.organization_id = ${organizationId} and d.id = l.document_id
    where lower(d.issuer_name) = lower(${like.issuerName}) or lower(d.type_name) = lower(${like.typeName})
    group by 1, 2, 3, 4`.execute(tx)
  return rows
}

export async function phrasesOf(tx: Tx, organizationId: string, owner: string): Promise<string[] | null> {
  const { rows } = await sql<{ phrases: string[] }>`select phrases from incoming.phrase_list
    where organization_id = ${organizationId} and owner = ${owner}`.execute(tx)
  return rows[0]?.phrases ?? null
}

export async function keepPhrases(
  tx: Tx,
  organizationId: string,
  list: { owner: string; phrases: readonly string[]; at: Date; by: string },
): Promise<void> {
  await sql`insert into incoming.phrase_list (organization_id, owner, phrases, changed_at, changed_by)
    values (${organizationId}, ${list.owner}, ${[...list.phrases]}::text[], ${list.at}, ${list.by})
    on conflict (organization_id, owner) do update set phrases = excluded.phrases, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tx)
}
