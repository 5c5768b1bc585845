import { sql } from 'kysely'
import type { ZodError } from 'zod'
import type { BlobStore } from '../blobs/index.ts'
import { type Clock, dayOf } from '../clock/index.ts'
import type { Config } from '../config/index.ts'
import type { Route } from '../contract/index.ts'
import { isConnectionLoss, pgCode } from '../db/errors.ts'
import type { Database, Scope, Tx } from '../db/index.ts'
import { AppError, type Facts } from '../errors/index.ts'
import type { DomainEvent, Subscriber } from '../events/index.ts'
import { newId } from '../ids/index.ts'
import type { Logger } from '../log/index.ts'
import type { JobDefinition } from '../queue/define.ts'
import type { Room } from './room.ts'
import {
  type ActionContext,
  type ActionSpec,
  type Actor,
  type AuditEntry,
  type Handler,
  INSTALLATION_ID,
  type ReadContext,
  type UploadedFile,
} from './types.ts'

/** What the doorway needs from outside; `main.ts` and the test kit fill it. */
export interface KernelPorts {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly blobs: BlobStore
  readonly log: Logger
  readonly rooms: readonly Room[]
  /** SQL function `(entries jsonb, result jsonb)` that writes audit entries. */
  readonly auditFunction: string
  /** Facts of a post on a day, or null when it is not (or no longer) one; jobs are authorised through it again. */
  resolvePost(tx: Tx, postId: string, now: Date): Promise<Actor | null>
}

export interface RunExtras {
  readonly uploads?: readonly UploadedFile[]
  readonly signal?: AbortSignal
  readonly lang?: 'vi' | 'en'
}

export interface Kernel {
  readonly ports: KernelPorts
  readonly handlers: ReadonlyMap<string, Handler>
  readonly jobs: ReadonlyMap<string, JobDefinition>
  handler(route: Route): Handler
  /** Runs a handler for an actor with raw (unparsed) input. Answers what the route answers. */
  run(handler: Handler, actor: Actor, raw: unknown, extras?: RunExtras): Promise<unknown>
  /** Permission gate alone: may this actor call the route at all? Throws PLATFORM_FORBIDDEN. */
  admit(route: Route, actor: Actor): void
  /** Permission words that the actor's roles hold, for the screen. */
  permissionsOf(actor: Actor): string[]
  /** A transaction for a job, with events; an audit entry is written when the work calls `record`. */
  transact<T>(actor: Actor, kind: string, work: (ctx: ActionContext) => Promise<T>): Promise<T>
  /** Writes an audit entry in a transaction of its own. */
  recordApart(actor: Actor, entry: AuditEntry): Promise<void>
}

/**
 * Wires rooms into one doorway.
 * @throws Error at boot: route without handler, two handlers, permission without rule, job named twice
 */
