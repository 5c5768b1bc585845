/** All SQL of finding aids: a unit and what lies in it, in document order, page by page. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { childrenOf, type UnitRow } from './store.ts'

/** So many siblings are read at once; what is held is one page for each level of the tree. */
const PAGE = 500

/** Units that this actor sees, the given one first, each followed by what lies in it. */
export async function* subtree(
  tx: Tx,
  actor: Actor,
  unit: UnitRow,
  depth = 0,
): AsyncGenerator<{ readonly row: UnitRow; readonly depth: number }> {
  yield { row: unit, depth }
  if (unit.children === 0) return
  let after: readonly [number, string] | null = null
  for (;;) {
    const page: UnitRow[] = await childrenOf(tx, actor, { parent: unit.id, repository: null, after, limit: PAGE })
    for (const row of page) if (!row.is_hidden) yield* subtree(tx, actor, row, depth + 1)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = [last.position, last.id]
  }
}

/** Names of creators by their id. */
export async function creatorsIn(
  tx: Tx,
  organizationId: string,
  fondsId: string,
): Promise<Map<string, { kind: 'body' | 'person' | 'family'; name: string }>> {
  const { rows } = await sql<{
    id: string
    kind: 'body' | 'person' | 'family'
    name: string
  }>`select a.id, a.kind, a.name
    from archive.authority a where a.organization_id = ${organizationId} and a.id in (select u.creator_id from archive.unit u
      where u.organization_id = ${organizationId} and u.fonds_id = ${fondsId} and u.removed_at is null)`.execute(tx)
  return new Map(rows.map(({ id, kind, name }) => [id, { kind, name }]))
}
