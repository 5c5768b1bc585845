/** SQL of keys and the policy. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import { DEFAULT_POLICY, type SigningPolicy } from './rules.ts'
import type { CertificateData } from './thread/work.ts'
import type { TokenKey } from './token/client.ts'
import type { KeyRow } from './types.ts'

const columns = sql`k.id, k.owner, k.person_id as "personId", k.means, k.state, k.label, k.common_name as "commonName", k.subject, k.issuer,
  k.serial, k.algorithm, k.fingerprint, k.valid_from as "validFrom", k.valid_to as "validTo", k.picture_sha256 as "pictureSha256",
  k.picture_width_mm::float8 as "pictureWidthMm", k.token_serial as "tokenSerial",
  k.token_label as "tokenLabel", k.token_key as "tokenKey", k.failed_tries as "failedTries", k.waits_until as "waitsUntil", k.uses,
  k.last_used_at as "lastUsedAt", k.version, k.entered_at as "enteredAt", k.entered_by_name as "enteredByName",
  k.confirmed_at as "confirmedAt", k.confirmed_by_name as "confirmedByName", k.ended_at as "endedAt",
  k.ended_by_name as "endedByName", k.reason`

/** Keys of a person, or the agency's: those in use first, then the newest. */
export async function keysOf(
  tx: Tx,
  organizationId: string,
  of: { owner: 'agency' } | { owner: 'person'; personId: string },
): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${columns} from signatures.key k
    where k.organization_id = ${organizationId} and k.owner = ${of.owner}
      ${of.owner === 'person' ? sql`and k.person_id = ${of.personId}` : sql``}
    order by (k.state in ('pending', 'active')) desc, k.entered_at desc, k.id`.execute(tx)
  return rows
}

export async function findKey(
  tx: Tx,
  organizationId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<KeyRow | null> {
  const { rows } = await sql<KeyRow>`select ${columns} from signatures.key k
    where k.organization_id = ${organizationId} and k.id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The certificate of a key, DER. */
export async function certificateOf(tx: Tx, organizationId: string, id: string): Promise<Uint8Array> {
  const { rows } = await sql<{ certificate: Buffer }>`select certificate from signatures.key
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0]!.certificate
}

/** What opens a key, for the signing thread alone. */
export async function vaultOf(tx: Tx, organizationId: string, id: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ vault: Buffer | null }>`select vault from signatures.key
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0]?.vault ?? null
}

/** Everything on record about certificates with their owners, for judging who has signed elsewhere. */
export async function certificatesOnRecord(
  tx: Tx,
  organizationId: string,
): Promise<Pick<KeyRow, 'id' | 'owner' | 'personId' | 'state' | 'fingerprint'>[]> {
  const { rows } = await sql<KeyRow>`select id, owner, person_id as "personId", state, fingerprint from signatures.key
    where organization_id = ${organizationId} order by entered_at`.execute(tx)
  return rows
}

export async function isKnown(tx: Tx, organizationId: string, fingerprint: string): Promise<boolean> {
  const { rows } = await sql`select from signatures.key
    where organization_id = ${organizationId} and fingerprint = ${fingerprint} and state in ('pending', 'active')`.execute(
    tx,
  )
  return rows.length > 0
}

export interface NewKey {
  readonly organizationId: string
  readonly id: string
  readonly owner: 'person' | 'agency'
  readonly personId: string | null
  readonly state: 'pending' | 'active'
  readonly label: string | null
  readonly certificate: CertificateData
  /** None: the key lies in a device. */
  readonly vault: Uint8Array | null
  /** Where it lies in a device at the server. */
  readonly token: TokenKey | null
  readonly now: Date
  readonly by: string | null
  readonly byName: string
}

export async function insertKey(tx: Tx, row: NewKey): Promise<void> {
  const { certificate: one } = row
  await tx
    .insertInto('signatures.key')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      owner: row.owner,
      person_id: row.personId,
      means: row.vault ? 'file' : row.token ? 'attached' : 'token',
      state: row.state,
      label: row.label,
      common_name: one.commonName,
      subject: one.subject,
      issuer: one.issuer,
      serial: one.serial,
      algorithm: one.algorithm,
      fingerprint: one.fingerprint,
      certificate: Buffer.from(one.der),
      valid_from: one.validFrom,
      valid_to: one.validTo,
      vault: row.vault ? Buffer.from(row.vault) : null,
      token_serial: row.token?.serial ?? null,
      token_label: row.token?.label ?? null,
      token_key: row.token?.keyId ?? null,
      entered_at: row.now,
      entered_by: row.by,
      entered_by_name: row.byName,
    })
    .execute()
}

