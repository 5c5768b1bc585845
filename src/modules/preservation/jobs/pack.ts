import type { KnownFormat, PackageReport } from '#engines/packages/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { type EventKind, PREMIS_TYPES } from '../events.ts'
import { fingerprintOf, gather } from '../gather.ts'
import { type Bench, openBench, storePackage, withPackage } from '../pack.ts'
import { has } from '../policy.ts'
import {
  aipMetadata,
  changesTo,
  descriptionMetadata,
  type Gathered,
  listed,
  referenceCode,
  UNIT_FILE,
  unitFile,
  unitOf,
} from '../rules.ts'
import {
  eventsOf,
  holdsChangesTo,
  insertEvents,
  insertPackage,
  type NewEvent,
  packableIn,
  packagesOf,
  putFault,
} from '../store.ts'
import { putFormats, type ToldFormat } from '../store-formats.ts'

/** Units that the report names; the counts are whole. */
const NAMED = 50

type Outcome = 'made' | 'unchanged' | 'invalid' | 'failed'

export default async function pack(job: JobRun, { scopeId }: { scopeId: string }): Promise<void> {
  if (!has(job.actor, 'preservation.work')) throw new AppError('PLATFORM_FORBIDDEN')
  const bench = await openBench(job.config.home, job.blobs)
  const ids = await job.transaction((ctx) => packableIn(ctx.tx, job.actor.organizationId, scopeId))
  const counts: Record<Outcome, number> = { made: 0, unchanged: 0, invalid: 0, failed: 0 }
  const faults: string[] = []
  for (const [i, unitId] of ids.entries()) {
    job.signal.throwIfAborted()
    const { outcome, code } = await packOne(job, bench, unitId)
    counts[outcome] += 1
    if ((outcome === 'invalid' || outcome === 'failed') && faults.length < NAMED) faults.push(code)
    await job.progress(i + 1, ids.length, code)
  }
  job.report({ ...counts, ...(faults.length > 0 ? { faults } : {}) })
}

