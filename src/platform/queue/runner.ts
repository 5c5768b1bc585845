import { EventEmitter } from 'node:events'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger as GraphileLogger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { sql } from 'kysely'
import type { Kernel } from '../action/kernel.ts'
import { asAppError, systemActor } from '../action/kernel.ts'
import type { ActionContext, Actor } from '../action/types.ts'
import { watchJumps } from '../clock/jumps.ts'
import { isConnectionLoss } from '../db/errors.ts'
import { AppError, defineErrors, sentence } from '../errors/index.ts'
import type { JobDefinition, JobRun } from './define.ts'
import { startHeartbeat } from './heartbeat.ts'
import { forgetFuture } from './set-clock.ts'

defineErrors({
  QUEUE_CANCELLED: { status: 409, vi: 'Việc đã được hủy.', en: 'The job was cancelled.' },
  QUEUE_POST_ENDED: {
    status: 403,
    vi: 'Vị trí công tác đã khởi tạo việc này không còn hiệu lực.',
    en: 'The post that started this job is no longer valid.',
  },
})

export interface Queue {
  /** Stops taking jobs, lets running ones end (or aborts them after the grace), gives connections back. */
  stop(): Promise<void>
}

interface Envelope {
  readonly runId: string
  readonly organizationId: string
  readonly postId: string | null
  readonly payload: unknown
}

/**
 * Works the queue in this process. Every handler must be loadable: a missing one stops the boot.
 * @param ownerUrl connection of the owner role, for the queue's own tables only; handlers work as the application role
 */
export async function startQueue(kernel: Kernel, ownerUrl: string, concurrency: number): Promise<Queue> {
  const stopping = new AbortController()
  const tasks = taskList(kernel, stopping.signal)
  const crons: ParsedCronItem[] = []
  for (const job of kernel.jobs.values())
    if (job.cron)
      crons.push(
        ...parseCronItems([
          { task: job.name, match: job.cron, identifier: job.name, options: { backfillPeriod: 0, maxAttempts: 1 } },
        ]),
      )
  const { ids, events } = workerIds()
  const begin = async (): Promise<Runner> => {
    await forgetFuture(ownerUrl)
    return run({
      connectionString: ownerUrl,
      concurrency,
      maxPoolSize: Math.max(4, concurrency + 2),
      noHandleSignals: true,
      pollInterval: 2000,
      taskList: tasks,
      parsedCronItems: crons,
      logger: quietLogger(kernel),
      events,
    })
  }
  let isStopping = false
  let runner = await begin()
  const stopHeart = startHeartbeat(ownerUrl, () => [...ids])
  // When the database goes away in the middle of a job, the library's own bookkeeping fails where nobody waits for it.
  // Such a loss is no reason to end the process: the queue is begun again until the database is back. Anything else is
  // a fault of ours and ends the process as it should.
  let tellLoss: (error: Error) => void = () => {}
  const onRejection = (error: unknown): void => {
    // The given-up runner may still try to tell a failure through its pool that is already shut: its job is given to
    // another worker by the heartbeat.
    if (/after calling end on the pool/.test((error as Error | null)?.message ?? '')) return
    if (!isConnectionLoss(error)) throw error
    tellLoss(error as Error)
  }
  process.on('unhandledRejection', onRejection)
  // The library's timetable goes by the clock: set ahead, it would work through every minute between; set back, wait until they have
  // all passed again. It is begun anew from the present instead.
  const jumps = watchJumps((ms) => tellLoss(new Error(`the clock was set by ${Math.round(ms / 1000)} s`)))
  const watched = (async () => {
    while (!isStopping) {
      const loss = new Promise<never>((_, reject) => {
        tellLoss = reject
      })
      try {
        await Promise.race([runner.promise, loss])
      } catch (error) {
        if (isStopping) return
        kernel.ports.log.warn({ message: (error as Error).message }, 'the queue is begun again')
        tellLoss = () => {}
        await Promise.race([runner.stop().catch(() => {}), sleep(5000)])
      }
      while (!isStopping) {
        await sleep(500)
        try {
          if (!isStopping) runner = await begin()
          break
        } catch {
          // not back yet
        }
      }
    }
  })()
  return {
    async stop() {
      isStopping = true
      jumps.stop()
      const grace = setTimeout(() => stopping.abort(), 10_000)
      try {
        await runner.stop().catch(() => {})
        await watched
      } finally {
        clearTimeout(grace)
        process.off('unhandledRejection', onRejection)
        await stopHeart()
      }
    },
  }
}

