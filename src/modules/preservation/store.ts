/** All SQL of packages, faults and events, and of the archive's units as preservation sees them. */
import { type RawBuilder, sql } from 'kysely'
import { unitScope } from '#modules/archive/index.ts'
import { isCountingFile } from '#modules/casefiles/index.ts'
import { narrowingScope, wholeDocuments } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { PackageLine, PackState } from './contract.ts'
import type { EventKind } from './events.ts'
import type { KeptDocument } from './rules.ts'

export interface UnitRow {
  readonly id: string
  readonly level: string
  readonly code: string
  readonly title: string
  readonly sort: string
  readonly state: PackState
  readonly package_id: string | null
  readonly documents: number | null
  readonly version: number | null
  readonly size: string | null
  readonly made_at: Date | null
  readonly fault_code: string | null
  readonly fault_facts: Record<string, unknown> | null
}

/** What gets a package of its own: every file, and what has nothing below it. */
const packable = sql<boolean>`(u.level = 'file' or (u.level <> 'item' and u.children = 0))`
const newest = sql`left join lateral (select p.* from preservation.package p where p.organization_id = u.organization_id and p.unit_id = u.id
    order by p.version desc limit 1) p on true
  left join preservation.fault f on f.organization_id = u.organization_id and f.unit_id = u.id`
const state = sql<PackState>`case when f.unit_id is not null then 'failed' when p.id is null then 'none' when not p.is_valid then 'invalid'
  when u.changed_at > p.changes_to or exists (select 1 from archive.units i where i.organization_id = u.organization_id and i.parent_id = u.id
    and i.changed_at > p.changes_to) or exists (select 1 from preservation.event e where e.organization_id = u.organization_id and e.unit_id = u.id
    and e.kind = 'migration' and e.outcome = 'success' and e.at > p.changes_to) then 'stale' else 'good' end`
const code = sql<string>`concat_ws('.', fonds.number, inventory.number, case when u.level = 'file' then u.number end)`
const above = sql`left join archive.units fonds on fonds.organization_id = u.organization_id and fonds.id = u.fonds_id
  left join archive.units inventory on inventory.organization_id = u.organization_id and inventory.id = u.inventory_id`
const columns = sql`u.id, u.level, ${code} as code, u.title, coalesce(u.number_key, '') as sort, ${state} as state, p.id as package_id, p.documents,
  p.version, p.size::text as size, p.made_at, f.code as fault_code, f.facts as fault_facts`

/** In a fonds or an inventory, or one file; null: everywhere. */
const inScope = (scopeId: string | null | undefined): RawBuilder<boolean> =>
  scopeId
    ? sql<boolean>`(u.id = ${scopeId} or u.fonds_id = ${scopeId} or u.inventory_id = ${scopeId})`
    : sql<boolean>`true`

/** Files to be packed, as far as the actor may know of them. */
export async function listUnits(
  tx: Tx,
  actor: Actor,
  of: {
    scopeId?: string | undefined
    state?: PackState | undefined
    folded: string | null
    after: readonly [string, string] | null
    limit: number
  },
): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`select * from (select ${columns} from archive.units u ${newest} ${above}
    where u.organization_id = ${actor.organizationId} and ${packable} and ${inScope(of.scopeId)} and ${unitScope(actor, 'u')}
      and ${of.folded ? sql`u.folded like ${`%${of.folded.replace(/[\\%_]/g, '\\$&')}%`}` : sql`true`}) x
    where ${of.state ? sql`x.state = ${of.state}` : sql`true`}
      and ${of.after ? sql`(x.sort, x.id) > (${of.after[0]}, ${of.after[1]}::uuid)` : sql`true`}
    order by x.sort, x.id limit ${of.limit}`.execute(tx)
  return rows
}

export async function findUnit(tx: Tx, actor: Actor, id: string): Promise<UnitRow | null> {
  const { rows } = await sql<UnitRow>`select ${columns} from archive.units u ${newest} ${above}
    where u.organization_id = ${actor.organizationId} and u.id = ${id} and ${unitScope(actor, 'u')}`.execute(tx)
  return rows[0] ?? null
}

export async function countUnits(
  tx: Tx,
  organizationId: string,
  scopeId: string | undefined,
): Promise<{ state: PackState; n: number }[]> {
  const { rows } = await sql<{
    state: PackState
    n: number
  }>`select ${state} as state, count(*)::int as n from archive.units u ${newest}
    where u.organization_id = ${organizationId} and ${packable} and ${inScope(scopeId)} group by 1`.execute(tx)
  return rows
}

export interface ScopeRow {
  readonly id: string
  readonly fonds_id: string
  readonly level: string
  readonly code: string
  readonly title: string
  readonly files: number
  readonly packed: number
}

