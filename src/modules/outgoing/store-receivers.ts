/** SQL of the exchange's address books, by their published views. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

/** Bodies on other installations whose code holds on a day. */
export async function contactsOn(tx: Tx, day: string): Promise<{ id: string; name: string; code: string }[]> {
  const { rows } = await sql<{ id: string; name: string; code: string }>`select id, name, code from exchange.contacts
    where valid_from <= ${day} and (valid_to is null or valid_to >= ${day}) order by name, code limit 5000`.execute(tx)
  return rows
}

export interface AddresseeFacts {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly post_address: string | null
}

/** The organisation's own addressees whose address holds on a day. */
export async function addresseesOn(tx: Tx, organizationId: string, day: string): Promise<AddresseeFacts[]> {
  const { rows } = await sql<AddresseeFacts>`select id, name, email, post_address from exchange.addressees
    where organization_id = ${organizationId} and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})
    order by name, id limit 5000`.execute(tx)
  return rows
}

/** Groups of receivers in use. */
export async function groupsOf(
  tx: Tx,
  organizationId: string,
): Promise<{ id: string; name: string; members: number }[]> {
  const { rows } = await sql<{ id: string; name: string; members: number }>`select id, name, members
    from exchange.recipient_groups where organization_id = ${organizationId} order by name limit 500`.execute(tx)
  return rows
}

export async function membersOf(
  tx: Tx,
  organizationId: string,
  groupId: string,
): Promise<{ kind: string; ref: string; name: string }[]> {
  const { rows } = await sql<{ kind: string; ref: string; name: string }>`select kind, ref, name
    from exchange.group_members where organization_id = ${organizationId} and group_id = ${groupId} order by position`.execute(
    tx,
  )
  return rows
}
