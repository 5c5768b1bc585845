import type { BlobStore } from '../blobs/index.ts'
import type { Config } from '../config/index.ts'
import type { Answer, Input, Named, Route } from '../contract/index.ts'
import type { Tx } from '../db/index.ts'
import type { AppError } from '../errors/index.ts'
import type { DomainEvent } from '../events/index.ts'
import type { EnqueueOptions, JobDefinition } from '../queue/define.ts'

/** The organisation that stands for the installation itself in audit and settings (sign-in, set-up, system jobs). */
export const INSTALLATION_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Who acts. A person acts **in one post**; organisation, unit and roles come from the post.
 * `account`: signed in without a post (choosing one, own settings). `system`: a named job of the installation.
 */
export interface Actor {
  readonly kind: 'post' | 'account' | 'system' | 'anonymous'
  readonly organizationId: string
  readonly postId: string | null
  readonly accountId: string | null
  readonly personId: string | null
  readonly unitId: string | null
  /** Role ids of the handbook's section 2, from the post. */
  readonly roles: readonly string[]
  /** What a person reads in the audit: name, or the job's name. */
  readonly name: string
  /** Title of the post, for the audit and the timeline. */
  readonly title: string | null
  readonly sessionId: string | null
  /** Network address of the caller. */
  readonly address: string | null
  /** True when the organisation is a demo one. */
  readonly isDemo: boolean
  /** Set for callers that may do less than their post (API keys): the only permissions that pass. Null or none: no narrowing. */
  readonly scopes?: readonly string[] | null
  /**
   * Version of the person's standing (posts, delegations, account, sessions) under which this actor was found out. The
   * doorway compares it as the transaction begins: who lost the post or the account meanwhile does not act. None: not
   * compared (jobs, which look their post up themselves when they begin).
   */
  readonly standing?: number | null
}

export interface Subject {
  readonly type: string
  readonly id: string | null
  /** What a person calls it: symbol, name. */
  readonly label?: string | undefined
}

/** One thing that happened, as the audit keeps it. */
export interface AuditEntry {
  /** `room.verb`; by default the route's. */
  readonly kind: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly subject?: Subject | undefined
  readonly before?: Record<string, unknown> | undefined
  readonly after?: Record<string, unknown> | undefined
  /** Anything else that belongs to the fact: reason, format of an export, error code. */
  readonly data?: Record<string, unknown> | undefined
}

/** What a read gets: a read-only transaction under the actor's row security. */
export interface ReadContext {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  /** Today in Vietnam, YYYY-MM-DD. */
  readonly today: string
  readonly blobs: BlobStore
  readonly config: Config
  readonly signal?: AbortSignal | undefined
  /** Counts and facts about the caller that are not rights: language of the request. */
  readonly lang: 'vi' | 'en'
  /** Permission words that a set of roles holds, for the screen and for narrowing API keys. */
  permissionsOf(roles: readonly string[]): string[]
}

/** A file of an upload route, streamed into the quarantine folder before the transaction began. */
export interface UploadedFile {
  readonly field: string
  /** NFC, without path parts. */
  readonly fileName: string
  /** Path in the quarantine folder. Wiped after the action unless `keep()` was called. */
  readonly path: string
  readonly size: number
  readonly sha256: string
  /** The action takes the file over (it stays in quarantine until somebody moves or wipes it). */
  keep(): void
}

/** What an action gets besides. Everything told here is written in the last round trip, before the commit. */
export interface ActionContext extends ReadContext {
  /** Files of an upload route; empty otherwise. */
  readonly uploads: readonly UploadedFile[]
  /** Completes this action's audit entry (subject, before, after, data); several calls merge. */
  record(entry: Partial<Omit<AuditEntry, 'outcome'>>): void
  /** A further audit entry of its own kind. */
  alsoRecord(entry: Omit<AuditEntry, 'outcome'>): void
  emit(event: DomainEvent): void
  /** Starts a job when the transaction commits. Returns the id under which a tracked job's progress can be read. */
  enqueue<P>(job: JobDefinition<P>, payload: P, options?: EnqueueOptions): string
  /**
   * The one SQL function of the last round trip: it allocates numbers and writes the rows that carry them.
   * `fn` is `schema.function(jsonb) returns jsonb`; its result is merged into the audit entry's `after`
   * and into the payload of the emitted events, and becomes the result of `finish`.
   */
  last(fn: string, args: Record<string, unknown>): void
  /** Shapes the answer from the result of `last`; without it, what `run` returned is the answer. */
  answer(shape: (result: Record<string, unknown>) => unknown): void
  /** Runs after the commit (never for truth: it may be lost). */
  afterCommit(run: () => void | Promise<void>): void
  /**
   * Refuses, but keeps what this transaction wrote (a counter of failed attempts): commits, with the audit entry
   * telling `refused`, then throws the error at the caller. Use as `return ctx.refuse(error)`.
   */
  refuse(error: AppError): undefined
}

/**
 * What a use case has before its transaction begins: for work that must not hold one open (the network, keys, long
 * computing). The route's permission has been checked, nothing else: what it needs it looks up and decides on by itself.
 */
export interface BeforeContext extends Omit<ReadContext, 'tx'> {
  readonly uploads: readonly UploadedFile[]
  /** A short read-only transaction of its own. */
  read<T>(work: (ctx: ReadContext) => Promise<T>): Promise<T>
  /** A short transaction of its own that stays, whatever becomes of the rest: a number reserved, a failed attempt counted. */
  transaction<T>(work: (ctx: ActionContext) => Promise<T>): Promise<T>
}

/** One use case behind one route (an action: audited, may write). */
export interface ActionSpec<R extends Route, F, B = undefined> {
  /** Done before the transaction begins, outside of any. What it answers is handed to `run`, which trusts no fact in it. */
  beforehand?(ctx: BeforeContext, input: Input<R>): Promise<B>
  /** Loads what the decision needs, with row locks where state moves. Throw PLATFORM_NOT_FOUND for missing. */
  load?(ctx: ActionContext, input: Input<R>): Promise<F>
  /** May this actor, on these facts? The route's permission was checked before. `false` answers as not found. */
  allow(actor: Actor, facts: F, input: Input<R>): boolean
  run(
    ctx: ActionContext,
    input: Input<R>,
    facts: F,
    before: B,
  ): Promise<Answer<R> | FileAnswer | undefined> | Answer<R> | undefined
}

/** Bytes as an answer. */
export interface FileAnswer {
  readonly file: {
    readonly name: string
    /** Decided by content, never by the caller. */
    readonly mediaType: string
    readonly bytes: Uint8Array | NodeJS.ReadableStream | { readonly sha256: string; readonly size: number }
    /** Shown in the browser (only pdf and raster images), else saved. */
    readonly inline?: boolean
  }
}

export interface Handler {
  readonly route: Named<Route>
  readonly kind: 'action' | 'read'
  readonly spec: ActionSpec<Route, unknown> | { run(ctx: ReadContext, input: never): Promise<unknown> }
}
