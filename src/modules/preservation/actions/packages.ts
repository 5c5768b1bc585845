/** Packages are made by a job, and taken out: the AIP that is kept, a SIP for another archive, a DIP for use. */
import { type ActionContext, type Actor, action, type BeforeContext, type ReadContext } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { preservation } from '../contract.ts'
import type { EventKind } from '../events.ts'
import { gather } from '../gather.ts'
import { packJob } from '../jobs.ts'
import { openBench, storePackage, withPackage } from '../pack.ts'
import { dipMetadata, type Gathered, listed, referenceCode, sipMetadata, unitOf } from '../rules.ts'
import { originals } from '../rules-conversions.ts'
import { countHidden, countHiddenIn, findPackage, findUnit, insertEvents, packableIn } from '../store.ts'

export const pack = action(preservation.pack, {
  async load({ tx, actor }, { unitId }) {
    const unit = await findUnit(tx, actor, unitId)
    if (!unit) throw new AppError('PLATFORM_NOT_FOUND')
    return unit
  },
  allow: () => true, // the permission is the archive's
  async run(ctx, { unitId }, unit) {
    const ids = await packableIn(ctx.tx, ctx.actor.organizationId, unitId)
    if (ids.length === 0) throw new AppError('PRESERVATION_NOTHING')
    const jobId = ctx.enqueue(
      packJob,
      { scopeId: unitId },
      { title: `Đóng gói: ${unit.code || unit.level}`.slice(0, 200) },
    )
    ctx.record({ subject: subjectOf(unitId, unit), data: { files: ids.length } })
    return { jobId, files: ids.length }
  },
})

export const take = action(preservation.take, {
  async load({ tx, actor }, { packageId }) {
    const found = await findPackage(tx, actor.organizationId, packageId)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    // The unit is asked for as it stands, the package for what it carries: records may have been moved out of the unit since.
    if (!(await findUnit(tx, actor, found.unit_id))) throw new AppError('PLATFORM_NOT_FOUND')
    const count = await countHiddenIn(tx, actor, packageId)
    if (count > 0) throw new AppError('PRESERVATION_NARROWED', { facts: { count } })
    return found
  },
  allow: () => true,
  async run(ctx, _input, found) {
    ctx.record({ subject: subjectOf(found.unit_id, found), data: { version: found.version, sha256: found.sha256 } })
    return fileOf(`${safe(found.object_id)}.zip`, { sha256: found.sha256, size: Number(found.size) })
  },
})

export const sip = action(preservation.sip, {
  async beforehand(outside, { unitId, agreement }) {
    const of = await outside.read((ctx) => gathered(ctx, unitId))
    const metadata = sipMetadata(of, { id: newId().toUpperCase(), date: outside.now.toISOString(), agreement })
    if (!metadata) throw new AppError('PRESERVATION_NO_DATES', { facts: { code: referenceCode(of) } })
    return built(outside, of, 'tt05-sip', metadata)
  },
  load: ({ tx, actor }, { unitId }) => refuseHidden(tx, actor, unitId),
  allow: () => true,
  async run(ctx, { unitId, agreement }, _facts, made) {
    tell(ctx, unitId, 'export', `${made.objectId}${agreement ? `, ${agreement}` : ''}`)
    ctx.record({ subject: subjectOf(unitId, made), data: { objectId: made.objectId, agreement } })
    return fileOf(`${made.objectId}.zip`, made.stored)
  },
})

export const dip = action(preservation.dip, {
  async beforehand(outside, { unitId, ...request }) {
    const of = await outside.read((ctx) => gathered(ctx, unitId))
    const metadata = dipMetadata(of, {
      id: newId().toUpperCase(),
      date: outside.now.toISOString(),
      day: outside.today,
      request,
    })
    return built(outside, of, 'tt05-dip', metadata)
  },
  load: ({ tx, actor }, { unitId }) => refuseHidden(tx, actor, unitId),
  allow: () => true,
  async run(ctx, { unitId, requestId, purpose }, _facts, made) {
    tell(ctx, unitId, 'dissemination', `${made.objectId}, ${requestId}`)
    ctx.record({ subject: subjectOf(unitId, made), data: { objectId: made.objectId, requestId, purpose } })
    return fileOf(`${made.objectId}.zip`, made.stored)
  },
})

/** A file with its electronic documents, all of which the actor may read. */
async function gathered({ tx, actor }: ReadContext, unitId: string): Promise<Gathered> {
  const unit = await findUnit(tx, actor, unitId)
  if (unit?.level !== 'file') throw new AppError('PLATFORM_NOT_FOUND')
  await refuseHidden(tx, actor, unitId)
  // Who is given the records is given them as they came.
  const of = originals(await gather(tx, actor.organizationId, unitId))
  if (listed(of).length === 0) throw new AppError('PRESERVATION_NO_FILES')
  return of
}

async function refuseHidden(tx: Tx, actor: Actor, unitId: string): Promise<void> {
  const count = await countHidden(tx, actor, unitId)
  if (count > 0) throw new AppError('PRESERVATION_NARROWED', { facts: { count } })
}

async function built(outside: BeforeContext, of: Gathered, profile: 'tt05-sip' | 'tt05-dip', metadata: object) {
  const bench = await openBench(outside.config.home, outside.blobs)
  return withPackage(bench, of, { profile, metadata, now: outside.now }, outside.signal, async (made, report) => {
    const fault = report.findings.find((one) => one.level === 'error')
    // What we write ourselves is valid, or it does not leave the house.
    if (!report.valid) throw new Error(`${profile} ${fault?.ruleId} ${fault?.path}`)
    return {
      objectId: made.objectId,
      code: referenceCode(of),
      title: String(unitOf(of)['title']),
      // No row refers to it: the nightly sweep takes it away when it has served.
      stored: await storePackage(bench, made),
    }
  })
}

function tell(ctx: ActionContext, unitId: string, kind: EventKind, detail: string): void {
  insertEvents(ctx.tx, [
    {
      organizationId: ctx.actor.organizationId,
      id: newId(),
      unitId,
      packageId: null,
      kind,
      at: ctx.now,
      byName: ctx.actor.name,
      outcome: 'success',
      detail,
    },
  ])
}

const subjectOf = (id: string, unit: { code: string; title: string }) => ({
  type: 'unit',
  id,
  label: `${unit.code} ${unit.title}`.slice(0, 200),
})

const safe = (name: string): string => name.replace(/[^\w.-]+/g, '_')

const fileOf = (name: string, bytes: { sha256: string; size: number }) => ({
  file: { name, mediaType: 'application/zip', bytes },
})
