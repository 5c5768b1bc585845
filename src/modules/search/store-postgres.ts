/** The index in PostgreSQL. The projection is reached only through its functions, which build the actor's rights (decisions 5). */
import { sql } from 'kysely'
import { reachOf } from '#modules/records/index.ts'
import { later } from '#platform/db/index.ts'
import { addDays } from '#regimes/index.ts'
import type { ContentHit, Hit, SearchIndex, Tally } from './port.ts'

const NIL = '00000000-0000-0000-0000-000000000000'
const AT = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

export const postgresIndex: SearchIndex = {
  async best(tx, actor, question, limit) {
    const q = JSON.stringify({ ...question, limit })
    const { rows } = await sql<Hit>`select document_id, ${AT} as at, score, is_whole
    from search.best(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(tx)
    return rows
  },

  async newest(tx, actor, question, limit, after) {
    const q = JSON.stringify({ ...question, limit, before_at: after?.at ?? null, before_id: after?.id ?? null })
    const { rows } = await sql<Hit>`select document_id, ${AT} as at, 0 as score, true as is_whole
    from search.newest(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(
      tx,
    )
    return rows
  },

  async inContent(tx, actor, question, limit, after) {
    const q = JSON.stringify({ ...question, limit, before_at: after?.at ?? null, before_id: after?.id ?? null })
    const { rows } = await sql<ContentHit>`select document_id, component_id, ${AT} as at, 0 as score, is_whole
    from search.in_content(${q}::jsonb, ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid)`.execute(
      tx,
    )
    return rows
  },

  async someOf(_tx, actor, question, most, newest) {
    // A day that is still wanted, and all before it.
    const before = newest?.until ? { before_at: `${addDays(newest.until, 1)}T00:00:00+07:00`, before_id: NIL } : {}
    return sql<readonly string[] | null>`search.some_of(${JSON.stringify({ ...question, ...before })}::jsonb,
    ${actor.postId}::uuid, ${reachOf(actor)}::text[], ${actor.unitId}::uuid, ${most}::int, ${newest?.enough ?? null}::int)`
  },

  async tally(tx, actor, question, most) {
    const { rows } = await sql<{
      t: Tally | null
    }>`select search.tally(${JSON.stringify(question)}::jsonb, ${actor.postId}::uuid,
    ${reachOf(actor)}::text[], ${actor.unitId}::uuid, ${most}) as t`.execute(tx)
    return rows[0]?.t ?? null
  },

  add(tx, rows) {
    if (rows.length > 0) later(tx, sql`select search.add(${JSON.stringify(rows)}::jsonb)`)
  },

  async put(tx, rows) {
    if (rows.length > 0) await sql`select search.put(${JSON.stringify(rows)}::jsonb)`.execute(tx)
  },

  async putMany(tx, rows) {
    if (rows.length > 0) await sql`select search.put_many(${JSON.stringify(rows)}::jsonb)`.execute(tx)
  },

  putReaders(tx, documentId) {
    later(tx, sql`select search.put_readers(${documentId}::uuid)`)
  },

  async putContent(tx, documentId, rows) {
    await sql`select search.put_content(${documentId}::uuid, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
  },

  async drop(tx, ids) {
    if (ids.length > 0) await sql`select search.drop(${ids as string[]}::uuid[])`.execute(tx)
  },

  async dropOrphans(tx) {
    const { rows } = await sql<{ n: number }>`select search.drop_orphans() as n`.execute(tx)
    return rows[0]!.n
  },
}
