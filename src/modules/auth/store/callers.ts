/** SQL that stands on every request: who a cookie or a key belongs to. Straight on the pool: these tables hold no tenant's rows. */
import type { Pool } from 'pg'

export interface CallerRow {
  readonly account_id: string
  readonly person_id: string
  readonly login: string
  readonly disabled_at: Date | null
  readonly must_change: boolean
  readonly password_at: Date | null
  readonly has_second_factor: boolean
  readonly is_demo: boolean
  /** Version of the person's standing: read before the posts, so that what changes meanwhile is noticed. */
  readonly standing: number
}

export interface SessionCallerRow extends CallerRow {
  readonly session_id: string
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly ended_at: Date | null
  readonly user_agent: string
}

const account = `a.id as account_id, a.person_id, a.login, a.disabled_at, a.must_change, a.password_at,
  a.totp_confirmed_at is not null as has_second_factor, a.is_demo,
  coalesce((select n from platform.version where subject = a.person_id), 0) as standing`

export async function callerOfSession(pool: Pool, secretHash: Buffer): Promise<SessionCallerRow | null> {
  const { rows } = await pool.query<SessionCallerRow>({
    name: 'auth_caller_session',
    text: `select s.id as session_id, s.last_seen_at, s.expires_at, s.ended_at, s.user_agent, ${account}
      from auth.session s join auth.account a on a.id = s.account_id where s.secret_hash = $1`,
    values: [secretHash],
  })
  return rows[0] ?? null
}

export interface KeyCallerRow extends CallerRow {
  readonly key_id: string
  readonly post_id: string
  readonly scopes: string[]
  readonly last_used_at: Date | null
  readonly expires_at: Date
  readonly ended_at: Date | null
}

export async function callerOfKey(pool: Pool, secretHash: Buffer): Promise<KeyCallerRow | null> {
  const { rows } = await pool.query<KeyCallerRow>({
    name: 'auth_caller_key',
    text: `select k.id as key_id, k.post_id, k.scopes, k.last_used_at, k.expires_at, k.ended_at, ${account}
      from auth.api_key k join auth.account a on a.id = k.account_id where k.secret_hash = $1`,
    values: [secretHash],
  })
  return rows[0] ?? null
}

/** Writes last-seen, and the browser when the session's first request names it. */
export async function touchSession(pool: Pool, id: string, now: Date, userAgent: string): Promise<void> {
  await pool.query({
    name: 'auth_touch_session',
    text: `update auth.session set last_seen_at = greatest(last_seen_at, $2),
      user_agent = case when user_agent = '' then $3 else user_agent end where id = $1 and ended_at is null`,
    values: [id, now, userAgent],
  })
}

export async function touchKey(pool: Pool, id: string, now: Date): Promise<void> {
  await pool.query({
    name: 'auth_touch_key',
    text: `update auth.api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)`,
    values: [id, now],
  })
}

export async function endSessionWithoutPost(pool: Pool, id: string, now: Date): Promise<void> {
  await pool.query(`update auth.session set ended_at = $2, end_reason = 'no-post' where id = $1 and ended_at is null`, [
    id,
    now,
  ])
}