export function createKernel(ports: KernelPorts): Kernel {
  const handlers = new Map<string, Handler>()
  const permissions = new Map<string, ReadonlySet<string>>()
  const jobs = new Map<string, JobDefinition>()
  const subscribers = new Map<string, Subscriber[]>()
  /** Refusals that were committed together with their audit entry. */
  const onRecord = new WeakSet<AppError>()
  const keyOf = (route: Route): string => `${route.method} ${route.path}`

  for (const room of ports.rooms) {
    for (const [name, rule] of Object.entries(room.permissions)) {
      if (permissions.has(name)) throw new Error(`permission ${name} is given twice`)
      permissions.set(name, new Set(rule.roles))
    }
    for (const handler of room.handlers) {
      if (handlers.has(keyOf(handler.route))) throw new Error(`two handlers for ${keyOf(handler.route)}`)
      handlers.set(keyOf(handler.route), handler)
    }
    for (const job of room.jobs ?? []) {
      if (jobs.has(job.name)) throw new Error(`job ${job.name} is defined twice`)
      jobs.set(job.name, job)
    }
    for (const subscriber of room.subscribers ?? [])
      subscribers.set(subscriber.event, [...(subscribers.get(subscriber.event) ?? []), subscriber])
  }
  for (const room of ports.rooms)
    for (const contract of room.contracts)
      for (const [name, route] of Object.entries<Route>(contract.routes)) {
        if (!handlers.has(keyOf(route))) throw new Error(`${contract.room}.${name} has no handler`)
        if (route.permission !== 'public' && route.permission !== 'session' && !permissions.has(route.permission))
          throw new Error(`permission ${route.permission} of ${contract.room}.${name} has no rule`)
      }
  for (const [event, list] of subscribers)
    for (const one of list)
      if ('job' in one && !jobs.has(one.job.name))
        throw new Error(`subscriber of ${event}: job ${one.job.name} is not listed`)

  function admit(route: Route, actor: Actor): void {
    if (route.permission === 'public') return
    if (actor.kind === 'anonymous') throw new AppError('PLATFORM_SIGN_IN')
    if (actor.scopes && !actor.scopes.includes(route.permission)) throw new AppError('PLATFORM_FORBIDDEN')
    if (route.permission === 'session' || actor.kind === 'system') return
    if (actor.kind !== 'post') throw new AppError('PLATFORM_CHOOSE_POST')
    const roles = permissions.get(route.permission)!
    if (roles.has('*') || actor.roles.some((role) => roles.has(role))) return
    throw new AppError('PLATFORM_FORBIDDEN')
  }

  const permissionsOfRoles = (held: readonly string[]): string[] =>
    [...permissions].filter(([, roles]) => roles.has('*') || held.some((role) => roles.has(role))).map(([name]) => name)

  const scopeOf = (actor: Actor): Scope => ({
    organizationId: actor.organizationId,
    postId: actor.postId,
    accountId: actor.accountId,
    personId: actor.personId,
  })

  function readContext(tx: Tx, actor: Actor, extras: RunExtras): ReadContext {
    const now = ports.clock.now()
    return {
      tx,
      actor,
      now,
      today: dayOf(now),
      blobs: ports.blobs,
      config: ports.config,
      signal: extras.signal,
      lang: extras.lang ?? ports.config.lang,
      permissionsOf: permissionsOfRoles,
    }
  }

  /** Everything the last round trip carries, and the round trip itself. */
  function openLedger(actor: Actor, kind: string, now: Date, isAlwaysAudited: boolean) {
    const main: { -readonly [K in keyof AuditEntry]: AuditEntry[K] } = { kind, outcome: 'done' }
    const more: AuditEntry[] = []
    const events: (DomainEvent & { id: string })[] = []
    const queued: Record<string, unknown>[] = []
    const runs: Record<string, unknown>[] = []
    const after: (() => void | Promise<void>)[] = []
    let last: { fn: string; args: Record<string, unknown> } | null = null
    let shape: ((result: Record<string, unknown>) => unknown) | null = null
    let isRecorded = isAlwaysAudited
    let refusal: AppError | null = null
    const who = actorFields(actor)

    function entry(one: AuditEntry): Record<string, unknown> {
      return { id: newId(now.getTime()), at: now, organizationId: actor.organizationId, actor: who, ...one }
    }

    function addJob(
      job: JobDefinition,
      payload: unknown,
      options: Parameters<ActionContext['enqueue']>[2] = {},
    ): string {
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
        for (const key of ['before', 'after', 'data'] as const) if (one[key]) main[key] = { ...main[key], ...one[key] }
        if (one.subject) main.subject = one.subject
        if (one.kind) main.kind = one.kind
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
      /** Inline subscribers first (they may add to the ledger), then one statement for all the rest. */
      async close(ctx: ActionContext): Promise<{ shaped: unknown; isShaped: boolean }> {
        for (let i = 0; i < events.length; i++) {
          const event = events[i]!
          for (const subscriber of subscribers.get(event.type) ?? []) {
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
        const auditCall = audit === '[]' ? sql`null` : sql`${sql.raw(ports.auditFunction)}(${audit}::jsonb, t.r)`
        const emitCall = hasEvents ? sql`platform.emit(${emit}::jsonb, t.r)` : sql`null`
        const source = last
          ? sql`select ${sql.raw((last as { fn: string }).fn)}(${JSON.stringify((last as { args: unknown }).args)}::jsonb) as r`
          : sql`select null::jsonb as r`
        const done = await sql<{ r: Record<string, unknown> | null }>`
          with t as materialized (${source}) select t.r, ${auditCall}, ${emitCall} from t`.execute(ctx.tx)
        const result = done.rows[0]?.r ?? {}
        return shape
          ? { shaped: (shape as (r: Record<string, unknown>) => unknown)(result), isShaped: true }
          : { shaped: null, isShaped: false }
      },
    }
  }

  async function withLedger<T>(
    actor: Actor,
    kind: string,
    extras: RunExtras,
    isAlwaysAudited: boolean,
    work: (ctx: ActionContext) => Promise<T>,
  ): Promise<T> {
    const now = ports.clock.now()
    const ledger = openLedger(actor, kind, now, isAlwaysAudited)
    const value = await ports.db.transaction(scopeOf(actor), async (tx) => {
      const ctx: ActionContext = {
        ...readContext(tx, actor, extras),
        now,
        uploads: extras.uploads ?? [],
        ...ledger.tools,
      }
      const result = await work(ctx)
      const end = await ledger.close(ctx)
      return end.isShaped ? (end.shaped as T) : result
    })
    for (const run of ledger.after) {
      try {
        await run()
      } catch (error) {
        ports.log.warn({ err: error, kind }, 'after commit')
      }
    }
    const refusal = ledger.refusal()
    if (refusal) {
      onRecord.add(refusal)
      throw refusal
    }
    return value
  }

  async function recordApart(actor: Actor, entry: AuditEntry): Promise<void> {
    const now = ports.clock.now()
    const row = {
      id: newId(now.getTime()),
      at: now,
      organizationId: actor.organizationId,
      actor: actorFields(actor),
      ...entry,
    }
    await ports.db.transaction(scopeOf(actor), async (tx) => {
      await sql`select ${sql.raw(ports.auditFunction)}(${JSON.stringify([row])}::jsonb, null)`.execute(tx)
    })
  }

  const kernel: Kernel = {
    ports,
    handlers,
    jobs,
    admit,
    recordApart,
    handler(route) {
      const found = handlers.get(keyOf(route))
      if (!found) throw new Error(`no handler for ${keyOf(route)}`)
      return found
    },
    permissionsOf(actor) {
      return permissionsOfRoles(actor.roles)
    },
    transact: (actor, kind, work) => withLedger(actor, kind, {}, false, work),

    async run(handler, actor, raw, extras = {}) {
      const { route } = handler
      const kind = `${route.room}.${route.name}`
      try {
        admit(route, actor)
        const input = parseInput(route, raw)
        if (handler.kind === 'read') {
          const spec = handler.spec as { run(ctx: ReadContext, input: unknown): Promise<unknown> }
          return await ports.db.read(scopeOf(actor), (tx) => spec.run(readContext(tx, actor, extras), input))
        }
        const spec = handler.spec as ActionSpec<Route, unknown>
        return await withLedger(actor, kind, extras, true, async (ctx) => {
          const facts = await spec.load?.(ctx, input as never)
          if (!spec.allow(actor, facts, input as never)) throw new AppError('PLATFORM_NOT_FOUND')
          return spec.run(ctx, input as never, facts)
        })
      } catch (cause) {
        const error = asAppError(cause)
        if (error.status >= 500) ports.log.error({ err: cause, kind }, 'failed')
        // The transaction is rolled back and its connection given back; what happened is kept all the same.
        const isAudited = handler.kind === 'action' || error.status === 403 || error.status === 404
        if (isAudited && actor.kind !== 'anonymous' && !onRecord.has(error))
          await recordApart(actor, {
            kind,
            outcome: error.status === 401 || error.status === 403 || error.status === 404 ? 'refused' : 'failed',
            subject: subjectOf(route, raw),
            data: { code: error.code, ...pickFacts(error.facts) },
          }).catch((failure) =>
            ports.log.error({ err: failure, kind }, 'the refusal could not be written to the audit'),
          )
        throw error
      }
    },
  }
  return kernel
}

/** An actor for sign-in and set-up: nobody yet. */
export function anonymous(address: string | null): Actor {
  return {
    kind: 'anonymous',
    organizationId: INSTALLATION_ID,
    postId: null,
    accountId: null,
    personId: null,
    unitId: null,
    roles: [],
    name: 'anonymous',
    title: null,
    sessionId: null,
    address,
    isDemo: false,
  }
}

/** The installation at work for one organisation: a named job, never a person. */
export function systemActor(name: string, organizationId: string = INSTALLATION_ID): Actor {
  return {
    kind: 'system',
    organizationId,
    postId: null,
    accountId: null,
    personId: null,
    unitId: null,
    roles: [],
    name,
    title: null,
    sessionId: null,
    address: null,
    isDemo: false,
  }
}

function actorFields(actor: Actor): Record<string, unknown> {
  const { kind, accountId, personId, postId, name, title, address, sessionId } = actor
  return { kind, accountId, personId, postId, name, title, address, sessionId }
}

function parseInput(route: Route, raw: unknown): unknown {
  const input = (raw ?? {}) as { params?: unknown; query?: unknown; body?: unknown }
  const fields: Record<string, string> = {}
  const parts: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part]
    if (!schema) continue
    const parsed = schema.safeParse(input[part] ?? {})
    if (parsed.success) Object.assign(parts, parsed.data)
    else Object.assign(fields, faults(parsed.error))
  }
  if (Object.keys(fields).length > 0) throw new AppError('PLATFORM_INPUT_INVALID', { fields })
  return parts
}

