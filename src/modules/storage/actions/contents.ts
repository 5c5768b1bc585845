/** What lies in boxes: put in, moved, taken out for a time, put back, taken away; every movement is kept. */
import { loadUnit } from '#modules/archive/index.ts'
import { type ActionContext, action, type ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { storage } from '../contract.ts'
import { boxPath, boxSubject, keepMovements, loadBox, loadBoxes, type Moved } from '../facts.ts'
import type { BoxRow } from '../store.ts'
import {
  type ContentRow,
  contentsOf,
  deleteContents,
  type FileRow,
  filesOf,
  insertContents,
  lastContent,
  moveContent,
  setOut,
} from '../store-contents.ts'
import { makeBoxes } from './boxes.ts'

const GAP = 1000

const nameOf = (of: { number: string | null; title: string | null }): string =>
  [of.number ? `Hồ sơ ${of.number}` : null, of.title].filter(Boolean).join(': ').slice(0, 500)
const numberOf = (row: ContentRow): string => row.words ?? nameOf({ ...row, title: null })
/** Of what is narrowed to others, the number alone. */
const wordsOf = (row: ContentRow): string => row.words ?? nameOf(row.is_seen ? row : { ...row, title: null })

/** Files into a box, those that lie in another one moved. @returns how many were new and how many moved */
async function put(ctx: ActionContext, box: BoxRow, files: readonly FileRow[], reason: string | null) {
  const { organizationId } = ctx.actor
  const out = files.find((file) => file.is_out)
  if (out) throw new AppError('STORAGE_IS_OUT', { facts: { what: nameOf(out) } })
  if (box.state === 'closed') throw new AppError('STORAGE_BOX_CLOSED', { facts: { number: box.number } })
  const coming = files.filter((file) => file.box_id !== box.id)
  const others = [...new Set(coming.flatMap((file) => (file.box_id ? [file.box_id] : [])))]
  const from = new Map((await loadBoxes(ctx, others)).map((one) => [one.id, boxPath(one)]))
  const last = await lastContent(ctx.tx, organizationId, box.id)
  const fresh = []
  const moved: Moved[] = []
  const to = boxPath(box)
  for (const [i, file] of coming.entries()) {
    const position = last + GAP * (i + 1)
    if (file.content_id) await moveContent(ctx.tx, organizationId, file.content_id, { boxId: box.id, position })
    else
      fresh.push({
        organization_id: organizationId,
        id: newId(),
        box_id: box.id,
        position,
        unit_id: file.id,
        words: null,
      })
    const what = {
      unitId: file.id,
      what: nameOf(file),
      from: (file.box_id && from.get(file.box_id)) || null,
      to,
      reason,
    }
    moved.push({ ...what, kind: file.box_id ? 'moved' : 'put-in', boxId: box.id })
    if (file.box_id) moved.push({ ...what, kind: 'moved', boxId: file.box_id })
  }
  await insertContents(ctx.tx, fresh)
  await keepMovements(ctx, moved)
  return { put: fresh.length, moved: coming.length - fresh.length }
}

export const putIn = action(storage.putIn, {
  load: (ctx, { boxId }) => loadBox(ctx, boxId, 'lock'),
  allow: () => true, // the permission is the keepers'
  async run(ctx, { unitIds, range, words, reason }, box) {
    const files = [
      ...(unitIds.length > 0 ? await filesOf(ctx.tx, ctx.actor, { ids: unitIds }) : []),
      ...(range && box.inventory_id ? await filesOf(ctx.tx, ctx.actor, { inventory: box.inventory_id, ...range }) : []),
    ]
    if (files.length === 0 && !words) throw new AppError('STORAGE_NO_FILES')
    const done = await put(ctx, box, files, reason)
    if (words) {
      const position = (await lastContent(ctx.tx, ctx.actor.organizationId, box.id)) + GAP
      await insertContents(ctx.tx, [
        { organization_id: ctx.actor.organizationId, id: newId(), box_id: box.id, position, unit_id: null, words },
      ])
      await keepMovements(ctx, [{ kind: 'put-in', boxId: box.id, what: words, to: boxPath(box), reason }])
    }
    const count = { put: done.put + (words ? 1 : 0), moved: done.moved }
    ctx.record({ subject: boxSubject(box), after: count })
    return count
  },
})

export const fill = action(storage.fill, {
  async load(ctx, { inventoryId }) {
    const inventory = await loadUnit(ctx, inventoryId, 'lock')
    if (inventory.level !== 'inventory') throw new AppError('PLATFORM_NOT_FOUND')
    return inventory
  },
  allow: () => true,
  async run(ctx, { boxes, widthCm }, inventory) {
    const wanted = boxes.flatMap((one) => one.unitIds)
    const files = new Map((await filesOf(ctx.tx, ctx.actor, { ids: wanted })).map((file) => [file.id, file]))
    if (files.size !== wanted.length) throw new AppError('STORAGE_NO_FILES')
    const boxIds = await makeBoxes(ctx, {
      kind: 'box',
      numbers: boxes.map((one) => one.number),
      widthCm,
      fondsId: inventory.fonds_id,
      inventoryId: inventory.id,
      shelfId: null,
      note: null,
    })
    const made = new Map((await loadBoxes(ctx, boxIds)).map((one) => [one.id, one]))
    for (const [i, one] of boxes.entries())
      await put(
        ctx,
        made.get(boxIds[i]!)!,
        one.unitIds.map((id) => files.get(id)!),
        null,
      )
    ctx.record({
      subject: {
        type: 'unit',
        id: inventory.id,
        label: nameOf({ number: null, title: inventory.title }).slice(0, 200),
      },
      after: { boxes: boxes.length, files: wanted.length },
    })
    return { boxIds, files: wanted.length }
  },
})

async function loadContents(ctx: ReadContext, { contentIds }: { contentIds: string[] }): Promise<ContentRow[]> {
  const rows = await contentsOf(ctx.tx, ctx.actor, { ids: contentIds }, 'lock')
  if (rows.length !== new Set(contentIds).size) throw new AppError('PLATFORM_NOT_FOUND')
  return rows
}

/** Keeps a movement for each, under the path of its box; tells the audit what it was about. */
async function tell(
  ctx: ActionContext,
  rows: readonly ContentRow[],
  kind: Moved['kind'],
  more: Partial<Moved>,
): Promise<void> {
  const boxes = new Map((await loadBoxes(ctx, [...new Set(rows.map((row) => row.box_id))])).map((one) => [one.id, one]))
  await keepMovements(
    ctx,
    rows.map((row) => {
      const path = boxPath(boxes.get(row.box_id)!)
      return {
        kind,
        boxId: row.box_id,
        unitId: row.unit_id,
        what: wordsOf(row),
        ...(kind === 'put-back' ? { to: path } : { from: path }),
        ...more,
      }
    }),
  )
  ctx.record({
    // Readers of the log are not asked what they may see of each file: numbers alone.
    subject: { type: 'box', id: rows[0]!.box_id, label: rows.map(numberOf).join('; ').slice(0, 200) },
    data: { to: more.toWhom ?? null, reason: more.reason ?? null, due: more.due ?? null },
  })
}

export const takeOut = action(storage.takeOut, {
  load: loadContents,
  allow: () => true,
  async run(ctx, { contentIds, reason, to, due }, rows) {
    const out = rows.find((row) => row.out_at)
    if (out) throw new AppError('STORAGE_IS_OUT', { facts: { what: wordsOf(out) } })
    await setOut(ctx.tx, ctx.actor.organizationId, contentIds, { at: ctx.now, reason, to, due: due ?? null })
    await tell(ctx, rows, 'taken-out', { reason, toWhom: to, due: due ?? null })
    return { count: rows.length }
  },
})

export const putBack = action(storage.putBack, {
  load: loadContents,
  allow: () => true,
  async run(ctx, { contentIds, reason }, rows) {
    const lying = rows.find((row) => !row.out_at)
    if (lying) throw new AppError('STORAGE_NOT_OUT', { facts: { what: wordsOf(lying) } })
    await setOut(ctx.tx, ctx.actor.organizationId, contentIds, null)
    await tell(ctx, rows, 'put-back', { reason })
    return { count: rows.length }
  },
})

export const removeContents = action(storage.removeContents, {
  load: loadContents,
  allow: () => true,
  async run(ctx, { contentIds, reason }, rows) {
    const out = rows.find((row) => row.out_at)
    if (out) throw new AppError('STORAGE_IS_OUT', { facts: { what: wordsOf(out) } })
    await deleteContents(ctx.tx, ctx.actor.organizationId, contentIds)
    await tell(ctx, rows, 'removed', { reason })
    return { count: rows.length }
  },
})
