/** What the room auth offers over HTTP. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const byId = z.object({ id: shapes.id })
const empty = z.object({})
const done = z.object({ done: z.literal(true) })
/** Never trimmed: a blank may belong to a password. */
const password = z.string().min(1).max(1000)
const login = z.string().min(1).max(100)
const token = z.string().min(20).max(100)

/** What an account has to do before it may act in a post. */
export const duty = z.enum(['change-password', 'enrol']).nullable()

export const postView = z.object({
  id: shapes.id,
  title: z.string(),
  roles: z.array(z.string()),
  /** Permission words of the post, for the screen; the server decides again on every call. */
  abilities: z.array(z.string()),
  organization: z.object({ id: shapes.id, name: z.string(), shortName: z.string().nullable() }),
  unit: z.object({ id: shapes.id, name: z.string() }).nullable(),
  isDemo: z.boolean(),
})
export type PostView = z.infer<typeof postView>

export const sessionView = z.object({
  account: z.object({ id: shapes.id, login: z.string(), name: z.string(), duty, isDemo: z.boolean() }).nullable(),
  posts: z.array(postView),
  installation: z.object({
    /** Demo data is loaded: every screen carries the mark. */
    demo: z.boolean(),
    /** No account exists yet: the one-time link of the first start makes the first administrator. */
    needsSetup: z.boolean(),
    /** Passwords are accepted on this connection (decision 27). */
    acceptsPasswords: z.boolean(),
  }),
})
export type SessionView = z.infer<typeof sessionView>

export const accountLine = z.object({
  /** Null while the person has no account. */
  id: shapes.id.nullable(),
  personId: shapes.id,
  name: z.string(),
  login: z.string().nullable(),
  posts: z.array(z.object({ title: z.string(), unitName: z.string().nullable(), roles: z.array(z.string()) })),
  state: z.enum(['none', 'invited', 'active', 'disabled', 'idle']),
  hasSecondFactor: z.boolean(),
  lastSignInAt: shapes.instant.nullable(),
  isDemo: z.boolean(),
  /** What the acting administrator may do with it. */
  abilities: z.object({ create: z.boolean(), reset: z.boolean(), disable: z.boolean(), enable: z.boolean() }),
})
export type AccountLine = z.infer<typeof accountLine>