/** How long a job is put off that finds the disk full. */
const POSTPONED_MS = 20_000

/** Works all jobs that are due, then returns: for tests and for commands that need no server. */
export async function runQueueOnce(kernel: Kernel, ownerUrl: string): Promise<void> {
  const never = new AbortController()
  const { ids, events } = workerIds()
  const stopHeart = startHeartbeat(ownerUrl, () => [...ids])
  try {
    await runOnce({
      connectionString: ownerUrl,
      concurrency: 1,
      maxPoolSize: 3,
      noHandleSignals: true,
      taskList: taskList(kernel, never.signal),
      logger: quietLogger(kernel),
      events,
    })
  } finally {
    await stopHeart()
  }
}

/**
 * The ids under which this process locks jobs, as the queue makes and releases them: the pool's (a job is locked by its
 * pool, not by the single worker).
 */
function workerIds(): { ids: Set<string>; events: WorkerEvents } {
  const ids = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => ids.add(workerPool.id))
  events.on('pool:release', ({ workerPool }) => ids.delete(workerPool.id))
  return { ids, events }
}

function taskList(kernel: Kernel, stopping: AbortSignal): TaskList {
  const tasks: TaskList = {}
  for (const job of kernel.jobs.values())
    tasks[job.name] = async (payload, helpers) => {
      const isLast = helpers.job.attempts >= helpers.job.max_attempts
      const isOrdered = !job.isSystem && !(payload as { _cron?: unknown } | null)?._cron
      try {
        // What makes room or brings data to safety goes on: those are the installation's own jobs.
        if (isOrdered && kernel.ports.space?.isShort()) throw new AppError('PLATFORM_DISK_FULL')
        await work(kernel, job, readEnvelope(job, payload), isLast, stopping)
      } catch (cause) {
        if (!isOrdered || asAppError(cause).code !== 'PLATFORM_DISK_FULL') throw cause
        // A full disk is nobody's failed attempt: the same job comes again later, as if it had just been ordered.
        const { key, priority, max_attempts: maxAttempts } = helpers.job
        const { rows } = await helpers.withPgClient((client) =>
          client.query<{ name: string | null }>('select queue_name as name from graphile_worker.jobs where id = $1', [
            helpers.job.id,
          ]),
        )
        const queueName = rows[0]?.name
        await helpers.addJob(job.name, payload, {
          runAt: new Date(kernel.ports.clock.now().getTime() + POSTPONED_MS * (1 + Math.random())),
          priority,
          maxAttempts,
          ...(queueName ? { queueName } : {}),
          ...(key ? { jobKey: key } : {}),
        })
      }
    }
  return tasks
}

function quietLogger(kernel: Kernel): GraphileLogger {
  const { log } = kernel.ports
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error({ queue: true }, message)
    else if (level === 'warning') log.warn({ queue: true }, message)
  })
}

function readEnvelope(job: JobDefinition, payload: unknown): Envelope {
  const given = payload as Partial<Envelope> & { _cron?: unknown }
  if (given._cron || !given.organizationId)
    return { runId: 'cron', organizationId: systemActor(job.name).organizationId, postId: null, payload: {} }
  return given as Envelope
}

async function actorOf(kernel: Kernel, job: JobDefinition, envelope: Envelope): Promise<Actor> {
  if (job.isSystem || !envelope.postId) return systemActor(job.name, envelope.organizationId)
  const { organizationId, postId } = envelope
  const actor = await kernel.ports.db.read({ organizationId }, (tx) =>
    kernel.ports.resolvePost(tx, postId, kernel.ports.clock.now()),
  )
  if (!actor || actor.organizationId !== organizationId) throw new AppError('QUEUE_POST_ENDED')
  return actor
}

