import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportAudit, verifyAudit } from '#modules/audit/index.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { roleIds } from '#regimes/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { type Loaded, loadDemo } from '../load.ts'
import { NEIGHBOURS } from '../province.ts'
import { removeDemo } from '../remove.ts'

let t: TestApp
let real: Office
let demo: Loaded
const folder = mkdtempSync(join(tmpdir(), 'vankho-demo-'))

/** Rows of every table with organisations, by table; only tables that have some. */
async function rowsOf(ids: readonly string[]): Promise<Record<string, number>> {
  const tables = await t.admin<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' where c.relkind = 'r'`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await t.admin<{ n: number }>(
      `select count(*)::int as n from ${name} where organization_id = any($1)`,
      [ids],
    )
    if (row!.n > 0) found[name] = row!.n
  }
  return found
}

/** Tells of every row of an organisation, so that a change of any would show. */
async function fingerprint(id: string): Promise<string> {
  const rows: unknown[] = []
  for (const table of Object.keys(await rowsOf([id])).sort())
    rows.push(
      await t.admin(
        `select md5(string_agg(x::text, '|' order by x::text)) as m from ${table} x where organization_id = $1`,
        [id],
      ),
    )
  return JSON.stringify(rows)
}

beforeAll(async () => {
  t = await testApp()
  real = await makeOffice(t, 'Ủy ban nhân dân xã Nà Phiêng')
  for (let i = 1; i <= 3; i++)
    await t.run(incoming.register, real.actors.registry, {
      body: {
        fields: {
          typeName: 'Công văn',
          codeNumber: `${i}`,
          codeNotation: 'UBND-VX',
          issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
          subject: `V/v việc thứ ${i}`,
        },
      },
    })
  demo = await loadDemo(t.kernel, { ownerUrl: t.ownerUrl, size: 'small', hasOutgoing: true, worksQueue: true })
}, 900_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await t?.close()
})

