/** Names that filters speak of: units, posts, books; and the office's own words. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db/index.ts'

export interface Named {
  readonly id: string
  readonly name: string
  /** Title of a post, years of a book. */
  readonly more: string | null
}

/** Units of the organisation, past ones too: a document once given to them is still found by them. */
export async function unitNames(tx: Tx, organizationId: string): Promise<Named[]> {
  const { rows } = await sql<Named>`select u.unit_id as id, u.name, u.abbreviation as more from people.unit_directory u
    where u.organization_id = ${organizationId} order by u.position, u.name`.execute(tx)
  return rows
}

/** Posts of the organisation by the person's name, past ones too. */
export async function postNames(tx: Tx, organizationId: string): Promise<Named[]> {
  const { rows } =
    await sql<Named>`select p.post_id as id, p.full_name as name, p.title as more from people.post_directory p
    where p.organization_id = ${organizationId} order by p.sort_key`.execute(tx)
  return rows
}

/** Books of the organisation, the youngest first. */
export async function bookNames(tx: Tx, organizationId: string): Promise<Named[]> {
  const { rows } = await sql<Named>`select b.id, b.title as name, b.period_label as more from records.books b
    where b.organization_id = ${organizationId} order by b.starts_on desc, b.title`.execute(tx)
  return rows
}

/** Names of bodies of the directory and, for each, the names of those it followed and of those that followed it. */
export async function succeededNames(tx: Tx): Promise<{ name: string; others: string[] }[]> {
  const { rows } = await sql<{ name: string; others: string[] }>`select name, others from people.body_names`.execute(tx)
  return rows
}

export interface BodyPlace {
  readonly id: string
  readonly parent_id: string | null
  readonly name: string
  /** Every name it has borne, short ones too. */
  readonly names: readonly string[]
}

/** Where the bodies of the directory stand, in the directory's order. */
export async function bodyPlaces(tx: Tx): Promise<BodyPlace[]> {
  const { rows } = await sql<BodyPlace>`select id, parent_id, name, names from people.body_places
    order by position, name`.execute(tx)
  return rows
}

export interface AbbreviationRow {
  readonly short: string
  readonly long: string[]
}

/** The office's own abbreviations; without long forms the product's own one is switched off. */
export async function ownAbbreviations(tx: Tx, organizationId: string): Promise<AbbreviationRow[]> {
  const { rows } = await sql<AbbreviationRow>`select short, long from search.abbreviation
    where organization_id = ${organizationId} order by short`.execute(tx)
  return rows
}

export async function putAbbreviation(
  tx: Tx,
  organizationId: string,
  row: AbbreviationRow & { key: string; now: Date; by: string },
): Promise<void> {
  await sql`insert into search.abbreviation (organization_id, key, short, long, changed_at, changed_by)
    values (${organizationId}, ${row.key}, ${row.short}, ${row.long}::text[], ${row.now}, ${row.by})
    on conflict (organization_id, key) do update set short = excluded.short, long = excluded.long,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx)
}
