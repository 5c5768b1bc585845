/** SQL of the evidence: reports are added, never changed. */
import { sql } from 'kysely'
import { later, type Tx } from '#platform/db/index.ts'
import type { ReportRow } from './types.ts'

const columns = sql`r.id, r.component_id as "componentId", r.sha256, r.verdict, r.report, r.trust_fingerprint as "trustFingerprint", r.cause,
  r.at, r.by_name as "byName"`

export interface NewReport extends Omit<ReportRow, 'byName'> {
  readonly organizationId: string
  readonly signatureCount: number
  readonly renewBy: Date | null
  readonly renews: string | null
  readonly by: string | null
  readonly byName: string
}

export function insertReport(tx: Tx, row: NewReport): void {
  later(
    tx,
    tx.insertInto('signatures.report').values({
      organization_id: row.organizationId,
      id: row.id,
      component_id: row.componentId,
      sha256: row.sha256,
      verdict: row.verdict,
      signature_count: row.signatureCount,
      report: JSON.stringify(row.report),
      trust_fingerprint: row.trustFingerprint,
      renew_by: row.renewBy,
      renews: row.renews,
      cause: row.cause,
      at: row.at,
      by_post: row.by,
      by_name: row.byName,
    }),
  )
}

/** Reports of a file, the newest first. */
export async function reportsOf(tx: Tx, organizationId: string, componentId: string): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`select ${columns} from signatures.report r
    where r.organization_id = ${organizationId} and r.component_id = ${componentId}
    order by r.at desc, r.id desc limit 50`.execute(tx)
  return rows
}

/** The newest report of each file, with how many there are. */
export async function newestReports(
  tx: Tx,
  organizationId: string,
  componentIds: readonly string[],
): Promise<(ReportRow & { count: number })[]> {
  const { rows } = await sql<ReportRow & { count: number }>`select distinct on (r.component_id) ${columns},
      count(*) over (partition by r.component_id)::int as count
    from signatures.report r
    where r.organization_id = ${organizationId} and r.component_id = any(${[...componentIds]}::uuid[])
    order by r.component_id, r.at desc, r.id desc`.execute(tx)
  return rows
}

/** Verifications of one file that are kept at the same moment wait for each other: the second finds what the first kept. */
export async function lockFile(tx: Tx, organizationId: string, componentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${componentId}`}, 5))`.execute(tx)
}

/** Has this file been looked at over these very bytes? */
export async function hasReport(tx: Tx, organizationId: string, componentId: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`select from signatures.report
    where organization_id = ${organizationId} and component_id = ${componentId} and sha256 = ${sha256} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Files whose newest report says that their document timestamps end before a day, and that were not renewed yet. */
export async function filesToRenew(
  tx: Tx,
  organizationId: string,
  before: Date,
): Promise<{ componentId: string; sha256: string }[]> {
  const { rows } = await sql<{ componentId: string; sha256: string }>`
    select n.component_id as "componentId", n.sha256 from (
      select distinct on (r.component_id) r.component_id, r.sha256, r.verdict, r.renew_by from signatures.report r
      where r.organization_id = ${organizationId} and r.component_id in (
        select due.component_id from signatures.report due
        where due.organization_id = ${organizationId} and due.renew_by < ${before})
      order by r.component_id, r.at desc, r.id desc) n
    where n.verdict = 'TOTAL-PASSED' and n.renew_by < ${before}
      and not exists (select from signatures.report later
        where later.organization_id = ${organizationId} and later.renews = n.component_id)
    order by n.renew_by limit 500`.execute(tx)
  return rows
}
