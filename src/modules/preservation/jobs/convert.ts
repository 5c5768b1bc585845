import { statfs } from 'node:fs/promises'
import { findPrograms, packageFor, programFor } from '#engines/convert/index.ts'
import { isUniqueViolation } from '#platform/db/index.ts'
import { AppError, type Facts, sentence } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { makeCopy } from '../conversions.ts'
import { has } from '../policy.ts'
import { wishesHere } from '../queries-formats.ts'
import type { Wish } from '../rules-conversions.ts'
import { signatureSet } from '../standards.ts'
import { insertEvents, type NewEvent } from '../store.ts'
import { insertConversion, listWaiting, type WaitingFile } from '../store-conversions.ts'

/** Files that the report names; the counts are whole. */
const NAMED = 50
const NOTES = 1000

interface Said {
  readonly name: string
  readonly vi: string
  readonly en: string
}
const said = (name: string, code: string, facts: Facts = {}): Said => ({
  name,
  vi: sentence(code, 'vi', facts),
  en: sentence(code, 'en', facts),
})

/** Each file by itself: what cannot be converted is told and the rest goes on; what has its copy is passed over. */
export default async function convert(job: JobRun, { puid }: { puid: string | null }): Promise<void> {
  if (!has(job.actor, 'preservation.work')) throw new AppError('PLATFORM_FORBIDDEN')
  const programs = await findPrograms()
  const signatures = await signatureSet(job.config.home)
  const wishes = await job.transaction((ctx) => wishesHere(ctx, puid))
  const ready = wishes.filter((wish) => programFor(wish.way, programs) !== null)
  const files = await job.transaction(({ tx, actor }) => listWaiting(tx, actor, ready))
  const counts = { converted: 0, notConverted: 0 }
  const faults = wishes
    .filter((wish) => !ready.includes(wish))
    .map((wish) => said(wish.puid, 'PRESERVATION_NO_PROGRAM', { package: packageFor(wish.way) }))
  for (const [i, file] of files.entries()) {
    job.signal.throwIfAborted()
    const name = file.is_hidden ? file.sha256.slice(0, 12) : file.file_name
    await job.progress(i, files.length, name)
    const wish = ready.find((one) => one.puid === file.puid && one.to === file.to)!
    const program = programFor(wish.way, programs)!
    try {
      await convertOne(job, signatures, file, wish, program)
      counts.converted += 1
    } catch (error) {
      if (job.signal.aborted || !(error instanceof AppError) || !isOfFile(error.code)) throw error
      // A program that runs out of room says nothing that tells it from a bad file.
      const room = await statfs(job.config.home)
      if (room.bavail * room.bsize < job.config.spaceNeeded + 2 * Number(file.size))
        throw new AppError('PLATFORM_DISK_FULL')
      counts.notConverted += 1
      if (faults.length < NAMED) faults.push(said(name, error.code, error.facts))
      await job.transaction(async (ctx) => {
        insertEvents(ctx.tx, eventsOf(job, file, ctx.now, 'failure', error.code))
        ctx.record({
          kind: 'preservation.not-converted',
          subject: subjectOf(file),
          data: { to: file.to, fault: error.code },
        })
      })
    }
    job.report({ ...counts, ...(faults.length > 0 ? { filesNotConverted: faults } : {}) })
  }
  await job.progress(files.length, files.length)
  job.report({ ...counts, ...(faults.length > 0 ? { filesNotConverted: faults } : {}) })
}

/** Faults of the one file; everything else (a full disk, a store that does not answer) stops the job. */
const isOfFile = (code: string): boolean => code.startsWith('PRESERVATION_') || code === 'BLOBS_MISSING'

async function convertOne(
  job: JobRun,
  signatures: Awaited<ReturnType<typeof signatureSet>>,
  file: WaitingFile,
  wish: Wish,
  program: NonNullable<ReturnType<typeof programFor>>,
): Promise<void> {
  const made = await makeCopy(
    { home: job.config.home, blobs: job.blobs, signatures },
    { sha256: file.sha256, fileName: file.file_name, size: Number(file.size) },
    { ...wish, program },
    job.signal,
  )
  try {
    await job.transaction(async (ctx) => {
      await insertConversion(ctx.tx, {
        organization_id: job.actor.organizationId,
        id: newId(),
        source_sha256: file.sha256,
        source_puid: file.puid,
        source_pages: made.pagesBefore,
        is_source_signed: made.isSourceSigned,
        sha256: made.stored.sha256,
        size: made.stored.size,
        puid: file.to,
        format_name: made.format.name ?? null,
        format_version: made.format.version ?? null,
        mime: made.format.mime,
        extension: wish.way.extension,
        pages: made.pages,
        program: program.name,
        program_version: program.version,
        notes: made.notes.length > 0 ? made.notes.join('\n').slice(0, NOTES) : null,
        made_at: ctx.now,
        made_by_name: job.actor.name,
      })
      const detail = `${file.puid} -> ${file.to}, ${program.name} ${program.version}, SHA-256 ${made.stored.sha256}`
      insertEvents(ctx.tx, eventsOf(job, file, ctx.now, 'success', detail))
      ctx.record({
        kind: 'preservation.converted',
        subject: subjectOf(file),
        after: { to: file.to, sha256: made.stored.sha256, program: `${program.name} ${program.version}` },
      })
    })
  } catch (error) {
    // Another run has entered this copy at the same moment.
    if (!isUniqueViolation(error, 'conversion_once')) throw error
  }
}

const subjectOf = (file: WaitingFile) => ({ type: 'component', id: file.component_id, label: file.file_name })

/** One for each file of the archive that has the bytes; no name is told, for readers who may not see the document. */
const eventsOf = (job: JobRun, file: WaitingFile, at: Date, outcome: NewEvent['outcome'], detail: string): NewEvent[] =>
  file.unit_ids.map((unitId) => ({
    organizationId: job.actor.organizationId,
    id: newId(),
    unitId,
    packageId: null,
    kind: 'migration',
    at,
    byName: job.actor.name,
    outcome,
    detail: outcome === 'failure' ? `${file.puid} -> ${file.to}, ${detail}` : detail,
  }))
