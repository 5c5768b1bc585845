import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const target = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'src', 'platform', 'db', 'types.gen.ts')

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  varchar: 'string',
  name: 'string',
  date: 'string',
  numeric: 'string',
  xid8: 'string',
  inet: 'string',
  tsvector: 'string',
  ltree: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  jsonb: 'Json',
  json: 'Json',
  bytea: 'Buffer',
}

/** Writes table types of every room from the catalogue of a migrated database. @returns changed file names */
export async function generateTypes(adminUrl: string, template: string, isCheck: boolean): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${template}_gen template ${template}`)
  const client = new pg.Client({ connectionString: adminUrl.replace('/postgres?', `/${template}_gen?`) })
  await client.connect()
  try {
    const { rows } = await client.query<{
      schema: string
      relation: string
      kind: string
      column: string
      type: string
      element: string | null
      not_null: boolean
      has_default: boolean
      generated: boolean
    }>(`
      select n.nspname as schema, c.relname as relation, c.relkind as kind, a.attname as "column", t.typname as type,
             e.typname as element, a.attnotnull as not_null, (a.atthasdef or a.attidentity <> '') as has_default, a.attgenerated <> '' as generated
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
      where c.relkind in ('r', 'v', 'p', 'm') and not c.relispartition
        and n.nspname !~ '^(pg_|information_schema|graphile|public)'
      order by 1, 2, a.attnum`)
    const tables = new Map<string, string[]>()
    for (const row of rows) {
      const key = `${row.schema}.${row.relation}`
      const base = row.element ? `${TYPES[row.element] ?? 'unknown'}[]` : (TYPES[row.type] ?? 'unknown')
      const isView = row.kind === 'v' || row.kind === 'm'
      if (base === 'Json') {
        tables.set(key, [
          ...(tables.get(key) ?? []),
          `    ${row.column}: ${row.not_null && !row.has_default ? 'JsonGiven' : 'Json'}`,
        ])
        continue
      }
      const nullable = !row.not_null && !isView ? `${base} | null` : isView ? `${base} | null` : base
      const full = row.generated
        ? `GeneratedAlways<${nullable}>`
        : row.has_default
          ? `Generated<${nullable}>`
          : nullable
      tables.set(key, [...(tables.get(key) ?? []), `    ${row.column}: ${full}`])
    }
    const text =
      '// Made by `npm run generate` from a migrated database. Do not edit.\n' +
      "import type { ColumnType, Generated, GeneratedAlways } from 'kysely'\n\n" +
      '/** Read as parsed JSON, written as JSON text. */\n' +
      'export type Json = ColumnType<unknown, string | null | undefined, string | null>\n\n' +
      'export type JsonGiven = ColumnType<unknown, string, string>\n\n' +
      'export interface DB {\n' +
      [...tables].map(([key, columns]) => `  '${key}': {\n${columns.join('\n')}\n  }`).join('\n') +
      '\n}\n'.replace(/\n$/, '\n')
    const withUse = text.includes('GeneratedAlways<') ? text : text.replace(', GeneratedAlways', '')
    if (readFileSync(target, 'utf8') === withUse) return []
    if (!isCheck) writeFileSync(target, withUse)
    return ['src/platform/db/types.gen.ts']
  } finally {
    await client.end()
    await admin.query(`drop database ${template}_gen with (force)`)
    await admin.end()
  }
}
