/** All SQL of units of description. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { Unit, UnitLine } from './contract.ts'
import type { DescribedRow } from './described.ts'
import { unitScope } from './policy.ts'

export interface UnitRow extends DescribedRow {
  readonly repository_id: string
  readonly fonds_id: string
  readonly inventory_id: string | null
  readonly parent_id: string | null
  readonly position: number
  readonly counted_in: string
  readonly number_key: string
  readonly source_file: string | null
  readonly accession_id: string | null
  readonly publish: UnitLine['publish']
  readonly published_at: Date | null
  readonly children: number
  readonly merged_into: string | null
  readonly removed_at: Date | null
  readonly version: number
  /** When it went on to another archive, which, and by which minutes. */
  readonly handed_at: Date | null
  readonly handed_to: string | null
  readonly handed_minutes: string | null
  /** Its document is narrowed to others: title, dates and description are not told. */
  readonly is_hidden: boolean
}

/** An item whose document is narrowed to others: it shows its place and number, never a word of what it says. */
export const isHidden = (actor: Actor) =>
  sql<boolean>`(u.document_id is not null and not ${narrowingScope(actor, sql.ref('u.document_id'))})`

const columns = (
  actor: Actor,
) => sql`u.id, u.repository_id, u.level, u.fonds_id, u.inventory_id, u.parent_id, u.position::float8 as position, u.number,
  u.counted_in, u.number_key, u.is_closed, u.creator_id, u.retention, u.access, u.medium, u.language, u.sheets, u.pages, u.box, u.origin, u.condition,
  u.document_id, u.source_file, u.accession_id, u.publish, u.published_at, u.children, u.merged_into, u.removed_at, u.version, u.handed_at, u.handed_to,
  u.handed_minutes, ${isHidden(actor)} as is_hidden, case when ${isHidden(actor)} then '' else u.title end as title,
  case when ${isHidden(actor)} then null else u.starts end as starts, case when ${isHidden(actor)} then null else u.ends end as ends,
  case when ${isHidden(actor)} then null else u.keywords end as keywords,
  case when ${isHidden(actor)} then '{}'::jsonb else u.description end as description`

/** A unit that the actor may see; removed ones only where they were merged into another. */
export async function findUnit(
  tx: Tx,
  actor: Actor,
  id: string,
  how: 'look' | 'lock' = 'look',
): Promise<UnitRow | null> {
  if (how === 'lock') await lockUnits(tx, actor.organizationId, [id])
  const { rows } = await sql<UnitRow>`select ${columns(actor)} from archive.unit u
    where u.organization_id = ${actor.organizationId} and u.id = ${id} and (u.removed_at is null or u.merged_into is not null)
      and ${unitScope(actor, 'u')}`.execute(tx)
  return rows[0] ?? null
}

