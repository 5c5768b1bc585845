import { CompiledQuery } from 'kysely'
import { lastly } from '../db/index.ts'
import type { AppError } from '../errors/index.ts'
import type { DomainEvent, Subscriber } from '../events/index.ts'
import { newId } from '../ids/index.ts'
import type { JobDefinition } from '../queue/define.ts'
import { actorFields } from './actors.ts'
import type { ActionContext, Actor, AuditEntry } from './types.ts'

/** The function of the last statement that allocates numbers. */
interface Last {
  readonly fn: string
  readonly args: Record<string, unknown>
}

/** An audit entry while it is being told. */
export type OpenEntry = { -readonly [K in keyof AuditEntry]?: AuditEntry[K] }

/** What `record` says more of an entry: kind and subject in place of the former, before, after and data besides. */
export function addTo(entry: OpenEntry, more: Partial<Omit<AuditEntry, 'outcome'>>): void {
  for (const key of ['before', 'after', 'data'] as const) if (more[key]) entry[key] = { ...entry[key], ...more[key] }
  if (more.subject) entry.subject = more.subject
  if (more.kind) entry.kind = more.kind
}

/** What ledgers need of the house: who listens, and where the audit is written. */
export interface LedgerHouse {
  readonly subscribers: ReadonlyMap<string, readonly Subscriber[]>
  /** SQL function `(entries jsonb, result jsonb)`. */
  readonly auditFunction: string
}

/**
 * The ledger of one action: everything that its last statement carries (audit, events, jobs, the number), and that
 * statement itself.
 */
export function openLedger(
  house: LedgerHouse,
  actor: Actor,
  of: { kind: string; now: Date; isAlwaysAudited: boolean },
) {
  const { kind, now, isAlwaysAudited } = of
  const main: { -readonly [K in keyof AuditEntry]: AuditEntry[K] } = { kind, outcome: 'done' }
  const more: AuditEntry[] = []
  const events: (DomainEvent & { id: string })[] = []
  const queued: Record<string, unknown>[] = []
  const runs: Record<string, unknown>[] = []
  const after: (() => void | Promise<void>)[] = []
  let last: Last | null = null
  let shape: ((result: Record<string, unknown>) => unknown) | null = null
  let isRecorded = isAlwaysAudited
  let refusal: AppError | null = null
  const who = actorFields(actor)

  function entry(one: AuditEntry): Record<string, unknown> {
    return { id: newId(now.getTime()), at: now, organizationId: actor.organizationId, actor: who, ...one }
  }

  function addJob(job: JobDefinition, payload: unknown, options: Parameters<ActionContext['enqueue']>[2] = {}): string {
    const id = newId()
    const parsed = job.payload.parse(payload)
    if (job.isTracked)
      runs.push({
        organizationId: actor.organizationId,
        id,
        name: job.name,
        title: options.title ?? null,
        postId: actor.postId,
        accountId: actor.accountId,
      })
    queued.push({
      name: job.name,
      payload: {
        runId: id,
        organizationId: actor.organizationId,
        postId: job.isSystem ? null : actor.postId,
        payload: parsed,
      },
      key: options.key ? `${actor.organizationId}:${options.key}` : null,
      queue: options.queue ?? job.queue,
      runAt: options.runAt ?? null,
      maxAttempts: job.maxAttempts,
      priority: job.priority,
    })
    return id
  }

  const tools = {
    record(one: Partial<Omit<AuditEntry, 'outcome'>>) {
      isRecorded = true
      addTo(main, one)
    },
    alsoRecord(one: Omit<AuditEntry, 'outcome'>) {
      more.push({ ...one, outcome: 'done' })
    },
    emit(event: DomainEvent) {
      events.push({ ...event, id: newId() })
    },
    enqueue: addJob as ActionContext['enqueue'],
    last(fn: string, args: Record<string, unknown>) {
      if (last) throw new Error('only one function can be the last')
      if (!/^[a-z_]+\.[a-z_]+$/.test(fn)) throw new Error(`not a function name: ${fn}`)
      last = { fn, args }
    },
    answer(to: (result: Record<string, unknown>) => unknown) {
      shape = to
    },
    afterCommit(run: () => void | Promise<void>) {
      after.push(run)
    },
    refuse(error: AppError): undefined {
      refusal = error
      isRecorded = true
      main.outcome = 'refused'
      main.data = { ...main.data, code: error.code }
    },
  }

  return {
    tools,
    after,
    refusal: () => refusal,
    /** Inline subscribers first (they may add to the ledger), then one statement for all the rest, with the commit. */
    async close(ctx: ActionContext): Promise<{ shaped: unknown; isShaped: boolean }> {
      for (let i = 0; i < events.length; i++) {
        const event = events[i]!
        for (const subscriber of house.subscribers.get(event.type) ?? []) {
          if ('inline' in subscriber) await subscriber.inline(ctx, event)
          else
            addJob(
              subscriber.job as JobDefinition,
              { eventId: event.id, type: event.type, payload: event.payload },
              { key: `${event.id}:${subscriber.job.name}` },
            )
        }
      }
      const audit = JSON.stringify([...(isRecorded ? [main] : []), ...more].map(entry))
      const emit = JSON.stringify({
        events: events.map((event) => ({ ...event, organizationId: actor.organizationId })),
        runs,
        jobs: queued,
      })
      const hasEvents = events.length + runs.length + queued.length > 0
      // A handful of texts in all, so that each is prepared once a connection.
      const values: string[] = []
      const given = (json: string): string => `$${values.push(json)}::jsonb`
      const first = last as Last | null
      const source = first ? `${first.fn}(${given(JSON.stringify(first.args))})` : 'null::jsonb'
      const calls = ['t.r']
      if (audit !== '[]') calls.push(`${house.auditFunction}(${given(audit)}, t.r)`)
      if (hasEvents) calls.push(`platform.emit(${given(emit)}, t.r)`)
      const [done] = await lastly<{ r: Record<string, unknown> | null }>(
        ctx.tx,
        CompiledQuery.raw(`with t as materialized (select ${source} as r) select ${calls.join(', ')} from t`, values),
      )
      const result = done?.r ?? {}
      return shape
        ? { shaped: (shape as (r: Record<string, unknown>) => unknown)(result), isShaped: true }
        : { shaped: null, isShaped: false }
    },
  }
}
