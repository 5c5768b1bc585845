import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { sealJob } from '../jobs.ts'
import { signingKey } from '../keys.ts'
import { verifyConsistency, verifyInclusion } from '../merkle/proofs.ts'
import { consistencyProof, inclusionProof } from '../proof.ts'
import { sealOnce } from '../seal.ts'
import * as store from '../store-tree.ts'
import { verifyStored } from '../verification.ts'
import { anActor, happen, seal } from './house.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

const verified = (organizationId: string) =>
  t.db.read({ organizationId }, (tx) => verifyStored(tx, organizationId, t.clock.now()))
const leaves = (organizationId: string) =>
  t.admin<{ place: number; entry_id: string; hash: Buffer }>(
    'select leaf_index::int as place, entry_id, hash from audit.leaf where organization_id = $1 order by leaf_index',
    [organizationId],
  )

describe('sealing', () => {
  it('gives every entry one place, in batches, and signs heads that verify', async () => {
    const actor = anActor(newId(), ['leader'])
    await happen(t, actor, 53)
    expect(await seal(t, actor.organizationId, { batch: 20, until: 53 })).toMatchObject({ size: 53 })
    expect(await seal(t, actor.organizationId)).toMatchObject({ sealed: 0, size: 53 })
    const places = await leaves(actor.organizationId)
    expect(places.map((l) => l.place)).toEqual(Array.from({ length: 53 }, (_, i) => i))
    expect(new Set(places.map((l) => l.entry_id)).size).toBe(53)
    expect(await verified(actor.organizationId)).toMatchObject({ valid: true, entries: 53, homeless: 0, bad: [] })
  })

  it('waits for transactions that still run, and loses none of theirs', async () => {
    const actor = anActor(newId(), ['leader'])
    const { organizationId } = actor
    const slow = new pg.Client({ connectionString: t.adminUrl })
    await slow.connect()
    try {
      await happen(t, actor, 2)
      await slow.query('begin')
      await slow.query('set local role vankho_app')
      await slow.query(`set local vankho.organization_id = '${organizationId}'`)
      await slow.query('select audit.append($1::jsonb, null)', [
        JSON.stringify([
          {
            id: newId(),
            at: t.clock.now(),
            organizationId,
            kind: 'slow.one',
            outcome: 'done',
            actor: { kind: 'system' },
          },
        ]),
      ])
      await happen(t, actor, 3) // committed, but of later transactions than the one that runs
      await seal(t, organizationId, { until: 2 })
      expect(await seal(t, organizationId)).toMatchObject({ sealed: 0, size: 2 })
      await slow.query('commit')
    } finally {
      await slow.end()
    }
    expect(await seal(t, organizationId, { until: 6 })).toMatchObject({ size: 6 })
    const order = await t.admin<{ kind: string }>(
      'select e.kind from audit.leaf l join audit.entry e on e.id = l.entry_id where l.organization_id = $1 order by leaf_index',
      [organizationId],
    )
    expect(order[2]?.kind).toBe('slow.one')
  })

  it('by several processes at once while entries come gives each entry one place', async () => {
    const actor = anActor(newId(), ['leader'])
    const { organizationId } = actor
    let isWriting = true
    const writers = Promise.all(Array.from({ length: 4 }, () => happen(t, actor, 60))).then(() => {
      isWriting = false
    })
    const sealers = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (isWriting) await seal(t, organizationId, { batch: 7 })
      }),
    )
    await Promise.all([writers, sealers])
    await seal(t, organizationId, { until: 240 })
    expect((await leaves(organizationId)).map((l) => l.place)).toEqual(Array.from({ length: 240 }, (_, i) => i))
    expect(await verified(organizationId)).toMatchObject({ valid: true, entries: 240, homeless: 0 })
  })

  it('cut off before its commit leaves nothing, and goes on afterwards', async () => {
    const actor = anActor(newId(), ['leader'])
    const { organizationId } = actor
    await happen(t, actor, 20)
    await seal(t, organizationId, { until: 20 })
    await happen(t, actor, 20)
    const key = await signingKey(t.home)
    await expect(
      t.db.transaction({ organizationId }, async (tx) => {
        let done = 0
        while (done === 0) done = (await sealOnce(tx, organizationId, key, t.clock.now())).sealed
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      }),
    ).rejects.toThrow()
    expect(await leaves(organizationId)).toHaveLength(20)
    expect(await seal(t, organizationId, { until: 40 })).toMatchObject({ size: 40 })
    expect((await verified(organizationId)).valid).toBe(true)
  })

  it('goes on after the rows came to a server whose transaction numbers are lower', async () => {
    const actor = anActor(newId(), ['leader'])
    const { organizationId } = actor
    await happen(t, actor, 5)
    await seal(t, organizationId, { until: 5 })
    await t.admin(`begin; set local session_replication_role = replica;
      update audit.head set sealed_below = '999999999999' where organization_id = '${organizationId}'; commit`)
    await happen(t, actor, 4)
    expect(await seal(t, organizationId, { until: 9 })).toMatchObject({ size: 9 })
  })

  it('keeps its key in the data folder for its owner alone', async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => signingKey(t.home)))
    expect(new Set(keys.map((key) => key.id)).size).toBe(1)
    expect(statSync(join(t.home, 'audit', 'signing-key.pem')).mode & 0o777).toBe(0o600)
    const rows = await t.admin<{ public_key: string }>('select public_key from audit.key')
    expect(rows.map((row) => row.public_key)).toEqual([keys[0]!.publicKey])
  })

  it('of all organisations is one job, also with the queue', async () => {
    const actors = [anActor(newId(), ['leader']), anActor(newId(), ['leader'])]
    for (const actor of actors) await happen(t, actor, 3)
    await expect
      .poll(
        async () => {
          await t.as(newId(), async (ctx) => {
            ctx.enqueue(sealJob, {})
          })
          await t.drain()
          return Promise.all(actors.map(async (actor) => (await leaves(actor.organizationId)).length))
        },
        { timeout: 20_000 },
      )
      .toEqual([3, 3])
  })
})

describe('proofs from the stored tree', () => {
  it('hold for every entry, and from every head to the last', async () => {
    const actor = anActor(newId(), ['leader'])
    const { organizationId } = actor
    await happen(t, actor, 300)
    await seal(t, organizationId, { batch: 47, until: 300 })
    const places = await leaves(organizationId)
    await t.db.read({ organizationId }, async (tx) => {
      const { head } = (await store.lastHead(tx, organizationId))!
      for (const { place, hash } of places) {
        const path = await inclusionProof(tx, organizationId, place, head.size)
        const proof = { index: place, size: head.size, leaf: hash.toString('hex'), path, root: head.root }
        expect(verifyInclusion(proof)).toBe(true)
      }
      const heads = await store.heads(tx, organizationId, 0, 100)
      expect(heads.length).toBeGreaterThan(6)
      for (const first of heads) {
        const path = await consistencyProof(tx, organizationId, first.size, head.size)
        const proof = { first: first.size, second: head.size, firstRoot: first.root, secondRoot: head.root, path }
        expect(verifyConsistency(proof)).toBe(true)
      }
    })
  })
})
