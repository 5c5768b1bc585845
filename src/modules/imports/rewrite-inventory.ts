/** The same lines of an inventory again: descriptions and documents corrected in place, unless somebody has worked on them. */
import { rewriteUnits, touchedUnits } from '#modules/archive/index.ts'
import { documentRow, rewriteImported, touchedSince } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import * as store from './store.ts'
import { tellWritten } from './work.ts'
import type { Found } from './write-inventory.ts'

/** What the trace of a unit says of an import. */
export const traceWords = (run: Pick<store.RunRow, 'file_name'>): string => run.file_name.slice(0, 200)

export const ofRun = (ctx: ActionContext, run: store.RunRow) => ({
  organizationId: ctx.actor.organizationId,
  kind: run.kind,
  importId: run.id,
})

/** Those that nobody has worked on; the others say so. */
function settle(all: readonly Found[], touched: ReadonlySet<string>, idOf: (one: Found) => string): Found[] {
  return all.filter((one) => {
    const isFree = !touched.has(idOf(one))
    if (isFree) one.line.outcome = one.line.outcome === 'created' ? 'created' : 'updated'
    else one.line.reading.faults.push({ check: 'changed-here' })
    return isFree
  })
}

export async function rewriteFiles(ctx: ActionContext, run: store.RunRow, all: readonly Found[]): Promise<void> {
  if (all.length === 0) return
  const touched = await touchedUnits(
    ctx,
    all.map(({ place: { file } }) => ({ id: file.id, version: file.origin!.version })),
  )
  const free = settle(all, new Set(touched), ({ place }) => place.file.id)
  const done = await rewriteUnits(
    ctx,
    free.map(({ read, place: { file } }) => ({ id: file.id, number: file.unit!.number, ...read.file!.described })),
    traceWords(run),
  )
  const after = new Map(done.map((one) => [one.id, one]))
  await store.putBefore(
    ctx.tx,
    ctx.actor.organizationId,
    run.id,
    free.map(({ place: { file } }) => ({
      id: file.id,
      content: file.origin!.content,
      importBefore: file.origin!.last_import_id,
      document: {},
      entry: after.get(file.id)!.before,
    })),
  )
  await store.putOrigins(
    ctx.tx,
    ofRun(ctx, run),
    free.map(({ read, place: { file } }) => ({
      key: file.key,
      id: file.id,
      content: read.file!.content,
      version: after.get(file.id)!.version,
      line: read.line,
      path: null,
      extra: null,
    })),
  )
}

export async function rewriteItems(ctx: ActionContext, run: store.RunRow, all: readonly Found[]): Promise<void> {
  if (all.length === 0) return
  const originOf = ({ place }: Found): store.OriginRow => place.item!.origin!
  const isOwn = (one: Found): boolean => originOf(one).extra?.['unit'] !== undefined
  const touched = new Set([
    ...(await touchedUnits(
      ctx,
      all.map((one) => ({
        id: one.place.item!.id,
        version: Number(originOf(one).extra?.['unitVersion'] ?? originOf(one).version),
      })),
    )),
    ...(await touchedSince(
      ctx,
      all.filter(isOwn).map((one) => ({ id: originOf(one).target_id, version: originOf(one).version })),
    )),
  ])
  const idOf = (one: Found): string => one.place.item!.id
  const free = settle(
    all.filter((one) => {
      if (touched.has(originOf(one).target_id)) touched.add(idOf(one))
      return true
    }),
    touched,
    idOf,
  )
  const own = free.filter(isOwn)
  const documents = await rewriteImported(
    ctx,
    own.map((one) => documentRow(originOf(one).target_id, 'internal', one.read.item!.candidate.fields)),
  )
  const units = await rewriteUnits(
    ctx,
    free.map((one) => ({ id: idOf(one), number: one.place.item!.unit!.number, ...one.read.item!.described })),
    traceWords(run),
  )
  const document = new Map(documents.map((one) => [one.id, one]))
  const unit = new Map(units.map((one) => [one.id, one]))
  await store.putBefore(
    ctx.tx,
    ctx.actor.organizationId,
    run.id,
    free.map((one) => ({
      id: originOf(one).target_id,
      content: originOf(one).content,
      importBefore: originOf(one).last_import_id,
      document: document.get(originOf(one).target_id)?.before ?? {},
      entry: unit.get(idOf(one))!.before,
    })),
  )
  await store.putOrigins(
    ctx.tx,
    ofRun(ctx, run),
    free.map((one) => {
      const { version } = unit.get(idOf(one))!
      return {
        key: one.place.item!.key,
        id: originOf(one).target_id,
        content: one.read.item!.content,
        version: document.get(originOf(one).target_id)?.version ?? version,
        line: one.read.line,
        path: isOwn(one) ? one.read.item!.candidate.path : null,
        extra: isOwn(one) ? { unit: idOf(one), unitVersion: String(version) } : null,
      }
    }),
  )
  tellWritten(
    ctx,
    own.map((one) => originOf(one).target_id),
  )
}
