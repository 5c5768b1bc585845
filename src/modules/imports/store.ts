/** All SQL of imports. */
import { sql } from 'kysely'
import type { Layout } from '#engines/tabular/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ImportCounts, ImportLine, ImportSettings } from './contract.ts'
import type { ImportKind } from './kinds.ts'
import type { Fault } from './sentences.ts'

export interface StoredLayout extends Layout {
  readonly format: string
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly preview: readonly { line: number; cells: readonly string[] }[]
}

export interface Gap {
  readonly book: string
  readonly first: number
  readonly last: number
  readonly count: number
  readonly missing: number
  readonly examples: readonly string[]
}

export interface RunRow {
  readonly id: string
  readonly kind: ImportKind
  readonly state: ImportLine['state']
  readonly file_name: string
  readonly quarantine: string | null
  readonly size: number
  readonly sha256: string
  readonly layout: StoredLayout
  readonly settings: ImportSettings
  readonly is_remembered: boolean
  readonly counts: ImportCounts | null
  readonly checks: Record<string, number>
  readonly gaps: Gap[]
  readonly done_line: number
  readonly job_id: string | null
  readonly note: string | null
  readonly version: number
  readonly created_at: Date
  readonly created_by: string
  readonly created_by_name: string
}

export async function insertRun(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    kind: ImportKind
    fileName: string
    quarantine: string
    size: number
    sha256: string
    layout: StoredLayout
    settings: ImportSettings
    isRemembered: boolean
    now: Date
    by: string
    byName: string
  },
): Promise<void> {
  await sql`insert into imports.run (organization_id, id, kind, state, file_name, quarantine, size, sha256, layout, settings,
      is_remembered, created_at, created_by, created_by_name)
    values (${row.organizationId}, ${row.id}, ${row.kind}, 'uploaded', ${row.fileName}, ${row.quarantine}, ${row.size},
      ${row.sha256}, ${JSON.stringify(row.layout)}::jsonb, ${JSON.stringify(row.settings)}::jsonb, ${row.isRemembered},
      ${row.now}, ${row.by}, ${row.byName})`.execute(tx)
}

export async function findRun(
  tx: Tx,
  organizationId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select * from imports.run
    where organization_id = ${organizationId} and id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`.execute(tx)
  return rows[0] ?? null
}

export async function listRuns(tx: Tx, organizationId: string, kinds: readonly string[]): Promise<RunRow[]> {
  const { rows } =
    await sql<RunRow>`select id, kind, state, file_name, size, counts, job_id, version, created_at, created_by_name
    from imports.run where organization_id = ${organizationId} and kind = any(${kinds as string[]}) and state <> 'discarded'
    order by created_at desc limit 200`.execute(tx)
  return rows
}

/** Moves a run from one of its states. @returns false when it was no longer there */
export async function moveRun(
  tx: Tx,
  organizationId: string,
  id: string,
  move: {
    from: readonly RunRow['state'][]
    to: RunRow['state']
    jobId?: string | null
    settings?: ImportSettings
    layout?: StoredLayout
    counts?: ImportCounts | null
    checks?: Record<string, number>
    gaps?: readonly Gap[]
    doneLine?: number
    note?: string | null
    quarantine?: null
    finishedAt?: Date
  },
): Promise<boolean> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
  const done = await sql`update imports.run set state = ${move.to}, version = version + 1
      ${move.jobId === undefined ? sql`` : sql`, job_id = ${move.jobId}`}
      ${move.settings === undefined ? sql`` : sql`, settings = ${json(move.settings)}`}
      ${move.layout === undefined ? sql`` : sql`, layout = ${json(move.layout)}`}
      ${move.counts === undefined ? sql`` : sql`, counts = ${move.counts === null ? sql`null` : json(move.counts)}`}
      ${move.checks === undefined ? sql`` : sql`, checks = ${json(move.checks)}`}
      ${move.gaps === undefined ? sql`` : sql`, gaps = ${json(move.gaps)}`}
      ${move.doneLine === undefined ? sql`` : sql`, done_line = ${move.doneLine}`}
      ${move.note === undefined ? sql`` : sql`, note = ${move.note}`}
      ${move.quarantine === undefined ? sql`` : sql`, quarantine = null`}
      ${move.finishedAt === undefined ? sql`` : sql`, finished_at = ${move.finishedAt}`}
    where organization_id = ${organizationId} and id = ${id} and state = any(${move.from as string[]})`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** Says how far an import is, in the transaction of its batch. @returns false when another worker was there before */
export async function advance(
  tx: Tx,
  organizationId: string,
  id: string,
  of: { from: number; to: number; counts: ImportCounts; checks: Record<string, number> },
): Promise<boolean> {
  const done = await sql`update imports.run set done_line = ${of.to}, counts = ${JSON.stringify(of.counts)}::jsonb,
      checks = ${JSON.stringify(of.checks)}::jsonb
    where organization_id = ${organizationId} and id = ${id} and state = 'running' and done_line = ${of.from}`.execute(
    tx,
  )
  return Number(done.numAffectedRows ?? 0) === 1
}

export interface OriginRow {
  readonly key: string
  readonly target_id: string
  readonly import_id: string
  readonly last_import_id: string
  readonly content: string
  readonly version: number
  readonly extra: Readonly<Record<string, string>> | null
}

export async function originsOf(
  tx: Tx,
  organizationId: string,
  kind: string,
  keys: readonly string[],
): Promise<Map<string, OriginRow>> {
  const { rows } =
    await sql<OriginRow>`select key, target_id, import_id, last_import_id, content, version, extra from imports.origin
    where organization_id = ${organizationId} and kind = ${kind} and key = any(${keys as string[]})`.execute(tx)
  return new Map(rows.map((row) => [row.key, row]))
}

export interface NewOrigin {
  readonly key: string
  readonly id: string
  readonly content: string
  readonly version: number
  readonly line: number
  readonly path: string | null
  readonly extra: Record<string, string> | null
}

/** Remembers what lines became; a line that came before keeps the import that made it. */
export async function putOrigins(
  tx: Tx,
  of: { organizationId: string; kind: string; importId: string },
  rows: readonly NewOrigin[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into imports.origin (organization_id, kind, key, target_id, import_id, last_import_id, content, version, line, file_path, extra)
    select ${of.organizationId}::uuid, ${of.kind}, r.key, r.id, ${of.importId}::uuid, ${of.importId}::uuid, r.content, r.version, r.line, r.path, r.extra
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(key text, id uuid, content text, version int, line bigint, path text, extra jsonb)
    on conflict (organization_id, kind, key) do update set last_import_id = excluded.last_import_id, content = excluded.content,
      version = excluded.version, line = excluded.line, file_path = coalesce(excluded.file_path, origin.file_path),
      extra = coalesce(excluded.extra, origin.extra)`.execute(tx)
}

