/** SQL of directory rows that an import made: their mark, corrections in place, and their going with the undo. */
import { sql } from 'kysely'
import { attempt, pgCode, type Tx } from '#platform/db/index.ts'
import type { OrganizationLine } from './shapes.ts'

/** Every name that a body bears or bore. */
export async function allNames(tx: Tx): Promise<{ organizationId: string; name: string }[]> {
  const { rows } = await sql<{ organization_id: string; name: string }>`
    select organization_id, name from people.organization_name
    union select organization_id, short_name from people.organization_name where short_name is not null`.execute(tx)
  return rows.map((row) => ({ organizationId: row.organization_id, name: row.name }))
}

const tables = {
  organization: sql`people.organization`,
  person: sql`people.person`,
  unit: sql`people.unit`,
  post: sql`people.post`,
} as const
export type ImportedTable = keyof typeof tables

export async function markImported(tx: Tx, table: ImportedTable, id: string, importId: string): Promise<void> {
  await sql`update ${tables[table]} set import_id = ${importId} where id = ${id}`.execute(tx)
}

/** Which of these rows this import made itself. */
export async function madeByImport(
  tx: Tx,
  table: ImportedTable,
  importId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${tables[table]}
    where import_id = ${importId} and id = any (${ids as string[]}::uuid[])`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Which of these rows any import made. */
export async function madeByAnyImport(tx: Tx, table: ImportedTable, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from ${tables[table]}
    where import_id is not null and id = any (${ids as string[]}::uuid[])`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Writes an organisation as a list has it; its name of today is corrected, it is no new one. @returns the new version */
export async function correctOrganization(
  tx: Tx,
  id: string,
  version: number,
  to: Pick<
    OrganizationLine,
    | 'name'
    | 'shortName'
    | 'abbreviation'
    | 'kind'
    | 'regime'
    | 'level'
    | 'parentId'
    | 'place'
    | 'address'
    | 'phone'
    | 'foundedOn'
  >,
): Promise<number | null> {
  const row = await tx
    .updateTable('people.organization')
    .set({
      name: to.name,
      short_name: to.shortName,
      abbreviation: to.abbreviation,
      kind: to.kind,
      regime: to.regime,
      level: to.level,
      parent_id: to.parentId,
      place: to.place,
      address: to.address,
      phone: to.phone,
      founded_on: to.foundedOn,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (!row) return null
  await tx
    .updateTable('people.organization_name')
    .set({ name: to.name, short_name: to.shortName, abbreviation: to.abbreviation })
    .where('organization_id', '=', id)
    .where('valid_to', 'is', null)
    .execute()
  return row.version
}

const FOREIGN_KEY = '23503'

/** Does the work, or says false where somebody refers to the row by now; nothing of it is done then. */
async function unlessUsed(tx: Tx, importId: string, work: () => Promise<void>): Promise<boolean> {
  await sql`select set_config('vankho.undoing_import', ${importId}, true)`.execute(tx)
  try {
    await attempt(tx, work)
    return true
  } catch (fault) {
    if (pgCode(fault) === FOREIGN_KEY) return false
    throw fault
  }
}

/** Takes a body that an import made out of the directory. @returns false where something hangs on it by now */
export function deleteOrganization(tx: Tx, importId: string, id: string): Promise<boolean> {
  return unlessUsed(tx, importId, async () => {
    await sql`delete from people.succession where predecessor_id = ${id} or successor_id = ${id}`.execute(tx)
    await sql`delete from people.organization_identifier where organization_id = ${id}`.execute(tx)
    await sql`delete from people.organization_name where organization_id = ${id}`.execute(tx)
    await sql`delete from people.organization where id = ${id}`.execute(tx)
  })
}

/**
 * Takes away a post that an import made, and its person when the import made him too and he has no other post. A person with
 * an account may have acted in the post: then both stay. @returns false then
 */
export async function deletePost(
  tx: Tx,
  importId: string,
  of: { organizationId: string; postId: string; personId: string },
): Promise<boolean> {
  const remove = () =>
    sql`delete from people.post where organization_id = ${of.organizationId} and id = ${of.postId}`.execute(tx)
  const { rows } = await sql<{
    elsewhere: boolean
  }>`select people.has_other_post(${of.personId}, ${of.postId}) as elsewhere`.execute(tx)
  return unlessUsed(tx, importId, async () => {
    await remove()
    if (!rows[0]?.elsewhere)
      await sql`delete from people.person where id = ${of.personId} and import_id = ${importId}`.execute(tx)
  })
}

/** Units that the import made and in which nothing stands any more, the lowest first. @returns how many went */
export async function deleteEmptyUnits(tx: Tx, importId: string): Promise<number> {
  await sql`select set_config('vankho.undoing_import', ${importId}, true)`.execute(tx)
  let gone = 0
  for (;;) {
    const { rows } = await sql<{ organization_id: string; id: string }>`select organization_id, id from people.unit u
      where u.import_id = ${importId} and u.version = 1
        and not exists (select from people.unit c where c.organization_id = u.organization_id and c.parent_id = u.id)
        and not exists (select from people.post p where p.organization_id = u.organization_id and p.unit_id = u.id)`.execute(
      tx,
    )
    let now = 0
    for (const row of rows)
      if (
        await unlessUsed(tx, importId, async () => {
          await sql`delete from people.unit where organization_id = ${row.organization_id} and id = ${row.id}`.execute(
            tx,
          )
        })
      )
        now += 1
    gone += now
    if (now === 0) return gone
  }
}

/** Persons by their electronic address, in any case of letters. */
export async function personsByEmail(
  tx: Tx,
  emails: readonly string[],
  isDemo: boolean,
): Promise<Map<string, { id: string; fullName: string }>> {
  const { rows } = await sql<{
    id: string
    full_name: string
    email: string
  }>`select id, full_name, lower(email) as email
    from people.person where is_demo = ${isDemo} and lower(email) = any (${emails.map((one) => one.toLowerCase())})`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.email, { id: row.id, fullName: row.full_name }]))
}
