import { z } from 'zod'
import type { ActionContext, Actor } from '../action/types.ts'
import type { BlobStore } from '../blobs/index.ts'
import type { Config } from '../config/index.ts'
import type { EventDelivery } from '../events/index.ts'
import type { Logger } from '../log/index.ts'

/** What a job's handler works with. Nothing here survives the process: state is re-checked in every transaction. */
export interface JobRun {
  readonly id: string
  readonly actor: Actor
  readonly config: Config
  readonly blobs: BlobStore
  readonly log: Logger
  readonly now: Date
  /** What every room declares that it refers to (`Room`): SQL of one column, seen by one organisation. For the sweep. */
  readonly references: { readonly blobs: readonly string[]; readonly quarantine: readonly string[] }
  /** Aborted when a person cancels the job or the process stops. */
  readonly signal: AbortSignal
  /** A transaction through the doorway as the job's actor: audit, events and further jobs as in an action. */
  transaction<T>(work: (ctx: ActionContext) => Promise<T>): Promise<T>
  /** The same for another organisation; only system jobs may. */
  transactionIn<T>(organizationId: string, work: (ctx: ActionContext) => Promise<T>): Promise<T>
  /** The same job for another piece of work, or for this one later, when the transaction commits. */
  again(ctx: ActionContext, payload: unknown, options?: EnqueueOptions): void
  /** Tells how far it is, at most a few times a second; `total` null when unknown. */
  progress(done: number, total: number | null, words?: string): Promise<void>
  /** What the person reads at the end. */
  report(report: Record<string, unknown>): void
}

export type JobHandler<P> = (job: JobRun, payload: P) => Promise<void>

export interface JobDefinition<P = unknown> {
  /** `room.name` */
  readonly name: string
  readonly payload: z.ZodType<P>
  load(): Promise<{ default: JobHandler<P> }>
  /** Has a row that a person can watch, cancel and read. */
  readonly isTracked: boolean
  /** Runs for the installation, not for a post. */
  readonly isSystem: boolean
  /** UTC crontab line; one slot is run once, whatever the number of workers. */
  readonly cron: string | null
  readonly maxAttempts: number
  /** Jobs of one queue run one after another. */
  readonly queue: string | null
  /** Lower runs first. */
  readonly priority: number
}

export interface EnqueueOptions {
  /** Title that a person reads in the job console. */
  readonly title?: string
  readonly runAt?: Date
  /** A waiting job of the same key is replaced: the same work is queued once. */
  readonly key?: string
  readonly queue?: string
}

/**
 * Declares a job. Boot fails on a doubled name.
 * @param name `room.name`
 * @param payload shape of what is handed over; kept small: ids, never content
 * @param load imports the handler when first needed
 */
export function defineJob<P>(
  name: string,
  payload: z.ZodType<P>,
  load: () => Promise<{ default: JobHandler<P> }>,
  options: {
    tracked?: boolean
    system?: boolean
    cron?: string
    maxAttempts?: number
    queue?: string
    priority?: number
  } = {},
): JobDefinition<P> {
  return {
    name,
    payload,
    load,
    isTracked: options.tracked ?? false,
    isSystem: options.system ?? false,
    cron: options.cron ?? null,
    maxAttempts: options.maxAttempts ?? 8,
    queue: options.queue ?? null,
    priority: options.priority ?? 0,
  }
}

/** Payload shape of jobs that serve as queued subscribers. */
export const eventDelivery: z.ZodType<EventDelivery> = z.object({
  eventId: z.string(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
})
