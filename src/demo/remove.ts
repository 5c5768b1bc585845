/**
 * Removes demo organisations whole and nothing else (decision 15): every row of theirs in every room's tables, in the
 * order that the catalogue's foreign keys ask for, their people and accounts. Bytes go with the next sweep.
 */
import pg from 'pg'
import { removeDemoAccounts } from '#modules/auth/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { SYSTEM_SCOPE } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { alone, stateOf } from './alone.ts'

export interface Removed {
  readonly organizations: number
  readonly accounts: number
  readonly persons: number
  readonly rows: number
}

/**
 * @param ownerUrl connection of the role that owns the tables: the application's role may delete almost nothing
 * @throws DEMO_NONE when nothing is marked demo, DEMO_BUSY while another process loads or removes it
 */
export async function removeDemo(kernel: Kernel, ownerUrl: string): Promise<Removed> {
  return alone(kernel, () => removeAll(kernel, ownerUrl))
}

/** The same, where the caller stands alone already. */
export async function removeAll(kernel: Kernel, ownerUrl: string): Promise<Removed> {
  const found = await kernel.ports.db.read(SYSTEM_SCOPE, (tx) =>
    tx.selectFrom('people.organization').select(['id', 'name']).where('is_demo', '=', true).orderBy('name').execute(),
  )
  if (found.length === 0 && !(await stateOf(kernel))) throw new AppError('DEMO_NONE')
  const ids = found.map((one) => one.id)
  // Accounts first, through the doorway: nobody works in there any more, and the installation's own log tells what went.
  const accounts = await kernel.transact(systemActor('demo.remove'), 'demo.remove', async (ctx) => {
    const count = await removeDemoAccounts(ctx)
    ctx.record({ data: { organizations: found.map((one) => one.name), accounts: count } })
    return count
  })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const first = await removeRows(client, ids)
    // A job that was running while the rows went may have left one behind.
    const second = await removeRows(client, ids)
    return {
      organizations: found.length,
      accounts,
      persons: first.persons + second.persons,
      rows: first.rows + second.rows,
    }
  } finally {
    await client.end()
  }
}

async function removeRows(client: pg.Client, ids: readonly string[]): Promise<{ rows: number; persons: number }> {
  await client.query('begin')
  try {
    await client.query(`set local vankho.removing_demo = 'on'`)
    await client.query(
      `delete from graphile_worker._private_jobs where locked_at is null and payload->>'organizationId' = any($1)`,
      [ids],
    )
    let rows = 0
    const tables = await tablesInOrder(client)
    for (const id of ids) {
      // Row security holds for the owner too: one organisation after another.
      await client.query(`select set_config('vankho.organization_id', $1, true)`, [id])
      for (const table of tables) {
        const done = await client.query(`delete from ${table} where organization_id = $1`, [id])
        rows += done.rowCount ?? 0
      }
    }
    const directory = [
      'delete from people.succession where predecessor_id = any($1) or successor_id = any($1)',
      'delete from people.organization where id = any($1)',
    ]
    for (const statement of directory) rows += (await client.query(statement, [ids])).rowCount ?? 0
    await client.query('delete from auth.account where person_id in (select id from people.person where is_demo)')
    const persons = await removePersons(client)
    await client.query(`delete from platform.fact where name = 'demo'`)
    await client.query('commit')
    return { rows: rows + persons, persons }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** People of the demo, but for one whom a real organisation has given a post meanwhile. */
async function removePersons(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: string }>('select id from people.person where is_demo')
  let removed = 0
  for (const { id } of rows) {
    await client.query('savepoint one')
    try {
      await client.query('delete from people.person where id = $1', [id])
      await client.query('release savepoint one')
      removed += 1
    } catch (error) {
      if ((error as { code?: string }).code !== '23503') throw error
      await client.query('rollback to savepoint one')
    }
  }
  return removed
}

/** Tables with rows of organisations, those that refer to others first. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ oid: number; name: string }>(
    `select c.oid::int as oid, format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
     order by 2`,
  )
  const { rows: arrows } = await client.query<{ from: number; to: number }>(
    `select conrelid::int as "from", confrelid::int as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const ordered: string[] = []
  let left = tables
  while (left.length > 0) {
    const free = left.filter(
      (table) =>
        !arrows.some(({ from, to }) => to === table.oid && left.some((one) => one.oid === from && one !== table)),
    )
    if (free.length === 0) throw new Error(`foreign keys go in a circle: ${left.map((one) => one.name).join(', ')}`)
    ordered.push(...free.map((one) => one.name))
    left = left.filter((one) => !free.includes(one))
  }
  return ordered
}
