/** Boxes: made, changed, removed, put on shelves and taken off. */
import { loadUnit } from '#modules/archive/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { storage } from '../contract.ts'
import { boxPath, boxSubject, keepMovements, loadBox, loadBoxes, roomOn } from '../facts.ts'
import { boxLabel, countOn, numberKey, scanCode } from '../rules.ts'
import { deleteBox, insertBoxes, nextSerial, setShelf, takenNumbers, updateBox } from '../store.ts'

const GAP = 1000

/** New boxes of an inventory, or of none. @throws STORAGE_BOX_NUMBER_TAKEN, STORAGE_SHELF_FULL */
export async function makeBoxes(
  ctx: ActionContext,
  of: {
    kind: 'box' | 'folder'
    numbers: readonly string[]
    widthCm: number
    fondsId: string | null
    inventoryId: string | null
    shelfId: string | null
    note: string | null
  },
): Promise<string[]> {
  const { organizationId } = ctx.actor
  let serial = await nextSerial(ctx.tx, organizationId, 'box')
  const doubled = of.numbers.find((one, i) => of.numbers.indexOf(one) !== i)
  const [taken = doubled] = await takenNumbers(ctx.tx, organizationId, of.inventoryId, of.numbers)
  if (taken !== undefined) throw new AppError('STORAGE_BOX_NUMBER_TAKEN', { facts: { number: taken } })
  const room = of.shelfId ? await roomOn(ctx, of.shelfId, of.numbers.length * of.widthCm) : null
  const rows = of.numbers.map((number, i) => ({
    organization_id: organizationId,
    id: newId(),
    kind: of.kind,
    number,
    number_key: numberKey(number),
    width_cm: of.widthCm,
    state: 'open' as const,
    fonds_id: of.fondsId,
    inventory_id: of.inventoryId,
    note: of.note,
    shelf_id: of.shelfId,
    position: room ? room.last + GAP * (i + 1) : null,
    scan_code: scanCode('box', serial++),
    created_at: ctx.now,
    changed_at: ctx.now,
  }))
  await insertBoxes(ctx.tx, rows)
  await keepMovements(
    ctx,
    rows.map((row) => ({
      kind: 'made' as const,
      boxId: row.id,
      what: boxLabel(row.kind, row.number),
      to: room?.shelf.path ?? null,
    })),
  )
  return rows.map((row) => row.id)
}

export const createBoxes = action(storage.createBoxes, {
  async load(ctx, { inventoryId }) {
    const inventory = inventoryId ? await loadUnit(ctx, inventoryId) : null
    if (inventory && inventory.level !== 'inventory') throw new AppError('PLATFORM_NOT_FOUND')
    return inventory
  },
  allow: () => true, // boxes are their keepers' alike
  async run(ctx, { kind, number, count, widthCm, shelfId, note }, inventory) {
    const numbers = countOn(number, count)
    const ids = await makeBoxes(ctx, {
      kind,
      numbers,
      widthCm,
      fondsId: inventory?.fonds_id ?? null,
      inventoryId: inventory?.id ?? null,
      shelfId: shelfId ?? null,
      note,
    })
    ctx.record({ subject: boxSubject({ id: ids[0]!, kind, number }), after: { numbers, widthCm } })
    return { ids }
  },
})

export const changeBox = action(storage.changeBox, {
  load: (ctx, { boxId }) => loadBox(ctx, boxId, 'lock'),
  allow: () => true,
  async run(ctx, { version, number, widthCm, state, note }, row) {
    if (row.shelf_id && widthCm > row.width_cm) await roomOn(ctx, row.shelf_id, widthCm - row.width_cm)
    const moved = await updateBox(ctx.tx, ctx.actor.organizationId, row.id, version, {
      number,
      number_key: numberKey(number),
      width_cm: widthCm,
      state,
      note,
      now: ctx.now,
    }).catch((error: unknown) => {
      if (isUniqueViolation(error, 'box_number')) throw new AppError('STORAGE_BOX_NUMBER_TAKEN', { facts: { number } })
      throw error
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({
      subject: boxSubject(row),
      before: { number: row.number, widthCm: row.width_cm, state: row.state },
      after: { number, widthCm, state, note },
    })
    return { version: moved }
  },
})

export const removeBox = action(storage.removeBox, {
  load: (ctx, { boxId }) => loadBox(ctx, boxId, 'lock'),
  allow: () => true,
  async run(ctx, { version }, row) {
    if (row.files > 0) throw new AppError('STORAGE_BOX_IN_USE', { facts: { number: row.number } })
    if (!(await deleteBox(ctx.tx, ctx.actor.organizationId, row.id, version)))
      throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: boxSubject(row), before: { path: row.path } })
    return {}
  },
})

/** Onto a shelf in the order of their numbers, or off the shelves. A box that stands there already stays where it stands. */
export const placeBoxes = action(storage.placeBoxes, {
  load: (ctx, { boxIds }) => loadBoxes(ctx, boxIds, 'lock'),
  allow: () => true,
  async run(ctx, { shelfId, reason }, rows) {
    const { organizationId } = ctx.actor
    const moving = rows.filter((row) => row.shelf_id !== shelfId)
    const room = shelfId
      ? await roomOn(
          ctx,
          shelfId,
          moving.reduce((sum, row) => sum + row.width_cm, 0),
        )
      : null
    for (const [i, row] of moving.entries())
      await setShelf(
        ctx.tx,
        organizationId,
        row.id,
        shelfId && room ? { shelfId, position: room.last + GAP * (i + 1) } : null,
        ctx.now,
      )
    await keepMovements(
      ctx,
      moving.map((row) => ({
        kind: room ? ('placed' as const) : ('unplaced' as const),
        boxId: row.id,
        what: boxLabel(row.kind, row.number),
        from: row.path,
        to: room?.shelf.path ?? null,
        reason,
      })),
    )
    ctx.record({
      subject: boxSubject(rows[0]!),
      before: { paths: moving.map(boxPath) },
      after: { path: room?.shelf.path ?? null, boxes: moving.map((row) => row.number) },
    })
    return { path: room?.shelf.path ?? null, before: rows.map((row) => ({ boxId: row.id, shelfId: row.shelf_id })) }
  },
})
