import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, type Stage, stage } from './build.ts'
import { endPost } from './posts.ts'

let s: Stage
let office: string
let other: string
let clerk: Awaited<ReturnType<Stage['member']>>
let stranger: Awaited<ReturnType<Stage['member']>>

beforeAll(async () => {
  s = await stage()
  office = await s.organization('UBND xã Sông Mây', { isHost: true })
  other = await s.organization('UBND xã Đồi Chè')
  clerk = await s.member(office, 'Trần Thị Lụa', ['registry'], 'lua')
  stranger = await s.member(other, 'Vũ Văn Khách', ['registry'], 'khach')
})
afterAll(() => s.close())

const login = (name: string, password = PASSWORD, extra: object = {}) => ({ login: name, password, ...extra })
const own = (postId: string) => ({ 'x-vankho-post': postId })

describe('brute force', () => {
  it('meets a pause that doubles, also for the right password and for names that do not exist', async () => {
    for (const name of ['thu.sai', 'khong.co.ai']) {
      if (name === 'thu.sai') await s.member(office, 'Ngô Thử', ['officer'], name)
      const browser = s.browser('127.0.0.7')
      const waits: number[] = []
      for (let i = 0; i < 4; i++)
        expect((await browser.post('/api/auth/login', login(name, 'Sai-1 rồi'))).status).toBe(401)
      for (let round = 0; round < 3; round++) {
        expect((await browser.post('/api/auth/login', login(name, 'Sai-1 rồi'))).status).toBe(401)
        const blocked = await browser.post('/api/auth/login', login(name))
        expect(blocked).toMatchObject({ status: 429, body: { code: 'AUTH_THROTTLED' } })
        waits.push(blocked.body.facts.seconds)
        s.wait(blocked.body.facts.seconds)
      }
      expect(waits, name).toEqual([5, 10, 20])
    }
  })

  it('is counted rightly when a hundred try at once', async () => {
    await s.member(office, 'Ngô Song', ['officer'], 'song.song')
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        s.browser('127.0.0.8').post('/api/auth/login', login('song.song', `Sai-${i} rồi`)),
      ),
    )
    const judged = tries.filter((reply) => reply.body.code === 'AUTH_SIGN_IN_FAILED').length
    expect(judged).toBeGreaterThan(0)
    expect(judged).toBeLessThanOrEqual(5)
    expect(tries.every((reply) => [401, 429, 503].includes(reply.status))).toBe(true)
    expect((await s.browser('127.0.0.9').post('/api/auth/login', login('song.song'))).body.code).toBe('AUTH_THROTTLED')
  })

  it('over many names is stopped by its address, and by no one else’s', async () => {
    const codes = new Set<string>()
    for (let i = 0; i < 34; i++)
      codes.add((await s.browser('127.0.0.66').post('/api/auth/login', login(`ten.${i}`, 'Sai-1 rồi'))).body.code)
    expect(codes).toEqual(new Set(['AUTH_SIGN_IN_FAILED', 'AUTH_THROTTLED']))
    expect((await s.browser().post('/api/auth/login', login('lua'))).status).toBe(200)
  })
})

describe('a network without TLS', () => {
  it('gets no password accepted, and the refusal is on record', async () => {
    const browser = s.browser('10.0.0.67')
    expect((await browser.get('/api/auth/session')).body.installation.acceptsPasswords).toBe(false)
    const reply = await browser.post('/api/auth/login', login('lua'))
    expect(reply).toMatchObject({ status: 403, body: { code: 'AUTH_NEEDS_TLS' } })
    const rows = await s.t.admin<{ outcome: string }>(`select outcome from audit.entry where address = '10.0.0.67'`)
    expect(rows).toEqual([{ outcome: 'refused' }])
  })
})