describe('loading', () => {
  it('founds four bodies, one dissolved district with its successors, and their neighbours in the tree, all marked', async () => {
    const bodies = await t.admin<{ name: string; is_demo: boolean; dissolved_on: string | null; regime: string }>(
      `select name, is_demo, dissolved_on::text, regime from people.organization where id <> $1 order by position`,
      [real.organizationId],
    )
    expect(bodies.every((one) => one.is_demo)).toBe(true)
    expect(bodies).toHaveLength(5 + NEIGHBOURS.length)
    expect(bodies.slice(0, 5).map((one) => [one.regime, one.is_demo, one.dissolved_on])).toEqual([
      ['party', true, null],
      ['state', true, null],
      ['state', true, null],
      ['state', true, null],
      ['state', true, '2025-06-30'],
    ])
    const [under] = await t.admin<{ n: number }>(
      `with recursive tree as (select id from people.organization where name = 'Ủy ban nhân dân tỉnh Lam Hà'
         union all select o.id from people.organization o join tree on o.parent_id = tree.id)
       select count(*)::int as n from tree`,
    )
    expect(under!.n).toBe(8)
    const successors = await t.admin<{ name: string }>(
      `select s.name from people.succession x join people.organization s on s.id = x.successor_id where x.kind = 'dissolved'`,
    )
    expect(successors.map((one) => one.name).sort()).toEqual([
      'Ủy ban nhân dân xã Sông Mây',
      'Ủy ban nhân dân xã Đồi Chè',
    ])
  })

  it('has a post for every role of a networked installation in each body, and one person in two bodies', () => {
    for (const body of demo.organizations) {
      const short = body.name.replace('Ủy ban nhân dân', 'UBND').replace(/ (tỉnh )?Lam Hà$/, '')
      const roles = demo.accounts.flatMap((one) =>
        one.posts.filter((post) => post.organization === short).flatMap((post) => post.roles),
      )
      expect([...new Set(roles)].sort()).toEqual(roleIds.filter((id) => id !== 'secrecy_officer').sort())
    }
    const clerk = demo.accounts.find((one) => one.login === 'vanthu.songmay')!
    expect(clerk.posts.map((post) => post.organization)).toEqual(['UBND xã Sông Mây', 'UBND xã Đồi Chè'])
  })

  it('gives numbers without gaps and keeps the cancelled ones', async () => {
    const series = await t.admin<{ least: number; most: number; count: number; last: number; cancelled: number }>(
      `select min(e.number)::int as least, max(e.number)::int as most, count(*)::int as count, max(s.last_number)::int as last,
         count(*) filter (where e.state = 'cancelled')::int as cancelled
       from records.register_entry e join records.number_series s on s.organization_id = e.organization_id and s.id = e.series_id
       where e.organization_id <> $1 group by e.organization_id, e.series_id`,
      [real.organizationId],
    )
    expect(series.length).toBeGreaterThanOrEqual(4)
    for (const one of series) expect([one.least, one.most, one.last]).toEqual([1, one.count, one.count])
    expect(series.reduce((sum, one) => sum + one.cancelled, 0)).toBe(4)
  })

  it('tells real lives: states, overdue work, files and trays', async () => {
    const states = await t.admin<{ state: string }>(
      `select distinct state from incoming.entry where organization_id = $1`,
      [demo.organizations[2]!.id],
    )
    expect(states.map((one) => one.state).sort()).toEqual([
      'assigned',
      'cancelled',
      'completed',
      'in_progress',
      'registered',
      'submitted',
    ])
    const [late] = await t.admin<{ n: number }>(
      `select count(*)::int as n from incoming.entry where state = 'in_progress' and due_date < '2026-11-23'`,
    )
    expect(late!.n).toBeGreaterThanOrEqual(4)
    const bare = await t.admin(
      `select 1 from incoming.entry e where e.organization_id <> $1
      and not exists (select from records.component c where c.organization_id = e.organization_id and c.document_id = e.document_id)`,
      [real.organizationId],
    )
    expect(bare).toHaveLength(0)
    const future = await t.admin(`select 1 from audit.entry where at > $1`, [new Date(t.clock.now().getTime() + 1000)])
    expect(future).toHaveLength(0)
    const tray = await t.admin<{ state: string; n: number }>(
      `select state, count(*)::int as n from intake.item where organization_id = $1 and state <> 'registered' group by state order by state`,
      [demo.organizations[2]!.id],
    )
    expect(tray).toEqual([
      { state: 'ready', n: 2 },
      { state: 'screening', n: 1 },
    ])
  })

  it('tells outgoing documents at every step of their way, right in form, and one delivered next door', async () => {
    const papers = await t.admin<{ state: string; n: number; errors: number }>(
      `select p.state, count(*)::int as n, sum(v.errors)::int as errors from outgoing.paper p
       join outgoing.draft_version v on v.organization_id = p.organization_id and v.document_id = p.document_id
       group by p.state order by p.state`,
    )
    expect(papers).toEqual([
      { state: 'approval', n: 1, errors: 0 },
      { state: 'approved', n: 1, errors: 0 },
      { state: 'content_check', n: 1, errors: 0 },
      { state: 'drafting', n: 2, errors: 0 },
      { state: 'form_check', n: 1, errors: 0 },
      { state: 'issued', n: 3, errors: 0 },
    ])
    const arrived = await t.admin<{ state: string }>(`select i.state from intake.item i where i.source = 'exchange'`)
    expect(arrived).toEqual([{ state: 'ready' }])
  })

  it('is refused while demo data is there', async () => {
    await expect(loadDemo(t.kernel, { ownerUrl: t.ownerUrl, size: 'small' })).rejects.toMatchObject({
      code: 'DEMO_LOADED',
    })
  })
})

