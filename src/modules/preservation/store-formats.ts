/** All SQL of the formats of files. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface ToldFormat {
  readonly sha256: string
  readonly puid: string | null
  readonly name: string | null
  readonly version: string | null
  readonly mime: string | null
  readonly fileName: string
}

/** What is told anew stands: signature files grow. */
export async function putFormats(tx: Tx, organizationId: string, at: Date, rows: readonly ToldFormat[]): Promise<void> {
  if (rows.length === 0) return
  const distinct = [...new Map(rows.map((row) => [row.sha256, row])).values()]
  await sql`insert into preservation.file_format (organization_id, sha256, puid, name, version, mime, file_name, told_at)
    select ${organizationId}, v->>'sha256', v->>'puid', v->>'name', v->>'version', v->>'mime', v->>'fileName', ${at}
    from jsonb_array_elements(${JSON.stringify(distinct)}::jsonb) v
    on conflict (organization_id, sha256) do update set puid = excluded.puid, name = excluded.name, version = excluded.version,
      mime = excluded.mime, told_at = excluded.told_at`.execute(tx)
}

export interface FormatCount {
  readonly puid: string | null
  readonly name: string | null
  readonly version: string | null
  readonly mime: string | null
  readonly files: number
  readonly units: number
  /** How many of the files have a copy in a format that lasts. */
  readonly copies: number
}

/** What the archive holds by format, the most frequent first; a file counts once for each document that has it. */
export async function countFormats(tx: Tx, organizationId: string): Promise<FormatCount[]> {
  const { rows } =
    await sql<FormatCount>`select f.puid, min(f.name) as name, min(f.version) as version, min(f.mime) as mime,
      count(*)::int as files, count(distinct i.parent_id)::int as units,
      count(*) filter (where exists (select 1 from preservation.conversion v
        where v.organization_id = f.organization_id and v.source_sha256 = f.sha256))::int as copies
    from archive.units i
    join records.components c on c.organization_id = i.organization_id and c.document_id = i.document_id
    join preservation.file_format f on f.organization_id = c.organization_id and f.sha256 = c.sha256
    where i.organization_id = ${organizationId} and i.level = 'item'
    group by f.puid order by files desc, f.puid limit 500`.execute(tx)
  return rows
}