/** @returns false when somebody was quicker */
export async function confirmKey(
  tx: Tx,
  organizationId: string,
  id: string,
  by: { version: number; now: Date; post: string | null; name: string },
): Promise<boolean> {
  const { rows } = await sql`update signatures.key set state = 'active', version = version + 1,
      confirmed_at = ${by.now}, confirmed_by = ${by.post}, confirmed_by_name = ${by.name}
    where organization_id = ${organizationId} and id = ${id} and state = 'pending' and version = ${by.version} returning id`.execute(
    tx,
  )
  return rows.length > 0
}

/** Ends a key; what opens it goes. @returns false when somebody was quicker */
export async function endKey(
  tx: Tx,
  organizationId: string,
  id: string,
  by: { to: 'revoked' | 'removed'; reason: string; version: number; now: Date; post: string | null; name: string },
): Promise<boolean> {
  const { rows } =
    await sql`update signatures.key set state = ${by.to}, version = version + 1, vault = null, reason = ${by.reason},
      ended_at = ${by.now}, ended_by = ${by.post}, ended_by_name = ${by.name}, waits_until = null, failed_tries = 0
    where organization_id = ${organizationId} and id = ${id} and state in ('pending', 'active') and version = ${by.version}
    returning id`.execute(tx)
  return rows.length > 0
}

export async function setPicture(
  tx: Tx,
  organizationId: string,
  id: string,
  picture: { sha256: string; widthMm: number | null; version: number },
): Promise<boolean> {
  const { rows } =
    await sql`update signatures.key set picture_sha256 = ${picture.sha256}, picture_width_mm = ${picture.widthMm},
      version = version + 1
    where organization_id = ${organizationId} and id = ${id} and state in ('pending', 'active') and version = ${picture.version}
    returning id`.execute(tx)
  return rows.length > 0
}

/** Notes how a try of the passphrase ended. */
export async function noteTry(
  tx: Tx,
  organizationId: string,
  id: string,
  to: { failedTries: number; waitsUntil: Date | null },
): Promise<void> {
  await sql`update signatures.key set failed_tries = ${to.failedTries}, waits_until = ${to.waitsUntil}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Notes a signature made with a key: the passphrase was right. */
export async function noteUse(tx: Tx, organizationId: string, id: string, now: Date): Promise<void> {
  await sql`update signatures.key set failed_tries = 0, waits_until = null, uses = uses + 1, last_used_at = ${now}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
}

/** Keys that end within the policy's days and whose owner has not been told. */
export async function endingKeys(tx: Tx, organizationId: string, before: Date): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${columns} from signatures.key k
    where k.organization_id = ${organizationId} and k.state = 'active' and k.valid_to < ${before} and k.warned_at is null
    order by k.valid_to limit 200`.execute(tx)
  return rows
}

export async function noteWarned(tx: Tx, organizationId: string, id: string, now: Date): Promise<void> {
  await sql`update signatures.key set warned_at = ${now} where organization_id = ${organizationId} and id = ${id}`.execute(
    tx,
  )
}

/** The organisation's policy; version 0: nothing was said yet. */
export async function policyOf(tx: Tx, organizationId: string): Promise<SigningPolicy & { version: number }> {
  const { rows } = await sql<SigningPolicy & { version: number }>`select tries, wait_minutes as "waitMinutes",
      without_timestamp as "withoutTimestamp", undecided_allowed as "undecidedAllowed", notice_days as "noticeDays", version
    from signatures.policy where organization_id = ${organizationId}`.execute(tx)
  return rows[0] ?? { ...DEFAULT_POLICY, version: 0 }
}

/** @param version of the policy that was looked at; 0: none @returns the new version, null when somebody was quicker */
export async function putPolicy(
  tx: Tx,
  organizationId: string,
  policy: SigningPolicy,
  by: { version: number; now: Date; post: string | null; name: string },
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`insert into signatures.policy as p
      (organization_id, tries, wait_minutes, without_timestamp, undecided_allowed, notice_days, set_at, set_by, set_by_name)
    select ${organizationId}::uuid, ${policy.tries}::int, ${policy.waitMinutes}::int, ${policy.withoutTimestamp}::text,
      ${[...policy.undecidedAllowed]}::text[], ${policy.noticeDays}::int, ${by.now}::timestamptz, ${by.post}::uuid, ${by.name}::text
    on conflict (organization_id) do update set tries = excluded.tries, wait_minutes = excluded.wait_minutes,
      without_timestamp = excluded.without_timestamp, undecided_allowed = excluded.undecided_allowed,
      notice_days = excluded.notice_days, set_at = excluded.set_at, set_by = excluded.set_by, set_by_name = excluded.set_by_name,
      version = p.version + 1
      where p.version = ${by.version}
    returning version`.execute(tx)
  return rows[0]?.version ?? null
}
