/** What the room imports may do here: description of old inventories in sets, its correction in place, and taking it back. */
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addTraces, countedUnder, describedAs, newUnitRow, refuseHandedOn, type UnitInput } from './facts.ts'
import { mayLie, positionBetween } from './rules.ts'
import { insertUnits, lockUnits, type NewUnit, neighbours, unitsOf } from './store.ts'
import * as store from './store-imported.ts'

export type { StandingUnit } from './store-imported.ts'

/** A unit as a line of an old inventory gives it; its number is kept as it is, also none. */
export interface ImportedUnit extends UnitInput {
  readonly id: string
  readonly number: string | null
}

type Context = Pick<ActionContext, 'tx' | 'actor' | 'now'>

/** All fonds of the organisation's repositories. */
export const standingFonds = (ctx: Pick<Context, 'tx' | 'actor'>): Promise<store.StandingUnit[]> =>
  store.fondsOf(ctx.tx, ctx.actor)

/** Units that stand, by id or by the number (as `numberKey` writes it) that they bear where it is counted. */
export const standingUnits = (
  ctx: Pick<Context, 'tx' | 'actor'>,
  of: Parameters<typeof store.unitsStanding>[2],
): Promise<store.StandingUnit[]> => store.unitsStanding(ctx.tx, ctx.actor, of)

/**
 * Describes many units in many parents, parents before what lies in them.
 * @param words what the trace of each says of the import
 * @throws AppError ARCHIVE_LEVEL, ARCHIVE_NUMBER_TAKEN, ARCHIVE_DATES, ARCHIVE_RETENTION, ARCHIVE_HANDED_ON, PLATFORM_NOT_FOUND
 */
export async function importUnits(ctx: ActionContext, inputs: readonly ImportedUnit[], words: string): Promise<void> {
  if (inputs.length === 0) return
  const { tx, actor } = ctx
  const { organizationId } = actor
  const fresh = new Set(inputs.map((input) => input.id))
  const outer = [...new Set(inputs.flatMap(({ parentId }) => (parentId && !fresh.has(parentId) ? [parentId] : [])))]
  await lockUnits(tx, organizationId, outer)
  await refuseHandedOn(ctx, outer)
  const parents = new Map<string, Pick<NewUnit, 'id' | 'level' | 'repository_id' | 'fonds_id' | 'inventory_id'>>(
    (await unitsOf(tx, actor, outer)).map((unit) => [unit.id, unit]),
  )
  const last = await store.lastPositions(tx, organizationId, outer)
  const rows: NewUnit[] = []
  const numbers = new Set<string>()
  for (const input of inputs) {
    const parent = input.parentId ? parents.get(input.parentId) : null
    const repositoryId = parent?.repository_id ?? input.repositoryId
    if (parent === undefined || !repositoryId) throw new AppError('PLATFORM_NOT_FOUND')
    if (!mayLie(input.level, parent)) throw new AppError('ARCHIVE_LEVEL')
    const at = parent?.id ?? repositoryId
    if (!parent && !last.has(at))
      last.set(at, (await neighbours(tx, organizationId, { parent: null, repository: at, before: null })).low ?? 0)
    const position = positionBetween(last.get(at) ?? null, null)!
    last.set(at, position)
    const counted = countedUnder(input.level, input.id, parent, repositoryId)
    const row = newUnitRow(ctx, input, { parent, repositoryId, counted, position })
    const number = `${counted} ${input.level} ${input.number}`
    if (input.number !== null && numbers.has(number))
      throw new AppError('ARCHIVE_NUMBER_TAKEN', { facts: { number: input.number } })
    numbers.add(number)
    parents.set(row.id, row)
    rows.push(row)
  }
  const taken = await store.numbersTaken(
    tx,
    organizationId,
    rows.flatMap(({ counted_in, level, number }) => (number === null ? [] : [{ counted_in, level, number }])),
  )
  if (taken.length > 0) throw new AppError('ARCHIVE_NUMBER_TAKEN', { facts: { number: taken.join(', ') } })
  await insertUnits(tx, rows)
  addTraces(ctx, [...fresh], 'imported', words)
}

/**
 * Corrects descriptions in place when their lines come again; number and place stay.
 * @returns what stood there before, for the undo
 * @throws AppError ARCHIVE_HANDED_ON
 */
export async function rewriteUnits(
  ctx: Context,
  units: readonly Omit<ImportedUnit, 'level'>[],
  words: string,
): Promise<{ id: string; before: unknown; version: number }[]> {
  if (units.length === 0) return []
  await refuseHandedOn(
    ctx,
    units.map((unit) => unit.id),
  )
  const rows = units.map((unit) => {
    const row = describedAs(unit)
    return { id: unit.id, ...row, description: JSON.parse(row.description) as object }
  })
  addTraces(
    ctx,
    units.map((unit) => unit.id),
    'imported',
    words,
  )
  return store.rewrite(ctx.tx, ctx.actor.organizationId, rows, ctx.now)
}

/** Puts descriptions back that `rewriteUnits` had replaced. */
export async function restoreUnits(ctx: Context, before: readonly unknown[], words: string): Promise<void> {
  if (before.length === 0) return
  const ids = await store.restore(ctx.tx, ctx.actor.organizationId, before, ctx.now)
  addTraces(ctx, ids, 'described', words)
}

/** Which of these have been worked on since (described, moved, numbered, published, removed). */
export const touchedUnits = (
  ctx: Pick<Context, 'tx' | 'actor'>,
  rows: readonly { id: string; version: number }[],
): Promise<string[]> => store.touched(ctx.tx, ctx.actor.organizationId, rows)

/**
 * Takes units of an import out of the archive: not those that were published, that went on to another archive, or in which something lies. Their traces stay, their
 * documents are free of them.
 * @returns ids of those that are out
 */
export async function undoUnits(ctx: ActionContext, ids: readonly string[], words: string): Promise<string[]> {
  if (ids.length === 0) return []
  const units = await store.takeOut(ctx.tx, ctx.actor.organizationId, ids, ctx.now)
  const gone = units.map((unit) => unit.id)
  // What stands for itself beside the archive hears of it, and so does who finds documents where they lie.
  const documentIds = units.flatMap((unit) => (unit.document_id === null ? [] : [unit.document_id]))
  if (documentIds.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds } })
  const told = units
    .filter((unit) => unit.level !== 'item')
    .map(({ id, level, number, title }) => ({ id, level, number, title, into: null, isShown: false }))
  if (told.length > 0) ctx.emit({ type: 'archive.gone', payload: { units: told } })
  addTraces(ctx, gone, 'removed', words)
  return gone
}