/** In one order for everybody, so that two who move the same units wait for each other instead of for ever. */
export async function lockUnits(tx: Tx, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql`select 1 from archive.unit where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    tx,
  )
}

export async function unitsOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`select ${columns(actor)} from archive.unit u
    where u.organization_id = ${actor.organizationId} and u.id = any(${[...ids]}::uuid[]) and u.removed_at is null
      and ${unitScope(actor, 'u')}`.execute(tx)
  return rows
}

export interface Ancestor {
  readonly id: string
  readonly level: UnitLine['level']
  readonly number: string | null
  readonly title: string
  readonly publish: UnitLine['publish']
}

/** The units above one, the fonds first, itself last. */
export async function lineTo(tx: Tx, organizationId: string, id: string): Promise<Ancestor[]> {
  const { rows } = await sql<Ancestor>`with recursive line as (
      select u.id, u.parent_id, u.level, u.number, u.title, u.publish, 0 as steps from archive.unit u
        where u.organization_id = ${organizationId} and u.id = ${id}
      union all
      select p.id, p.parent_id, p.level, p.number, p.title, p.publish, l.steps + 1 from line l
        join archive.unit p on p.organization_id = ${organizationId} and p.id = l.parent_id where l.steps < 40)
    select id, level, number, title, publish from line order by steps desc`.execute(tx)
  return rows
}

/** A page of siblings in their order; of a repository, its fonds and collections. */
export async function childrenOf(
  tx: Tx,
  actor: Actor,
  of: {
    parent: string | null
    repository: string | null
    after: readonly [position: number, id: string] | null
    limit: number
  },
): Promise<UnitRow[]> {
  const where = of.parent
    ? sql`u.parent_id = ${of.parent}`
    : sql`u.parent_id is null and u.repository_id = ${of.repository}`
  const { rows } = await sql<UnitRow>`select ${columns(actor)} from archive.unit u
    where u.organization_id = ${actor.organizationId} and ${where} and u.removed_at is null and ${unitScope(actor, 'u')}
      and ${of.after ? sql`(u.position, u.id) > (${of.after[0]}::bigint, ${of.after[1]}::uuid)` : sql`true`}
    order by u.position, u.id limit ${of.limit}`.execute(tx)
  return rows
}

export interface ListWish {
  readonly q?: string | undefined
  readonly level?: string | undefined
  readonly within?: UnitRow | null
  readonly creator?: string | undefined
  readonly from?: string | null
  readonly to?: string | null
  readonly retention?: string | undefined
  readonly access?: string | undefined
  readonly publish?: string | undefined
  readonly after: readonly [counted: string, level: string, key: string, id: string] | null
  readonly limit: number
}

export interface HitRow extends UnitRow {
  readonly fonds_number: string | null
  readonly fonds_title: string
  readonly fonds_level: UnitLine['level']
  readonly inventory_number: string | null
  readonly file_number: string | null
}

/** Words of a search, each to be contained in what is folded. */
function wordsOf(q: string | undefined): RawBuilder<unknown> {
  const parts = fold(q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  if (parts.length === 0) return sql`true`
  return sql.join(
    parts.map((part) => sql`u.folded like ${`%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`),
    sql` and `,
  )
}

/** Everything in a unit, at any depth, itself not included. */
const below = (organizationId: string, id: string) => sql`(with recursive inside as (
    select c.id from archive.unit c where c.organization_id = ${organizationId} and c.parent_id = ${id} and c.removed_at is null
    union all
    select c.id from inside i join archive.unit c on c.organization_id = ${organizationId} and c.parent_id = i.id and c.removed_at is null)
  select id from inside)`

function withinOf(organizationId: string, unit: UnitRow | null | undefined): RawBuilder<unknown> {
  if (!unit) return sql`true`
  if (unit.parent_id === null) return sql`u.fonds_id = ${unit.id}`
  if (unit.level === 'inventory') return sql`u.inventory_id = ${unit.id}`
  return sql`u.id in ${below(organizationId, unit.id)}`
}

/** Units by words and facts, in the order in which they are counted. */
export async function listUnits(tx: Tx, actor: Actor, of: ListWish): Promise<HitRow[]> {
  const { organizationId } = actor
  // Neither words nor days tell of what is hidden.
  const asks = Boolean(of.q?.trim() || of.from || of.to)
  const is = (column: string, value: string | undefined) =>
    value ? sql`${sql.ref(`u.${column}`)} = ${value}` : sql`true`
  const { rows } = await sql<HitRow>`
    with hit as (select u.* from archive.unit u
      where u.organization_id = ${organizationId} and u.removed_at is null and ${unitScope(actor, 'u')} and ${wordsOf(of.q)}
        and ${asks ? sql`not ${isHidden(actor)}` : sql`true`}
        and ${withinOf(organizationId, of.within)} and ${is('level', of.level)} and ${is('retention', of.retention)}
        and ${is('access', of.access)} and ${is('publish', of.publish)}
        and ${
          of.creator
            ? sql`(u.creator_id = ${of.creator} or exists (select 1 from archive.unit_name n where n.organization_id = u.organization_id
                and n.unit_id = u.id and n.authority_id = ${of.creator}))`
            : sql`true`
        }
        and ${of.from ? sql`u.ends_on >= ${of.from}::date` : sql`true`} and ${of.to ? sql`u.starts_on <= ${of.to}::date` : sql`true`}
        and ${
          of.after
            ? sql`(u.counted_in, u.level, u.number_key, u.id) > (${of.after[0]}::uuid, ${of.after[1]}, ${of.after[2]}, ${of.after[3]}::uuid)`
            : sql`true`
        }
      order by u.counted_in, u.level, u.number_key, u.id limit ${of.limit})
    select ${columns(actor)}, r.number as fonds_number, r.title as fonds_title, r.level as fonds_level, i.number as inventory_number,
      case when u.level = 'item' then p.number end as file_number
    from hit u join archive.unit r on r.organization_id = u.organization_id and r.id = u.fonds_id
    left join archive.unit i on i.organization_id = u.organization_id and i.id = u.inventory_id
    left join archive.unit p on p.organization_id = u.organization_id and p.id = u.parent_id
    order by u.counted_in, u.level, u.number_key, u.id`.execute(tx)
  return rows
}