/** field path -> fault word that the screens have a sentence for: required, too_long, too_short, invalid … */
function faults(error: ZodError): Record<string, string> {
  const found: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.join('.') || '_'
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined
    const word =
      isMissing || (issue.code === 'too_small' && issue.minimum === 1)
        ? 'required'
        : issue.code === 'too_big'
          ? `too_long:${issue.maximum}`
          : issue.code === 'too_small'
            ? `too_short:${issue.minimum}`
            : issue.code === 'custom' && issue.message
              ? issue.message
              : 'invalid'
    found[path] ??= word
  }
  return found
}

/** Every failure as one of the registry: what a person can mend keeps its name, the rest is ours. */
export function asAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const code = pgCode(cause)
  if (code === '53100' || code === '58030') return new AppError('PLATFORM_DISK_FULL', { cause })
  if (
    code === '55P03' ||
    code === '40001' ||
    code === '40P01' ||
    code === '57014' ||
    code?.startsWith('08') ||
    code?.startsWith('57P')
  )
    return new AppError('PLATFORM_BUSY', { cause })
  if (isConnectionLoss(cause)) return new AppError('PLATFORM_BUSY', { cause })
  // Errors that SQL functions of the rooms raise carry the registry's code in their message: "VK:BOOK_LOCKED {...}".
  const named = /^VK:([A-Z_]+)(?: (\{.*\}))?$/.exec((cause as Error | null)?.message ?? '')
  if (named) return new AppError(named[1]!, { facts: named[2] ? (JSON.parse(named[2]) as Facts) : {}, cause })
  return new AppError('PLATFORM_INTERNAL', { facts: { id: newId().slice(-12) }, cause })
}

function subjectOf(route: Route, raw: unknown): AuditEntry['subject'] {
  const params = (raw as { params?: Record<string, unknown> } | null)?.params
  const id = params ? Object.values(params)[0] : undefined
  return typeof id === 'string'
    ? { type: (route as { room?: string }).room ?? 'route', id: id.slice(0, 64) }
    : undefined
}

function pickFacts(facts: Facts): Record<string, unknown> {
  return Object.keys(facts).length > 0 ? { facts } : {}
}
