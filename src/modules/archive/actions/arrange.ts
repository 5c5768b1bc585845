/** Units are moved, numbered anew, merged and taken away, with a trace of what was before. */
import { type ActionContext, action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archive, type RenumberOrder, type UnitLine } from '../contract.ts'
import {
  addTraces,
  closeDocuments,
  loadKnown,
  loadUnit,
  MOST,
  placeFor,
  refuseHandedOn,
  subjectOf,
  takeBack,
} from '../facts.ts'
import { countedIn, mayLie, numberKey } from '../rules.ts'
import { lockCounting, lockUnits, type UnitRow, unitsOf } from '../store.ts'
import { touchBelow } from '../store-harvest.ts'
import {
  childIds,
  clashes,
  countedBy,
  holdsInventory,
  isOfNarrowedFile,
  liesIn,
  narrowedBy,
  placeUnder,
  removeUnit,
  setNumbers,
} from '../store-order.ts'

/** All of them, in the order asked for. @throws AppError PLATFORM_NOT_FOUND */
async function unitsInOrder(ctx: ActionContext, ids: readonly string[]): Promise<UnitRow[]> {
  const found = new Map((await unitsOf(ctx.tx, ctx.actor, ids)).map((unit) => [unit.id, unit]))
  const rows = [...new Set(ids)].map((id) => found.get(id))
  if (rows.some((row) => row === undefined)) throw new AppError('PLATFORM_NOT_FOUND')
  return rows as UnitRow[]
}

/** Puts units into a parent, keeping their numbers. @throws AppError ARCHIVE_LEVEL, ARCHIVE_INSIDE_ITSELF, ARCHIVE_NUMBER_TAKEN */
async function putInto(
  ctx: ActionContext,
  units: readonly UnitRow[],
  to: UnitRow,
  before: string | null,
): Promise<void> {
  const { organizationId } = ctx.actor
  if (units.some((unit) => !mayLie(unit.level, to))) throw new AppError('ARCHIVE_LEVEL')
  const ids = units.map((unit) => unit.id)
  await refuseHandedOn(ctx, ids, true)
  await refuseHandedOn(ctx, [to.id])
  if (await liesIn(ctx.tx, organizationId, to.id, ids)) throw new AppError('ARCHIVE_INSIDE_ITSELF')
  if (to.inventory_id && (await holdsInventory(ctx.tx, organizationId, ids))) throw new AppError('ARCHIVE_LEVEL')
  const counts = (unit: UnitRow): string =>
    countedIn(unit.level, {
      repositoryId: to.repository_id,
      fondsId: to.fonds_id,
      inventoryId: to.inventory_id,
      parentId: to.id,
    })
  // What lies in a group and is counted above it comes along, too.
  const counting = new Set([...units.map(counts), to.inventory_id ?? to.fonds_id])
  for (const counted of [...counting].sort()) {
    await lockCounting(ctx.tx, organizationId, counted)
    const taken = await clashes(ctx.tx, organizationId, ids, counted)
    if (taken.length > 0) throw new AppError('ARCHIVE_NUMBER_TAKEN', { facts: { number: taken.join(', ') } })
  }
  for (const unit of units) {
    const position = await placeFor(ctx, { parent: to.id, repository: to.repository_id, before })
    await placeUnder(
      ctx.tx,
      organizationId,
      unit,
      {
        parent: to.id,
        repository: to.repository_id,
        fonds: to.fonds_id,
        inventory: to.inventory_id,
        countedIn: counts(unit),
        position,
      },
      ctx.now,
    )
  }
  await takeBack(ctx, ids, to.publish)
  const left = units.filter((unit) => unit.parent_id !== to.id).map((unit) => unit.id)
  await touchBelow(ctx.tx, organizationId, left, ctx.now)
}

