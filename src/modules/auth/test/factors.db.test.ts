import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, type Stage, stage } from './build.ts'

let s: Stage
let office: string
let other: string

beforeAll(async () => {
  s = await stage({ env: { VANKHO_TRUST_PROXY: '1' } })
  office = await s.organization('UBND xã Sông Mây', { isHost: true })
  other = await s.organization('UBND xã Đồi Chè')
})
afterAll(() => s.close())

const own = (postId: string) => ({ 'x-vankho-post': postId })
const login = (name: string, extra: object = {}) => ({ login: name, password: PASSWORD, ...extra })

describe('the second factor', () => {
  it('must be enrolled by administrators before anything else, and no post is to be had before', async () => {
    const admin = await s.member(office, 'Đỗ Quản', ['sysadmin'], 'quan')
    const browser = s.browser()
    expect((await browser.post('/api/auth/login', login('quan'))).body).toEqual({ duty: 'enrol' })
    const early = await browser.get('/api/auth/accounts', own(admin.postId))
    expect(early).toMatchObject({ status: 403, body: { code: 'AUTH_ENROL_FIRST' } })
    const begun = await browser.post('/api/auth/factor/begin')
    expect(begun.body.uri).toContain('otpauth://totp/')
    expect(begun.body.qr).toMatch(/^data:image\/svg\+xml;base64,/)
    expect((await browser.post('/api/auth/factor/confirm', { code: '000000' })).body.code).toBe('AUTH_CODE_WRONG')
    expect((await browser.get('/api/auth/accounts', own(admin.postId))).body.code).toBe('AUTH_ENROL_FIRST')
    const done = await browser.post('/api/auth/factor/confirm', { code: s.code(begun.body.seed) })
    expect(new Set(done.body.recoveryCodes).size).toBe(10)
    expect((await browser.get('/api/auth/accounts', own(admin.postId))).status).toBe(200)
    const [row] = await s.t.admin<{ totp_sealed: Buffer }>('select totp_sealed from auth.account where login = $1', [
      'quan',
    ])
    expect(row!.totp_sealed.toString('latin1')).not.toContain(begun.body.seed)
  })

  it('is asked after the password only, works once a code, and is guarded against guessing', async () => {
    await s.member(office, 'Hà Mã', ['sysadmin'], 'ha.ma')
    const { seed } = await s.enrolled('ha.ma')
    expect(
      (await s.browser().post('/api/auth/login', { login: 'ha.ma', password: 'Sai-1 rồi', code: '123456' })).body.code,
    ).toBe('AUTH_SIGN_IN_FAILED')
    expect((await s.browser().post('/api/auth/login', login('ha.ma'))).body.code).toBe('AUTH_SECOND_FACTOR_NEEDED')
    expect((await s.browser().post('/api/auth/login', login('ha.ma', { code: s.code(seed) }))).body.code).toBe(
      'AUTH_CODE_WRONG',
    ) // used by enrolling
    s.wait(31)
    const code = s.code(seed)
    const both = await Promise.all([1, 2].map(() => s.browser().post('/api/auth/login', login('ha.ma', { code }))))
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 401])
    let last = ''
    for (let i = 0; i < 8; i++)
      last = (await s.browser().post('/api/auth/login', login('ha.ma', { code: `00000${i}` }))).body.code
    expect(last).toBe('AUTH_THROTTLED')
    s.wait(900)
    expect((await s.browser().post('/api/auth/login', login('ha.ma', { code: s.code(seed) }))).status).toBe(200)
  })

  it('is replaced once by each recovery code', async () => {
    await s.member(office, 'Hà Khôi', ['sysadmin'], 'khoi')
    const { recoveryCodes } = await s.enrolled('khoi')
    const code = recoveryCodes[3]!
    expect(
      (await s.browser().post('/api/auth/login', login('khoi', { code: code.toUpperCase().replace('-', ' ') }))).status,
    ).toBe(200)
    expect((await s.browser().post('/api/auth/login', login('khoi', { code }))).body.code).toBe('AUTH_CODE_WRONG')
    await s.member(office, 'Hà Khác', ['sysadmin'], 'khac')
    await s.enrolled('khac')
    expect((await s.browser().post('/api/auth/login', login('khac', { code: recoveryCodes[4]! }))).body.code).toBe(
      'AUTH_CODE_WRONG',
    )
  })

  it('is needed from outside the network, by everybody (QCVN 12)', async () => {
    await s.member(office, 'Lý Xa', ['officer'], 'ly.xa')
    const from = (addresses: string, extra = {}) =>
      s.browser().post('/api/auth/login', login('ly.xa', extra), { 'x-forwarded-for': addresses })
    expect((await from('203.0.113.9')).body.code).toBe('AUTH_OUTSIDE_NEEDS_SECOND_FACTOR')
    expect((await from('192.168.7.3')).status).toBe(200)
    expect((await from('10.9.9.9, 203.0.113.9')).body.code, 'a forged address').toBe('AUTH_OUTSIDE_NEEDS_SECOND_FACTOR')
    expect((await s.browser('10.0.0.1').post('/api/auth/login', login('ly.xa'))).body.code).toBe('PLATFORM_PROXY_ONLY')
    const { seed } = await s.enrolled('ly.xa')
    s.wait(31)
    expect((await from('203.0.113.9', { code: s.code(seed) })).status).toBe(200)
  })

  it('cannot be taken away by a session that was left open', async () => {
    await s.member(office, 'Lý Bỏ', ['officer'], 'ly.bo')
    const { browser, seed } = await s.enrolled('ly.bo')
    s.wait(11 * 60)
    expect((await browser.post('/api/auth/factor/remove')).body.code).toBe('AUTH_CONFIRM_AGAIN')
    expect((await browser.post('/api/auth/factor/recovery-codes')).body.code).toBe('AUTH_CONFIRM_AGAIN')
    expect((await browser.post('/api/auth/confirm', { password: PASSWORD })).body.code).toBe(
      'AUTH_SECOND_FACTOR_NEEDED',
    )
    expect((await browser.post('/api/auth/confirm', { password: PASSWORD, code: s.code(seed) })).status).toBe(200)
    expect((await browser.post('/api/auth/factor/remove')).status).toBe(200)
    expect((await browser.get('/api/auth/me')).body).toMatchObject({ hasSecondFactor: false, recoveryCodesLeft: 0 })
  })
})