export async function putBefore(
  tx: Tx,
  organizationId: string,
  importId: string,
  rows: readonly { id: string; content: string; importBefore: string; document: unknown; entry: unknown }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into imports.before (organization_id, import_id, target_id, content, import_before, document, entry)
    select ${organizationId}::uuid, ${importId}::uuid, r.id, r.content, r."importBefore", r.document, r.entry
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, content text, "importBefore" uuid, document jsonb, entry jsonb)
    on conflict do nothing`.execute(tx)
}

export interface LineRow {
  readonly line: number
  readonly is_rejected: boolean
  readonly cells: readonly string[] | null
  readonly faults: readonly Fault[]
}

export async function putLines(
  tx: Tx,
  organizationId: string,
  importId: string,
  rows: readonly { line: number; rejected: boolean; cells: readonly string[] | null; faults: readonly Fault[] }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into imports.line (organization_id, import_id, line, is_rejected, cells, faults)
    select ${organizationId}::uuid, ${importId}::uuid, r.line, r.rejected, r.cells, r.faults
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line bigint, rejected boolean, cells jsonb, faults jsonb)
    on conflict (organization_id, import_id, line) do update set is_rejected = excluded.is_rejected, faults = excluded.faults`.execute(
    tx,
  )
}

export async function clearLines(tx: Tx, organizationId: string, importId: string): Promise<void> {
  await sql`delete from imports.line where organization_id = ${organizationId} and import_id = ${importId}`.execute(tx)
}

export async function linesOf(
  tx: Tx,
  organizationId: string,
  importId: string,
  of: { limit: number; isRejectedOnly: boolean },
): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`select line, is_rejected, cells, faults from imports.line
    where organization_id = ${organizationId} and import_id = ${importId} and (is_rejected or not ${of.isRejectedOnly}::boolean)
    order by is_rejected desc, line limit ${of.limit}`.execute(tx)
  return rows
}

export async function remembered(
  tx: Tx,
  organizationId: string,
  kind: string,
  columnsKey: string,
): Promise<ImportSettings | null> {
  const { rows } = await sql<{ settings: ImportSettings }>`select settings from imports.remembered
    where organization_id = ${organizationId} and kind = ${kind} and columns_key = ${columnsKey}`.execute(tx)
  return rows[0]?.settings ?? null
}