export interface NewUnit {
  organization_id: string
  id: string
  repository_id: string
  level: UnitLine['level']
  fonds_id: string
  inventory_id: string | null
  parent_id: string | null
  position: number
  number: string | null
  counted_in: string
  number_key: string
  title: string
  starts: string | null
  ends: string | null
  starts_on: string | null
  ends_on: string | null
  is_closed: boolean | null
  creator_id: string | null
  retention: string | null
  access: UnitLine['access']
  medium: Unit['medium']
  language: Unit['language']
  sheets: number | null
  pages: number | null
  box: string | null
  origin: Unit['origin']
  condition: Unit['condition']
  keywords: string | null
  description: string
  document_id: string | null
  source_file: string | null
  accession_id: string | null
  folded: string
  created_at: Date
  changed_at: Date
}

/** Inserts units (parents first) and counts them at their parents. */
export async function insertUnits(tx: Tx, rows: readonly NewUnit[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500)
    await tx
      .insertInto('archive.unit')
      .values(rows.slice(at, at + 500) as never)
      .execute()
  const perParent = new Map<string, number>()
  for (const { parent_id } of rows) if (parent_id) perParent.set(parent_id, (perParent.get(parent_id) ?? 0) + 1)
  if (perParent.size > 0)
    await sql`update archive.unit u set children = u.children + x.n from unnest(${[...perParent.keys()]}::uuid[], ${[...perParent.values()]}::int[]) x (id, n)
      where u.organization_id = ${rows[0]!.organization_id} and u.id = x.id`.execute(tx)
}

/** Whoever numbers or places in the same unit waits for the other. */
export async function lockCounting(tx: Tx, organizationId: string, countedIn: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`archive.counting ${organizationId} ${countedIn}`}, 0))`.execute(
    tx,
  )
}

/** The highest whole number among the numbers counted in a unit. */
export async function highestNumber(tx: Tx, organizationId: string, countedIn: string, level: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(max(number::int), 0)::int as n from archive.unit
    where organization_id = ${organizationId} and counted_in = ${countedIn} and level = ${level} and removed_at is null and number ~ '^[0-9]{1,9}$'`.execute(
    tx,
  )
  return rows[0]!.n
}

