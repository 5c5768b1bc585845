/** All SQL of fixity and its incidents. */
import { sql } from 'kysely'
import { unitScope } from '#modules/archive/index.ts'
import { narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { Incident } from './incidents-contract.ts'

export interface IncidentRow {
  readonly id: string
  readonly sha256: string
  readonly kind: Incident['kind']
  readonly state: Incident['state']
  readonly found_at: Date
  readonly found_by_name: string
  readonly due_at: Date
  readonly seen_at: Date
  readonly repaired_at: Date | null
  readonly repaired_from: string | null
  readonly reported_at: Date | null
  readonly reported_by_name: string | null
  readonly reported_words: string | null
  readonly closed_at: Date | null
  readonly closed_by_name: string | null
  readonly words: string | null
  readonly version: number
  /** Files of the archive that the bytes belong to: as a package, or as a file of a document in them or a copy of one. */
  readonly affected: { id: string; title: string; isPackage: boolean }[]
}

/** Opens an incident, or notes that the open one is still there. @returns true when it is new */
export async function openIncident(
  tx: Tx,
  of: {
    organizationId: string
    id: string
    sha256: string
    kind: Incident['kind']
    at: Date
    due: Date
    byName: string
  },
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await sql<{ id: string; is_new: boolean }>`insert into preservation.incident
      (organization_id, id, sha256, kind, state, found_at, found_by_name, due_at, seen_at)
    values (${of.organizationId}, ${of.id}, ${of.sha256}, ${of.kind}, 'open', ${of.at}, ${of.byName}, ${of.due}, ${of.at})
    on conflict (organization_id, sha256) where state = 'open' do update set seen_at = excluded.seen_at, kind = excluded.kind
    returning id, (xmax = 0) as is_new`.execute(tx)
  return { id: rows[0]!.id, isNew: rows[0]!.is_new }
}

export async function markRepaired(
  tx: Tx,
  of: { organizationId: string; sha256: string; at: Date; from: string },
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`update preservation.incident set state = 'repaired', repaired_at = ${of.at},
      repaired_from = ${of.from}, version = version + 1
    where organization_id = ${of.organizationId} and sha256 = ${of.sha256} and state = 'open' returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Hashes of open incidents: a file that is good again by other means ends them. */
export async function openHashes(tx: Tx, organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from preservation.incident
    where organization_id = ${organizationId} and state = 'open'`.execute(tx)
  return rows.map((row) => row.sha256)
}

/** PREMIS events of packages whose bytes were looked at, one statement for many. */
export function insertChecks(
  tx: Tx,
  of: {
    organizationId: string
    hashes: readonly string[]
    kind: 'fixity' | 'repair' | 'replication'
    at: Date
    byName: string
    outcome: 'success' | 'failure'
    detail: string | null
  },
): void {
  later(
    tx,
    sql`insert into preservation.event (organization_id, id, unit_id, package_id, kind, at, by_name, outcome, detail)
      select p.organization_id, gen_random_uuid(), p.unit_id, p.id, ${of.kind}, ${of.at}, ${of.byName}, ${of.outcome}, ${of.detail}
      from preservation.package p where p.organization_id = ${of.organizationId} and p.sha256 = any(${[...of.hashes]}::text[])`,
  )
}

/** Hashes of all packages of an organisation. */
export async function packageHashes(tx: Tx, organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from preservation.package
    where organization_id = ${organizationId}`.execute(tx)
  return rows.map((row) => row.sha256)
}

/** What an incident touches, as far as the actor may read of it; nothing for who keeps machines, not records. */
const affected = (actor: Actor, mayRead: boolean) =>
  mayRead
    ? sql`(select coalesce(jsonb_agg(distinct jsonb_build_object('id', x.id, 'title', x.title, 'isPackage', x.is_package)), '[]') from (
        select p.unit_id as id, p.code || ' ' || p.title as title, true as is_package from preservation.package p
          where p.organization_id = i.organization_id and p.sha256 = i.sha256 and not exists (select from archive.units g
            where g.organization_id = p.organization_id and g.id = p.unit_id and not ${unitScope(actor, 'g')})
        union all
        select f.id, f.title, false from records.components c
          join archive.units u on u.organization_id = c.organization_id and u.document_id = c.document_id
          join archive.units f on f.organization_id = u.organization_id and f.id = u.parent_id
          where c.organization_id = i.organization_id and c.sha256 in (select i.sha256 union all select v.source_sha256
            from preservation.conversion v where v.organization_id = i.organization_id and v.sha256 = i.sha256) and ${narrowingScope(actor, sql.ref('c.document_id'))}
            and ${unitScope(actor, 'f')} limit 50) x)`
    : sql`'[]'::jsonb`

const columns = sql`i.id, i.sha256, i.kind, i.state, i.found_at, i.found_by_name, i.due_at, i.seen_at, i.repaired_at, i.repaired_from, i.reported_at,
  i.reported_by_name, i.reported_words, i.closed_at, i.closed_by_name, i.words, i.version`

export async function listIncidents(
  tx: Tx,
  actor: Actor,
  of: {
    state: Incident['state'] | undefined
    mayRead: boolean
    after: readonly [string, string] | null
    limit: number
  },
): Promise<IncidentRow[]> {
  const { rows } =
    await sql<IncidentRow>`select ${columns}, ${affected(actor, of.mayRead)} as affected from preservation.incident i
    where i.organization_id = ${actor.organizationId} and ${of.state ? sql`i.state = ${of.state}` : sql`true`}
      and ${of.after ? sql`(i.found_at, i.id) < (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)` : sql`true`}
    order by i.found_at desc, i.id desc limit ${of.limit}`.execute(tx)
  return rows
}

export async function lockIncident(
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<Omit<IncidentRow, 'affected'> | null> {
  const { rows } = await sql<IncidentRow>`select ${columns} from preservation.incident i
    where i.organization_id = ${organizationId} and i.id = ${id} for update`.execute(tx)
  return rows[0] ?? null
}

export async function countIncidents(
  tx: Tx,
  organizationId: string,
  now: Date,
): Promise<{ open: number; repaired: number; unreported: number }> {
  const { rows } = await sql<{ open: number; repaired: number; unreported: number }>`select
      count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'repaired')::int as repaired,
      count(*) filter (where reported_at is null and due_at < ${now})::int as unreported
    from preservation.incident where organization_id = ${organizationId} and state <> 'closed'`.execute(tx)
  return rows[0]!
}

/** @returns false when somebody was quicker */
export async function moveIncident(
  tx: Tx,
  of: {
    organizationId: string
    id: string
    version: number
    to: 'reported' | 'closed'
    at: Date
    byName: string
    words: string
  },
): Promise<boolean> {
  const set =
    of.to === 'closed'
      ? sql`state = 'closed', closed_at = ${of.at}, closed_by_name = ${of.byName}, words = ${of.words}`
      : sql`reported_at = ${of.at}, reported_by_name = ${of.byName}, reported_words = ${of.words}`
  const { rows } = await sql<{ id: string }>`update preservation.incident set ${set}, version = version + 1
    where organization_id = ${of.organizationId} and id = ${of.id} and version = ${of.version} and state <> 'closed' returning id`.execute(
    tx,
  )
  return rows.length > 0
}
