import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { definerFunctions, tenancyExceptions } from './tenancy.exceptions.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t?.close())

const OURS = `n.nspname !~ '^(pg_|information_schema|graphile|public)'`

describe('row security, read from the catalogue', () => {
  it('every table with tenants’ data leads its keys with organization_id and is guarded for its owner too', async () => {
    const tables = await t.admin<{ name: string; has: boolean; rls: boolean; force: boolean; policies: number }>(`
      select n.nspname || '.' || c.relname as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull) as has,
        c.relrowsecurity as rls, c.relforcerowsecurity as force,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS} order by 1`)
    expect(tables.length).toBeGreaterThan(20)
    const open = tables
      .filter((table) => !(table.has && table.rls && table.force && table.policies > 0))
      .map((table) => table.name)
    expect(open.sort()).toEqual(Object.keys(tenancyExceptions).sort())
    for (const reason of Object.values(tenancyExceptions)) expect(reason.length).toBeGreaterThan(20)
  })

  it('primary, unique and foreign keys of guarded tables begin with organization_id', async () => {
    const keys = await t.admin<{ name: string; first: string }>(`
      select n.nspname || '.' || c.relname || ' ' || i.indexrelid::regclass as name, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisunique and c.relrowsecurity and ${OURS}`)
    expect(keys.filter((key) => key.first !== 'organization_id').map((key) => key.name)).toEqual([])
    const foreign = await t.admin<{ name: string; first: string }>(`
      select n.nspname || '.' || c.relname || ' ' || k.conname as name, a.attname as first
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and c.relrowsecurity and r.relrowsecurity and ${OURS}`)
    expect(foreign.filter((key) => key.first !== 'organization_id').map((key) => key.name)).toEqual([])
  })

  it('every view looks with the rights of who asks', async () => {
    const views = await t.admin<{ name: string; options: string[] | null }>(`
      select n.nspname || '.' || c.relname as name, c.reloptions as options
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and ${OURS}`)
    expect(views.length).toBeGreaterThan(3)
    expect(views.filter((view) => !view.options?.includes('security_invoker=true')).map((view) => view.name)).toEqual(
      [],
    )
  })

  it('functions that run with the owner’s rights are the named few', async () => {
    const functions = await t.admin<{ name: string }>(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS} order by 1`)
    expect(functions.map((one) => one.name)).toEqual(Object.keys(definerFunctions).sort())
  })

  it('the application role owns nothing and cannot get around row security', async () => {
    const [role] = await t.admin<{ rolsuper: boolean; rolbypassrls: boolean; owned: number }>(`
      select r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
      from pg_roles r where r.rolname = 'vankho_app'`)
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, owned: 0 })
    const grants = await t.admin<{ name: string; privilege: string }>(`
      select table_schema || '.' || table_name as name, privilege_type as privilege from information_schema.role_table_grants
      where grantee = 'vankho_app' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')`)
    expect(grants).toEqual([])
  })

  it('a transaction sees the rows of its organisation alone', async () => {
    const [table] = await t.admin<{ n: number }>('select count(*)::int as n from platform.event')
    expect(table!.n).toBe(0)
    const a = '0190f000-0000-7000-8000-00000000000a'
    const b = '0190f000-0000-7000-8000-00000000000b'
    for (const id of [a, b]) await t.as(id, async (ctx) => ctx.emit({ type: 'test.happened', payload: {} }))
    const seen = await t.db.read({ organizationId: a }, (tx) =>
      sql`select organization_id from platform.event`.execute(tx),
    )
    expect(seen.rows).toEqual([{ organization_id: a }])
    const none = await t.db.read({ organizationId: a }, (tx) =>
      sql`select * from platform.event where organization_id = ${b}`.execute(tx),
    )
    expect(none.rows).toEqual([])
    await expect(
      t.db.transaction({ organizationId: a }, (tx) =>
        sql`insert into platform.event (organization_id, id, type, payload) values (${b}, ${a}, 'x', '{}')`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})
