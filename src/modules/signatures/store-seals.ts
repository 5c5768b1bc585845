/** SQL of the register of seals. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import type { HandoverView, SealView, UseView } from './seals-contract.ts'

type Dated<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] extends string ? Date : Date | null }
export type SealRow = Dated<SealView, 'lastUsedAt'>
export type HandoverRow = Dated<HandoverView, 'at'>
export type UseRow = Dated<UseView, 'at'>

const columns = sql`s.id, s.name, s.kind, s.since, s.basis, s.state, s.state_reason as "stateReason", s.state_on as "stateOn",
  s.custodian_post_id as "custodianPostId", s.custodian_name as "custodianName", s.custodian_title as "custodianTitle", s.version,
  (select coalesce(sum(u.impressions), 0)::int from signatures.seal_use u
    where u.organization_id = s.organization_id and u.seal_id = s.id) as impressions,
  (select max(u.at) from signatures.seal_use u where u.organization_id = s.organization_id and u.seal_id = s.id) as "lastUsedAt"`

/** Seals in use first. */
export async function sealsOf(tx: Tx, organizationId: string): Promise<SealRow[]> {
  const { rows } =
    await sql<SealRow>`select ${columns} from signatures.seal s where s.organization_id = ${organizationId}
    order by s.state <> 'in-use', s.since, s.name, s.id`.execute(tx)
  return rows
}

export async function findSeal(tx: Tx, organizationId: string, id: string): Promise<SealRow | null> {
  const { rows } = await sql<SealRow>`select ${columns} from signatures.seal s
    where s.organization_id = ${organizationId} and s.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

interface Custodian {
  readonly postId: string
  readonly name: string
  readonly title: string | null
}

export async function insertSeal(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    name: string
    kind: SealView['kind']
    since: string
    basis: string | null
    custodian: Custodian
    now: Date
    by: string
    byName: string
  },
): Promise<void> {
  await tx
    .insertInto('signatures.seal')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      name: row.name,
      kind: row.kind,
      since: row.since,
      basis: row.basis,
      custodian_post_id: row.custodian.postId,
      custodian_name: row.custodian.name,
      custodian_title: row.custodian.title,
      entered_at: row.now,
      entered_by: row.by,
      entered_by_name: row.byName,
    })
    .execute()
}

/** @returns false when it is no longer in use, or somebody was quicker */
export async function endSeal(
  tx: Tx,
  organizationId: string,
  id: string,
  to: { state: 'returned' | 'lost' | 'destroyed'; on: string; reason: string; version: number },
): Promise<boolean> {
  const { rows } =
    await sql`update signatures.seal set state = ${to.state}, state_on = ${to.on}::date, state_reason = ${to.reason},
      version = version + 1
    where organization_id = ${organizationId} and id = ${id} and state = 'in-use' and version = ${to.version} returning id`.execute(
      tx,
    )
  return rows.length > 0
}

/** Gives custody on. @returns false as `endSeal` */
export async function moveCustody(
  tx: Tx,
  organizationId: string,
  id: string,
  to: Custodian & { version: number },
): Promise<boolean> {
  const { rows } = await sql`update signatures.seal set custodian_post_id = ${to.postId}, custodian_name = ${to.name},
      custodian_title = ${to.title}, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and state = 'in-use' and version = ${to.version} returning id`.execute(
    tx,
  )
  return rows.length > 0
}

export interface NewHandover {
  readonly organizationId: string
  readonly id: string
  readonly sealId: string
  readonly at: Date
  readonly from: Custodian
  readonly to: Custodian
  readonly permissionSymbol: string
  readonly permissionOn: string
  readonly permissionBy: string
  readonly witness: string
  readonly reason: string
  readonly condition: string | null
  readonly until: string | null
  readonly by: string
  readonly byName: string
}

/** The seal's row is locked by `moveCustody`: numbers of its hand-overs follow each other. */
export async function insertHandover(tx: Tx, row: NewHandover): Promise<void> {
  await sql`insert into signatures.seal_handover (organization_id, id, seal_id, number, at, from_post_id, from_name, from_title,
      to_post_id, to_name, to_title, permission_symbol, permission_on, permission_by, witness, reason, condition, until,
      entered_by, entered_by_name)
    select ${row.organizationId}, ${row.id}, ${row.sealId},
      (select count(*)::int + 1 from signatures.seal_handover where organization_id = ${row.organizationId} and seal_id = ${row.sealId}),
      ${row.at}, ${row.from.postId}, ${row.from.name}, ${row.from.title}, ${row.to.postId}, ${row.to.name}, ${row.to.title},
      ${row.permissionSymbol}, ${row.permissionOn}::date, ${row.permissionBy}, ${row.witness}, ${row.reason}, ${row.condition},
      ${row.until}::date, ${row.by}, ${row.byName}`.execute(tx)
}

/** The newest first. */
export async function handoversOf(tx: Tx, organizationId: string, sealId: string): Promise<HandoverRow[]> {
  const { rows } =
    await sql<HandoverRow>`select id, number, at, from_name as "fromName", from_title as "fromTitle", to_name as "toName",
      to_title as "toTitle", permission_symbol as "permissionSymbol", permission_on as "permissionOn", permission_by as "permissionBy",
      witness, reason, condition, until, entered_by_name as "enteredByName"
    from signatures.seal_handover where organization_id = ${organizationId} and seal_id = ${sealId}
    order by number desc limit 200`.execute(tx)
  return rows
}

export function insertUse(tx: Tx, row: { organizationId: string; sealId: string; by: string } & UseRow): void {
  later(
    tx,
    tx.insertInto('signatures.seal_use').values({
      organization_id: row.organizationId,
      id: row.id,
      seal_id: row.sealId,
      document_id: row.documentId,
      description: row.description,
      way: row.way,
      impressions: row.impressions,
      signer: row.signer,
      at: row.at,
      by_post: row.by,
      by_name: row.byName,
    }),
  )
}

/** All uses of a period, the oldest first. */
export async function usesBetween(
  tx: Tx,
  organizationId: string,
  sealId: string,
  of: { from: Date; before: Date },
): Promise<UseRow[]> {
  const { rows } =
    await sql<UseRow>`select id, at, document_id as "documentId", description, way, impressions, signer, by_name as "byName"
    from signatures.seal_use where organization_id = ${organizationId} and seal_id = ${sealId}
      and at >= ${of.from} and at < ${of.before} order by at, id`.execute(tx)
  return rows
}

/** Uses before an instant, the newest first. */
export async function usesOf(
  tx: Tx,
  organizationId: string,
  sealId: string,
  before: Date | null,
  limit: number,
): Promise<UseRow[]> {
  const { rows } =
    await sql<UseRow>`select id, at, document_id as "documentId", description, way, impressions, signer, by_name as "byName"
    from signatures.seal_use where organization_id = ${organizationId} and seal_id = ${sealId}
      and (${before}::timestamptz is null or at < ${before}) order by at desc, id desc limit ${limit}`.execute(tx)
  return rows
}