async function work(
  kernel: Kernel,
  job: JobDefinition,
  envelope: Envelope,
  isLast: boolean,
  stopping: AbortSignal,
): Promise<void> {
  const { db, log } = kernel.ports
  const scope = { organizationId: envelope.organizationId }
  const cancel = new AbortController()
  const signal = AbortSignal.any([cancel.signal, stopping])
  const track = async (
    assign: ReturnType<typeof sql>,
  ): Promise<{ state: string; cancel_requested: boolean } | undefined> => {
    if (!job.isTracked) return undefined
    return db.transaction(scope, async (tx) => {
      const rows = await sql<{ state: string; cancel_requested: boolean }>`update platform.job_run set ${assign}
        where organization_id = ${envelope.organizationId} and id = ${envelope.runId} and state in ('queued', 'running')
        returning state, cancel_requested`.execute(tx)
      return rows.rows[0]
    })
  }
  if (job.isTracked) {
    const started = await track(sql`state = 'running', started_at = coalesce(started_at, now())`)
    if (!started) return // cancelled while waiting
  }
  let report: Record<string, unknown> | null = null
  const watch = job.isTracked
    ? setInterval(() => {
        db.read(scope, (tx) =>
          sql<{ c: boolean }>`select cancel_requested as c from platform.job_run
            where organization_id = ${envelope.organizationId} and id = ${envelope.runId}`.execute(tx),
        )
          .then(({ rows }) => rows[0]?.c && cancel.abort(new AppError('QUEUE_CANCELLED')))
          .catch(() => {})
      }, 1000)
    : null
  try {
    const actor = await actorOf(kernel, job, envelope)
    const { default: handler } = await job.load()
    const api: JobRun = {
      id: envelope.runId,
      actor,
      config: kernel.ports.config,
      blobs: kernel.ports.blobs,
      log: log.child({ job: job.name }),
      get now() {
        return kernel.ports.clock.now()
      },
      references: {
        blobs: kernel.ports.rooms.flatMap((room) => room.blobReferences ?? []),
        quarantine: kernel.ports.rooms.flatMap((room) => room.quarantineReferences ?? []),
      },
      signal,
      transaction: (run: (ctx: ActionContext) => Promise<never>) => kernel.transact(actor, job.name, run),
      transactionIn: (organizationId, run) => {
        if (!job.isSystem) throw new Error(`${job.name} is not a system job`)
        return kernel.transact(systemActor(job.name, organizationId), job.name, run)
      },
      again: (ctx, payload, options) => void ctx.enqueue(job, payload, options),
      progress: async (done, total, words) => {
        signal.throwIfAborted()
        const row = await track(sql`done = ${done}, total = ${total}, words = ${words ?? null}`)
        if (row?.cancel_requested) {
          cancel.abort(new AppError('QUEUE_CANCELLED'))
          signal.throwIfAborted()
        }
      },
      report: (value) => {
        report = value
      },
    } as JobRun
    await handler(api, job.payload.parse(envelope.payload))
    await track(sql`state = 'done', finished_at = now(), report = ${report ? JSON.stringify(report) : null}::jsonb`)
  } catch (cause) {
    if (cancel.signal.aborted) {
      await track(
        sql`state = 'cancelled', finished_at = now(), report = ${report ? JSON.stringify(report) : null}::jsonb`,
      )
      return
    }
    const error = asAppError(cause)
    if (error.status >= 500) log.error({ err: cause, job: job.name }, 'job failed')
    const isFinal = (isLast && error.code !== 'PLATFORM_DISK_FULL') || error.status < 500
    await track(
      isFinal
        ? sql`state = 'failed', finished_at = now(), error = ${sentence(error.code, 'vi', error.facts)}, report = ${report ? JSON.stringify(report) : null}::jsonb`
        : sql`words = ${sentence(error.code, 'vi', error.facts)}`,
    ).catch(() => {})
    if (error.status < 500) return // trying again would not help; it is on record
    throw cause
  } finally {
    if (watch) clearInterval(watch)
  }
}
