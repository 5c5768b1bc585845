import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { anActor, happen, seal } from './house.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

const append = (organizationId: string, entries: object[], result: unknown = null) =>
  t.db.transaction({ organizationId }, async (tx) => {
    await sql`select audit.append(${JSON.stringify(entries)}::jsonb, ${JSON.stringify(result)}::jsonb)`.execute(tx)
  })
const entry = (organizationId: string, more: object = {}): object => ({
  id: newId(),
  at: t.clock.now(),
  organizationId,
  kind: 'incoming.register',
  outcome: 'done',
  actor: { kind: 'system', name: 'test' },
  ...more,
})

describe('audit.append', () => {
  it('merges the result of the last function into the first entry, with its label', async () => {
    const organizationId = newId()
    const subject = { type: 'document', id: newId(), label: 'chưa có số' }
    await append(
      organizationId,
      [
        entry(organizationId, { subject, after: { state: 'registered' } }),
        entry(organizationId, { subject, before: null }),
      ],
      { number: 128, label: 'Số đến 128' },
    )
    const rows = await t.admin(
      'select subject_label, before, after, actor_name, person_id from audit.entry where organization_id = $1 order by at',
      [organizationId],
    )
    expect(rows).toEqual([
      {
        subject_label: 'Số đến 128',
        before: null,
        after: { state: 'registered', number: 128, label: 'Số đến 128' },
        actor_name: 'test',
        person_id: null,
      },
      { subject_label: 'chưa có số', before: null, after: null, actor_name: 'test', person_id: null },
    ])
  })

  it('gives every event an instant of its own, also when more come than a millisecond has room for', async () => {
    const organizationId = newId()
    for (let round = 0; round < 13; round++)
      await Promise.all(
        Array.from({ length: 10 }, () =>
          append(
            organizationId,
            Array.from({ length: 10 }, () => entry(organizationId)),
          ),
        ),
      )
    const [row] = await t.admin<{ n: number; instants: number }>(
      'select count(*)::int as n, count(distinct at)::int as instants from audit.entry where organization_id = $1',
      [organizationId],
    )
    expect(row).toEqual({ n: 1300, instants: 1300 })
  })

  it('refuses entries of an organisation other than the transaction’s', async () => {
    const organizationId = newId()
    await expect(append(organizationId, [entry(newId())])).rejects.toThrow(/row-level security/)
  })

  it('refuses a second entry of the same id', async () => {
    const organizationId = newId()
    const one = entry(organizationId)
    await append(organizationId, [one])
    await expect(append(organizationId, [one])).rejects.toThrow()
    const rows = await t.admin('select id from audit.entry where organization_id = $1', [organizationId])
    expect(rows).toHaveLength(1)
  })
})

describe('history', () => {
  const tables = ['log', 'entry', 'leaf', 'node', 'head', 'key']

  it('cannot be changed or erased by the application, the owner or the administrator', async () => {
    const actor = anActor(newId(), ['leader'])
    await happen(t, actor, 20)
    await seal(t, actor.organizationId, { until: 20 })
    const column = { log: 'started_at', entry: 'kind', leaf: 'kind', node: 'level', head: 'size', key: 'public_key' }
    const client = new pg.Client({ connectionString: t.adminUrl })
    await client.connect()
    try {
      for (const role of ['vankho_app', 'vankho_owner', null])
        for (const table of tables) {
          const name = column[table as keyof typeof column]
          for (const attack of [
            `update audit.${table} set ${name} = ${name}`,
            `delete from audit.${table}`,
            `truncate audit.${table} cascade`,
          ]) {
            await client.query('begin')
            if (role) await client.query(`set local role ${role}`)
            await client.query(`set local vankho.organization_id = '${actor.organizationId}'`)
            await expect(client.query(attack), `${role}: ${attack}`).rejects.toThrow(/append-only|permission denied/)
            await client.query('rollback')
          }
        }
    } finally {
      await client.end()
    }
  })

  it('has no function that updates or deletes it', async () => {
    const functions = await t.admin<{ name: string; body: string }>(
      `select p.oid::regprocedure::text as name, p.prosrc as body from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace where n.nspname !~ '^(pg_|information_schema|graphile)'`,
    )
    const guilty = functions.filter(({ body }) => /(update|delete\s+from|truncate)\s+(only\s+)?audit\./i.test(body))
    expect(functions.some(({ name }) => name.startsWith('audit.append'))).toBe(true)
    expect(guilty).toEqual([])
  })

  it('of one organisation is not seen by another', async () => {
    const actor = anActor(newId(), ['leader'])
    await happen(t, actor, 3)
    await seal(t, actor.organizationId, { until: 3 })
    const seen = await t.db.read({ organizationId: newId() }, async (tx) => {
      const counts: number[] = []
      for (const table of ['entry', 'leaf', 'node', 'head'])
        counts.push(
          (
            await sql`select from ${sql.raw(`audit.${table}`)} where organization_id = ${actor.organizationId}`.execute(
              tx,
            )
          ).rows.length,
        )
      return counts
    })
    expect(seen).toEqual([0, 0, 0, 0])
  })
})
