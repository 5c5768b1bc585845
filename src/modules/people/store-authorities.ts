/** SQL of signing authorities. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { AuthorityLine } from './authority-contract.ts'

export async function insertAuthority(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    postId: string
    authority: AuthorityLine['authority']
    position: string | null
    types: readonly string[] | null
    validFrom: string
    validTo: string | null
    basis: string
    givenBy: string | null
    givenByName: string
    now: Date
  },
): Promise<void> {
  await tx
    .insertInto('people.signing_authority')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      post_id: row.postId,
      authority: JSON.stringify(row.authority),
      position: row.position,
      types: row.types === null ? null : [...row.types],
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
      given_by: row.givenBy,
      given_by_name: row.givenByName,
      created_at: row.now,
    })
    .execute()
}

interface Row {
  readonly id: string
  readonly post_id: string
  readonly full_name: string
  readonly title: string
  readonly authority: AuthorityLine['authority']
  readonly position: string | null
  readonly types: string[] | null
  readonly valid_from: string
  readonly valid_to: string | null
  readonly basis: string
  readonly given_by_name: string
  readonly ended_at: Date | null
  readonly end_reason: string | null
}

/**
 * Authorities of the organisation, those in force or to come first.
 * @param of.day only those that stand on the day, of posts that stand on it
 */
export async function authorities(
  tx: Tx,
  organizationId: string,
  of: { id?: string | undefined; postId?: string | undefined; day?: string | undefined } = {},
): Promise<AuthorityLine[]> {
  const { rows } = await sql<Row>`
    select a.id, a.post_id, n.full_name, p.title, a.authority, a.position, a.types, a.valid_from, a.valid_to, a.basis,
      a.given_by_name, a.ended_at, a.end_reason
    from people.signing_authority a
    join people.post p on p.organization_id = a.organization_id and p.id = a.post_id
    join people.person n on n.id = p.person_id
    where a.organization_id = ${organizationId}
      and (${of.id ?? null}::uuid is null or a.id = ${of.id ?? null}::uuid)
      and (${of.postId ?? null}::uuid is null or a.post_id = ${of.postId ?? null}::uuid)
      and (${of.day ?? null}::date is null or (a.ended_at is null and a.valid_from <= ${of.day ?? null}::date
        and coalesce(a.valid_to, 'infinity') >= ${of.day ?? null}::date
        and p.valid_from <= ${of.day ?? null}::date and coalesce(p.valid_to, 'infinity') >= ${of.day ?? null}::date))
    order by (a.ended_at is not null), n.sort_key, a.valid_from desc, a.id limit 500`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    postId: row.post_id,
    name: row.full_name,
    title: row.title,
    authority: row.authority,
    position: row.position,
    types: row.types,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
    givenBy: row.given_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
  }))
}

/** @returns false when it had ended already */
export async function endAuthority(
  tx: Tx,
  organizationId: string,
  id: string,
  end: { now: Date; byName: string; reason: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('people.signing_authority')
    .set({ ended_at: end.now, ended_by_name: end.byName, end_reason: end.reason })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
