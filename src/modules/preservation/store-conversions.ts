/** All SQL of copies in formats that last. */
import { sql } from 'kysely'
import { isCountingFile } from '#modules/casefiles/index.ts'
import { documentScope, narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

/** A copy lives as long as its original: what no document has any more is swept with it. */
export const conversionReferences = `select v.sha256 from preservation.conversion v where exists (select 1 from records.components c
    where c.organization_id = v.organization_id and c.sha256 = v.source_sha256)`

/** A format and what it is to come to. */
export interface Pair {
  readonly puid: string
  readonly to: string
}

/** Files of the archive of these formats that have not yet come to what is wanted; `f`, `w`, `c`, `i`. */
const waiting = (organizationId: string, pairs: readonly Pair[]) => sql`
    from jsonb_to_recordset(${JSON.stringify(pairs.map(({ puid, to }) => ({ puid, target: to })))}::jsonb) as w (puid text, target text)
    join preservation.file_format f on f.organization_id = ${organizationId} and f.puid = w.puid
    join records.components c on c.organization_id = f.organization_id and c.sha256 = f.sha256
    join archive.units i on i.organization_id = c.organization_id and i.document_id = c.document_id and i.level = 'item'
    left join outgoing.drafters g on g.organization_id = c.organization_id and g.document_id = c.document_id
    where ${isCountingFile} and not exists (select 1 from preservation.conversion v
      where v.organization_id = f.organization_id and v.source_sha256 = f.sha256 and v.puid = w.target)`

/** How many files wait, by what they are and what they are to come to. */
export async function countWaiting(
  tx: Tx,
  organizationId: string,
  pairs: readonly Pair[],
): Promise<(Pair & { files: number })[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<
    Pair & { files: number }
  >`select w.puid, w.target as "to", count(distinct f.sha256)::int as files
    ${waiting(organizationId, pairs)} group by w.puid, w.target`.execute(tx)
  return rows
}

export interface WaitingFile extends Pair {
  readonly sha256: string
  readonly size: string
  readonly component_id: string
  readonly file_name: string
  /** Narrowed to others than the actor, wherever it is: its name is not told. */
  readonly is_hidden: boolean
  /** Files of the archive that it lies in. */
  readonly unit_ids: string[]
}

export async function listWaiting(tx: Tx, actor: Actor, pairs: readonly Pair[]): Promise<WaitingFile[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<WaitingFile>`select f.sha256, w.puid, w.target as "to", min(c.size)::text as size,
      (array_agg(c.id order by c.id))[1] as component_id, coalesce((array_agg(c.file_name order by c.id) filter (where ${narrowingScope(actor, sql.ref('c.document_id'))}))[1], min(c.file_name)) as file_name,
      bool_and(not ${narrowingScope(actor, sql.ref('c.document_id'))}) as is_hidden, array_agg(distinct i.parent_id) as unit_ids
    ${waiting(actor.organizationId, pairs)}
    group by f.sha256, w.puid, w.target order by file_name, f.sha256, w.target`.execute(tx)
  return rows
}

export interface NewConversion {
  organization_id: string
  id: string
  source_sha256: string
  source_puid: string
  source_pages: number | null
  is_source_signed: boolean
  sha256: string
  size: number
  puid: string
  format_name: string | null
  format_version: string | null
  mime: string
  extension: string
  pages: number | null
  program: string
  program_version: string
  notes: string | null
  made_at: Date
  made_by_name: string
}

/** @throws a unique violation (`conversion_once`) when another run has just made this copy */
export async function insertConversion(tx: Tx, row: NewConversion): Promise<void> {
  await tx.insertInto('preservation.conversion').values(row).execute()
}

/** Copies that came back with the archive; what stands stays. @param rows as packages carry them */
export async function restoreConversions(
  tx: Tx,
  organizationId: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return
  const whole = rows.map((row) => ({ ...row, organization_id: organizationId }))
  await sql`insert into preservation.conversion select (jsonb_populate_record(null::preservation.conversion, v)).*
    from jsonb_array_elements(${JSON.stringify(whole)}::jsonb) v on conflict do nothing`.execute(tx)
}

export interface CopyRow {
  readonly id: string
  readonly sha256: string
  readonly size: string
  readonly puid: string
  readonly format_name: string | null
  readonly format_version: string | null
  readonly mime: string
  readonly extension: string
  readonly pages: number | null
  readonly program: string
  readonly program_version: string
  readonly is_source_signed: boolean
  readonly notes: string | null
  readonly made_at: Date
  readonly made_by_name: string
  readonly document_id: string
  readonly component_id: string
  readonly file_name: string
}

const columns = sql`v.id, v.sha256, v.size::text as size, v.puid, v.format_name, v.format_version, v.mime, v.extension, v.pages, v.program,
  v.program_version, v.is_source_signed, v.notes, v.made_at, v.made_by_name, c.document_id, c.id as component_id, c.file_name`
const beside = sql`join records.components c on c.organization_id = v.organization_id and c.sha256 = v.source_sha256`

/** Of a file of the archive, or of one document in it: those whose original the actor may see. */
export async function copiesOfUnit(
  tx: Tx,
  actor: Actor,
  unitId: string,
): Promise<(CopyRow & { document_title: string })[]> {
  const { rows } = await sql<CopyRow & { document_title: string }>`select ${columns}, i.title as document_title
    from archive.units i join records.components c on c.organization_id = i.organization_id and c.document_id = i.document_id
    join preservation.conversion v on v.organization_id = c.organization_id and v.source_sha256 = c.sha256
    where i.organization_id = ${actor.organizationId} and i.level = 'item' and (i.id = ${unitId} or i.parent_id = ${unitId})
      and ${documentScope(actor, sql.ref('c.document_id'))}
    order by i.number_key nulls last, i.id, c.role desc, c.position, v.made_at, v.id limit 500`.execute(tx)
  return rows
}

/** A copy of which the actor may see the original, in any document that has it in the archive. */
export async function findVisibleCopy(tx: Tx, actor: Actor, id: string): Promise<CopyRow | null> {
  const { rows } = await sql<CopyRow>`select ${columns} from preservation.conversion v ${beside}
    where v.organization_id = ${actor.organizationId} and v.id = ${id} and ${documentScope(actor, sql.ref('c.document_id'))}
      and exists (select 1 from archive.units i where i.organization_id = c.organization_id and i.document_id = c.document_id)
    order by c.id limit 1`.execute(tx)
  return rows[0] ?? null
}