describe('sessions', () => {
  it('are dead after sign-out, for whoever copied the cookie, at once', async () => {
    const browser = await s.signedIn('lua')
    const thief = s.browser('127.0.0.9')
    thief.cookie = browser.cookie
    expect((await thief.get('/api/auth/me')).status).toBe(200)
    expect((await browser.post('/api/auth/logout')).status).toBe(200)
    expect(browser.cookie).toBeUndefined()
    expect(await thief.get('/api/auth/me')).toMatchObject({ status: 401, body: { code: 'PLATFORM_SIGN_IN' } })
  })

  it('never take a secret that the browser brought (fixation)', async () => {
    const browser = s.browser()
    const planted = 'A'.repeat(43)
    browser.cookie = planted
    expect((await browser.post('/api/auth/login', login('lua'))).status).toBe(200)
    expect(browser.cookie).not.toBe(planted)
    const again = browser.cookie
    await browser.post('/api/auth/login', login('lua'))
    expect(browser.cookie).not.toBe(again)
    const old = s.browser()
    old.cookie = again
    expect((await old.get('/api/auth/me')).status).toBe(401)
  })

  it('need our own header to change anything (forged requests)', async () => {
    const browser = await s.signedIn('lua')
    const plain = await browser.send('POST', '/api/auth/logout', {}, { 'x-vankho': '' })
    expect(plain).toMatchObject({ status: 403, body: { code: 'PLATFORM_FORBIDDEN' } })
    const across = await browser.post('/api/auth/logout', {}, { 'sec-fetch-site': 'cross-site' })
    expect(across.status).toBe(403)
    expect((await browser.get('/api/auth/me')).status).toBe(200)
  })

  it('end by idleness and by age', async () => {
    const idle = await s.signedIn('lua')
    s.wait(59 * 60)
    expect((await idle.get('/api/auth/me')).status).toBe(200)
    s.wait(62 * 60)
    expect((await idle.get('/api/auth/me')).status).toBe(401)
    const busy = await s.signedIn('lua')
    for (let i = 0; i < 12; i++) {
      s.wait(59 * 60)
      expect((await busy.get('/api/auth/me')).status, `hour ${i}`).toBe(200)
    }
    s.wait(15 * 60)
    expect((await busy.get('/api/auth/me')).status).toBe(401)
  })

  it('cost one write a minute for being seen, not one a request', async () => {
    const browser = await s.signedIn('lua')
    const writes = async () =>
      (await s.t.admin<{ n: number }>('select xmin::text::bigint::int as n from auth.session where id = $1', [id]))[0]!
        .n
    const { items } = (await browser.get('/api/auth/sessions', { 'user-agent': 'Firefox/150' })).body
    const { id } = items.find((one: { isThis: boolean }) => one.isThis)
    await expect
      .poll(
        async () =>
          (await browser.get('/api/auth/sessions')).body.items.find((one: { isThis: boolean }) => one.isThis).userAgent,
      )
      .toBe('Firefox/150')
    const first = await writes()
    for (let i = 0; i < 30; i++) await browser.get('/api/auth/me')
    expect(await writes()).toBe(first)
    s.wait(61)
    await browser.get('/api/auth/me')
    await expect.poll(writes).not.toBe(first)
  })

  it('are listed for their owner, who ends them; nobody ends another’s', async () => {
    const [here, there] = [await s.signedIn('lua'), await s.signedIn('lua', '127.0.0.2')]
    const { items } = (await here.get('/api/auth/sessions')).body
    const far = items.find((one: { isThis: boolean; address: string }) => !one.isThis && one.address === '127.0.0.2')
    const foreign = await (await s.signedIn('khach')).post(`/api/auth/sessions/${far.id}/end`)
    expect(foreign.status).toBe(404)
    expect((await there.get('/api/auth/me')).status).toBe(200)
    expect((await here.post(`/api/auth/sessions/${far.id}/end`)).status).toBe(200)
    expect((await there.get('/api/auth/me')).status).toBe(401)
    expect((await here.get('/api/auth/me')).status).toBe(200)
  })
})

describe('posts', () => {
  it('of somebody else are refused, and the attempt is on record', async () => {
    const browser = await s.signedIn('lua')
    expect((await browser.get('/api/people/units', own(clerk.postId))).status).toBe(200)
    const reply = await browser.get('/api/people/units', own(stranger.postId))
    expect(reply).toMatchObject({ status: 403, body: { code: 'PLATFORM_CHOOSE_POST' } })
    expect((await browser.get(`/api/people/units?post=${stranger.postId}`)).status).toBe(403)
    expect((await browser.get('/api/people/units', own("x' or 1=1"))).status).toBe(403)
    const rows = await s.t.admin<{ outcome: string }>(
      `select outcome from audit.entry where kind = 'auth.actInPost' and subject_id = $1 and account_id = $2`,
      [stranger.postId, clerk.accountId],
    )
    expect(rows).toEqual([{ outcome: 'refused' }])
  })

  it('that have ended act no more within seconds; with the last one the session ends', async () => {
    const gone = await s.member(office, 'Phạm Nghỉ', ['officer'], 'nghi')
    const browser = await s.signedIn('nghi')
    expect((await browser.get('/api/people/units', own(gone.postId))).status).toBe(200)
    await endPost(s.t, office, gone.postId)
    s.wait(5)
    const reply = await browser.get('/api/people/units', own(gone.postId))
    expect(reply).toMatchObject({ status: 401, body: { code: 'PLATFORM_SIGN_IN' } })
    const [row] = await s.t.admin<{ end_reason: string }>('select end_reason from auth.session where account_id = $1', [
      gone.accountId,
    ])
    expect(row!.end_reason).toBe('no-post')
    expect((await s.browser().post('/api/auth/login', login('nghi'))).body.code).toBe('AUTH_NO_POST')
  })
})

