/**
 * Who calls? On every request, so: one query for the account, one for its posts, and both kept for a few seconds.
 * Whatever ends here and now (sign-out, password change, disabling) drops the kept answer at once in this process;
 * other processes, and posts that end, follow within KEEP_MS.
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

const KEEP_MS = 3000
const MOST_KEPT = 5000

interface Known<R extends CallerRow> {
  readonly at: number
  readonly row: R
  readonly posts: readonly PostFacts[]
  readonly isAdmin: boolean
  readonly duty: Duty
  /** Last-seen as the database has it, or as it is being written. */
  touchedAt: number
  /** Posts of others that were asked for: each is put on record once while this is kept. */
  readonly refused: Set<string>
}

/** Every authenticator of this process, so that an action can drop what they keep. */
const authenticators = new Set<WeakRef<{ drop(accountId: string | null): void }>>()

/** Drops what is kept about an account in this process; null: about everybody. */
export function forgetCaller(accountId: string | null): void {
  for (const ref of authenticators) {
    const one = ref.deref()
    if (one) one.drop(accountId)
    else authenticators.delete(ref)
  }
}

/**
 * The port `authenticate` of the HTTP server.
 * @returns a post's actor when a post is named, an account's without one, nobody's for a dead session
 * @throws PLATFORM_CHOOSE_POST for a post that is not (or no longer) the caller's, AUTH_ENROL_FIRST and
 *   AUTH_PASSWORD_EXPIRED before duties are done, PLATFORM_SIGN_IN for a dead key, AUTH_NEEDS_TLS for a key in the clear
 */
export function createAuthenticator(kernel: Kernel): (caller: Caller) => Promise<Actor> {
  const { db, clock, config, log } = kernel.ports
  const kept = new Map<string, Promise<Known<CallerRow> | null>>()
  const settled = new Map<string, Known<CallerRow>>()
  let generation = 0
  const self = {
    drop(accountId: string | null): void {
      generation += 1
      kept.clear()
      if (accountId === null) settled.clear()
      for (const [key, known] of settled) if (known.row.account_id === accountId) settled.delete(key)
    },
  }
  authenticators.add(new WeakRef(self))

  async function look<R extends CallerRow>(key: string, find: () => Promise<R | null>): Promise<Known<R> | null> {
    const now = clock.now().getTime()
    const held = settled.get(key)
    if (held && now >= held.at && now - held.at < KEEP_MS) return held as Known<R>
    const running = kept.get(key)
    if (running) return running as Promise<Known<R> | null>
    const born = generation
    const work = load(find).finally(() => {
      if (kept.get(key) === work) kept.delete(key)
    })
    kept.set(key, work as Promise<Known<CallerRow> | null>)
    const known = await work
    if (known && born === generation) {
      if (settled.size >= MOST_KEPT) settled.clear()
      settled.set(key, known as Known<CallerRow>)
    }
    return known
  }

  async function load<R extends CallerRow>(find: () => Promise<R | null>): Promise<Known<R> | null> {
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
      return { at: now.getTime(), row, posts, isAdmin, duty, touchedAt: 0, refused: new Set<string>() }
    })
  }

  async function act(
    known: Known<CallerRow>,
    postId: string,
    caller: Caller,
    sessionId: string | null,
  ): Promise<Actor> {
    const actor = asAccount(known, caller, sessionId)
    const post = known.posts.find((one) => one.postId === postId)
    if (!post) {
      const error = new AppError('PLATFORM_CHOOSE_POST')
      if (known.refused.size < 20 && !known.refused.has(postId)) {
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
    return actorOfPost(post, { accountId: known.row.account_id, sessionId, address: caller.address })
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
    }
  }

  async function bySession(secret: string, caller: Caller): Promise<Actor> {
    const hash = hashOf(secret)
    const known = await look<SessionCallerRow>(`s${hash.toString('base64')}`, () => callerOfSession(db.pool, hash))
    if (!known) return anonymous(caller.address)
    const now = clock.now()
    const { row } = known
    const lastSeenAt = new Date(Math.max(row.last_seen_at.getTime(), known.touchedAt))
    const session = { endedAt: row.ended_at, expiresAt: row.expires_at, lastSeenAt }
    if (!isSessionAlive(session, known.isAdmin, now)) return anonymous(caller.address)
    if (row.is_demo && !isThisMachine(config, caller.address)) return anonymous(caller.address)
    if (known.posts.length === 0) {
      // The last post has ended: so does the session.
      await endSessionWithoutPost(db.pool, row.session_id, now)
      self.drop(row.account_id)
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
      : act(known, caller.post, caller, row.session_id)
  }

  async function byKey(secret: string, caller: Caller): Promise<Actor> {
    if (!acceptsPasswords(config, caller.address)) throw new AppError('AUTH_NEEDS_TLS')
    const hash = hashOf(secret)
    const known = await look<KeyCallerRow>(`k${hash.toString('base64')}`, () => callerOfKey(db.pool, hash))
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
    return { ...(await act(known, row.post_id, caller, `key:${row.key_id}`)), scopes: row.scopes }
  }

  const authenticate = async (caller: Caller): Promise<Actor> => {
    if (caller.bearer) return byKey(caller.bearer, caller)
    return caller.cookie ? bySession(caller.cookie, caller) : anonymous(caller.address)
  }
  return Object.assign(authenticate, { keepAlive: self })
}