describe('passwords', () => {
  it('of administrators are due after two months; the tenth former one may not return; other sessions end', async () => {
    const admin = await s.member(office, 'Đỗ Hạn', ['sysadmin'], 'han')
    await s.enrolled('han')
    const [{ totp_sealed }] = (await s.t.admin<{ totp_sealed: Buffer }>(
      'select totp_sealed from auth.account where login = $1',
      ['han'],
    )) as [{ totp_sealed: Buffer }]
    expect(totp_sealed.length).toBeGreaterThan(28)
    await s.t.admin(`update auth.account set password_at = password_at - interval '62 days' where login = 'han'`)
    const { browser } = await fresh('han')
    expect((await browser.get('/api/auth/accounts', own(admin.postId))).body.code).toBe('AUTH_PASSWORD_EXPIRED')
    const change = (current: string, password: string) => browser.post('/api/auth/password', { current, password })
    expect((await change('Sai-1 rồi', 'Mới-2 hơn nhé')).body.code).toBe('AUTH_SIGN_IN_FAILED')
    let current = PASSWORD
    for (let i = 1; i <= 9; i++) {
      const next = `Mới-${i} hơn nhé`
      s.wait(1)
      expect((await change(current, next)).status, next).toBe(200)
      current = next
    }
    expect((await change(current, PASSWORD)).body.fields).toEqual({ password: 'reused' })
    s.wait(1)
    expect((await change(current, 'Mới-10 hơn nhé')).status).toBe(200)
    s.wait(1)
    expect((await change('Mới-10 hơn nhé', PASSWORD)).status).toBe(200)
    expect((await browser.get('/api/auth/accounts', own(admin.postId))).status).toBe(200)
  })

  it('changed, end the sessions elsewhere and keep this one', async () => {
    await s.member(office, 'Mai Đổi', ['officer'], 'doi')
    const [here, there] = [await s.signedIn('doi'), await s.signedIn('doi')]
    expect((await here.post('/api/auth/password', { current: PASSWORD, password: 'Mới-1 hơn nhé' })).status).toBe(200)
    expect((await here.get('/api/auth/me')).status).toBe(200)
    expect((await there.get('/api/auth/me')).status).toBe(401)
  })

  /** Signs in with a password and the next recovery code, whatever the second factor is. */
  async function fresh(name: string) {
    await s.t.admin('update auth.account set totp_confirmed_at = null where login = $1', [name])
    const browser = await s.signedIn(name)
    await s.t.admin('update auth.account set totp_confirmed_at = now() where login = $1', [name])
    s.wait(4)
    return { browser }
  }
})

