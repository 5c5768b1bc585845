/** Factories of the room's tests: an installation over HTTP, people in posts, browsers. */
import { createOrganization, createPerson, createPost, room as people } from '#modules/people/index.ts'
import type { Room } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { dayOf } from '#platform/clock/index.ts'
import { createDatabase } from '#platform/db/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createApp } from '#src/app.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { createAccount, createDemoAccount } from '../accounts.ts'
import { room as auth, createAuthenticator, firstStartToken, welcome } from '../index.ts'
import { hashPassword } from '../passwords.ts'
import * as store from '../store/accounts.ts'
import { codeAt } from '../totp.ts'

export const PASSWORD = 'Sông-Mây 2026 lúa'

export interface Reply {
  readonly status: number
  /** JSON of any shape. */
  readonly body: ReturnType<typeof JSON.parse>
}

/** A browser: keeps its cookie, comes from an address. */
export interface Browser {
  cookie: string | undefined
  send(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  get(url: string, headers?: Record<string, string>): Promise<Reply>
}

export interface Stage {
  readonly t: TestApp
  browser(address?: string): Browser
  token(): Promise<string>
  organization(
    name: string,
    options?: { isHost?: boolean; isDemo?: boolean; kind?: 'state' | 'party' },
  ): Promise<string>
  /** A person with a post, and an account with PASSWORD when a login is given. */
  member(
    organizationId: string,
    fullName: string,
    roles: readonly string[],
    login?: string,
    options?: { isDemo?: boolean },
  ): Promise<{ personId: string; postId: string; accountId: string }>
  /** Signs in and answers the browser. */
  signedIn(login: string, address?: string): Promise<Browser>
  /** Signs an administrator in and enrols a second factor. */
  enrolled(login: string): Promise<{ browser: Browser; seed: string; recoveryCodes: string[] }>
  code(seed: string): string
  /** A second application process on the same database: the same browser, answered by it. */
  twin(): Promise<{ seenBy(browser: Browser): Browser }>
  /** Moves the clock; 31 seconds make a fresh code. */
  wait(seconds: number): void
  close(): Promise<void>
}

export async function stage(options: { env?: Record<string, string>; rooms?: readonly Room[] } = {}): Promise<Stage> {
  const rooms = options.rooms ?? [people, auth]
  const t = await testApp({ rooms, ...(options.env ? { env: options.env } : {}) })
  const closing: (() => Promise<void>)[] = []
  async function serve(kernel: TestApp['kernel']): Promise<HttpServer> {
    const made = await createHttpServer({
      kernel,
      version: 'test',
      webFolder: null,
      authenticate: createAuthenticator(kernel),
      readiness: async () => [],
      welcome: () => welcome(kernel),
    })
    await made.app.ready()
    closing.push(() => made.close())
    return made
  }
  const first = await serve(t.kernel)

  function browser(address = '127.0.0.1', server = first): Browser {
    const self: Browser = {
      cookie: undefined,
      async send(method, url, body, headers = {}) {
        t.clock.advance(20) // events in order: the audit sorts by instant
        const answer = await server.app.inject({
          method: method as 'GET',
          url,
          remoteAddress: address,
          headers: {
            ...(method === 'GET' ? {} : { 'x-vankho': '1' }),
            ...(self.cookie ? { cookie: `vankho=${self.cookie}` } : {}),
            ...headers,
          },
          ...(body === undefined ? {} : { payload: body as object }),
        })
        const set = answer.cookies.find((one) => one.name === 'vankho' || one.name === '__Host-vankho')
        if (set) self.cookie = set.value || undefined
        return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : null }
      },
      post: (url, body = {}, headers) => self.send('POST', url, body, headers),
      get: (url, headers) => self.send('GET', url, undefined, headers),
    }
    return self
  }

  const made: Stage = {
    t,
    browser: (address) => browser(address),
    token: async () => (await firstStartToken(t.kernel))!,
    organization: (name, { isHost = false, isDemo = false, kind = 'state' } = {}) =>
      t.as('00000000-0000-0000-0000-000000000000', (ctx) =>
        createOrganization(ctx.tx, { name, kind, regime: kind, level: 'province', isHost, isDemo }, ctx.now),
      ),
    member: (organizationId, fullName, roles, login, { isDemo = false } = {}) =>
      t.as(organizationId, async (ctx) => {
        const today = dayOf(ctx.now)
        const personId = await createPerson(ctx.tx, { fullName, isDemo }, ctx.now)
        const postId = await createPost(
          ctx.tx,
          organizationId,
          {
            personId,
            title: roles.includes('sysadmin') ? 'Quản trị hệ thống' : 'Chuyên viên',
            roles,
            validFrom: today,
          },
          today,
        )
        if (!login) return { personId, postId, accountId: '' }
        if (isDemo)
          return {
            personId,
            postId,
            accountId: await createDemoAccount(ctx.tx, { personId, login, password: PASSWORD }, ctx.now),
          }
        const account = await createAccount(ctx.tx, { personId, login }, ctx.now)
        await store.setPassword(ctx.tx, account.id, await hashPassword(PASSWORD), ctx.now)
        return { personId, postId, accountId: account.id }
      }),
    async signedIn(login, address) {
      const one = browser(address)
      const reply = await one.post('/api/auth/login', { login, password: PASSWORD })
      if (reply.status !== 200) throw new Error(`sign-in of ${login}: ${JSON.stringify(reply)}`)
      return one
    },
    async enrolled(login) {
      const one = await made.signedIn(login)
      const seed = (await one.post('/api/auth/factor/begin')).body.seed as string
      const reply = await one.post('/api/auth/factor/confirm', { code: made.code(seed) })
      if (reply.status !== 200) throw new Error(`enrolling ${login}: ${JSON.stringify(reply)}`)
      return { browser: one, seed, recoveryCodes: reply.body.recoveryCodes }
    },
    async twin() {
      const db = createDatabase(t.ownerUrl, { max: 8, asRole: 'vankho_app' })
      const { config, clock, blobs } = t
      const second = await serve(createApp({ config, db, clock, blobs, log: t.kernel.ports.log, rooms }).kernel)
      closing.push(() => db.close())
      return { seenBy: (one) => Object.assign(browser('127.0.0.1', second), { cookie: one.cookie }) }
    },
    code: (seed) => codeAt(seed, t.clock.now()),
    wait: (seconds) => t.clock.advance(seconds * 1000),
    async close() {
      for (const close of closing) await close()
      await t.close()
    },
  }
  return made
}

export const nobody = systemActor('test')