export const auth = defineContract('auth', {
  session: {
    method: 'GET',
    path: '/api/auth/session',
    permission: 'public',
    summary: 'Who is signed in, and in which posts one may act | Ai đang đăng nhập, các vị trí công tác',
    response: sessionView,
  },
  signIn: {
    method: 'POST',
    path: '/api/auth/login',
    permission: 'public',
    summary: 'Signs in; sets the session cookie | Đăng nhập',
    body: z.object({ login, password, code: z.string().max(40).optional() }),
    response: z.object({ duty }),
    errors: [
      'AUTH_SIGN_IN_FAILED',
      'AUTH_SECOND_FACTOR_NEEDED',
      'AUTH_CODE_WRONG',
      'AUTH_THROTTLED',
      'AUTH_ACCOUNT_DISABLED',
      'AUTH_NO_POST',
      'AUTH_NEEDS_TLS',
      'AUTH_OUTSIDE_NEEDS_SECOND_FACTOR',
    ],
  },
  signOut: {
    method: 'POST',
    path: '/api/auth/logout',
    permission: 'session',
    summary: 'Ends this session | Đăng xuất',
    body: empty.optional(),
    response: done,
  },
  setUp: {
    method: 'POST',
    path: '/api/auth/setup',
    permission: 'public',
    summary: 'First organisation and administrator, by the one-time link | Thiết lập lần đầu',
    body: z.object({
      token,
      organization: shapes.text(200),
      kind: z.enum(['party', 'state', 'mass', 'enterprise', 'vertical']).default('state'),
      level: z.enum(['central', 'province', 'district', 'commune', 'grassroots']).default('province'),
      name: shapes.text(50),
      login,
      password,
    }),
    response: z.object({ duty }),
    errors: ['AUTH_LINK_DEAD', 'AUTH_PASSWORD_WEAK', 'AUTH_NEEDS_TLS', 'AUTH_LOGIN_TAKEN', 'PEOPLE_ALREADY_SET_UP'],
  },
  readLink: {
    method: 'POST',
    path: '/api/auth/link',
    permission: 'public',
    summary: 'Whose password a one-time link sets | Đường dẫn một lần dành cho ai',
    body: z.object({ token }),
    response: z.object({ login: z.string(), expiresAt: shapes.instant }),
    errors: ['AUTH_LINK_DEAD'],
  },
  takeLink: {
    method: 'POST',
    path: '/api/auth/link/password',
    permission: 'public',
    summary: 'Sets a password by a one-time link | Đặt mật khẩu bằng đường dẫn một lần',
    body: z.object({ token, password }),
    response: done,
    errors: ['AUTH_LINK_DEAD', 'AUTH_PASSWORD_WEAK', 'AUTH_NEEDS_TLS'],
  },

  me: {
    method: 'GET',
    path: '/api/auth/me',
    permission: 'session',
    summary: 'My account | Tài khoản của tôi',
    response: z.object({
      login: z.string(),
      name: z.string(),
      duty,
      passwordAt: shapes.instant.nullable(),
      passwordDueAt: shapes.instant.nullable(),
      hasSecondFactor: z.boolean(),
      mustHaveSecondFactor: z.boolean(),
      recoveryCodesLeft: z.int(),
      isFresh: z.boolean(),
      policy: z.object({ minLength: z.int(), classes: z.int(), history: z.int() }),
    }),
  },
  confirm: {
    method: 'POST',
    path: '/api/auth/confirm',
    permission: 'session',
    summary: 'Gives the password once more before a dangerous step | Xác nhận lại bằng mật khẩu',
    body: z.object({ password, code: z.string().max(40).optional() }),
    response: done,
    errors: ['AUTH_SIGN_IN_FAILED', 'AUTH_SECOND_FACTOR_NEEDED', 'AUTH_CODE_WRONG', 'AUTH_THROTTLED', 'AUTH_NEEDS_TLS'],
  },
  changePassword: {
    method: 'POST',
    path: '/api/auth/password',
    permission: 'session',
    summary: 'Changes the own password; all other sessions end | Đổi mật khẩu',
    body: z.object({ current: password, password }),
    response: done,
    errors: ['AUTH_SIGN_IN_FAILED', 'AUTH_PASSWORD_WEAK', 'AUTH_THROTTLED', 'AUTH_NEEDS_TLS'],
  },
  sessions: {
    method: 'GET',
    path: '/api/auth/sessions',
    permission: 'session',
    summary: 'Where I am signed in | Các phiên đăng nhập của tôi',
    response: z.object({
      items: z.array(
        z.object({
          id: shapes.id,
          isThis: z.boolean(),
          createdAt: shapes.instant,
          lastSeenAt: shapes.instant,
          address: z.string(),
          userAgent: z.string(),
        }),
      ),
    }),
  },
  endSession: {
    method: 'POST',
    path: '/api/auth/sessions/:id/end',
    permission: 'session',
    params: byId,
    response: done,
  },
  endOtherSessions: {
    method: 'POST',
    path: '/api/auth/sessions/end-others',
    permission: 'session',
    response: z.object({ ended: z.int() }),
  },
  beginFactor: {
    method: 'POST',
    path: '/api/auth/factor/begin',
    permission: 'session',
    summary: 'A fresh seed for an authenticator app | Mã QR cho ứng dụng xác thực',
    response: z.object({
      seed: z.string(),
      uri: z.string(),
      /** An SVG image as a data address. */
      qr: z.string(),
    }),
    errors: ['AUTH_FACTOR_STANDS', 'AUTH_CONFIRM_AGAIN', 'AUTH_NEEDS_TLS'],
  },
  confirmFactor: {
    method: 'POST',
    path: '/api/auth/factor/confirm',
    permission: 'session',
    body: z.object({ code: z.string().min(6).max(10) }),
    /** Recovery codes, shown this once. */
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: [
      'AUTH_FACTOR_STANDS',
      'AUTH_NOTHING_TO_CONFIRM',
      'AUTH_CODE_WRONG',
      'AUTH_CONFIRM_AGAIN',
      'AUTH_THROTTLED',
    ],
  },
  removeFactor: {
    method: 'POST',
    path: '/api/auth/factor/remove',
    permission: 'session',
    response: done,
    errors: ['AUTH_CONFIRM_AGAIN'],
  },
  newRecoveryCodes: {
    method: 'POST',
    path: '/api/auth/factor/recovery-codes',
    permission: 'session',
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['AUTH_CONFIRM_AGAIN', 'AUTH_NOTHING_TO_CONFIRM'],
  },
  keys: {
    method: 'GET',
    path: '/api/auth/keys',
    permission: 'session',
    summary: 'API keys of the own account | Khóa API của tôi',
    response: z.object({
      items: z.array(
        z.object({
          id: shapes.id,
          postId: shapes.id,
          name: z.string(),
          scopes: z.array(z.string()),
          createdAt: shapes.instant,
          expiresAt: shapes.instant,
          lastUsedAt: shapes.instant.nullable(),
          state: z.enum(['live', 'expired', 'ended']),
        }),
      ),
    }),
  },
  createKey: {
    method: 'POST',
    path: '/api/auth/keys',
    permission: 'auth.key',
    summary: 'A key for a program that acts in this post | Cấp khóa API cho vị trí đang làm việc',
    body: z.object({
      name: shapes.text(100),
      scopes: z.array(z.string().max(60)).min(1).max(100),
      days: z.int().min(1).max(366),
    }),
    /** The secret stands in this answer alone. */
    response: z.object({ id: shapes.id, secret: z.string(), expiresAt: shapes.instant }),
    errors: ['AUTH_CONFIRM_AGAIN', 'AUTH_SCOPE_BEYOND'],
  },
  endKey: {
    method: 'POST',
    path: '/api/auth/keys/:id/end',
    permission: 'session',
    params: byId,
    response: done,
  },

  accounts: {
    method: 'GET',
    path: '/api/auth/accounts',
    permission: 'auth.manage',
    summary: 'Persons of the organisation and their accounts, also for the quarterly review | Tài khoản của cơ quan',
    response: z.object({
      items: z.array(accountLine),
      review: z.object({
        lastAt: shapes.instant.nullable(),
        lastBy: z.string().nullable(),
        dueAt: shapes.instant.nullable(),
        isOverdue: z.boolean(),
      }),
    }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/auth/accounts',
    permission: 'auth.manage',
    summary: 'An account for a person, with a one-time link for the password | Lập tài khoản cho một người',
    body: z.object({ personId: shapes.id, login }),
    response: z.object({ id: shapes.id, token: z.string(), expiresAt: shapes.instant }),
    errors: ['AUTH_LOGIN_TAKEN', 'AUTH_HAS_ACCOUNT'],
  },
  resetAccount: {
    method: 'POST',
    path: '/api/auth/accounts/:id/reset',
    permission: 'auth.manage',
    summary: 'A one-time link for a new password | Cấp đường dẫn đặt lại mật khẩu',
    params: byId,
    body: z.object({
      /** The device is lost: the second factor goes too. */
      removeFactor: z.boolean().default(false),
    }),
    response: z.object({ token: z.string(), expiresAt: shapes.instant }),
    errors: ['AUTH_OWN_ACCOUNT', 'AUTH_CONFIRM_AGAIN'],
  },
  disableAccount: {
    method: 'POST',
    path: '/api/auth/accounts/:id/disable',
    permission: 'auth.manage',
    params: byId,
    body: z.object({ reason: shapes.text(300) }),
    response: done,
    errors: ['AUTH_OWN_ACCOUNT'],
  },
  enableAccount: {
    method: 'POST',
    path: '/api/auth/accounts/:id/enable',
    permission: 'auth.manage',
    params: byId,
    body: z.object({ reason: shapes.text(300) }),
    response: done,
  },
  recordReview: {
    method: 'POST',
    path: '/api/auth/accounts/review',
    permission: 'auth.manage',
    summary: 'Records that the accounts were reviewed (QCVN 12, 3.7) | Ghi nhận đã rà soát tài khoản',
    body: z.object({ note: shapes.optionalText(1000) }),
    response: z.object({ dueAt: shapes.instant }),
  },
})
