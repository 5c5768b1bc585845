/** SQL of an organisation's own address book: addressees, groups of receivers, the form of its letters. */
import { sql } from 'kysely'
import { pgCode, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { MailForm } from './shapes.ts'

export interface AddresseeRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly post_address: string | null
  readonly valid_from: string
  readonly valid_to: string | null
  readonly version: number
}

export async function addressees(tx: Tx, organizationId: string): Promise<AddresseeRow[]> {
  const { rows } = await sql<AddresseeRow>`select id, name, email, post_address, valid_from, valid_to, version
    from exchange.addressee where organization_id = ${organizationId} order by name, valid_from, id limit 5000`.execute(
    tx,
  )
  return rows
}

export async function findAddressee(tx: Tx, organizationId: string, id: string): Promise<AddresseeRow | null> {
  const { rows } = await sql<AddresseeRow>`select id, name, email, post_address, valid_from, valid_to, version
    from exchange.addressee where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** @param version null: a new one. @returns the new version, null when somebody was quicker */
export async function saveAddressee(
  tx: Tx,
  organizationId: string,
  row: Omit<AddresseeRow, 'version'>,
  version: number | null,
  now: Date,
): Promise<number | null> {
  const { rows } =
    version === null
      ? await sql<{ version: number }>`insert into exchange.addressee
          (organization_id, id, name, email, post_address, valid_from, valid_to, created_at)
          values (${organizationId}, ${row.id}, ${row.name}, ${row.email}, ${row.post_address}, ${row.valid_from}, ${row.valid_to}, ${now})
          returning version`.execute(tx)
      : await sql<{ version: number }>`update exchange.addressee set name = ${row.name}, email = ${row.email},
          post_address = ${row.post_address}, valid_from = ${row.valid_from}, valid_to = ${row.valid_to}, version = version + 1
          where organization_id = ${organizationId} and id = ${row.id} and version = ${version} returning version`.execute(
          tx,
        )
  return rows[0]?.version ?? null
}

export interface GroupRow {
  readonly id: string
  readonly name: string
  readonly note: string | null
  readonly removed_at: Date | null
  readonly version: number
}

export interface MemberRow {
  readonly group_id: string
  readonly kind: 'organization' | 'contact' | 'addressee'
  readonly ref: string
  readonly name: string
}

export async function groups(tx: Tx, organizationId: string): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`select id, name, note, removed_at, version from exchange.recipient_group
    where organization_id = ${organizationId} and removed_at is null order by name limit 500`.execute(tx)
  return rows
}

export async function findGroup(tx: Tx, organizationId: string, id: string): Promise<GroupRow | null> {
  const { rows } = await sql<GroupRow>`select id, name, note, removed_at, version from exchange.recipient_group
    where organization_id = ${organizationId} and id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

/** @param groupId null: of all groups */
export async function members(tx: Tx, organizationId: string, groupId: string | null = null): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`select group_id, kind, ref, name from exchange.group_member
    where organization_id = ${organizationId} ${groupId === null ? sql`` : sql`and group_id = ${groupId}`}
    order by group_id, position`.execute(tx)
  return rows
}

const taken = (name: string) => (error: unknown) => {
  if (pgCode(error) !== '23505') throw error
  throw new AppError('EXCHANGE_GROUP_TAKEN', { facts: { name }, cause: error })
}

/** @param version null: a new one. @returns the new version, null when somebody was quicker @throws EXCHANGE_GROUP_TAKEN */
export async function saveGroup(
  tx: Tx,
  organizationId: string,
  row: { id: string; name: string; note: string | null; members: readonly Omit<MemberRow, 'group_id'>[] },
  version: number | null,
  now: Date,
): Promise<number | null> {
  const { rows } = await (version === null
    ? sql<{ version: number }>`insert into exchange.recipient_group (organization_id, id, name, note, created_at)
        values (${organizationId}, ${row.id}, ${row.name}, ${row.note}, ${now}) returning version`.execute(tx)
    : sql<{
        version: number
      }>`update exchange.recipient_group set name = ${row.name}, note = ${row.note}, version = version + 1
        where organization_id = ${organizationId} and id = ${row.id} and version = ${version} and removed_at is null
        returning version`.execute(tx)
  ).catch(taken(row.name))
  if (!rows[0]) return null
  await sql`delete from exchange.group_member where organization_id = ${organizationId} and group_id = ${row.id}`.execute(
    tx,
  )
  if (row.members.length > 0)
    await tx
      .insertInto('exchange.group_member')
      .values(
        row.members.map((one, position) => ({
          organization_id: organizationId,
          group_id: row.id,
          position,
          kind: one.kind,
          ref: one.ref,
          name: one.name,
        })),
      )
      .execute()
  return rows[0].version
}

/** Takes a group out of use, or back. @throws EXCHANGE_GROUP_TAKEN when another bears its name meanwhile */
export async function moveGroup(
  tx: Tx,
  organizationId: string,
  row: Pick<GroupRow, 'id' | 'name'>,
  version: number,
  removedAt: Date | null,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`update exchange.recipient_group
    set removed_at = ${removedAt}, version = version + 1
    where organization_id = ${organizationId} and id = ${row.id} and version = ${version}
    and (removed_at is null) = ${removedAt !== null} returning version`
    .execute(tx)
    .catch(taken(row.name))
  return rows[0]?.version ?? null
}

/** The office's own form of letters, or null. */
export async function mailFormOf(tx: Tx, organizationId: string): Promise<(MailForm & { version: number }) | null> {
  const { rows } = await sql<MailForm & { version: number }>`select subject, body, reply_to as "replyTo", version
    from exchange.mail_form where organization_id = ${organizationId}`.execute(tx)
  return rows[0] ?? null
}

/** @param version null: there was none. @returns the new version, null when somebody was quicker */
export async function saveMailForm(
  tx: Tx,
  organizationId: string,
  form: MailForm,
  version: number | null,
  now: Date,
): Promise<number | null> {
  const { rows } =
    version === null
      ? await sql<{
          version: number
        }>`insert into exchange.mail_form (organization_id, subject, body, reply_to, changed_at)
          values (${organizationId}, ${form.subject}, ${form.body}, ${form.replyTo}, ${now})
          on conflict do nothing returning version`.execute(tx)
      : await sql<{ version: number }>`update exchange.mail_form set subject = ${form.subject}, body = ${form.body},
          reply_to = ${form.replyTo}, changed_at = ${now}, version = version + 1
          where organization_id = ${organizationId} and version = ${version} returning version`.execute(tx)
  return rows[0]?.version ?? null
}
