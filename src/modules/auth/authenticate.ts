/**
 * Who calls? On every request, so: one query for the account, one for its posts, and both kept for a while, with the
 * version of the person's standing. The doorway compares that version as its transaction begins, so what is kept never
 * lets anybody act who may no longer (decision 0002); and nobody is turned away on what is kept: a refusal is looked up.
 */

import { actorOfPost } from '#modules/people/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { anonymous } from '#platform/action/kernel.ts'
import { type Actor, INSTALLATION_ID } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/server.ts'
import { isAdministrator, type PostFacts, policyFor, postsOf } from './persons.ts'
import { acceptsPasswords, isThisMachine } from './policy.ts'
import { type Duty, dutyOf, isSessionAlive, QCVN12, sessionLimits } from './rules.ts'
import { hashOf } from './secrets.ts'
import {
  type CallerRow,
  callerOfKey,
  callerOfSession,
  endSessionWithoutPost,
  type KeyCallerRow,
  type SessionCallerRow,
  touchKey,
  touchSession,
} from './store/callers.ts'

/** Bounds what hangs on no version: policies of the organisation, idle limits, the day. */
const KEEP_MS = 30_000
const MOST_KEPT = 5000

interface Known<R extends CallerRow> {
  readonly at: number
  /** Posts are those of this day. */
  readonly day: string
  readonly row: R
  readonly posts: readonly PostFacts[]
  readonly isAdmin: boolean
  readonly duty: Duty
  /** Last-seen as the database has it, or as it is being written. */
  touchedAt: number
  /** Posts of others that were asked for: each is put on record once while this is kept. */
  readonly refused: Set<string>
}

/** One look-up: whether it may answer from what is kept, and whether it did not. Only what is sure turns anybody away. */
interface Look {
  readonly isAnew: boolean
  isSure: boolean
}

/**
 * The port `authenticate` of the HTTP server.
 * @returns a post's actor when a post is named, an account's without one, nobody's for a dead session
 * @throws PLATFORM_CHOOSE_POST for a post that is not (or no longer) the caller's, AUTH_ENROL_FIRST and
 *   AUTH_PASSWORD_EXPIRED before duties are done, PLATFORM_SIGN_IN for a dead key, AUTH_NEEDS_TLS for a key in the clear
 */