describe('the audit’s one exception', () => {
  const tables = ['log', 'entry', 'leaf', 'node', 'head']
  async function attack(role: string, organizationId: string, statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: t.adminUrl })
    await client.connect()
    try {
      await client.query('begin')
      if (role !== 'administrator') await client.query(`set local role ${role}`)
      await client.query(`set local vankho.organization_id = '${organizationId}'`)
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  }
  const on = `set local vankho.removing_demo = 'on'`

  it('never lets rows of a real organisation go, whatever is set', async () => {
    await exportAudit(t.kernel, { out: join(folder, 'real.log'), organization: real.organizationId })
    for (const role of ['vankho_owner', 'administrator'])
      for (const table of ['log', 'entry', 'leaf', 'head'])
        await expect(
          attack(role, real.organizationId, [
            on,
            `delete from audit.${table} where organization_id = '${real.organizationId}'`,
          ]),
          `${role} ${table}`,
        ).rejects.toThrow(/append-only/)
    await expect(attack('vankho_owner', real.organizationId, [on, 'delete from audit.entry'])).rejects.toThrow(
      /append-only/,
    )
    await expect(attack('vankho_app', real.organizationId, [on, 'delete from audit.entry'])).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      attack('administrator', real.organizationId, [
        `update people.organization set is_demo = true where id = '${real.organizationId}'`,
      ]),
    ).rejects.toThrow(/DEMO_IS_FOR_GOOD/)
  })

  it('lets a demo organisation’s rows go only in a removal, and never be changed', async () => {
    const { id } = demo.organizations[0]!
    await expect(
      attack('vankho_owner', id, [`delete from audit.entry where organization_id = '${id}'`]),
    ).rejects.toThrow(/append-only/)
    for (const table of tables) {
      await expect(
        attack('vankho_owner', id, [on, `update audit.${table} set organization_id = organization_id`]),
      ).rejects.toThrow(/append-only/)
      await expect(attack('vankho_owner', id, [on, `truncate audit.${table} cascade`])).rejects.toThrow(/append-only/)
    }
    await expect(
      attack('vankho_app', id, [on, `delete from audit.entry where organization_id = '${id}'`]),
    ).rejects.toThrow(/permission denied/)
    await expect(
      attack('vankho_owner', id, [on, `delete from audit.entry where organization_id = '${id}'`]),
    ).resolves.toBeUndefined()
  })
})

describe('removing', () => {
  it('takes everything of the demo and nothing of a real organisation beside it', async () => {
    const ids = (await t.admin<{ id: string }>('select id from people.organization where is_demo')).map((one) => one.id)
    expect(Object.keys(await rowsOf(ids)).length).toBeGreaterThan(15)
    const before = await fingerprint(real.organizationId)
    const removed = await removeDemo(t.kernel, t.ownerUrl)
    expect(removed).toMatchObject({
      organizations: 5 + NEIGHBOURS.length,
      accounts: demo.accounts.length,
      persons: demo.accounts.length,
    })
    expect(await rowsOf(ids)).toEqual({})
    for (const left of [
      'people.organization where is_demo',
      'people.person where is_demo',
      'auth.account',
      'people.succession',
      `platform.fact where name = 'demo'`,
    ])
      expect(await t.admin(`select 1 from ${left}`), left).toHaveLength(0)
    expect(await fingerprint(real.organizationId)).toBe(before)
    const log = join(folder, 'after.log')
    await exportAudit(t.kernel, { out: log, organization: real.organizationId })
    expect((await verifyAudit(log)).result).toMatchObject({ valid: true })
    await expect(removeDemo(t.kernel, t.ownerUrl)).rejects.toMatchObject({ code: 'DEMO_NONE' })
  })
})

describe('a load that is broken off', () => {
  it('is taken away by the next one; nobody else loads or removes meanwhile', async () => {
    const cut = new Error('cut off')
    const meanwhile: unknown[] = []
    const broken = loadDemo(t.kernel, {
      ownerUrl: t.ownerUrl,
      size: 'small',
      isTrayEmpty: true,
      progress: (line) => {
        if (line.includes('bước 0/'))
          for (const other of [loadDemo(t.kernel, { ownerUrl: t.ownerUrl }), removeDemo(t.kernel, t.ownerUrl)])
            other.catch((error) => meanwhile.push(error.code))
        if (line.includes('bước 60/')) throw cut
      },
    })
    await expect(broken).rejects.toBe(cut)
    expect(meanwhile).toEqual(['DEMO_BUSY', 'DEMO_BUSY'])
    const half = await t.admin<{ id: string }>('select id from people.organization where is_demo')
    expect(half).toHaveLength(5 + NEIGHBOURS.length)

    const again = await loadDemo(t.kernel, { ownerUrl: t.ownerUrl, size: 'small', isTrayEmpty: true })
    expect(await rowsOf(half.map((one) => one.id))).toEqual({})
    expect(await t.admin('select 1 from people.organization where is_demo')).toHaveLength(5 + NEIGHBOURS.length)
    expect(again.accounts).toHaveLength(demo.accounts.length)
    const jobs = await t.admin<{ n: number }>('select count(*)::int as n from graphile_worker.jobs')
    expect(jobs[0]!.n, 'stamps are left to a server').toBeGreaterThan(0)
    await removeDemo(t.kernel, t.ownerUrl)
  })
})
