import { open, stat } from 'node:fs/promises'
import { mediaTypes } from '#engines/compose/index.ts'
import type { Extraction } from '#engines/extract/types.ts'
import { rulesOf } from '#modules/people/index.ts'
import type { Finding } from '#modules/records/index.ts'
import {
  addFinding,
  findComponents,
  insertComponent,
  moveWaiting,
  putDerivative,
  setComponentRole,
  takeComponents,
} from '#modules/records/index.ts'
import { refusal } from '#modules/secrecy/index.ts'
import { askVerification } from '#modules/signatures/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { sentence } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { suggestionOf } from '../rules.ts'
import { addComponents, findItem, type ItemRow, moveItem, waitingInto } from '../store.ts'
import { nameOf, waitingPath, wipeWaiting } from '../waiting-file.ts'
import { mediaTypeOf, type ReadFile, readFile, readingBytes } from './read-file.ts'

/**
 * Quarantine -> screen -> store -> suggest. Killed at any point, the next run does it again: the quarantined file stays
 * until the row that names its bytes is committed.
 */
export default async function screen(job: JobRun, { itemId }: { itemId: string }): Promise<void> {
  const { organizationId } = job.actor
  const found = await job.transaction((ctx) => findItem(ctx.tx, organizationId, itemId))
  if (found?.state !== 'screening') return
  if (found.component_ids.length > 0) return suggestAgain(job, found)
  const { home } = job.config
  const quarantine = found.quarantine ?? '-'
  const path = waitingPath(home, quarantine)
  const item = { ...found, title: found.title ?? (await nameOf(home, found.quarantine)) }
  if (!(await stat(path).catch(() => null))) {
    await job.transaction(async (ctx) => {
      await moveItem(ctx.tx, organizationId, itemId, {
        from: ['screening'],
        to: 'failed',
        words: GONE,
        quarantine: null,
      })
      await openArrival(ctx, item)
    })
    return
  }
  const { read, fault } = await readFile(path)

  if (read?.secrecy && !job.config.isIsolated && item.overruled_reason === null) {
    const level = read.secrecy
    await job.transaction(async (ctx) => {
      const error = refusal(level, await rulesOf(ctx.tx, organizationId, dayOf(ctx.now)))
      const words = {
        vi: sentence(error.code, 'vi', error.facts),
        en: sentence(error.code, 'en', { ...error.facts, rule: error.facts['ruleEn'] }),
      }
      const moved = await moveItem(ctx.tx, organizationId, itemId, {
        from: ['screening'],
        to: 'refused',
        title: null,
        words,
      })
      if (moved) await openArrival(ctx, item, 'secret')
      if (moved) ctx.record({ kind: 'intake.refuse-secret', subject: { type: 'intake', id: itemId }, data: { level } })
    })
    return
  }

  // Opened before it is read on: a file that another run of this job has taken away meanwhile must not end the process.
  const source = await open(path).catch(() => null)
  if (!source) return
  const stored = await job.blobs.put(source.createReadStream())
  const reading = read ? await job.blobs.put(readingBytes(read)) : null
  const view = read?.view ? await job.blobs.put(read.view.bytes) : null
  const mediaType = await mediaTypeOf(path)
  await job.transaction(async (ctx) => {
    const current = await findItem(ctx.tx, organizationId, itemId, 'lock')
    if (current?.state !== 'screening' || current.component_ids.length > 0) return
    const componentId = newId()
    const findings: Finding[] = [...(read?.extraction.findings ?? []), ...(fault ? [fault] : [])]
    insertComponent(ctx.tx, {
      organizationId,
      id: componentId,
      role: item.role ?? (item.into_item || item.into_document ? 'attachment' : 'main'),
      position: 0,
      fileName: item.title ?? 'tep',
      mediaType,
      size: stored.size,
      sha256: stored.sha256,
      pageCount: read?.extraction.pages ?? null,
      findings,
      waitingUnitId: item.unit_id,
      now: ctx.now,
      createdBy: item.created_by,
    })
    if (reading) await keepReading(ctx, componentId, reading)
    askVerification(ctx, { componentId, mediaType })
    if (view) keepView(ctx, componentId, view, read?.view?.finding ?? null)
    await settle(ctx, item, componentId, read?.extraction ?? null)
    ctx.record({
      kind: 'intake.accept',
      subject: { type: 'component', id: componentId, label: item.title ?? undefined },
      data: {
        sha256: stored.sha256,
        size: stored.size,
        ...(item.overruled_reason ? { overruled: item.overruled_reason } : {}),
      },
    })
    ctx.afterCommit(() => wipeWaiting(home, quarantine))
  })
}

type Context = Parameters<Parameters<JobRun['transaction']>[0]>[0]