export async function remember(
  tx: Tx,
  row: { organizationId: string; kind: string; columnsKey: string; settings: ImportSettings; now: Date },
): Promise<void> {
  await sql`insert into imports.remembered (organization_id, kind, columns_key, settings, used_at)
    values (${row.organizationId}, ${row.kind}, ${row.columnsKey}, ${JSON.stringify(row.settings)}::jsonb, ${row.now})
    on conflict (organization_id, kind, columns_key) do update set settings = excluded.settings, used_at = excluded.used_at`.execute(
    tx,
  )
}

export interface MadeRow {
  readonly key: string
  readonly target_id: string
  readonly version: number
  readonly extra: Readonly<Record<string, string>> | null
}

/** Records that this import made, a page by key, for the undo. */
export async function madeBy(
  tx: Tx,
  organizationId: string,
  importId: string,
  after: string | null,
  limit: number,
): Promise<MadeRow[]> {
  const { rows } = await sql<MadeRow>`select key, target_id, version, extra
    from imports.origin where organization_id = ${organizationId} and import_id = ${importId}
      and (${after}::text is null or key > ${after}) order by key limit ${limit}`.execute(tx)
  return rows
}

export async function deleteOrigins(tx: Tx, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from imports.origin where organization_id = ${organizationId} and target_id = any(${ids as string[]})`.execute(
    tx,
  )
}

export interface BeforeRow {
  readonly target_id: string
  readonly content: string
  readonly import_before: string
  readonly document: unknown
  readonly entry: unknown
}

/** What this import wrote over and no later one did since, a page. */
export async function takeBefore(
  tx: Tx,
  organizationId: string,
  importId: string,
  limit: number,
): Promise<BeforeRow[]> {
  const { rows } = await sql<BeforeRow>`delete from imports.before b
    where b.organization_id = ${organizationId} and b.import_id = ${importId} and b.target_id in (
      select target_id from imports.before where organization_id = ${organizationId} and import_id = ${importId} limit ${limit})
    returning target_id, content, import_before, document, entry`.execute(tx)
  return rows
}

export async function resetOrigins(
  tx: Tx,
  organizationId: string,
  importId: string,
  rows: readonly { id: string; content: string; importBefore: string }[],
): Promise<void> {
  await sql`update imports.origin o set content = r.content, last_import_id = r."importBefore", version = o.version + 1,
      extra = case when o.extra ? 'unitVersion'
        then o.extra || jsonb_build_object('unitVersion', ((o.extra->>'unitVersion')::int + 1)::text) else o.extra end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, content text, "importBefore" uuid)
    where o.organization_id = ${organizationId} and o.target_id = r.id and o.last_import_id = ${importId}`.execute(tx)
}

/** Which of these were last written by this import. */
export async function lastWrittenBy(
  tx: Tx,
  organizationId: string,
  importId: string,
  ids: readonly string[],
): Promise<Pick<OriginRow, 'target_id' | 'version' | 'extra'>[]> {
  const { rows } = await sql<
    Pick<OriginRow, 'target_id' | 'version' | 'extra'>
  >`select target_id, version, extra from imports.origin
    where organization_id = ${organizationId} and last_import_id = ${importId} and target_id = any(${ids as string[]})`.execute(
    tx,
  )
  return rows
}

/** Lines of a kind that wait for a file of this name (without its folders), in any case of letters. */
export async function waitingFor(
  tx: Tx,
  organizationId: string,
  kind: string,
  name: string,
): Promise<{ key: string; target_id: string; file_path: string }[]> {
  const { rows } = await sql<{ key: string; target_id: string; file_path: string }>`select key, target_id, file_path
    from imports.origin where organization_id = ${organizationId} and kind = ${kind} and not has_file
      and lower(regexp_replace(file_path, '^.*[\\\\/]', '')) = lower(${name}) limit 50`.execute(tx)
  return rows
}

/** What a line of an import became, for files that come inside the import's own file. */
export async function originOfLine(
  tx: Tx,
  organizationId: string,
  importId: string,
  line: number,
): Promise<{ key: string; target_id: string; has_file: boolean } | null> {
  const { rows } = await sql<{ key: string; target_id: string; has_file: boolean }>`select key, target_id, has_file
    from imports.origin where organization_id = ${organizationId} and import_id = ${importId} and line = ${line}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function markFile(tx: Tx, organizationId: string, kind: string, key: string): Promise<void> {
  await sql`update imports.origin set has_file = true
    where organization_id = ${organizationId} and kind = ${kind} and key = ${key}`.execute(tx)
}

export async function fileCounts(
  tx: Tx,
  organizationId: string,
  importId: string,
): Promise<{ wanted: number; received: number }> {
  const { rows } = await sql<{ wanted: number; received: number }>`select count(*)::int as wanted,
      (count(*) filter (where has_file))::int as received from imports.origin
    where organization_id = ${organizationId} and import_id = ${importId} and file_path is not null`.execute(tx)
  return rows[0]!
}