describe('accounts', () => {
  it('unused for 45 days are disabled, by the nightly job and at the door; enabling counts anew', async () => {
    const idle = await s.member(office, 'Tạ Vắng', ['officer'], 'vang')
    await s.member(office, 'Tạ Vắng Hai', ['officer'], 'vang.hai')
    for (const name of ['vang', 'vang.hai'])
      await s.t.admin(`update auth.account set active_from = $2::timestamptz - interval '46 days' where login = $1`, [
        name,
        s.t.clock.now(),
      ])
    expect((await s.browser().post('/api/auth/login', login('vang'))).body.code).toBe('AUTH_ACCOUNT_DISABLED')
    await s.t.kernel.transact((await import('./build.ts')).nobody, 'test', async (ctx) => {
      ctx.enqueue((await import('../jobs.ts')).sweepAccounts, {})
    })
    await s.t.drain()
    const rows = await s.t.admin<{ login: string; disabled_reason: string }>(
      `select login, disabled_reason from auth.account where disabled_at is not null order by login`,
    )
    expect(rows).toEqual([
      { login: 'vang', disabled_reason: 'idle' },
      { login: 'vang.hai', disabled_reason: 'idle' },
    ])
    await s.member(office, 'Đỗ Mở', ['sysadmin'], 'do.mo')
    const { browser } = await s.enrolled('do.mo')
    const [post] = (await browser.get('/api/auth/session')).body.posts
    expect(
      (await browser.post(`/api/auth/accounts/${idle.accountId}/enable`, { reason: 'đi công tác về' }, own(post.id)))
        .status,
    ).toBe(200)
    expect((await s.browser().post('/api/auth/login', login('vang'))).status).toBe(200)
  })

  it('are managed by the administrator of their organisation alone; disabling ends sessions and keys at once', async () => {
    const victim = await s.member(office, 'Cao Bị', ['registry'], 'cao.bi')
    await s.member(other, 'Vũ Lân', ['sysadmin'], 'lan')
    await s.member(office, 'Đỗ Khóa', ['sysadmin'], 'khoa')
    const theirs = await s.signedIn('cao.bi')
    const key = await theirs.post(
      '/api/auth/keys',
      { name: 'máy quét', scopes: ['people.read'], days: 30 },
      own(victim.postId),
    )
    const bearer = { authorization: `Bearer ${key.body.secret}` }
    expect((await s.browser().get('/api/people/units', bearer)).status).toBe(200)

    const { browser: neighbour } = await s.enrolled('lan')
    const [there] = (await neighbour.get('/api/auth/session')).body.posts
    for (const verb of ['disable', 'reset', 'enable'])
      expect(
        (await neighbour.post(`/api/auth/accounts/${victim.accountId}/${verb}`, { reason: 'x' }, own(there.id))).status,
        verb,
      ).toBe(404)
    expect(
      (await theirs.post(`/api/auth/accounts/${victim.accountId}/disable`, { reason: 'x' }, own(victim.postId))).status,
    ).toBe(403)
    expect(
      (await neighbour.get('/api/auth/accounts', own(there.id))).body.items.map((one: { login: string }) => one.login),
    ).toEqual(['lan'])

    const { browser: admin } = await s.enrolled('khoa')
    const [here] = (await admin.get('/api/auth/session')).body.posts
    expect(
      (await admin.post(`/api/auth/accounts/${victim.accountId}/disable`, { reason: 'thôi việc' }, own(here.id)))
        .status,
    ).toBe(200)
    expect((await theirs.get('/api/auth/me')).status).toBe(401)
    expect((await s.browser().get('/api/people/units', bearer)).status).toBe(401)
    expect((await s.browser().post('/api/auth/login', login('cao.bi'))).body.code).toBe('AUTH_ACCOUNT_DISABLED')
    const me = (await admin.get('/api/auth/accounts', own(here.id))).body.items.find(
      (one: { login: string }) => one.login === 'khoa',
    )
    expect((await admin.post(`/api/auth/accounts/${me.id}/disable`, { reason: 'x' }, own(here.id))).body.code).toBe(
      'AUTH_OWN_ACCOUNT',
    )
  })

  it('of a person with a post elsewhere are not to be reset by one of the two administrators', async () => {
    const double = await s.member(other, 'Vũ Đôi', ['officer'], 'vu.doi')
    const { createPerson, createPost } = await import('#modules/people/index.ts')
    const third = await s.organization('UBND xã Bến Gỗ')
    await s.t.as(third, (ctx) =>
      createPost(
        ctx.tx,
        third,
        { personId: double.personId, title: 'Kiêm nhiệm', roles: ['leader'], validFrom: ctx.today },
        ctx.today,
      ),
    )
    await s.member(other, 'Vũ Trị', ['sysadmin'], 'vu.tri')
    const { browser } = await s.enrolled('vu.tri')
    const [post] = (await browser.get('/api/auth/session')).body.posts
    expect((await browser.post(`/api/auth/accounts/${double.accountId}/reset`, {}, own(post.id))).status).toBe(404)
    const loose = await s.t.as(other, (ctx) => createPerson(ctx.tx, { fullName: 'Vũ Chưa' }, ctx.now))
    const early = await browser.post('/api/auth/accounts', { personId: loose, login: 'vu.chua' }, own(post.id))
    expect(early.status).toBe(404)
    const ours = await s.member(other, 'Vũ Mới', ['officer'])
    const made = await browser.post('/api/auth/accounts', { personId: ours.personId, login: 'Vu.Moi' }, own(post.id))
    expect(made.status).toBe(200)
    const twice = await browser.post('/api/auth/accounts', { personId: ours.personId, login: 'vu.moi2' }, own(post.id))
    expect(twice.body.code).toBe('AUTH_HAS_ACCOUNT')
    const namesake = await s.member(other, 'Vũ Trùng', ['officer'])
    const taken = await browser.post(
      '/api/auth/accounts',
      { personId: namesake.personId, login: 'VU.MOI' },
      own(post.id),
    )
    expect(taken.body.code).toBe('AUTH_LOGIN_TAKEN')
  })

  it('are reviewed every quarter', async () => {
    await s.member(office, 'Đỗ Soát', ['sysadmin'], 'soat')
    const { browser } = await s.enrolled('soat')
    const [post] = (await browser.get('/api/auth/session')).body.posts
    expect((await browser.get('/api/auth/accounts', own(post.id))).body.review).toMatchObject({
      lastAt: null,
      isOverdue: true,
    })
    expect((await browser.post('/api/auth/accounts/review', { note: 'quý IV' }, own(post.id))).status).toBe(200)
    expect((await browser.get('/api/auth/accounts', own(post.id))).body.review).toMatchObject({
      lastBy: 'Đỗ Soát',
      isOverdue: false,
    })
  })
})