/** Remembers what was read from a component, as bytes in the store. */
export async function keepReading(
  ctx: Context,
  componentId: string,
  reading: { sha256: string; size: number },
): Promise<void> {
  putDerivative(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    componentId,
    kind: 'text',
    blob: { ...reading, mediaType: 'application/json' },
    now: ctx.now,
  })
}

/** Keeps the pages made of a file that has none, and says what they are. */
export function keepView(
  ctx: Context,
  componentId: string,
  view: { sha256: string; size: number },
  finding: Finding | null,
): void {
  const { organizationId } = ctx.actor
  const blob = { ...view, mediaType: mediaTypes.pdf }
  putDerivative(ctx.tx, { organizationId, componentId, kind: 'view', blob, now: ctx.now })
  if (finding) addFinding(ctx.tx, organizationId, componentId, finding)
}

const GONE = {
  vi: 'Tệp tạm không còn; xin tải lên lại.',
  en: 'The temporary file is gone; please upload it again.',
}

/** Where the stored component goes: an item of its own, another item, or a document already registered. */
async function settle(ctx: Context, item: ItemRow, componentId: string, read: Extraction | null): Promise<void> {
  const { organizationId } = ctx.actor
  const rules = await rulesOf(ctx.tx, organizationId, dayOf(ctx.now))
  const suggestion = read ? suggestionOf(read, rules) : null
  if (item.into_document) {
    await takeComponents(ctx.tx, organizationId, [componentId], item.into_document)
    await moveItem(ctx.tx, organizationId, item.id, {
      from: ['screening'],
      to: 'registered',
      title: item.title,
      quarantine: null,
      documentId: item.into_document,
      suggestion,
    })
    ctx.emit({
      type: 'intake.file-added',
      payload: { documentId: item.into_document, componentId, fileName: item.title, itemId: item.id },
    })
    return
  }
  const target = item.into_item ? await findItem(ctx.tx, organizationId, item.into_item, 'lock') : null
  const isArrival = target?.source === 'exchange' && target.state === 'screening'
  if (target?.state === 'ready' || (target && isArrival)) {
    await addComponents(ctx.tx, organizationId, target.id, [componentId])
    await moveWaiting(ctx.tx, organizationId, [componentId], target.unit_id)
    // What another installation sent knows its main file and has its form filled in.
    const isFirst = target.component_ids.length === 0 && !isArrival
    if (isFirst) setComponentRole(ctx.tx, organizationId, componentId, 'main', 0)
    await moveItem(ctx.tx, organizationId, target.id, {
      from: [target.state],
      to: target.state,
      ...(isFirst && suggestion ? { suggestion } : {}),
    })
    await moveItem(ctx.tx, organizationId, item.id, {
      from: ['screening'],
      to: 'joined',
      title: item.title,
      quarantine: null,
    })
    await openArrival(ctx, item)
    return
  }
  await addComponents(ctx.tx, organizationId, item.id, [componentId])
  await moveItem(ctx.tx, organizationId, item.id, {
    from: ['screening'],
    to: 'ready',
    title: item.title,
    quarantine: null,
    suggestion,
  })
}

/**
 * The item that a file of another installation goes into is ready when none of its files waits any more.
 * @param held the file is held back for a secret: what the sender said of the document may be one, too (decisions 16)
 */
async function openArrival(ctx: Context, item: ItemRow, held?: 'secret'): Promise<void> {
  if (!item.into_item) return
  const { organizationId } = ctx.actor
  const target = await findItem(ctx.tx, organizationId, item.into_item, 'lock')
  if (target?.source !== 'exchange' || (target.state !== 'screening' && !held)) return
  const isLast = (await waitingInto(ctx.tx, organizationId, target.id)) === 0
  await moveItem(ctx.tx, organizationId, target.id, {
    from: [target.state],
    to: target.state === 'screening' && isLast ? 'ready' : target.state,
    ...(held ? { title: null, suggestion: null } : {}),
  })
}

/** A derived copy (split, rotated) whose text was screened with its origin: only the suggestion is missing. */
async function suggestAgain(job: JobRun, item: ItemRow): Promise<void> {
  const { organizationId } = job.actor
  const components = await job.transaction((ctx) => findComponents(ctx.tx, organizationId, item.component_ids))
  const main = components.find((component) => component.role === 'main') ?? components[0]
  const { read } = main ? await job.blobs.withPath(main.sha256, readFile) : { read: null as ReadFile | null }
  const reading = read ? await job.blobs.put(readingBytes(read)) : null
  await job.transaction(async (ctx) => {
    const rules = await rulesOf(ctx.tx, organizationId, dayOf(ctx.now))
    if (reading && main) await keepReading(ctx, main.id, reading)
    await moveItem(ctx.tx, organizationId, item.id, {
      from: ['screening'],
      to: 'ready',
      suggestion: read ? suggestionOf(read.extraction, rules) : null,
    })
  })
}
