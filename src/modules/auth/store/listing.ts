/** SQL of the administrator's list and of reviews. Reads the view that people publishes. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface ListedRow {
  readonly id: string | null
  readonly personId: string
  readonly name: string
  readonly login: string | null
  readonly posts: { title: string; unitName: string | null; roles: string[] }[]
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  readonly disabledAt: Date | null
  readonly disabledReason: 'administrator' | 'idle' | null
  readonly lastSignInAt: Date | null
  readonly activeFrom: Date | null
  readonly isDemo: boolean
}

/** Everybody with a post in the organisation on the day, by name. */
export async function accountsOfOrganization(tx: Tx, organizationId: string, day: string): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select a.id, p.person_id as "personId", p.full_name as name, a.login, p.posts,
      a.password_hash is not null as "hasPassword", a.totp_confirmed_at is not null as "hasSecondFactor",
      a.disabled_at as "disabledAt", a.disabled_reason as "disabledReason", a.last_sign_in_at as "lastSignInAt",
      a.active_from as "activeFrom", coalesce(a.is_demo, false) as "isDemo"
    from (
      select person_id, full_name, sort_key,
        jsonb_agg(jsonb_build_object('title', title, 'unitName', unit_name, 'roles', roles) order by is_primary desc, title) as posts
      from people.post_directory
      where organization_id = ${organizationId} and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})
      group by person_id, full_name, sort_key
    ) p left join auth.account a on a.person_id = p.person_id
    order by p.sort_key, p.person_id limit 2000`.execute(tx)
  return rows
}

export async function lastReview(tx: Tx, organizationId: string): Promise<{ at: Date; byName: string } | null> {
  const { rows } = await sql<{ at: Date; byName: string }>`select at, by_name as "byName" from auth.review
    where organization_id = ${organizationId} order by at desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export async function insertReview(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    at: Date
    postId: string
    byName: string
    accounts: number
    note: string | null
  },
): Promise<void> {
  await sql`insert into auth.review (organization_id, id, at, by_post_id, by_name, accounts, note)
    values (${row.organizationId}, ${row.id}, ${row.at}, ${row.postId}, ${row.byName}, ${row.accounts}, ${row.note})`.execute(
    tx,
  )
}