/** Is the number taken by another there? */
export async function holderOfNumber(
  tx: Tx,
  organizationId: string,
  countedIn: string,
  level: string,
  number: string,
): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from archive.unit where organization_id = ${organizationId} and counted_in = ${countedIn}
    and level = ${level} and number = ${number} and removed_at is null`.execute(tx)
  return rows[0]?.id ?? null
}

/** Positions around a place: the one before and the one of the sibling that it is to stand before; without one, after the last. */
export async function neighbours(
  tx: Tx,
  organizationId: string,
  at: { parent: string | null; repository: string; before: string | null },
): Promise<{ low: number | null; high: number | null }> {
  const where = at.parent
    ? sql`u.parent_id = ${at.parent}`
    : sql`u.parent_id is null and u.repository_id = ${at.repository}`
  const { rows } = await sql<{ low: number | null; high: number | null }>`
    with target as (select u.position, u.id from archive.unit u where u.organization_id = ${organizationId} and ${where} and u.removed_at is null
      and u.id = ${at.before}::uuid)
    select (select max(u.position)::float8 from archive.unit u where u.organization_id = ${organizationId} and ${where} and u.removed_at is null
      and ${at.before ? sql`u.position < (select position from target)` : sql`true`}) as low, (select position::float8 from target) as high`.execute(
    tx,
  )
  return rows[0]!
}

/** Sets siblings apart anew, in their order. */
export async function spread(tx: Tx, organizationId: string, parent: string | null, repository: string): Promise<void> {
  const where = parent ? sql`u.parent_id = ${parent}` : sql`u.parent_id is null and u.repository_id = ${repository}`
  await sql`update archive.unit t set position = s.n * 1024 from (select u.id, row_number() over (order by u.position, u.id) as n from archive.unit u
      where u.organization_id = ${organizationId} and ${where} and u.removed_at is null) s
    where t.organization_id = ${organizationId} and t.id = s.id`.execute(tx)
}

export type UnitChange = Partial<
  Omit<NewUnit, 'organization_id' | 'id' | 'created_at' | 'changed_at' | 'document_id' | 'source_file' | 'accession_id'>
>

/** What harvesters see changed: told by the stamp; of what never was public, nothing is told. */
const stamp = (now: Date) => sql`case when publish = 'public' then ${now}::timestamptz else harvest_at end`

/** From this version only. @returns the new version; null: somebody was quicker */
export async function updateUnit(
  tx: Tx,
  of: { organizationId: string; id: string; version: number; now: Date },
  set: UnitChange,
): Promise<number | null> {
  const row = await tx
    .updateTable('archive.unit')
    .set({
      ...(set as object),
      changed_at: of.now,
      harvest_at: stamp(of.now) as never,
      version: sql`version + 1` as never,
    })
    .where('organization_id', '=', of.organizationId)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .where('removed_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** The same fields of many. @returns ids of those changed */
export async function updateMany(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  set: UnitChange,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .updateTable('archive.unit')
    .set({ ...(set as object), changed_at: now, harvest_at: stamp(now) as never, version: sql`version + 1` as never })
    .where('organization_id', '=', actor.organizationId)
    .where('id', 'in', [...ids])
    .where('removed_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export interface TraceRow {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly by_name: string
  readonly words: string | null
}

export function insertTraces(
  tx: Tx,
  rows: readonly {
    organization_id: string
    id: string
    unit_id: string
    kind: string
    at: Date
    by_name: string
    words: string | null
    data: string
  }[],
): void {
  for (let at = 0; at < rows.length; at += 500)
    later(tx, tx.insertInto('archive.trace').values(rows.slice(at, at + 500)))
}

export async function tracesOf(tx: Tx, organizationId: string, unitId: string): Promise<TraceRow[]> {
  const { rows } = await sql<TraceRow>`select id, kind, at, by_name, words from archive.trace
    where organization_id = ${organizationId} and unit_id = ${unitId} order by at desc, id desc limit 200`.execute(tx)
  return rows
}

export interface ItemFacts {
  readonly document_id: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly type_name: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly issued_date: string | null
  readonly issuer_name: string
  readonly may_see: boolean
  readonly files: { id: string; fileName: string }[]
}

/** What an item's document says, and whether the actor may see it. */
export async function itemFacts(tx: Tx, actor: Actor, documentId: string): Promise<ItemFacts | null> {
  const { rows } =
    await sql<ItemFacts>`select d.id as document_id, d.direction, d.type_name, d.code_number, d.code_notation, d.issued_date, d.issuer_name,
      ${documentScope(actor, sql.ref('d.id'))} as may_see,
      (select coalesce(json_agg(json_build_object('id', c.id, 'fileName', c.file_name) order by c.role desc, c.position, c.id), '[]'::json)
        from records.components c where c.organization_id = d.organization_id and c.document_id = d.id
          and c.made_as is distinct from 'lasting') as files
    from records.documents d where d.organization_id = ${actor.organizationId} and d.id = ${documentId}`.execute(tx)
  return rows[0] ?? null
}