/** One unit: read, packed and verified outside of any transaction, then entered. */
async function packOne(job: JobRun, bench: Bench, unitId: string): Promise<{ outcome: Outcome; code: string }> {
  const { organizationId } = job.actor
  const { of, last, past } = await job.transaction(async ({ tx }) => ({
    of: await gather(tx, organizationId, unitId),
    last: (await packagesOf(tx, organizationId, unitId))[0] ?? null,
    past: await eventsOf(tx, organizationId, unitId, 1000),
  }))
  const name = `${referenceCode(of)} ${String(unitOf(of)['title']).slice(0, 100)}`
  // Words of a job are read by people who may not see the file: no title.
  const code = referenceCode(of)
  const fingerprint = fingerprintOf(of)
  if (last?.fingerprint === fingerprint && last.is_valid) {
    await job.transaction(async ({ tx }) => {
      await putFault(tx, null, { organizationId, unitId })
      await holdsChangesTo(tx, organizationId, last.id, changesTo(of))
    })
    return { outcome: 'unchanged', code }
  }
  const version = (last?.version ?? 0) + 1
  const recordStatus = last ? 'REPLACEMENT' : 'NEW'
  const date = job.now.toISOString()
  // What the package tells of itself: what was done before it, the coming of the file first.
  const came = last
    ? []
    : [eventOf(job, of, null, 'ingest', new Date(String(unitOf(of)['created_at'])), 'success', null)]
  const events = [...came, ...past.toReversed()].map((one) => ({
    type: PREMIS_TYPES[one.kind],
    date: one.at.toISOString(),
    outcome: one.outcome,
    ...(one.detail ? { detail: one.detail } : {}),
  }))
  const isDescription = listed(of).length === 0
  const kind = isDescription ? 'description' : 'aip'
  try {
    const metadata = isDescription
      ? descriptionMetadata(of, { recordStatus, date })
      : aipMetadata(of, { recordStatus, date, events })
    if (!metadata) throw new AppError('PRESERVATION_NO_DATES', { facts: { code: referenceCode(of) } })
    return await withPackage(
      bench,
      of,
      {
        profile: isDescription ? 'csip' : 'tt05-aip',
        metadata,
        now: job.now,
        isDescription,
        besides: { [UNIT_FILE]: unitFile(of, { version, recordStatus, date, kind }) },
      },
      job.signal,
      async (made, report, formats) => {
        const stored = await storePackage(bench, made)
        const id = newId()
        await job.transaction(async (ctx) => {
          await insertPackage(ctx.tx, {
            organization_id: organizationId,
            id,
            unit_id: unitId,
            version,
            kind,
            record_status: recordStatus,
            object_id: made.objectId,
            code: referenceCode(of),
            title: String(unitOf(of)['title']),
            sha256: stored.sha256,
            size: stored.size,
            document_ids: [...of.documents.keys()],
            documents: listed(of).length,
            files: listed(of).reduce((sum, one) => sum + one.files.length, 0),
            fingerprint,
            changes_to: changesTo(of),
            is_valid: report.valid,
            findings: JSON.stringify(report.findings),
            made_at: job.now,
            made_by_name: job.actor.name,
            software: `${bench.software.name} ${bench.software.version}`,
          })
          await putFault(ctx.tx, null, { organizationId, unitId })
          await putFormats(ctx.tx, organizationId, job.now, toldOf(of, formats))
          insertEvents(ctx.tx, [
            ...came,
            eventOf(job, of, id, 'packaging', job.now, 'success', `${made.objectId}, ${recordStatus}`),
            eventOf(job, of, id, 'validation', job.now, verdictOf(report), wordsOf(report)),
          ])
          ctx.record({
            kind: 'preservation.packed',
            subject: { type: 'unit', id: unitId, label: name },
            after: { version, objectId: made.objectId, sha256: stored.sha256, isValid: report.valid },
          })
        })
        return { outcome: report.valid ? ('made' as const) : ('invalid' as const), code }
      },
    )
  } catch (error) {
    // Another run has entered this version at the same moment: the unit is packed.
    if (isUniqueViolation(error, 'package_version')) return { outcome: 'unchanged', code }
    if (!(error instanceof AppError) || job.signal.aborted || !isOfUnit(error.code)) throw error
    await job.transaction(async (ctx) => {
      await putFault(ctx.tx, { organizationId, unitId, code: error.code, facts: error.facts, at: job.now })
      insertEvents(ctx.tx, [eventOf(job, of, null, 'packaging', job.now, 'failure', error.code)])
      ctx.record({
        kind: 'preservation.packed',
        subject: { type: 'unit', id: unitId, label: name },
        data: { fault: error.code },
      })
    })
    return { outcome: 'failed', code }
  }
}

/** Faults of the one unit; everything else (a full disk, a store that does not answer) stops the job. */
const isOfUnit = (code: string): boolean => /^(PACKAGE_|PRESERVATION_)/.test(code) || code === 'BLOBS_MISSING'

/** What each file was told to be; what is not known is said, too. */
const toldOf = (of: Gathered, formats: ReadonlyMap<string, KnownFormat>): ToldFormat[] =>
  listed(of).flatMap((one) =>
    one.files.map((file) => {
      const known = formats.get(file.path)
      const { puid = null, name = null, version = null, mime = null } = known ?? {}
      return { sha256: file.sha256, puid, name, version, mime, fileName: file.fileName }
    }),
  )

const verdictOf = (report: PackageReport): NewEvent['outcome'] =>
  report.valid ? (report.findings.some((one) => one.level === 'warning') ? 'warning' : 'success') : 'failure'

const wordsOf = (report: PackageReport): string =>
  [report.profile, ...new Set(report.findings.filter((one) => one.level !== 'info').map((one) => one.ruleId))].join(' ')

function eventOf(
  job: JobRun,
  of: Gathered,
  packageId: string | null,
  kind: EventKind,
  at: Date,
  outcome: NewEvent['outcome'],
  detail: string | null,
): NewEvent {
  return {
    organizationId: job.actor.organizationId,
    id: newId(),
    unitId: String(unitOf(of)['id']),
    packageId,
    kind,
    at,
    byName: job.actor.name,
    outcome,
    detail,
  }
}