describe('one-time links', () => {
  it('of the first start: two browsers at once make one administrator; then the link is dead, and so are its brothers', async () => {
    const fresh = await stage()
    try {
      const [token, brother] = [await fresh.token(), await fresh.token()]
      const body = (i: number) => ({
        token: i % 2 ? token : brother,
        organization: `UBND tỉnh Lam Hà ${i}`,
        kind: 'state',
        name: `Đỗ Thị Quản ${i}`,
        login: `quan${i}`,
        password: PASSWORD,
      })
      const weak = await fresh.browser().post('/api/auth/setup', { ...body(1), password: 'Matkhau@123' })
      expect(weak).toMatchObject({ status: 422, body: { code: 'AUTH_PASSWORD_WEAK', fields: { password: 'common' } } })
      const replies = await Promise.all([1, 2, 3, 4, 5, 6].map((i) => fresh.browser().post('/api/auth/setup', body(i))))
      expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1)
      expect(replies.filter((reply) => reply.status !== 200).map((reply) => reply.body.code)).toEqual(
        Array(5).fill('AUTH_LINK_DEAD'),
      )
      const counts = await fresh.t.admin<{ a: number; o: number }>(
        'select (select count(*)::int from auth.account) a, (select count(*)::int from people.organization) o',
      )
      expect(counts[0]).toEqual({ a: 1, o: 1 })
      for (const one of [token, brother])
        expect((await fresh.browser().post('/api/auth/setup', { ...body(9), token: one })).status).toBe(410)
      expect((await fresh.browser().get('/api/auth/session')).body.installation.needsSetup).toBe(false)
    } finally {
      await fresh.close()
    }
  })

  it('of the first start expire, and are refused from a network without TLS', async () => {
    const fresh = await stage()
    try {
      const body = {
        token: await fresh.token(),
        organization: 'UBND tỉnh Lam Hà',
        name: 'Đỗ Quản',
        login: 'quan',
        password: PASSWORD,
      }
      expect((await fresh.browser('192.168.1.20').post('/api/auth/setup', body)).body.code).toBe('AUTH_NEEDS_TLS')
      fresh.wait(25 * 3600)
      expect((await fresh.browser().post('/api/auth/setup', body)).body.code).toBe('AUTH_LINK_DEAD')
    } finally {
      await fresh.close()
    }
  })

  it('for a password work once, kill the old password and every session, and say nothing when dead', async () => {
    await s.member(office, 'Đỗ Quản', ['sysadmin'], 'quan.tri')
    const { browser: admin } = await s.enrolled('quan.tri')
    const [post] = (await admin.get('/api/auth/session')).body.posts
    const lost = await s.member(office, 'Bùi Quên', ['officer'], 'quen')
    const theirs = await s.signedIn('quen')
    const made = await admin.post(`/api/auth/accounts/${lost.accountId}/reset`, {}, own(post.id))
    expect(made.status).toBe(200)
    expect((await theirs.get('/api/auth/me')).status).toBe(401)
    expect((await s.browser().post('/api/auth/login', login('quen'))).body.code).toBe('AUTH_SIGN_IN_FAILED')
    const { token } = made.body
    expect((await s.browser().post('/api/auth/link', { token })).body.login).toBe('quen')
    const reused = await s.browser().post('/api/auth/link/password', { token, password: PASSWORD })
    expect(reused.body).toMatchObject({ code: 'AUTH_PASSWORD_WEAK', fields: { password: 'reused' } })
    const fresh = 'Đồi chè-2026 xanh'
    const both = await Promise.all(
      [1, 2].map(() => s.browser().post('/api/auth/link/password', { token, password: fresh })),
    )
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 410])
    expect((await s.browser().post('/api/auth/link', { token })).status).toBe(410)
    expect((await s.browser().post('/api/auth/login', login('quen', fresh))).status).toBe(200)
    const expired = (await admin.post(`/api/auth/accounts/${lost.accountId}/reset`, {}, own(post.id))).body.token
    s.wait(49 * 3600)
    expect(
      (await s.browser().post('/api/auth/link/password', { token: expired, password: 'Khác-7 hẳn nhé' })).status,
    ).toBe(410)
  })
})
