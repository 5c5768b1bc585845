/** All SQL of copies: on disks taken out of the machine, and what the replica lacks. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface CopyRow {
  readonly id: string
  readonly label: string
  readonly place: string
  readonly made_at: Date
  readonly made_by_name: string
  readonly packages: number
  readonly bytes: string
  readonly checked_at: Date
  readonly is_good: boolean
  readonly findings: number
}

export async function insertCopy(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    label: string
    place: string
    made_at: Date
    made_by_name: string
    packages: number
    bytes: number
    manifest: string
    checked_at: Date
    is_good: boolean
    findings: number
  },
): Promise<void> {
  await tx.insertInto('preservation.copy').values(row).execute()
}

/** Notes that a copy was looked at again. @returns its label; null: it is none of ours */
export async function noteChecked(
  tx: Tx,
  of: { organizationId: string; manifest: string; at: Date; isGood: boolean; findings: number },
): Promise<string | null> {
  const { rows } = await sql<{
    label: string
  }>`update preservation.copy set checked_at = ${of.at}, is_good = ${of.isGood},
      findings = ${of.findings} where organization_id = ${of.organizationId} and manifest = ${of.manifest} returning label`.execute(
    tx,
  )
  return rows[0]?.label ?? null
}

export async function listCopies(tx: Tx, organizationId: string): Promise<CopyRow[]> {
  const { rows } =
    await sql<CopyRow>`select id, label, place, made_at, made_by_name, packages, bytes::text, checked_at, is_good, findings
    from preservation.copy where organization_id = ${organizationId} order by made_at desc, id desc limit 100`.execute(
      tx,
    )
  return rows
}

export interface CurrentPackage {
  readonly id: string
  readonly unit_id: string
  readonly version: number
  readonly kind: string
  readonly object_id: string
  readonly code: string
  readonly title: string
  readonly sha256: string
  readonly size: string
}

/** The package in force of every unit. */
export async function currentPackages(tx: Tx, organizationId: string): Promise<CurrentPackage[]> {
  const { rows } =
    await sql<CurrentPackage>`select id, unit_id, version, kind, object_id, code, title, sha256, size::text
    from preservation.packages where organization_id = ${organizationId} order by code, unit_id`.execute(tx)
  return rows
}

export interface Holdings {
  readonly packages: number
  readonly bytes: number
  /** Made since an instant. */
  readonly since: number
}

export async function holdings(tx: Tx, organizationId: string, since: Date | null): Promise<Holdings> {
  const { rows } = await sql<Holdings>`select count(*)::int as packages, coalesce(sum(size), 0)::float8 as bytes,
      (count(*) filter (where ${since === null}::boolean or made_at > ${since}::timestamptz))::int as since
    from preservation.packages where organization_id = ${organizationId}`.execute(tx)
  return rows[0]!
}
