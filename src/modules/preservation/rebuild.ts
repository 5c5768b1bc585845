/** The archive rebuilt from packages alone: descriptions, authorities, custody, publish state, records with their files and who may see them. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openPackage, type PackageSource, verifyPackage } from '#engines/packages/index.ts'
import { recount, restoreKept, unitsBeside } from '#modules/archive/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { restoreWhole } from '#modules/records/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { fingerprintOf, gather } from './gather.ts'
import { changesTo, UNIT_FILE, type UnitFile } from './rules.ts'
import { installedSchemas } from './standards.ts'
import { insertEvents, knownPackages, restorePackage } from './store.ts'
import { restoreConversions } from './store-conversions.ts'

const JOB = 'preservation.rebuild'
const UNIT_FILE_LIMIT = 256 * 1024 ** 2
/** Of one file; larger ones do not fit into the memory of a process. */
const FILE_LIMIT = 2 * 1024 ** 3 - 1

/** A place of packages: a way to have each of them as a file for a moment. */
interface Place {
  readonly name: string
  use<T>(work: (path: string) => Promise<T>): Promise<T>
}

export interface RebuildReport {
  packages: number
  /** Not what they should be: nothing was taken of them. */
  invalid: string[]
  /** Older versions of a unit's package, left aside. */
  older: number
  /** Of organisations that this installation does not have. */
  foreign: string[]
  /** In the store, but in no register of packages: whoever may upload a file could have made them. */
  unlisted: string[]
  /** Of units that were removed or merged away here. */
  gone: number
  /** Could not be taken in, with the reason; the others were. */
  failed: string[]
  units: number
  authorities: number
  documents: number
}

export interface RebuildWish {
  /** A folder with packages anywhere below it, or the installation's own store. */
  readonly from: string | 'store'
  /** Takes packages of the store, too, that no register names: where the register itself is lost. */
  readonly isUnlistedTaken?: boolean
  readonly signal: AbortSignal
  tell(done: number, total: number): void
}

interface Candidate {
  readonly place: Place
  readonly unitId: string
  readonly ids: readonly string[]
  readonly organizationId: string
  readonly version: number
  readonly madeAt: string
}

/**
 * Rebuilds what the newest package of each unit carries; what stands already stays as it is, so it may be broken off and begun again.
 * @throws PRESERVATION_NOT_EMPTY when the archive holds units that no package knows
 */
export async function rebuild(kernel: Kernel, wish: RebuildWish): Promise<RebuildReport> {
  const { db, blobs, config } = kernel.ports
  const report: RebuildReport = {
    packages: 0,
    invalid: [],
    older: 0,
    foreign: [],
    unlisted: [],
    gone: 0,
    failed: [],
    units: 0,
    authorities: 0,
    documents: 0,
  }
  const newest = new Map<string, Candidate>()
  const known = new Map<string, Awaited<ReturnType<typeof knownPackages>>>()
  const knownOf = async (organizationId: string) => {
    const found =
      known.get(organizationId) ?? (await db.read({ organizationId }, (tx) => knownPackages(tx, organizationId)))
    known.set(organizationId, found)
    return found
  }
  for await (const place of wish.from === 'store' ? placesOfStore(blobs) : placesOfFolder(wish.from)) {
    wish.signal.throwIfAborted()
    const found = await place.use((path) => candidate(path, place))
    if (!found) continue
    const listed = await knownOf(found.organizationId)
    if (listed.gone.has(found.unitId)) {
      report.gone += 1
      continue
    }
    if (wish.from === 'store' && !wish.isUnlistedTaken && !listed.hashes.has(place.name)) {
      report.unlisted.push(place.name)
      continue
    }
    const other = newest.get(found.unitId)
    if (other) report.older += 1
    if (!other || other.version < found.version) newest.set(found.unitId, found)
  }
  // The youngest word on a fonds or an inventory is that of the youngest package.
  const chosen = [...newest.values()].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
  const owners = new Map<string, string | null>()
  for (const organizationId of new Set(chosen.map((one) => one.organizationId))) {
    const ids = [...new Set(chosen.filter((one) => one.organizationId === organizationId).flatMap((one) => one.ids))]
    const found = await db.read({ organizationId }, async (tx) => ({
      name: (await organizationOf(tx, organizationId))?.name ?? null,
      beside: await unitsBeside(tx, organizationId, ids),
    }))
    owners.set(organizationId, found.name)
    if (found.beside > 0)
      throw new AppError('PRESERVATION_NOT_EMPTY', {
        facts: { organization: found.name ?? organizationId, count: found.beside },
      })
  }
  const schemas = await installedSchemas(config.home)
  for (const [i, one] of chosen.entries()) {
    wish.signal.throwIfAborted()
    if (owners.get(one.organizationId) === null) report.foreign.push(one.place.name)
    else
      await one.place.use(async (path) => {
        if (!(await verifyPackage(path, { schemas })).valid) report.invalid.push(one.place.name)
        else
          await takeIn(kernel, path, report).catch((error: unknown) => {
            // What is wrong with one package does not keep the others out.
            if (wish.signal.aborted || (error instanceof AppError && error.code === 'PLATFORM_DISK_FULL')) throw error
            report.failed.push(`${one.place.name}: ${error instanceof Error ? error.message : String(error)}`)
          })
      })
    wish.tell(i + 1, chosen.length)
  }
  for (const [organizationId, name] of owners)
    if (name !== null)
      await kernel.transact(systemActor(JOB, organizationId), JOB, async (ctx) => {
        await recount(ctx.tx, organizationId)
        ctx.record({
          kind: 'preservation.rebuilt',
          data: {
            ...report,
            invalid: report.invalid.length,
            foreign: report.foreign.length,
            unlisted: report.unlisted.length,
            failed: report.failed.length,
          },
        })
      })
  return report
}

