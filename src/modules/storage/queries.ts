import { loadUnit } from '#modules/archive/index.ts'
import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { storage } from './contract.ts'
import { boxPath, boxView, loadBox, loadPlace, measures, placeView } from './facts.ts'
import { keeps } from './policy.ts'
import { assumedSheets, boxLabel, fillBoxes, placeLabel, readScan } from './rules.ts'
import { findBoxes, findPlace, listBoxes, placesById, placesIn } from './store.ts'
import { contentsOf, filesOf, inventoriesOf, movementsOf, placeOfUnit } from './store-contents.ts'

export const places = read(storage.places, async (ctx, { parent }) => {
  if (parent) await loadPlace(ctx, parent)
  const { perMetre } = await measures(ctx)
  const rows = await placesIn(ctx.tx, ctx.actor.organizationId, parent ?? null)
  return { items: rows.map((row) => placeView(row, perMetre)) }
})

export const place = read(storage.place, async (ctx, { placeId }) => {
  const row = await loadPlace(ctx, placeId)
  const { perMetre } = await measures(ctx)
  const found = await placesById(ctx.tx, ctx.actor.organizationId, row.line)
  const line = row.line.flatMap((id) => found.filter((one) => one.id === id)).map((one) => placeView(one, perMetre))
  return { place: line.at(-1)!, line }
})

export const boxes = read(storage.boxes, async (ctx, { place: placeId, inventory, what, q, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listBoxes(ctx.tx, ctx.actor, {
    place: placeId ? await loadPlace(ctx, placeId) : null,
    inventory: inventory ?? null,
    what,
    q: q?.trim() || null,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(boxView),
    next: rows.length > limit && last ? encodeCursor([last.number_key, last.id]) : null,
  }
})

/** A box with what lies in it; titles that the archive does not show the actor stay away, their numbers do not. */
export const box = read(storage.box, async (ctx, { boxId }) => {
  const row = await loadBox(ctx, boxId)
  const { tx, actor } = ctx
  const contents = await contentsOf(tx, actor, { box: boxId })
  const movements = await movementsOf(tx, actor.organizationId, boxId, 200)
  return {
    box: boxView(row),
    contents: contents.map((one) => ({
      id: one.id,
      boxId: one.box_id,
      unitId: one.unit_id,
      number: one.number,
      title: one.words ?? (one.is_seen ? one.title : null),
      span: one.is_seen ? [one.starts, one.ends].filter(Boolean).join(' – ') || null : null,
      sheets: one.sheets,
      out: one.out_at
        ? { at: one.out_at.toISOString(), reason: one.out_reason!, to: one.out_to!, due: one.out_due }
        : null,
    })),
    // What was moved is told in words of its day, titles among them: others than the keepers see the box's own way.
    movements: movements
      .filter((one) => keeps(actor) || one.unit_id === null)
      .map((one) => ({
        id: one.id,
        kind: one.kind,
        what: one.what,
        from: one.from_path,
        to: one.to_path,
        reason: one.reason,
        toWhom: one.to_whom,
        due: one.due,
        at: one.at.toISOString(),
        byName: one.by_name,
      })),
    abilities: { keep: keeps(actor) },
  }
})

const MOST_FILES = 5000

export const proposal = read(storage.proposal, async (ctx, { inventory, sheetsPerBox, first }) => {
  const files = await filesOf(ctx.tx, ctx.actor, { unboxed: inventory, max: MOST_FILES })
  const perBox = sheetsPerBox ?? (await measures(ctx)).sheets
  const known = (await inventoriesOf(ctx.tx, ctx.actor)).find((one) => one.id === inventory)
  if (!known) throw new AppError('PLATFORM_NOT_FOUND')
  const begin = first ?? known.highest + 1
  return {
    sheetsPerBox: perBox,
    assumed: assumedSheets(files),
    uncounted: files.filter((file) => file.sheets === null).length,
    boxes: fillBoxes(files, perBox)
      .slice(0, 300)
      .map((filled, i) => ({
        number: String(begin + i),
        unitIds: filled.files.map((file) => file.id),
        from: filled.files[0]!.number,
        to: filled.files.at(-1)!.number,
        sheets: filled.sheets,
      })),
  }
})

export const inventories = read(storage.inventories, async (ctx) => ({
  items: (await inventoriesOf(ctx.tx, ctx.actor)).map(({ highest, ...row }) => ({ ...row, next: highest + 1 })),
}))

/** What a scanned label, or the digits typed below its QR, stands for. */
export const scan = read(storage.scan, async (ctx, { code }) => {
  const { organizationId } = ctx.actor
  const label = readScan(code)
  if (label?.of === 'box') {
    const [found] = await findBoxes(ctx.tx, ctx.actor, { scan: label.code })
    if (found)
      return {
        of: 'box' as const,
        id: found.id,
        kind: found.kind,
        label: boxLabel(found.kind, found.number),
        path: found.path ? boxPath(found) : null,
      }
  } else if (label) {
    const found = await findPlace(ctx.tx, organizationId, { scan: label.code })
    if (found)
      return {
        of: 'place' as const,
        id: found.id,
        kind: found.kind,
        label: placeLabel(found.kind, found.code),
        path: found.path,
      }
  }
  throw new AppError('STORAGE_UNKNOWN_LABEL', { facts: { code: code.slice(0, 40) } })
})

/** Only of a file that the archive shows the actor; one that lies in no box has no place. */
export const ofUnit = read(storage.ofUnit, async (ctx, { unitId }) => {
  await loadUnit(ctx, unitId)
  const row = await placeOfUnit(ctx.tx, ctx.actor.organizationId, unitId)
  return {
    place: row
      ? { boxId: row.box_id, label: row.label, outAt: row.out_at?.toISOString() ?? null, outDue: row.out_due }
      : null,
  }
})