describe('keys', () => {
  it('do what they are for in their post, and nothing else', async () => {
    const clerk = await s.member(office, 'Tô Khoá', ['registry'], 'to.khoa')
    const browser = await s.signedIn('to.khoa')
    const make = (scopes: string[]) =>
      browser.post('/api/auth/keys', { name: 'máy', scopes, days: 1 }, own(clerk.postId))
    expect((await make(['auth.manage'])).body.code).toBe('AUTH_SCOPE_BEYOND')
    expect((await make(['people.manage'])).body.code).toBe('AUTH_SCOPE_BEYOND')
    const { secret } = (await make(['people.read'])).body
    const bearer = { authorization: `Bearer ${secret}` }
    const machine = s.browser()
    expect((await machine.get('/api/people/units', bearer)).status).toBe(200)
    for (const url of ['/api/auth/me', '/api/auth/sessions', '/api/auth/keys'])
      expect((await machine.get(url, bearer)).status, url).toBe(403)
    expect((await machine.post('/api/auth/keys', { name: 'x', scopes: ['people.read'], days: 1 }, bearer)).status).toBe(
      403,
    )
    expect((await machine.get('/api/auth/session', bearer)).body.account).toBeNull()
    expect((await machine.get('/api/people/units', { ...bearer, ...own(crypto.randomUUID()) })).status).toBe(403)
    s.wait(25 * 3600)
    expect((await machine.get('/api/people/units', bearer)).status).toBe(401)
    expect((await machine.get('/api/people/units', { authorization: 'Bearer vk_nothing' })).status).toBe(401)
  })

  it('need a fresh proof of the person', async () => {
    const clerk = await s.member(office, 'Tô Lâu', ['registry'], 'to.lau')
    const browser = await s.signedIn('to.lau')
    s.wait(11 * 60)
    const made = await browser.post(
      '/api/auth/keys',
      { name: 'máy', scopes: ['people.read'], days: 1 },
      own(clerk.postId),
    )
    expect(made.body.code).toBe('AUTH_CONFIRM_AGAIN')
  })
})

describe('the command line', () => {
  it('creates, resets, disables and enables by links, never by passwords', async () => {
    const { runUserCommand } = await import('../cli.ts')
    const person = await s.member(office, 'Tô Lệnh', ['officer'])
    const run = (verb: string, args: string[], options: object = {}) =>
      runUserCommand(s.t.kernel, verb, args, { lang: 'en', ...options })
    expect((await run('create', ['to.lenh'])).exitCode).toBe(2)
    const made = (await run('create', ['To.Lenh'], { person: person.personId })).result as {
      path: string
      login: string
    }
    expect(made.login).toBe('to.lenh')
    const token = new URL(made.path, 'http://x').searchParams.get('token')
    expect((await s.browser().post('/api/auth/link/password', { token, password: PASSWORD })).status).toBe(200)
    const browser = await s.signedIn('to.lenh')
    expect((await run('disable', ['to.lenh'])).exitCode).toBe(0)
    expect((await run('disable', ['to.lenh'])).exitCode).toBe(1)
    s.wait(4)
    expect((await browser.get('/api/auth/me')).status).toBe(401)
    expect((await run('enable', ['to.lenh'])).exitCode).toBe(0)
    const lines = (await run('list', [])).result as { login: string; name: string }[]
    expect(lines.find((one) => one.login === 'to.lenh')?.name).toBe('Tô Lệnh')
    await expect(run('reset', ['khong.co'])).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
  })
})
