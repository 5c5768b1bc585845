/** SQL of delegations. Row security shows the own organisation, and those received. */
import type { Tx } from '#platform/db/index.ts'
import type { DelegationLine } from './shapes.ts'

export async function insertDelegation(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    fromPostId: string
    toPostId: string
    toPersonId: string
    roles: readonly string[]
    validFrom: string
    validTo: string
    basis: string
    now: Date
  },
): Promise<void> {
  await tx
    .insertInto('people.delegation')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      from_post_id: row.fromPostId,
      to_post_id: row.toPostId,
      to_person_id: row.toPersonId,
      roles: [...row.roles],
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
      created_at: row.now,
    })
    .execute()
}

/** Delegations of the organisation, those in force or to come first. */
export async function delegations(tx: Tx, organizationId: string, id?: string): Promise<DelegationLine[]> {
  let query = tx
    .selectFrom('people.delegation as d')
    .innerJoin('people.post as f', (join) =>
      join.onRef('f.organization_id', '=', 'd.organization_id').onRef('f.id', '=', 'd.from_post_id'),
    )
    .innerJoin('people.post as t', (join) =>
      join.onRef('t.organization_id', '=', 'd.organization_id').onRef('t.id', '=', 'd.to_post_id'),
    )
    .innerJoin('people.person as fn', 'fn.id', 'f.person_id')
    .innerJoin('people.person as tn', 'tn.id', 't.person_id')
    .select(['d.id', 'd.from_post_id', 'fn.full_name as from_name', 'f.title as from_title'])
    .select(['d.to_post_id', 'tn.full_name as to_name', 't.title as to_title'])
    .select(['d.roles', 'd.valid_from', 'd.valid_to', 'd.basis', 'd.revoked_at'])
    .where('d.organization_id', '=', organizationId)
  if (id) query = query.where('d.id', '=', id)
  const rows = await query.orderBy('d.valid_to', 'desc').orderBy('d.id').limit(500).execute()
  return rows.map((row) => ({
    id: row.id,
    fromPostId: row.from_post_id,
    fromName: row.from_name,
    fromTitle: row.from_title,
    toPostId: row.to_post_id,
    toName: row.to_name,
    toTitle: row.to_title,
    roles: row.roles,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
    revokedAt: row.revoked_at ? row.revoked_at.toISOString() : null,
  }))
}

export async function revokeDelegation(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('people.delegation')
    .set({ revoked_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
