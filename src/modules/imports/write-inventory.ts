/** Lines of old inventories as units of the archive and their documents, in sets. */
import { type ImportedUnit, importUnits } from '#modules/archive/index.ts'
import { archivePosts } from '#modules/people/index.ts'
import { documentRow, grantHeld, importDocuments } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { InventoryLine } from './inventory-lines.ts'
import { isNew, type Place, type Spot } from './inventory-places.ts'
import { isCode } from './inventory-words.ts'
import { ofRun, rewriteFiles, rewriteItems, traceWords } from './rewrite-inventory.ts'
import * as store from './store.ts'
import { type Line, tellWritten } from './work.ts'

/** A line with its place. */
export interface Found {
  readonly line: Line
  readonly read: InventoryLine
  readonly place: Place
}

function fondsUnit(read: InventoryLine, place: Place): ImportedUnit {
  const isNumbered = isCode(read.fonds)
  return {
    id: place.fonds.id,
    level: 'fonds',
    repositoryId: place.repositoryId,
    number: isNumbered ? read.fonds.slice(0, 30) : null,
    title: read.fondsTitle ?? (isNumbered ? `Phông ${read.fonds}` : read.fonds),
  }
}

/** Makes what is not there, from the fonds down, corrects what came before, and says what became of each line. */
export async function writeUnits(
  ctx: ActionContext,
  run: store.RunRow,
  all: readonly Found[],
  isAuthor: (one: Found) => boolean,
): Promise<void> {
  const made = new Map<string, { unit: ImportedUnit; origin: store.NewOrigin }>()
  const make = (spot: Spot, unit: ImportedUnit, of: { line: number; content?: string }): void => {
    if (!isNew(spot) || made.has(spot.key)) return
    const { line, content = '' } = of
    made.set(spot.key, {
      unit,
      origin: { key: spot.key, id: unit.id, content, version: 1, line, path: null, extra: null },
    })
  }
  const documents = new Map<string, Found>()
  const changedFiles: Found[] = []
  const changedItems = new Map<string, Found>()
  for (const one of all) {
    const { line, read, place } = one
    line.outcome = 'unchanged'
    if (line.reading.faults.some(({ check }) => check === 'changed-here')) continue
    const { fonds, inventory, file, item } = place
    make(fonds, fondsUnit(read, place), read)
    if (inventory)
      make(
        inventory,
        {
          id: inventory.id,
          level: 'inventory',
          parentId: fonds.id,
          number: read.inventory,
          title: `Mục lục số ${read.inventory}`,
        },
        read,
      )
    if (isAuthor(one)) {
      const { described, content } = read.file!
      if (isNew(file)) {
        const above = { parentId: (inventory ?? fonds).id, number: read.fileNumber }
        make(file, { id: file.id, level: 'file', ...above, ...described }, { line: read.line, content })
        line.outcome = 'created'
      } else if (file.origin && file.origin.content !== content) changedFiles.push(one)
    }
    if (!item) continue
    if (isNew(item)) {
      documents.set(item.key, one)
      line.outcome = 'created'
    } else if (item.origin && item.origin.content !== read.item!.content) changedItems.set(item.key, one)
  }
  const units = [...made.values()]
  await importUnits(ctx, units.map(({ unit }) => unit).sort(byLevel), traceWords(run))
  await store.putOrigins(
    ctx.tx,
    ofRun(ctx, run),
    units.map(({ origin }) => origin),
  )
  await createItems(ctx, run, [...documents.values()])
  await rewriteFiles(ctx, run, changedFiles)
  await rewriteItems(ctx, run, [...changedItems.values()])
}

const LEVELS = ['fonds', 'inventory', 'file', 'item']
const byLevel = (a: ImportedUnit, b: ImportedUnit): number => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)

/** Documents of items; one that came with a list of digitised documents before is the same one. */
async function createItems(ctx: ActionContext, run: store.RunRow, all: readonly Found[]): Promise<void> {
  if (all.length === 0) return
  const listed = await store.originsOf(
    ctx.tx,
    ctx.actor.organizationId,
    'sheet',
    all.map(({ read }) => read.item!.candidate.key),
  )
  const items = all.map((one) => {
    const before = listed.get(one.read.item!.candidate.key)?.target_id ?? null
    return { ...one, documentId: before ?? newId(), isOwn: before === null }
  })
  const own = items.filter((item) => item.isOwn)
  await importDocuments(
    ctx,
    run.id,
    own.map(({ documentId, read }) => documentRow(documentId, 'internal', read.item!.candidate.fields)),
  )
  const posts = new Set([
    ...(await archivePosts(ctx.tx, ctx.actor.organizationId, ctx.today)),
    ...(ctx.actor.postId ? [ctx.actor.postId] : []),
  ])
  // Also one that was here before: it lies in the archive now.
  await grantHeld(
    ctx,
    items.flatMap(({ documentId: id }) => [...posts].map((grantee) => ({ id, kind: 'post' as const, grantee }))),
  )
  await importUnits(
    ctx,
    items.map(({ documentId, read: { item }, place }) => ({
      id: place.item!.id,
      level: 'item',
      parentId: place.file.id,
      number: item!.number,
      documentId,
      ...item!.described,
    })),
    traceWords(run),
  )
  await store.putOrigins(
    ctx.tx,
    ofRun(ctx, run),
    items.map(({ documentId, isOwn, read, place }) => ({
      key: place.item!.key,
      id: isOwn ? documentId : place.item!.id,
      content: read.item!.content,
      version: 1,
      line: read.line,
      path: isOwn ? read.item!.candidate.path : null,
      extra: isOwn ? { unit: place.item!.id, unitVersion: '1' } : null,
    })),
  )
  tellWritten(
    ctx,
    items.map(({ documentId }) => documentId),
  )
}
