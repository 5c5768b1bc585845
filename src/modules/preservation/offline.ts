/** Copies on a removable disk: a bag (BagIt) with the package in force of every unit, verified after it was written. */
import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buildPackage, type Finding, type PackageReport, verifyPackage } from '#engines/packages/index.ts'
import { allOrganizations } from '#modules/operations/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { SYSTEM_SCOPE } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { openBench } from './pack.ts'
import { type CurrentPackage, currentPackages, insertCopy, noteChecked } from './store-copies.ts'
import { insertChecks } from './store-incidents.ts'

const JOB = 'preservation.copy'

export interface CopyWish {
  readonly to: string
  /** What stands on the disk's sticker. */
  readonly label: string
  /** Where the disk is kept. */
  readonly place: string
  readonly signal: AbortSignal
  tell(done: number, total: number): void
}

export interface CopyMade {
  readonly organization: string
  readonly path: string
  readonly packages: number
  readonly bytes: number
  readonly isGood: boolean
  readonly findings: readonly Finding[]
}

/** Copies the packages of every organisation that has some, each into a bag of its own. */
export async function copyOffline(kernel: Kernel, wish: CopyWish): Promise<CopyMade[]> {
  const { db, clock } = kernel.ports
  const made: CopyMade[] = []
  for (const organizationId of await db.read(SYSTEM_SCOPE, (tx) => allOrganizations(tx))) {
    const now = clock.now()
    const found = await db.read({ organizationId }, async (tx) => ({
      packages: await currentPackages(tx, organizationId),
      organization: await organizationOf(tx, organizationId),
    }))
    if (found.packages.length === 0 || !found.organization) continue
    made.push(await copyOne(kernel, wish, organizationId, found.organization, found.packages, now))
  }
  return made
}

const fileName = (one: CurrentPackage): string => `${one.object_id.replace(/[^\w.-]+/g, '_')}.v${one.version}.zip`

async function copyOne(
  kernel: Kernel,
  wish: CopyWish,
  organizationId: string,
  organization: { name: string; organId: string | null },
  packages: readonly CurrentPackage[],
  now: Date,
): Promise<CopyMade> {
  const { config, blobs } = kernel.ports
  const bench = await openBench(config.home, blobs)
  await mkdir(join(config.home, 'packing'), { recursive: true, mode: 0o700 })
  const staging = await mkdtemp(join(config.home, 'packing', 'c-'))
  try {
    await mkdir(join(staging, 'packages'))
    for (const [i, one] of packages.entries()) {
      wish.signal.throwIfAborted()
      const place = join(staging, 'packages', fileName(one))
      // The bytes are read once, by the writer of the bag; a store on another disk, or an object store, is copied first.
      await blobs.withPath(one.sha256, (path) => link(path, place).catch(() => copyFile(path, place)))
      wish.tell(i + 1, packages.length)
    }
    const list = {
      format: 'vankho-copy',
      formatVersion: 1,
      label: wish.label,
      place: wish.place,
      madeAt: now.toISOString(),
      organization: { id: organizationId, name: organization.name, code: organization.organId },
      packages: packages.map((one) => ({
        path: `packages/${fileName(one)}`,
        sha256: one.sha256,
        objectId: one.object_id,
        unitId: one.unit_id,
        version: one.version,
        kind: one.kind,
        code: one.code,
        title: one.title,
      })),
    }
    await writeFile(join(staging, 'vankho-copy.json'), `${JSON.stringify(list, null, 1)}\n`)
    const name = `vankho-${(organization.organId ?? organizationId.slice(-12)).replace(/[^\w.-]+/g, '_')}-${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}`
    const { path } = await buildPackage({
      profile: 'bagit',
      metadata: {
        id: name,
        bagInfo: {
          'Source-Organization': organization.name,
          'External-Description': `Bản sao ngoại tuyến “${wish.label}”, ${wish.place}`,
          'External-Identifier': name,
        },
      },
      files: staging,
      out: join(wish.to, name),
      now,
      software: bench.software,
    })
    const report = await verifyPackage(path, { profile: 'bagit' })
    const expected = new Map(packages.map((one) => [`data/packages/${fileName(one)}`, one.sha256]))
    const manifest = await readFile(join(path, 'manifest-sha256.txt'), 'utf8')
    // What was written is what the database has on record, not merely what the disk gave.
    const isGood = report.valid && [...expected].every(([file, sha256]) => manifest.includes(`${sha256}  ${file}\n`))
    const bytes = packages.reduce((sum, one) => sum + Number(one.size), 0)
    await kernel.transact(systemActor(JOB, organizationId), JOB, async (ctx) => {
      const id = newId()
      await insertCopy(ctx.tx, {
        organization_id: organizationId,
        id,
        label: wish.label,
        place: wish.place,
        // Of the list that was read: what was packed while this was written is not on it.
        made_at: now,
        made_by_name: ctx.actor.name,
        packages: packages.length,
        bytes,
        manifest: sha256Of(manifest),
        checked_at: ctx.now,
        is_good: isGood,
        findings: report.findings.length,
      })
      insertChecks(ctx.tx, {
        organizationId,
        hashes: packages.map((one) => one.sha256),
        kind: 'replication',
        at: ctx.now,
        byName: ctx.actor.name,
        outcome: isGood ? 'success' : 'failure',
        detail: `${wish.label}, ${wish.place}`,
      })
      ctx.record({
        kind: 'preservation.copied',
        subject: { type: 'copy', id, label: wish.label },
        data: { place: wish.place, packages: packages.length, bytes, isGood },
      })
    })
    return {
      organization: organization.name,
      path,
      packages: packages.length,
      bytes,
      isGood,
      findings: report.findings,
    }
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Verifies an offline copy, without any installation. @throws PRESERVATION_NO_COPY */
export async function checkOffline(
  folder: string,
): Promise<{ report: PackageReport; manifest: string; label: string; organizationId: string; packages: number }> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null)
  const [manifest, list] = [await read('manifest-sha256.txt'), await read(join('data', 'vankho-copy.json'))]
  if (manifest === null || list === null)
    throw new AppError('PRESERVATION_NO_COPY', { facts: { path: basename(folder) } })
  const { label, organization, packages } = JSON.parse(list) as {
    label: string
    organization: { id: string }
    packages: unknown[]
  }
  const report = await verifyPackage(folder, { profile: 'bagit' })
  return { report, manifest: sha256Of(manifest), label, organizationId: organization.id, packages: packages.length }
}

/** Notes in this installation that a copy was looked at. @returns false: it is none of its own */
export async function noteCheck(kernel: Kernel, checked: Awaited<ReturnType<typeof checkOffline>>): Promise<boolean> {
  const { organizationId, report, manifest } = checked
  return kernel.transact(systemActor(JOB, organizationId), JOB, async (ctx) => {
    const label = await noteChecked(ctx.tx, {
      organizationId,
      manifest,
      at: ctx.now,
      isGood: report.valid,
      findings: report.findings.length,
    })
    if (label !== null)
      ctx.record({
        kind: 'preservation.copy-checked',
        subject: { type: 'copy', id: null, label },
        data: { isGood: report.valid },
      })
    return label !== null
  })
}
