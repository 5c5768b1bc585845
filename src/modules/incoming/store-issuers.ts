/** What earlier registrations say of issuers, for the registering form. */
import { sql } from 'kysely'
import { documentScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

/** Registrations looked back over: a year of a province's registry; the newest habits are the likeliest. */
const LOOKED_AT = 3000
const SHOWN = 400

export interface IssuerRow {
  readonly name: string
  readonly count: number
  readonly notations: string[]
  readonly signers: { name: string; position: string | null }[]
}

/** Issuers of the latest registrations, most frequent first, each with its most frequent notations and signers. */
export async function listIssuersOf(tx: Tx, actor: Actor): Promise<IssuerRow[]> {
  const { rows } = await sql<IssuerRow>`
    with latest as materialized (
      select e.document_id from incoming.entry e
      where e.organization_id = ${actor.organizationId} and e.state <> 'cancelled'
      order by e.arrival_date desc, e.arrival_number desc, e.document_id desc limit ${LOOKED_AT}),
    seen as materialized (
      select d.issuer_name as name, d.code_notation as notation, d.signer_name as signer, d.signer_position as position
      from latest l join records.documents d on d.organization_id = ${actor.organizationId} and d.id = l.document_id
      where ${documentScope(actor, sql.ref('d.id'))}),
    notations as (
      select name, array_agg(notation order by times desc, notation) as list from (
        select name, notation, count(*) as times, row_number() over (partition by name order by count(*) desc, notation) as at
        from seen where notation is not null group by name, notation) n where at <= 8 group by name),
    signers as (
      select name, jsonb_agg(jsonb_build_object('name', signer, 'position', position) order by times desc, signer) as list from (
        select name, signer, max(position) as position, count(*) as times,
          row_number() over (partition by name order by count(*) desc, signer) as at
        from seen where signer is not null group by name, signer) s where at <= 8 group by name)
    select s.name, count(*)::int as count, coalesce(n.list, '{}') as notations, coalesce(g.list, '[]'::jsonb) as signers
    from seen s left join notations n using (name) left join signers g using (name)
    group by s.name, n.list, g.list order by count(*) desc, s.name limit ${SHOWN}`.execute(tx)
  return rows
}