/** What a list keeps from others stays under that list. @throws AppError ARCHIVE_NARROWED */
async function refuseOtherList(ctx: ActionContext, ids: readonly string[], to: string): Promise<void> {
  const by = await narrowedBy(ctx.tx, ctx.actor.organizationId, [...ids, to])
  if (ids.some((id) => by.get(id) !== by.get(to))) throw new AppError('ARCHIVE_NARROWED')
}

export const moveUnits = action(archive.move, {
  async load(ctx, { ids, to }) {
    await lockUnits(ctx.tx, ctx.actor.organizationId, [...ids, to])
    return loadUnit(ctx, to)
  },
  allow: () => true,
  async run(ctx, { ids, before, words }, to) {
    const units = await unitsInOrder(ctx, ids)
    if (units.some((unit) => unit.level === 'item')) await refuseOtherList(ctx, ids, to.id)
    await putInto(ctx, units, to, before ?? null)
    const left = units.filter((unit) => unit.parent_id !== to.id)
    addTraces(
      ctx,
      left.map((unit) => unit.id),
      'moved',
      [to.title, words].filter(Boolean).join(': '),
      { to: to.id },
    )
    ctx.record({
      subject: subjectOf(units.length === 1 ? units[0]! : to),
      data: { ids, to: to.id, from: [...new Set(left.map((unit) => unit.parent_id))], words },
    })
    return { moved: units.length }
  },
})

type Wish = { level: UnitLine['level']; order: RenumberOrder; from: number }

/** What each number that a unit counts becomes, those that change alone. @throws AppError ARCHIVE_TOO_MANY */
async function plannedNumbers(ctx: ReadContext, unitId: string, { level, order, from }: Wish) {
  const rows = await countedBy(ctx.tx, ctx.actor, { countedIn: unitId, level, order, limit: MOST + 1 })
  if (rows.length > MOST) throw new AppError('ARCHIVE_TOO_MANY', { facts: { count: `${MOST}+`, limit: MOST } })
  const width = level === 'inventory' ? 2 : 1
  const planned = rows.map((row) => ({ ...row, becomes: String(from + row.n - 1).padStart(width, '0') }))
  return { count: rows.length, changed: planned.filter((row) => row.was !== row.becomes) }
}

export const numbering = read(archive.numbering, async (ctx, { unitId, ...wish }) => {
  await loadUnit(ctx, unitId)
  const { count, changed } = await plannedNumbers(ctx, unitId, wish)
  const sample = changed.slice(0, 20).map(({ id, title, was, becomes }) => ({ id, title, was, becomes }))
  return { count, changed: changed.length, sample }
})

export const renumberUnits = action(archive.renumber, {
  load: (ctx, { unitId }) => loadUnit(ctx, unitId, 'lock'),
  allow: () => true,
  async run(ctx, { unitId, words, ...wish }, unit) {
    const { organizationId } = ctx.actor
    await lockCounting(ctx.tx, organizationId, unitId)
    const { changed } = await plannedNumbers(ctx, unitId, wish)
    await refuseHandedOn(
      ctx,
      changed.map((row) => row.id),
    )
    await setNumbers(
      ctx.tx,
      organizationId,
      changed.map((row) => ({ id: row.id, number: row.becomes, key: numberKey(row.becomes) })),
      ctx.now,
    )
    const ids = changed.map((row) => row.id)
    if (wish.level !== 'item') await touchBelow(ctx.tx, organizationId, ids, ctx.now)
    for (const row of changed)
      addTraces(ctx, [row.id], 'renumbered', [`${row.was ?? '–'} → ${row.becomes}`, words].filter(Boolean).join(': '))
    ctx.record({ subject: subjectOf(unit), data: { ...wish, changed: changed.length, words } })
    return { changed: changed.length }
  },
})

