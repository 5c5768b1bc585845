/** Who loses a post, a role, an account or a session does not act a moment longer, whichever process is asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '#modules/people/contract.ts'
import { createPost } from '#modules/people/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { createAuthenticator } from '../index.ts'
import { type Browser, type Stage, stage } from './build.ts'

let s: Stage
let twin: Awaited<ReturnType<Stage['twin']>>
let organizationId: string
let admin: { browser: Browser; postId: string }
let made = 0

beforeAll(async () => {
  s = await stage()
  twin = await s.twin()
  organizationId = await s.organization('UBND xã Sông Mây', { isHost: true })
  const { postId } = await s.member(organizationId, 'Tạ Văn Máy', ['sysadmin'], 'quan.tri')
  admin = { browser: (await s.enrolled('quan.tri')).browser, postId }
})
afterAll(() => s?.close())

/** A person whom both processes have just answered in the post: both keep what they know. */
async function seated(roles: readonly string[]) {
  const login = `nguoi.${++made}`
  const member = await s.member(organizationId, `Người Thử ${made}`, roles, login)
  const here = await s.signedIn(login)
  const there = twin.seenBy(here)
  const read = (at: Browser, postId = member.postId) =>
    at.get('/api/people/units', { 'x-vankho-post': postId }).then((reply) => [reply.status, reply.body?.code])
  for (const at of [here, there]) expect(await read(at)).toEqual([200, undefined])
  return { ...member, here, there, read }
}

const asAdmin = (url: string, body: object = {}) => admin.browser.post(url, body, { 'x-vankho-post': admin.postId })
const yesterday = (): string => dayOf(new Date(s.t.clock.now().getTime() - 86_400_000))

describe('standing', () => {
  it('a post that ends is no post any more, in this process and in the other', async () => {
    const one = await seated(['officer'])
    const second = await s.t.as(organizationId, (ctx) =>
      createPost(
        ctx.tx,
        organizationId,
        { personId: one.personId, title: 'Thủ quỹ', roles: ['officer'], validFrom: dayOf(ctx.now) },
        dayOf(ctx.now),
      ),
    )
    // The new post is good at once, too.
    for (const at of [one.here, one.there]) expect(await one.read(at, second)).toEqual([200, undefined])
    const ended = await asAdmin(`/api/people/posts/${one.postId}/end`, {
      version: 1,
      lastDay: yesterday(),
      reason: 'chuyển công tác',
    })
    expect(ended.status).toBe(200)
    for (const at of [one.there, one.here]) expect(await one.read(at)).toEqual([403, 'PLATFORM_CHOOSE_POST'])
    for (const at of [one.there, one.here]) expect(await one.read(at, second)).toEqual([200, undefined])
  })

  it('with the last post goes the session', async () => {
    const one = await seated(['officer'])
    await asAdmin(`/api/people/posts/${one.postId}/end`, { version: 1, lastDay: yesterday(), reason: 'nghỉ hưu' })
    for (const at of [one.there, one.here]) expect(await one.read(at)).toEqual([401, 'PLATFORM_SIGN_IN'])
  })

  it('a role that is taken away is gone for the very next request', async () => {
    const one = await seated(['unit_head'])
    const other = await s.member(organizationId, 'Người Nhận', ['officer'])
    const body = {
      toPostId: other.postId,
      roles: ['unit_head'],
      validFrom: dayOf(s.t.clock.now()),
      validTo: dayOf(s.t.clock.now()),
      basis: 'QĐ 1',
    }
    const delegate = (at: Browser) =>
      at.post('/api/people/delegations', body, { 'x-vankho-post': one.postId }).then((reply) => reply.status)
    expect(await delegate(one.there)).toBe(200)
    const [post] = await s.t.admin<{ version: number; title: string }>(
      `select version, title from people.post where id = '${one.postId}'`,
    )
    const changed = await admin.browser.send(
      'PATCH',
      `/api/people/posts/${one.postId}`,
      { ...post, unitId: null, roles: ['officer'], isActing: false, isPrimary: false, validTo: null },
      { 'x-vankho-post': admin.postId },
    )
    expect(changed.status).toBe(200)
    for (const at of [one.there, one.here]) expect(await delegate(at)).toBe(403)
  })

  it('an account that is disabled, and a session that is closed elsewhere, are over at once', async () => {
    const one = await seated(['officer'])
    expect((await asAdmin(`/api/auth/accounts/${one.accountId}/disable`, { reason: 'nghỉ việc' })).status).toBe(200)
    for (const at of [one.there, one.here]) expect(await one.read(at)).toEqual([401, 'PLATFORM_SIGN_IN'])

    const two = await seated(['officer'])
    expect((await two.here.post('/api/auth/logout')).status).toBeLessThan(300)
    expect(await two.read(two.there)).toEqual([401, 'PLATFORM_SIGN_IN'])
  })

  it('is compared in the transaction itself: found out before, changed before it begins, nothing is done', async () => {
    const one = await seated(['unit_head'])
    const caller = {
      cookie: one.here.cookie,
      bearer: undefined,
      post: one.postId,
      address: '127.0.0.1',
      userAgent: 'x',
    }
    const actor = await createAuthenticator(s.t.kernel)(caller)
    expect(await s.t.run(people.listUnits, actor, {})).toBeTruthy()
    await s.t.admin(`update people.post set end_reason = 'chạm vào' where id = '${one.postId}'`)
    const before = await s.t.admin('select count(*) from audit.entry')
    await expect(s.t.run(people.listUnits, actor, {})).rejects.toMatchObject({ code: 'PLATFORM_STANDING_CHANGED' })
    await expect(
      s.t.run(people.delegate, actor, {
        body: {
          toPostId: admin.postId,
          roles: ['unit_head'],
          validFrom: '2026-11-23',
          validTo: '2026-11-24',
          basis: 'QĐ 2',
        },
      }),
    ).rejects.toMatchObject({ code: 'PLATFORM_STANDING_CHANGED' })
    expect(await s.t.admin('select count(*) from audit.entry')).toEqual(before)
  })
})
