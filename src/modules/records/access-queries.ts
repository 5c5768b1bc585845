import { type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { mayAsk } from './access.ts'
import { type AccessChange, type AccessView, documentAccess, type Reader } from './access-contract.ts'
import type { Access } from './access-rules.ts'
import { mayConfirmAccess } from './policy.ts'
import * as store from './store-access.ts'
import { type AccessTables, type ChangeRow, changesOf, namesOf } from './store-access-changes.ts'

/** Changes of rights that a page shows. */
const SHOWN = 100

type Names = Awaited<ReturnType<typeof namesOf>>

function accessView(access: Access, names: Names): AccessView {
  return {
    ...access,
    members: access.members.map((one) => ({ ...one, ...(names.get(one.id) ?? { name: '…', title: null }) })),
  }
}

function changeView(row: ChangeRow, names: Names): AccessChange {
  return {
    id: row.id,
    state: row.state,
    before: accessView(row.before, names),
    after: accessView(row.after, names),
    reason: row.reason,
    asked: { at: row.asked_at.toISOString(), name: row.asked_by_name, title: row.asked_by_title },
    decided:
      row.decided_at === null
        ? null
        : { at: row.decided_at.toISOString(), name: row.decided_by_name ?? '', title: row.decided_by_title },
    words: row.words,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** A list in force, the change that waits, every change there was, and what the actor may do about it; of any kind of record. */
export async function accessLife(ctx: ReadContext, tables: AccessTables, id: string, now: Access, mayAskFor: boolean) {
  const { tx, actor } = ctx
  const changes = await changesOf(tx, tables, actor.organizationId, id, SHOWN)
  const names = await namesOf(tx, actor.organizationId, [
    ...now.members,
    ...changes.flatMap((row) => [...row.before.members, ...row.after.members]),
  ])
  const pending = changes.find((row) => row.state === 'pending')
  return {
    now: accessView(now, names),
    pending: pending ? changeView(pending, names) : null,
    history: changes.map((row) => changeView(row, names)),
    abilities: [
      ...(mayAskFor && !pending ? (['ask'] as const) : []),
      ...(pending && mayConfirmAccess(actor) ? (['decide'] as const) : []),
      ...(pending && pending.asked_by === actor.postId ? (['withdraw'] as const) : []),
    ],
  }
}

const readerView = ({ isResting: _, ...row }: store.ReaderRow): Reader => row

/** Who sees a document now and why, and every change of it: for whoever sees the document. */
export const access = read(documentAccess.access, async (ctx: ReadContext, { documentId }) => {
  const { tx, actor, today } = ctx
  const facts = await store.factsOf(tx, actor, documentId)
  if (!facts) throw new AppError('PLATFORM_NOT_FOUND')
  const now = facts.access
  const readers = await store.readersOf(tx, actor.organizationId, documentId, {
    isNarrowed: now.isNarrowed,
    day: today,
  })
  return {
    ...(await accessLife(ctx, store.documentTables, documentId, now, mayAsk(actor, facts))),
    readers: readers.filter((row) => !row.isResting).map(readerView),
    // A grant that rests takes nothing from who sees the document by another way.
    kept: readers
      .filter((row) => row.isResting && !readers.some((other) => !other.isResting && other.id === row.id))
      .map(readerView),
  }
})
