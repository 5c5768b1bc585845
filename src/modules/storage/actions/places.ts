/** Stores, bays, racks, shelves: made one by one or a rack in one go, changed, put in order, removed (handbook 8.7). */
import { type ActionContext, action } from '#platform/action/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { storage } from '../contract.ts'
import { loadPlace, placeSubject } from '../facts.ts'
import { countOn, joinPath, mayStandIn, placeLabel, scanCode } from '../rules.ts'
import {
  deletePlace,
  insertPlaces,
  isPlaceUsed,
  lastPosition,
  type NewPlace,
  nextSerial,
  type PlaceRow,
  placesIn,
  renamePaths,
  swapPositions,
  updatePlace,
} from '../store.ts'

/** Gaps between neighbours. */
const GAP = 1000

type Parent = Pick<PlaceRow, 'id' | 'store_id' | 'line' | 'path' | 'kind'>

export const addPlace = action(storage.addPlace, {
  load: async (ctx, { parentId }) => (parentId ? loadPlace(ctx, parentId, 'lock') : null),
  allow: () => true, // places are their keepers' alike
  async run(ctx, input, parent) {
    const { kind, code, name, count } = input
    const grid = input.columns && input.shelves ? { columns: input.columns, shelves: input.shelves } : null
    if (!mayStandIn(kind, parent?.kind ?? null) || (grid && kind !== 'rack')) throw new AppError('STORAGE_PLACE_ORDER')
    const { organizationId } = ctx.actor
    const metres = input.metres ?? 1
    let serial = await nextSerial(ctx.tx, organizationId, 'place')
    const rows: NewPlace[] = []
    const make = (above: Parent | null, of: PlaceRow['kind'], as: string, position: number, called: string | null) => {
      const id = newId()
      const row: NewPlace = {
        organization_id: organizationId,
        id,
        parent_id: above?.id ?? null,
        store_id: above?.store_id ?? id,
        line: [...(above?.line ?? []), id],
        kind: of,
        code: as,
        name: called,
        position,
        metres: of === 'shelf' ? metres : null,
        path: joinPath(above?.path ?? null, placeLabel(of, as)),
        scan_code: scanCode('place', serial++),
        created_at: ctx.now,
      }
      rows.push(row)
      return row
    }
    const last = await lastPosition(ctx.tx, organizationId, parent?.id ?? null)
    const made = countOn(code, count).map((as, i) => make(parent, kind, as, last + GAP * (i + 1), name))
    if (grid)
      for (const rack of made)
        for (let column = 1; column <= grid.columns; column++) {
          // A rack of one column has its shelves at once.
          const above = grid.columns === 1 ? rack : make(rack, 'column', String(column), column * GAP, null)
          for (let shelf = 1; shelf <= grid.shelves; shelf++) make(above, 'shelf', String(shelf), shelf * GAP, null)
        }
    await orTaken(insertPlaces(ctx.tx, rows), made.map((one) => placeLabel(one.kind, one.code)).join(', '))
    ctx.record({ subject: placeSubject(made[0]!), after: { places: rows.length } })
    return { ids: made.map((one) => one.id), made: rows.length }
  },
})

export const changePlace = action(storage.changePlace, {
  load: (ctx, { placeId }) => loadPlace(ctx, placeId, 'lock'),
  allow: () => true,
  async run(ctx, { version, code, name, metres, move }, row) {
    const { organizationId } = ctx.actor
    const moved = await orTaken(
      updatePlace(ctx.tx, organizationId, row.id, version, {
        code,
        name,
        metres: row.kind === 'shelf' ? (metres ?? row.metres) : null,
        position: row.position,
      }),
      placeLabel(row.kind, code),
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    if (code !== row.code) {
      const above = row.path.slice(0, row.path.length - placeLabel(row.kind, row.code).length)
      await renamePaths(ctx.tx, organizationId, row, `${above}${placeLabel(row.kind, code)}`)
    }
    if (move) await shift(ctx, row, move)
    ctx.record({
      subject: placeSubject(row),
      before: { code: row.code, name: row.name },
      after: { code, name, metres },
    })
    return { version: moved }
  },
})

export const removePlace = action(storage.removePlace, {
  load: (ctx, { placeId }) => loadPlace(ctx, placeId, 'lock'),
  allow: () => true,
  async run(ctx, { version }, row) {
    const { organizationId } = ctx.actor
    if (await isPlaceUsed(ctx.tx, organizationId, row.id))
      throw new AppError('STORAGE_PLACE_IN_USE', { facts: { label: row.path } })
    if (!(await deletePlace(ctx.tx, organizationId, row.id, version))) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: placeSubject(row) })
    return { parentId: row.parent_id }
  },
})

/** Changes places with the neighbour. */
async function shift(ctx: ActionContext, row: PlaceRow, to: 'before' | 'after'): Promise<void> {
  const siblings = await placesIn(ctx.tx, ctx.actor.organizationId, row.parent_id)
  const at = siblings.findIndex((one) => one.id === row.id)
  const other = siblings[to === 'before' ? at - 1 : at + 1]
  if (other) await swapPositions(ctx.tx, ctx.actor.organizationId, row, other)
}

async function orTaken<T>(work: Promise<T>, label: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isUniqueViolation(error, 'place_code')) throw new AppError('STORAGE_CODE_TAKEN', { facts: { label } })
    throw error
  }
}