/** Fonds and their inventories; both count what lies in them. */
export async function listScopes(tx: Tx, organizationId: string): Promise<ScopeRow[]> {
  const { rows } = await sql<ScopeRow>`with counted as (
      select u.fonds_id, u.inventory_id, count(*)::int as files,
        count(*) filter (where exists (select 1 from preservation.package p where p.organization_id = u.organization_id and p.unit_id = u.id))::int as packed
      from archive.units u where u.organization_id = ${organizationId} and ${packable} group by 1, 2)
    select u.id, u.fonds_id, u.level, ${code} as code, u.title,
      coalesce(sum(c.files), 0)::int as files, coalesce(sum(c.packed), 0)::int as packed
    from archive.units u ${above}
    left join counted c on c.fonds_id = u.fonds_id and (u.level in ('fonds', 'collection') or c.inventory_id = u.id)
    where u.organization_id = ${organizationId} and u.level in ('fonds', 'collection', 'inventory')
    group by u.id, u.fonds_id, u.level, fonds.number, inventory.number, u.number, u.title, u.position
    order by u.fonds_id, u.level <> 'inventory' desc, u.position, u.id limit 1000`.execute(tx)
  return rows
}

/** Ids of what is to be packed in a scope, in order. */
export async function packableIn(tx: Tx, organizationId: string, scopeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select u.id from archive.units u
    where u.organization_id = ${organizationId} and ${packable} and ${inScope(scopeId)} order by u.number_key nulls last, u.id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Records with the files of them that count, and copies made to last; the archive's machine sees all of them. */
export async function keptDocuments(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, KeptDocument>> {
  if (ids.length === 0) return new Map()
  const whole = await wholeDocuments(tx, organizationId, ids)
  const { rows } = await sql<
    Pick<KeptDocument, 'isNarrowed' | 'files'> & { id: string; copies: NonNullable<KeptDocument['copies']> }
  >`select d.id,
      exists (select 1 from records.narrowings n where n.organization_id = d.organization_id and n.document_id = d.id) as "isNarrowed",
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'role', c.role, 'fileName', c.file_name, 'mediaType', c.media_type, 'size', c.size,
          'sha256', c.sha256, 'pages', c.page_count, 'madeAs', c.made_as)
          order by c.role desc, c.made_as is not distinct from 'lasting', c.position, c.id), '[]')
        from records.components c where c.organization_id = d.organization_id and c.document_id = d.id
          and (${isCountingFile} or c.made_as = 'lasting')) as files,
      (select coalesce(jsonb_agg(to_jsonb(v) - 'organization_id' order by v.made_at, v.id), '[]') from preservation.conversion v
        where v.organization_id = d.organization_id and v.source_sha256 in (select c.sha256 from records.components c
          where c.organization_id = d.organization_id and c.document_id = d.id and ${isCountingFile})) as copies
    from records.documents d left join outgoing.drafters g on g.organization_id = d.organization_id and g.document_id = d.id
    where d.organization_id = ${organizationId} and d.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ id, isNarrowed, files, copies }) => {
      const { document, grants, list, components } = whole.get(id)!
      const withRows = files.map((file) => ({ ...file, row: components[file.id]! }))
      return [id, { document, grants, list, isNarrowed, files: withRows, ...(copies.length > 0 ? { copies } : {}) }]
    }),
  )
}

/** How many records in a unit are narrowed to others than the actor. */
export async function countHidden(tx: Tx, actor: Actor, unitId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from archive.units i
    where i.organization_id = ${actor.organizationId} and i.parent_id = ${unitId} and i.document_id is not null
      and not ${narrowingScope(actor, sql.ref('i.document_id'))}`.execute(tx)
  return rows[0]!.n
}

/** How many records that a package carries are narrowed to others than the actor; of one that does not tell, any in the house. */
export async function countHiddenIn(tx: Tx, actor: Actor, packageId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from preservation.package p
    join records.documents d on d.organization_id = p.organization_id and (p.document_ids is null or d.id = any(p.document_ids))
    where p.organization_id = ${actor.organizationId} and p.id = ${packageId} and not ${narrowingScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows[0]!.n
}

/** The units are no more: their packages are in force no more. */
export async function withdrawPackages(
  tx: Tx,
  organizationId: string,
  unitIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`update preservation.package set withdrawn_at = ${now}
    where organization_id = ${organizationId} and unit_id = any(${[...unitIds]}::uuid[]) and withdrawn_at is null`.execute(
    tx,
  )
}

/** What this installation knows of packages: hashes of those in force or replaced, and units that are no more. */
export async function knownPackages(
  tx: Tx,
  organizationId: string,
): Promise<{ hashes: ReadonlySet<string>; gone: ReadonlySet<string> }> {
  const { rows } = await sql<{
    sha256: string
    unit_id: string
    is_gone: boolean
  }>`select sha256, unit_id, withdrawn_at is not null as is_gone
    from preservation.package where organization_id = ${organizationId}`.execute(tx)
  return {
    hashes: new Set(rows.map((row) => row.sha256)),
    gone: new Set(rows.filter((row) => row.is_gone).map((row) => row.unit_id)),
  }
}

export interface PackageRow {
  readonly id: string
  readonly unit_id: string
  readonly version: number
  readonly kind: PackageLine['kind']
  readonly record_status: PackageLine['recordStatus']
  readonly object_id: string
  readonly code: string
  readonly title: string
  readonly sha256: string
  readonly size: string
  readonly documents: number
  readonly files: number
  readonly fingerprint: string
  readonly is_valid: boolean
  readonly findings: unknown
  readonly made_at: Date
  readonly made_by_name: string
}

/** Newest first. */
export async function packagesOf(tx: Tx, organizationId: string, unitId: string): Promise<PackageRow[]> {
  const { rows } = await sql<PackageRow>`select * from preservation.package
    where organization_id = ${organizationId} and unit_id = ${unitId} order by version desc limit 200`.execute(tx)
  return rows
}

export async function findPackage(tx: Tx, organizationId: string, id: string): Promise<PackageRow | null> {
  const { rows } = await sql<PackageRow>`select * from preservation.package
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export interface NewPackage {
  organization_id: string
  id: string
  unit_id: string
  version: number
  kind: PackageLine['kind']
  record_status: PackageLine['recordStatus']
  object_id: string
  code: string
  title: string
  sha256: string
  size: number
  documents: number
  files: number
  fingerprint: string
  /** The newest change that it holds. */
  changes_to: string
  is_valid: boolean
  findings: string
  made_at: Date
  made_by_name: string
  software: string
  /** The records that it carries. */
  document_ids: string[]
}

/** @throws a unique violation when another job has just made this version */
export async function insertPackage(tx: Tx, row: NewPackage): Promise<void> {
  await tx
    .insertInto('preservation.package')
    .values({ ...row, changes_to: sql<Date>`${row.changes_to}::timestamptz` })
    .execute()
}

/** What was changed since left the unit as it was packed: the package holds these changes too. */
export async function holdsChangesTo(tx: Tx, organizationId: string, packageId: string, at: string): Promise<void> {
  await sql`update preservation.package set changes_to = greatest(changes_to, ${at}::timestamptz)
    where organization_id = ${organizationId} and id = ${packageId}`.execute(tx)
}

/** A package that came back with the archive. @returns false: it is known */
export async function restorePackage(tx: Tx, row: NewPackage): Promise<boolean> {
  const made = await tx
    .insertInto('preservation.package')
    .values({ ...row, changes_to: sql<Date>`${row.changes_to}::timestamptz` })
    .onConflict((conflict) => conflict.constraint('package_version').doNothing())
    .returning('id')
    .execute()
  return made.length > 0
}

export async function putFault(
  tx: Tx,
  of: { organizationId: string; unitId: string; code: string; facts: object; at: Date } | null,
  gone?: { organizationId: string; unitId: string },
): Promise<void> {
  if (of)
    await sql`insert into preservation.fault (organization_id, unit_id, code, facts, at)
      values (${of.organizationId}, ${of.unitId}, ${of.code}, ${JSON.stringify(of.facts)}::jsonb, ${of.at})
      on conflict (organization_id, unit_id) do update set code = excluded.code, facts = excluded.facts, at = excluded.at`.execute(
      tx,
    )
  if (gone)
    await sql`delete from preservation.fault where organization_id = ${gone.organizationId} and unit_id = ${gone.unitId}`.execute(
      tx,
    )
}

export interface NewEvent {
  readonly organizationId: string
  readonly id: string
  readonly unitId: string | null
  readonly packageId: string | null
  readonly kind: EventKind
  readonly at: Date
  readonly byName: string
  readonly outcome: 'success' | 'warning' | 'failure'
  readonly detail: string | null
}

/** Written with the end of the transaction. */
export function insertEvents(tx: Tx, events: readonly NewEvent[]): void {
  if (events.length === 0) return
  later(
    tx,
    sql`insert into preservation.event (organization_id, id, unit_id, package_id, kind, at, by_name, outcome, detail)
      select (v->>'organizationId')::uuid, (v->>'id')::uuid, (v->>'unitId')::uuid, (v->>'packageId')::uuid, v->>'kind', (v->>'at')::timestamptz,
        v->>'byName', v->>'outcome', v->>'detail' from jsonb_array_elements(${JSON.stringify(events)}::jsonb) v`,
  )
}

export interface EventRow {
  readonly id: string
  readonly kind: EventKind
  readonly at: Date
  readonly by_name: string
  readonly outcome: 'success' | 'warning' | 'failure'
  readonly detail: string | null
  readonly version: number | null
}

/** Of a unit, newest first. */
export async function eventsOf(tx: Tx, organizationId: string, unitId: string, limit: number): Promise<EventRow[]> {
  const { rows } =
    await sql<EventRow>`select e.id, e.kind, e.at, e.by_name, e.outcome, e.detail, p.version from preservation.event e
    left join preservation.package p on p.organization_id = e.organization_id and p.id = e.package_id
    where e.organization_id = ${organizationId} and e.unit_id = ${unitId} order by e.at desc, e.id desc limit ${limit}`.execute(
      tx,
    )
  return rows
}
