/** What actions on stores need, and what several of them do alike. */
import { rulesOf } from '#modules/people/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { policyNumber } from '#regimes/index.ts'
import type { Box, Movement, Place } from './contract.ts'
import { boxLabel, joinPath, metresOf, placeLabel } from './rules.ts'
import { type BoxRow, findBoxes, findPlace, onShelf, type PlaceFigures, type PlaceRow } from './store.ts'
import { insertMovements } from './store-contents.ts'

/** How many boxes of 10 cm make a metre of shelf, and how many sheets fill one, as the office's rules say today. */
export async function measures(ctx: ReadContext): Promise<{ perMetre: number; sheets: number }> {
  const rules = await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  return {
    perMetre: Math.max(1, policyNumber(rules, 'boxes-per-metre')),
    sheets: Math.max(1, policyNumber(rules, 'sheets-per-box')),
  }
}

export async function loadPlace(ctx: ReadContext, id: string, how: 'look' | 'lock' = 'look'): Promise<PlaceRow> {
  const found = await findPlace(ctx.tx, ctx.actor.organizationId, { id }, how)
  if (!found) throw new AppError('PLATFORM_NOT_FOUND')
  return found
}

/** All of these boxes, in the order of their numbers. */
export async function loadBoxes(
  ctx: ReadContext,
  ids: readonly string[],
  how: 'look' | 'lock' = 'look',
): Promise<BoxRow[]> {
  const found = await findBoxes(ctx.tx, ctx.actor, { ids }, how)
  if (found.length !== new Set(ids).size) throw new AppError('PLATFORM_NOT_FOUND')
  return found
}
export const loadBox = async (ctx: ReadContext, id: string, how: 'look' | 'lock' = 'look'): Promise<BoxRow> =>
  (await loadBoxes(ctx, [id], how))[0]!

/** The shelf for boxes of so many centimetres more, locked. @throws STORAGE_PLACE_ORDER, STORAGE_SHELF_FULL */
export async function roomOn(
  ctx: ReadContext,
  shelfId: string,
  centimetres: number,
): Promise<{ shelf: PlaceRow; last: number }> {
  const shelf = await loadPlace(ctx, shelfId, 'lock')
  if (shelf.kind !== 'shelf') throw new AppError('STORAGE_PLACE_ORDER')
  const { perMetre } = await measures(ctx)
  const standing = await onShelf(ctx.tx, ctx.actor.organizationId, shelfId)
  if (metresOf(standing.centimetres + centimetres, perMetre) > shelf.metres!) {
    const words = (metres: number) => metres.toLocaleString('vi-VN')
    const free = Math.max(0, shelf.metres! - metresOf(standing.centimetres, perMetre))
    throw new AppError('STORAGE_SHELF_FULL', {
      facts: { label: shelf.path, free: words(free), needed: words(metresOf(centimetres, perMetre)) },
    })
  }
  return { shelf, last: standing.last }
}

export interface Moved {
  readonly kind: Movement['kind']
  readonly boxId: string
  readonly unitId?: string | null
  readonly what: string
  readonly from?: string | null
  readonly to?: string | null
  readonly reason?: string | null
  readonly toWhom?: string | null
  readonly due?: string | null
}

/** Keeps who moved what, when and why. */
export const keepMovements = (ctx: ActionContext, moved: readonly Moved[]): Promise<void> =>
  insertMovements(
    ctx.tx,
    moved.map((one) => ({
      organization_id: ctx.actor.organizationId,
      id: newId(),
      kind: one.kind,
      box_id: one.boxId,
      unit_id: one.unitId ?? null,
      what: one.what,
      from_path: one.from ?? null,
      to_path: one.to ?? null,
      reason: one.reason ?? null,
      to_whom: one.toWhom ?? null,
      due: one.due ?? null,
      at: ctx.now,
      by_post: ctx.actor.postId,
      by_name: ctx.actor.name,
    })),
  )

export const placeSubject = (place: Pick<PlaceRow, 'id' | 'path'>) => ({
  type: 'storage-place',
  id: place.id,
  label: place.path.slice(0, 200),
})
export const boxSubject = (box: Pick<BoxRow, 'id' | 'kind' | 'number'>) => ({
  type: 'box',
  id: box.id,
  label: boxLabel(box.kind, box.number),
})

/** Where a box stands, itself at the end. */
export const boxPath = (box: Pick<BoxRow, 'path' | 'kind' | 'number'>): string =>
  joinPath(box.path, boxLabel(box.kind, box.number))

export const placeView = (row: PlaceFigures, perMetre: number): Place => ({
  id: row.id,
  parentId: row.parent_id,
  kind: row.kind,
  code: row.code,
  name: row.name,
  label: placeLabel(row.kind, row.code),
  path: row.path,
  scanCode: row.scan_code,
  metres: Math.round(row.capacity * 100) / 100,
  used: metresOf(row.centimetres, perMetre),
  boxes: row.boxes,
  children: row.children,
  version: row.version,
})

const named = (number: string | null, title: string | null): string | null =>
  [number, title].filter(Boolean).join(' · ') || null

export const boxView = (row: BoxRow): Box => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  label: boxLabel(row.kind, row.number),
  widthCm: row.width_cm,
  state: row.state,
  fondsId: row.fonds_id,
  fonds: named(row.fonds_number, row.fonds_title),
  inventoryId: row.inventory_id,
  inventory: named(row.inventory_number, row.inventory_title),
  note: row.note,
  shelfId: row.shelf_id,
  path: row.path,
  files: row.files,
  out: row.out,
  from: row.first,
  to: row.last,
  scanCode: row.scan_code,
  version: row.version,
})
