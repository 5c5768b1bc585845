/** Taking an imported inventory back: refused as a whole where the archive has built on it, else from the items up. */
import { restoreUnits, touchedUnits, undoUnits } from '#modules/archive/index.ts'
import { forgetDocuments } from '#modules/intake/index.ts'
import { restoreImported, takenUpElsewhere, touchedSince, undoDocuments } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { unitIdOf } from './inventory-places.ts'
import { traceWords } from './rewrite-inventory.ts'
import type * as store from './store.ts'
import { builtOn } from './store-inventory.ts'
import { tellWritten } from './work.ts'

/** @throws AppError IMPORTS_BUILT_ON where units that the import made are published, lie in boxes or are packed */
export async function refuseBuiltOn(ctx: Pick<ActionContext, 'tx' | 'actor'>, run: store.RunRow): Promise<void> {
  const { example, ...counts } = await builtOn(ctx.tx, ctx.actor.organizationId, run)
  if (counts.published + counts.boxed + counts.packed > 0)
    throw new AppError('IMPORTS_BUILT_ON', { facts: { ...counts, example: example ?? '' } })
}

type Made = Pick<store.MadeRow, 'target_id' | 'version' | 'extra'>
/** An item that has a document of its own: the origin names the document, and its unit beside it. */
const hasDocument = (row: Pick<Made, 'extra'>): boolean => row.extra?.['unit'] !== undefined
const unitOf = (row: Made) => ({ id: unitIdOf(row), version: Number(row.extra?.['unitVersion'] ?? row.version) })
const documentOf = (row: Made) => ({ id: row.target_id, version: row.version })

/** Those that nobody has worked on since. */
async function untouched<T extends Made>(ctx: ActionContext, rows: readonly T[]): Promise<T[]> {
  const units = new Set(await touchedUnits(ctx, rows.map(unitOf)))
  const own = rows.filter(hasDocument).map(documentOf)
  const documents = new Set(await touchedSince(ctx, own))
  return rows.filter((row) => !units.has(unitIdOf(row)) && !documents.has(row.target_id))
}

/** @returns targets of what is gone */
export async function removeFromArchive(
  ctx: ActionContext,
  run: store.RunRow,
  rows: readonly store.MadeRow[],
): Promise<string[]> {
  const own = rows.filter(hasDocument).map((row) => row.target_id)
  const takenUp = new Set(await takenUpElsewhere(ctx, own, ['archive.unit', 'intake.item']))
  const free = (await untouched(ctx, rows)).filter((row) => !takenUp.has(row.target_id))
  const gone = new Set<string>()
  // From the items up, as the keys are ordered: a unit goes once nothing lies in it.
  for (const level of [...new Set(free.map((row) => row.key[0]))].sort()) {
    const units = free.filter((row) => row.key[0] === level).map(unitIdOf)
    for (const id of await undoUnits(ctx, units, traceWords(run))) gone.add(id)
  }
  const out = free.filter((row) => gone.has(unitIdOf(row)))
  const theirs = out.filter(hasDocument).map((row) => row.target_id)
  // One that is described in another place, too, stays there.
  const elsewhere = new Set(await takenUpElsewhere(ctx, theirs, ['intake.item']))
  const documents = theirs.filter((id) => !elsewhere.has(id))
  await forgetDocuments(ctx, documents)
  await undoDocuments(ctx, run.id, documents)
  tellWritten(ctx, documents)
  return out.map((row) => row.target_id)
}

/** Puts back what the import wrote over, where nobody has written since. @returns the rows that stand as they did */
export async function restoreInArchive(
  ctx: ActionContext,
  run: store.RunRow,
  rows: readonly store.BeforeRow[],
  last: readonly Made[],
): Promise<store.BeforeRow[]> {
  const free = new Map((await untouched(ctx, last)).map((row) => [row.target_id, row]))
  const mine = rows.filter((row) => free.has(row.target_id))
  const documents = mine.filter((row) => hasDocument(free.get(row.target_id)!))
  await restoreImported(
    ctx,
    documents.map((row) => row.document),
  )
  await restoreUnits(
    ctx,
    mine.map((row) => row.entry),
    traceWords(run),
  )
  tellWritten(
    ctx,
    documents.map((row) => row.target_id),
  )
  return mine
}
