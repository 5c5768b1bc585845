/** SQL of persons. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface PersonRow {
  readonly id: string
  readonly fullName: string
  readonly givenName: string
  readonly sortKey: string
  readonly foldedName: string
  readonly email: string | null
  readonly phone: string | null
}

export async function insertPerson(tx: Tx, row: PersonRow & { isDemo: boolean; now: Date }): Promise<void> {
  await tx
    .insertInto('people.person')
    .values({
      id: row.id,
      full_name: row.fullName,
      given_name: row.givenName,
      sort_key: row.sortKey,
      folded_name: row.foldedName,
      email: row.email,
      phone: row.phone,
      is_demo: row.isDemo,
      created_at: row.now,
    })
    .execute()
}

export async function updatePerson(tx: Tx, version: number, row: PersonRow): Promise<number | null> {
  const done = await tx
    .updateTable('people.person')
    .set({
      full_name: row.fullName,
      given_name: row.givenName,
      sort_key: row.sortKey,
      folded_name: row.foldedName,
      email: row.email,
      phone: row.phone,
      version: version + 1,
    })
    .where('id', '=', row.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return done?.version ?? null
}

export async function personById(tx: Tx, id: string) {
  return tx
    .selectFrom('people.person')
    .select(['id', 'full_name', 'given_name', 'email', 'phone', 'is_demo', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Does the person hold, or has he held, a post of the organisation whose rows are visible? */
export async function hasPostHere(tx: Tx, organizationId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('people.post')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** A page of persons by name. `everybody` false: only those with a post in the organisation, now or before. */
export async function personsPage(
  tx: Tx,
  of: {
    organizationId: string
    everybody: boolean
    /** Invented people and real ones are never in one list. */
    isDemo: boolean
    folded: string | null
    after: { key: string; id: string } | null
    limit: number
  },
) {
  let query = tx
    .selectFrom('people.person as p')
    .select(['p.id', 'p.full_name', 'p.given_name', 'p.email', 'p.phone', 'p.version', 'p.sort_key'])
    .where('p.is_demo', '=', of.isDemo)
    .orderBy('p.sort_key')
    .orderBy('p.id')
    .limit(of.limit)
  if (!of.everybody)
    query = query.where(
      sql<boolean>`exists (select from people.post x where x.person_id = p.id and x.organization_id = ${of.organizationId})`,
    )
  if (of.folded) query = query.where('p.folded_name', 'like', `%${of.folded.replace(/[\\%_]/g, '\\$&')}%`)
  if (of.after) query = query.where(sql<boolean>`(p.sort_key, p.id) > (${of.after.key}, ${of.after.id}::uuid)`)
  return query.execute()
}
