/** All SQL of repositories and of the register of accessions. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'
import type { Repository } from './contract.ts'

export interface RepositoryRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: Repository['kind']
  readonly address: string | null
  readonly contact: string | null
  readonly note: string | null
  readonly is_open: boolean
  readonly version: number
  readonly fonds: number
}

const COLUMNS = sql`r.id, r.code, r.name, r.kind, r.address, r.contact, r.note, r.is_open, r.version,
  (select count(*)::int from archive.unit u where u.organization_id = r.organization_id and u.repository_id = r.id and u.parent_id is null
    and u.removed_at is null) as fonds`

export async function repositoriesOf(tx: Tx, organizationId: string): Promise<RepositoryRow[]> {
  const { rows } =
    await sql<RepositoryRow>`select ${COLUMNS} from archive.repository r where r.organization_id = ${organizationId}
    order by r.kind, r.code limit 200`.execute(tx)
  return rows
}

export async function findRepository(tx: Tx, organizationId: string, id: string): Promise<RepositoryRow | null> {
  const { rows } = await sql<RepositoryRow>`select ${COLUMNS} from archive.repository r
    where r.organization_id = ${organizationId} and r.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export interface RepositoryFields {
  code: string
  name: string
  kind: Repository['kind']
  address: string | null
  contact: string | null
  note: string | null
}

export async function insertRepository(
  tx: Tx,
  row: RepositoryFields & { organization_id: string; id: string; created_at: Date },
): Promise<void> {
  await tx.insertInto('archive.repository').values(row).execute()
}

/** Is the code another repository's? */
export async function holderOfCode(tx: Tx, organizationId: string, code: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from archive.repository where organization_id = ${organizationId} and code = ${code}`.execute(tx)
  return rows[0]?.id ?? null
}

/** From this version only. @returns the new version; null: somebody was quicker */
export async function updateRepository(
  tx: Tx,
  of: { organizationId: string; id: string; version: number },
  set: RepositoryFields & { is_open: boolean },
): Promise<number | null> {
  const row = await tx
    .updateTable('archive.repository')
    .set({ ...set, version: sql`version + 1` as never })
    .where('organization_id', '=', of.organizationId)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

export interface AccessionRow {
  readonly id: string
  readonly year: number
  readonly number: number
  readonly received_on: string
  readonly source: string
  readonly content: string
  readonly years: string | null
  readonly files: number | null
  readonly metres: number | null
  readonly condition: string | null
  readonly minutes: string | null
  readonly note: string | null
  readonly handover_id: string | null
  readonly fonds_id: string | null
  readonly fonds_title: string | null
  readonly created_by_name: string
}

export async function accessionsOf(
  tx: Tx,
  organizationId: string,
  of: { year?: number | undefined; after: readonly [day: string, id: string] | null; limit: number },
): Promise<AccessionRow[]> {
  const { rows } =
    await sql<AccessionRow>`select a.id, a.year, a.number, a.received_on, a.source, a.content, a.years, a.files, a.metres::float8 as metres,
      a.condition, a.minutes, a.note, a.handover_id, a.fonds_id, f.title as fonds_title, a.created_by_name
    from archive.accession a left join archive.unit f on f.organization_id = a.organization_id and f.id = a.fonds_id
    where a.organization_id = ${organizationId} and ${of.year ? sql`a.year = ${of.year}` : sql`true`}
      and ${of.after ? sql`(a.received_on, a.id) < (${of.after[0]}::date, ${of.after[1]}::uuid)` : sql`true`}
    order by a.received_on desc, a.id desc limit ${of.limit}`.execute(tx)
  return rows
}

/** The next number of the register of a repository and year; whoever asks second waits. */
export async function nextAccession(
  tx: Tx,
  organizationId: string,
  repositoryId: string,
  year: number,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`archive.accession ${organizationId} ${repositoryId}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ n: number }>`select coalesce(max(number), 0)::int + 1 as n from archive.accession
    where organization_id = ${organizationId} and repository_id = ${repositoryId} and year = ${year}`.execute(tx)
  return rows[0]!.n
}

export async function insertAccession(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    repository_id: string
    year: number
    number: number
    received_on: string
    source: string
    content: string
    years: string | null
    files: number | null
    metres: number | null
    condition: string | null
    minutes: string | null
    note: string | null
    handover_id: string | null
    fonds_id: string | null
    created_at: Date
    created_by_name: string
  },
): Promise<void> {
  await tx
    .insertInto('archive.accession')
    .values({ ...row, metres: row.metres === null ? null : String(row.metres) })
    .execute()
}

/** Was this hand-over entered? */
export async function accessionOfHandover(tx: Tx, organizationId: string, handoverId: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string
  }>`select id from archive.accession where organization_id = ${organizationId} and handover_id = ${handoverId}`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/** The fonds of the organisation itself in a repository: the one whose creator describes it. */
export async function ownFonds(tx: Tx, organizationId: string, repositoryId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from archive.unit u
    join archive.authority a on a.organization_id = u.organization_id and a.id = u.creator_id
    where u.organization_id = ${organizationId} and u.repository_id = ${repositoryId} and u.level = 'fonds' and u.removed_at is null
      and a.body_id = ${organizationId} and not coalesce(u.is_closed, false) order by u.position limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

/** The inventory that takes in what is handed over in a year. */
export async function inventoryOfYear(
  tx: Tx,
  organizationId: string,
  fondsId: string,
  title: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select u.id from archive.unit u
    where u.organization_id = ${organizationId} and u.parent_id = ${fondsId} and u.level = 'inventory' and u.title = ${title} and u.removed_at is null
    order by u.position limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
