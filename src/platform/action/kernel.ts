import { sql } from 'kysely'
import type { BlobStore } from '../blobs/index.ts'
import { type Clock, dayOf } from '../clock/index.ts'
import type { Config } from '../config/index.ts'
import type { Route } from '../contract/index.ts'
import { isConnectionLoss, pgCode } from '../db/errors.ts'
import { type Database, lastly, type Scope, type Tx } from '../db/index.ts'
import { AppError, diskFault, type Facts } from '../errors/index.ts'
import type { Subscriber } from '../events/index.ts'
import { newId } from '../ids/index.ts'
import type { Logger } from '../log/index.ts'
import type { JobDefinition } from '../queue/define.ts'
import type { Space } from '../space/index.ts'
import { actorFields, anonymous } from './actors.ts'
import { parseInput } from './input.ts'
import { openLedger } from './ledger.ts'
import type { Room } from './room.ts'
import type {
  ActionContext,
  ActionSpec,
  Actor,
  AuditEntry,
  BeforeContext,
  Handler,
  ReadContext,
  UploadedFile,
} from './types.ts'

export { anonymous, systemActor } from './actors.ts'

/** What the doorway needs from outside; `main.ts` and the test kit fill it. */
export interface KernelPorts {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly blobs: BlobStore
  readonly log: Logger
  readonly rooms: readonly Room[]
  /** Room on the disks, where somebody looks after it. */
  readonly space?: Pick<Space, 'isShort'> | undefined
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
        if (route.publicOf && route.permission !== 'public')
          throw new Error(`${contract.room}.${name} is public of an organisation, but not public`)
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

  const house = { subscribers, auditFunction: ports.auditFunction }

  const scopeOf = (actor: Actor): Scope => ({
    organizationId: actor.organizationId,
    postId: actor.postId,
    accountId: actor.accountId,
    personId: actor.personId,
    standing: actor.standing ?? null,
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

  async function withLedger<T>(
    actor: Actor,
    kind: string,
    extras: RunExtras,
    isAlwaysAudited: boolean,
    work: (ctx: ActionContext) => Promise<T>,
  ): Promise<T> {
    const now = ports.clock.now()
    const ledger = openLedger(house, actor, { kind, now, isAlwaysAudited })
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

  /** What `beforehand` works with: no transaction is open, short ones may be asked for. */
  function beforeContext(actor: Actor, kind: string, extras: RunExtras): BeforeContext {
    const { tx: _, ...facts } = readContext(undefined as never, actor, extras)
    return {
      ...facts,
      uploads: extras.uploads ?? [],
      read: (work) => ports.db.read(scopeOf(actor), (tx) => work(readContext(tx, actor, extras))),
      transaction: (work) => withLedger(actor, kind, extras, false, work),
    }
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
    // Whatever has become of his standing meanwhile: that he tried is put on record.
    await ports.db.transaction({ ...scopeOf(actor), standing: null }, (tx) =>
      lastly(tx, sql`select ${sql.raw(ports.auditFunction)}(${JSON.stringify([row])}::jsonb, null)`),
    )
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

    async run(handler, caller, raw, extras = {}) {
      const { route } = handler
      let actor = caller
      const kind = `${route.room}.${route.name}`
      try {
        admit(route, actor)
        if (isNewWork(handler) && ports.space?.isShort()) throw new AppError('PLATFORM_DISK_FULL')
        const input = parseInput(route, raw)
        if (route.publicOf) actor = nobodyAt(route, raw, caller)
        if (handler.kind === 'read') {
          const spec = handler.spec as { run(ctx: ReadContext, input: unknown): Promise<unknown> }
          return await ports.db.read(scopeOf(actor), (tx) => spec.run(readContext(tx, actor, extras), input))
        }
        const spec = handler.spec as ActionSpec<Route, unknown, unknown>
        const before = await spec.beforehand?.(beforeContext(actor, kind, extras), input as never)
        return await withLedger(actor, kind, extras, true, async (ctx) => {
          const facts = await spec.load?.(ctx, input as never)
          if (!spec.allow(actor, facts, input as never)) throw new AppError('PLATFORM_NOT_FOUND')
          return spec.run(ctx, input as never, facts, before)
        })
      } catch (cause) {
        const error = asAppError(cause)
        if (error.status >= 500) ports.log.error({ err: cause, kind }, 'failed')
        // The transaction is rolled back and its connection given back; what happened is kept all the same.
        // Not decided yet: the caller is looked up anew and comes again (http), or is told so.
        if (error.code === 'PLATFORM_STANDING_CHANGED') throw error
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

/** Nobody, under the row security of the organisation that the address names; rights of a session do not come along. */
function nobodyAt(route: Route, raw: unknown, caller: Actor): Actor {
  // From the path alone: an argument of the same name is not the address.
  const path = parseInput({ method: route.method, path: route.path, permission: 'public', params: route.params! }, raw)
  return { ...anonymous(caller.address), organizationId: (path as Record<string, string>)[route.publicOf!]! }
}

/** Every failure as one of the registry: what a person can mend keeps its name, the rest is ours. */
export function asAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const code = pgCode(cause)
  if (code === '53100') return new AppError('PLATFORM_DISK_FULL', { cause })
  if (code === '58030') return new AppError('PLATFORM_DISK_BROKEN', { cause })
  const disk = diskFault((cause as NodeJS.ErrnoException | null)?.code)
  if (disk) return new AppError(disk, { cause })
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

/** Reading goes on when the disk is nearly full, and so does signing in and out: all that needs no right of a room. */
function isNewWork({ kind, route }: Handler): boolean {
  return kind === 'action' && route.method !== 'GET' && route.permission !== 'public' && route.permission !== 'session'
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