export function createAuthenticator(kernel: Kernel): (caller: Caller, anew?: 'anew') => Promise<Actor> {
  const { db, clock, config, log } = kernel.ports
  const settled = new Map<string, Known<CallerRow>>()
  /** Look-ups under way: the requests of one screen come at once. One that must be anew joins none. */
  const running = new Map<string, Promise<Known<CallerRow> | null>>()

  /** What is known under a key: kept, unless it is to be looked up anew, is old, or is of another day. */
  async function look<R extends CallerRow>(
    key: string,
    find: () => Promise<R | null>,
    how: Look,
  ): Promise<Known<R> | null> {
    const now = clock.now()
    const held = settled.get(key)
    const age = held ? now.getTime() - held.at : Number.NaN
    how.isSure = how.isAnew
    if (!how.isAnew && held && age >= 0 && age < KEEP_MS && held.day === dayOf(now)) return held as Known<R>
    const joined = how.isAnew ? undefined : running.get(key)
    if (joined) return (await joined) as Known<R> | null
    const work = load(find, held)
    running.set(key, work as Promise<Known<CallerRow> | null>)
    try {
      const known = await work
      if (!known) settled.delete(key)
      else {
        if (settled.size >= MOST_KEPT) settled.clear()
        settled.set(key, known as Known<CallerRow>)
      }
      how.isSure = true
      return known
    } finally {
      if (running.get(key) === work) running.delete(key)
    }
  }

  async function load<R extends CallerRow>(
    find: () => Promise<R | null>,
    held: Known<CallerRow> | undefined,
  ): Promise<Known<R> | null> {
    const row = await find()
    if (!row || row.disabled_at) return null
    const now = clock.now()
    const day = dayOf(now)
    return db.read({ organizationId: INSTALLATION_ID, personId: row.person_id }, async (tx) => {
      const posts = await postsOf(tx, row.person_id, day)
      const isAdmin = isAdministrator(posts)
      const policy = isAdmin ? await policyFor(tx, posts, day) : QCVN12
      const duty = dutyOf(
        {
          mustChange: row.must_change,
          passwordAt: row.password_at,
          hasSecondFactor: row.has_second_factor,
          isDemo: row.is_demo,
        },
        isAdmin,
        policy,
        now,
      )
      const touchedAt = held?.touchedAt ?? 0
      return { at: now.getTime(), day, row, posts, isAdmin, duty, touchedAt, refused: held?.refused ?? new Set() }
    })
  }

  async function act(
    known: Known<CallerRow>,
    postId: string,
    caller: Caller,
    sessionId: string | null,
    how: Look,
  ): Promise<Actor> {
    const actor = asAccount(known, caller, sessionId)
    const post = known.posts.find((one) => one.postId === postId)
    if (!post) {
      const error = new AppError('PLATFORM_CHOOSE_POST')
      if (how.isSure && known.refused.size < 20 && !known.refused.has(postId)) {
        known.refused.add(postId)
        await kernel
          .recordApart(actor, {
            kind: 'auth.actInPost',
            outcome: 'refused',
            subject: { type: 'post', id: postId },
            data: { code: error.code },
          })
          .catch((failure) => log.error({ err: failure }, 'the refusal could not be written to the audit'))
      }
      throw error
    }
    if (known.duty === 'enrol') throw new AppError('AUTH_ENROL_FIRST')
    if (known.duty === 'change-password') throw new AppError('AUTH_PASSWORD_EXPIRED')
    return {
      ...actorOfPost(post, { accountId: known.row.account_id, sessionId, address: caller.address }),
      standing: known.row.standing,
    }
  }

  function asAccount(known: Known<CallerRow>, caller: Caller, sessionId: string | null): Actor {
    return {
      ...anonymous(caller.address),
      kind: 'account',
      accountId: known.row.account_id,
      personId: known.row.person_id,
      name: known.posts[0]?.fullName ?? known.row.login,
      sessionId,
      isDemo: known.row.is_demo,
      standing: known.row.standing,
    }
  }

  async function bySession(secret: string, caller: Caller, how: Look): Promise<Actor> {
    const hash = hashOf(secret)
    const known = await look<SessionCallerRow>(`s${hash.toString('base64')}`, () => callerOfSession(db.pool, hash), how)
    if (!known) return anonymous(caller.address)
    const now = clock.now()
    const { row } = known
    const lastSeenAt = new Date(Math.max(row.last_seen_at.getTime(), known.touchedAt))
    const session = { endedAt: row.ended_at, expiresAt: row.expires_at, lastSeenAt }
    if (!isSessionAlive(session, known.isAdmin, now)) return anonymous(caller.address)
    if (row.is_demo && !isThisMachine(config, caller.address)) return anonymous(caller.address)
    if (known.posts.length === 0) {
      // The last post has ended: so does the session.
      if (how.isSure) await endSessionWithoutPost(db.pool, row.session_id, now)
      return anonymous(caller.address)
    }
    if (
      now.getTime() - lastSeenAt.getTime() >= sessionLimits.touchMs ||
      (row.user_agent === '' && known.touchedAt === 0)
    ) {
      known.touchedAt = now.getTime()
      touchSession(db.pool, row.session_id, now, caller.userAgent).catch((error) =>
        log.warn({ err: error }, 'last seen could not be written'),
      )
    }
    return caller.post === undefined
      ? asAccount(known, caller, row.session_id)
      : act(known, caller.post, caller, row.session_id, how)
  }

  async function byKey(secret: string, caller: Caller, how: Look): Promise<Actor> {
    if (!acceptsPasswords(config, caller.address)) throw new AppError('AUTH_NEEDS_TLS')
    const hash = hashOf(secret)
    const known = await look<KeyCallerRow>(`k${hash.toString('base64')}`, () => callerOfKey(db.pool, hash), how)
    const now = clock.now()
    const isDead = !known || known.row.ended_at !== null || now >= known.row.expires_at
    if (isDead || (known.row.is_demo && !isThisMachine(config, caller.address))) throw new AppError('PLATFORM_SIGN_IN')
    const { row } = known
    if (caller.post !== undefined && caller.post !== row.post_id) throw new AppError('PLATFORM_CHOOSE_POST')
    const usedAt = Math.max(row.last_used_at?.getTime() ?? 0, known.touchedAt)
    if (now.getTime() - usedAt >= sessionLimits.touchMs) {
      known.touchedAt = now.getTime()
      touchKey(db.pool, row.key_id, now).catch((error) => log.warn({ err: error }, 'last use could not be written'))
    }
    return { ...(await act(known, row.post_id, caller, `key:${row.key_id}`, how)), scopes: row.scopes }
  }

  async function identify(caller: Caller, how: Look): Promise<Actor> {
    if (caller.bearer) return byKey(caller.bearer, caller, how)
    return caller.cookie ? bySession(caller.cookie, caller, how) : anonymous(caller.address)
  }

  return async (caller, anew) => {
    const how: Look = { isAnew: anew === 'anew', isSure: true }
    try {
      const actor = await identify(caller, how)
      if (actor.kind !== 'anonymous' || how.isSure) return actor
    } catch (error) {
      if (how.isSure || !(error instanceof AppError)) throw error
    }
    return identify(caller, { isAnew: true, isSure: true })
  }
}