/** What lies in one goes into the other; whoever opens the old address is led to the new one. */
export const mergeUnits = action(archive.merge, {
  async load(ctx, { unitId, into }) {
    await lockUnits(ctx.tx, ctx.actor.organizationId, [unitId, into])
    return { from: await loadUnit(ctx, unitId), into: await loadUnit(ctx, into) }
  },
  allow: () => true,
  async run(ctx, { version, words }, { from, into }) {
    const { organizationId } = ctx.actor
    if (
      from.id === into.id ||
      from.level !== into.level ||
      from.repository_id !== into.repository_id ||
      from.document_id !== null ||
      (await liesIn(ctx.tx, organizationId, into.id, [from.id]))
    )
      throw new AppError('ARCHIVE_MERGE')
    await refuseHandedOn(ctx, [from.id, into.id])
    await refuseOtherList(ctx, [from.id], into.id)
    const inside = await unitsInOrder(ctx, await childIds(ctx.tx, organizationId, from.id))
    // Items are numbered on in the file they come into; others keep their numbers, which must be free there.
    if (from.level === 'file') await numberOn(ctx, inside, into)
    await putInto(ctx, inside, into, null)
    const isGone = await removeUnit(ctx.tx, {
      organizationId,
      id: from.id,
      parent: from.parent_id,
      version,
      now: ctx.now,
      mergedInto: into.id,
    })
    if (!isGone) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.emit({ type: 'archive.gone', payload: { units: [await goneOf(ctx, from, into.id)] } })
    addTraces(ctx, [from.id], 'merged', [into.title, words].filter(Boolean).join(': '), { into: into.id })
    addTraces(ctx, [into.id], 'merged-in', [from.number, from.title].filter(Boolean).join(': '), { from: from.id })
    ctx.record({ subject: subjectOf(from), after: { into: into.id, moved: inside.length }, data: { words } })
    return { id: into.id, moved: inside.length }
  },
})

async function numberOn(ctx: ActionContext, items: readonly UnitRow[], into: UnitRow): Promise<void> {
  if (items.length === 0) return
  const { organizationId } = ctx.actor
  await lockCounting(ctx.tx, organizationId, into.id)
  const there = await countedBy(ctx.tx, ctx.actor, {
    countedIn: into.id,
    level: 'item',
    order: 'number',
    limit: MOST,
  })
  const highest = Math.max(0, ...there.map((one) => Number(one.was)).filter(Number.isInteger))
  await setNumbers(
    ctx.tx,
    organizationId,
    items.map((item, i) => ({
      id: item.id,
      number: String(highest + i + 1),
      key: numberKey(String(highest + i + 1)),
    })),
    ctx.now,
  )
}

/** What others that point to a unit must know of it when it is gone. */
const goneOf = async ({ tx, actor }: ActionContext, unit: UnitRow, into: string | null) => {
  const { id, level, number, title, publish } = unit
  const isShown = publish !== 'draft' && !(await isOfNarrowedFile(tx, actor.organizationId, unit.source_file))
  return { id, level, number, title, into, isShown }
}

export const removeOne = action(archive.remove, {
  load: (ctx, { unitId }) => loadKnown(ctx, unitId),
  allow: () => true,
  async run(ctx, { version, words }, unit) {
    await refuseHandedOn(ctx, [unit.id])
    if (unit.children > 0) throw new AppError('ARCHIVE_NOT_EMPTY', { facts: { count: unit.children } })
    const isGone = await removeUnit(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id: unit.id,
      parent: unit.parent_id,
      version,
      now: ctx.now,
      mergedInto: null,
    })
    if (!isGone) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.emit({ type: 'archive.gone', payload: { units: [await goneOf(ctx, unit, null)] } })
    if (unit.document_id) {
      await closeDocuments(ctx, [unit.document_id])
      ctx.emit({ type: 'archive.described', payload: { documentId: unit.document_id } })
    }
    addTraces(ctx, [unit.id], 'removed', words)
    ctx.record({
      subject: subjectOf(unit),
      before: { number: unit.number, title: unit.title, level: unit.level },
      data: { words },
    })
    return { id: unit.id }
  },
})