const unitFileOf = (source: PackageSource): string | undefined =>
  [...source.files.keys()].find((path) => path === UNIT_FILE || path.endsWith(`/${UNIT_FILE}`))

/** Null: no package of an archive. Broken ones are told when they are verified, if their own word can be read at all. */
async function candidate(path: string, place: Place): Promise<Candidate | null> {
  const source = await openPackage(path).catch(() => null)
  if (!source) return null
  try {
    const file = unitFileOf(source)
    if (file === undefined) return null
    const of = JSON.parse((await source.read(file, UNIT_FILE_LIMIT)).toString('utf8')) as UnitFile
    if (of.format !== 'vankho-unit' || of.formatVersion !== 1) return null
    const unit = of.units.findLast((one) => one['level'] !== 'item')!
    return {
      place,
      unitId: String(unit['id']),
      ids: of.units.map((one) => String(one['id'])),
      organizationId: of.organization.id,
      version: of.package.version,
      madeAt: of.madeAt,
    }
  } catch {
    return null
  } finally {
    await source.close()
  }
}

/** One package, already verified: its bytes into the store, its rows into the database. */
async function takeIn(kernel: Kernel, path: string, report: RebuildReport): Promise<void> {
  const { blobs } = kernel.ports
  const source = await openPackage(path)
  let of: UnitFile
  try {
    of = JSON.parse((await source.read(unitFileOf(source)!, UNIT_FILE_LIMIT)).toString('utf8')) as UnitFile
    for (const file of source.files.values())
      if (/^representations\/rep1\/data\//.test(file.path) && !file.path.endsWith(UNIT_FILE))
        await blobs.put(await source.read(file.path, FILE_LIMIT))
  } finally {
    await source.close()
  }
  const stored = await blobs.put(createReadStream(path))
  const { organization, documents, package: made } = of
  const unit = of.units.findLast((one) => one['level'] !== 'item')!
  const unitId = String(unit['id'])
  await kernel.transact(systemActor(JOB, organization.id), JOB, async (ctx) => {
    const records = await restoreWhole(
      ctx.tx,
      organization.id,
      documents.map((one) => ({ ...one, components: one.files.flatMap((file) => (file.row ? [file.row] : [])) })),
    )
    await restoreConversions(
      ctx.tx,
      organization.id,
      documents.flatMap((one) => one.copies ?? []),
    )
    const rows = await restoreKept(ctx.tx, organization.id, of)
    const stands = await gather(ctx.tx, organization.id, unitId)
    const isNew = await restorePackage(ctx.tx, {
      organization_id: organization.id,
      id: newId(),
      unit_id: unitId,
      version: made.version,
      kind: made.kind,
      record_status: made.recordStatus,
      object_id: made.objectId,
      code: made.code,
      title: String(unit['title']),
      sha256: stored.sha256,
      size: stored.size,
      documents: documents.filter((one) => one.files.length > 0).length,
      files: documents.reduce((sum, one) => sum + one.files.length + (one.copies?.length ?? 0), 0),
      fingerprint: fingerprintOf(stands),
      changes_to: changesTo(stands),
      document_ids: [...stands.documents.keys()],
      is_valid: true,
      findings: '[]',
      made_at: new Date(of.madeAt),
      made_by_name: ctx.actor.name,
      software: 'Văn Khố',
    })
    report.packages += 1
    report.units += rows.units
    report.authorities += rows.authorities
    report.documents += records.length
    if (rows.units === 0 && records.length === 0 && !isNew) return
    insertEvents(ctx.tx, [
      {
        organizationId: organization.id,
        id: newId(),
        unitId,
        packageId: null,
        kind: 'rebuild',
        at: ctx.now,
        byName: ctx.actor.name,
        outcome: 'success',
        detail: `${made.objectId}, ${made.version}`,
      },
    ])
    if (records.length > 0) ctx.emit({ type: 'preservation.rebuilt', payload: { documentIds: records } })
  })
}

async function* placesOfFolder(folder: string): AsyncGenerator<Place> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(zip|tar)$/i.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    yield { name: entry.name, use: (work) => work(path) }
  }
}

/** Every file of the store that begins like a zip. */
async function* placesOfStore(blobs: BlobStore): AsyncGenerator<Place> {
  for await (const { sha256 } of blobs.list()) {
    if (((await blobs.size(sha256)) ?? 0) < 22) continue
    const head: Uint8Array[] = []
    for await (const chunk of await blobs.open(sha256, { start: 0, end: 3 })) head.push(chunk as Uint8Array)
    if (Buffer.concat(head).toString('latin1') === 'PK\u0003\u0004')
      yield { name: sha256, use: (work) => blobs.withPath(sha256, work) }
  }
}
