import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, type Stage, stage } from './build.ts'

let s: Stage
let office: string

beforeAll(async () => {
  s = await stage()
  office = await s.organization('UBND xã Sông Mây', { isHost: true })
})
afterAll(() => s.close())

const audit = (kind: string) =>
  s.t.admin<{ outcome: string; subject_label: string | null; data: { code?: string } | null }>(
    'select outcome, subject_label, data from audit.entry where kind = $1 order by at',
    [kind],
  )

describe('signing in', () => {
  it('opens a session with a secret that stands nowhere in the answer and nowhere in the database', async () => {
    await s.member(office, 'Trần Thị Lụa', ['registry'], 'lua.tt')
    const browser = s.browser()
    const reply = await browser.post('/api/auth/login', { login: '  Lua.TT ', password: PASSWORD })
    expect(reply).toEqual({ status: 200, body: { duty: null } })
    expect(browser.cookie).toMatch(/^[\w-]{43}$/)
    const rows = await s.t.admin<{ h: Buffer }>('select secret_hash as h from auth.session')
    expect(rows.map((row) => row.h.toString('base64url'))).not.toContain(browser.cookie)
    const view = await browser.get('/api/auth/session')
    expect(view.body.account).toMatchObject({ login: 'lua.tt', name: 'Trần Thị Lụa', duty: null })
    expect(view.body.posts).toHaveLength(1)
    expect(view.body.posts[0]).toMatchObject({
      title: 'Chuyên viên',
      roles: ['registry'],
      organization: { id: office },
    })
    expect(view.body.posts[0].abilities).toContain('auth.key')
    expect(view.body.posts[0].abilities).not.toContain('auth.manage')
  })

  it('takes the same password in composed and decomposed writing', async () => {
    const reply = await s.browser().post('/api/auth/login', { login: 'lua.tt', password: PASSWORD.normalize('NFD') })
    expect(reply.status).toBe(200)
  })

  it('answers alike for an unknown name, a wrong password and a demo account from elsewhere; and records each', async () => {
    await s.member(office, 'Lê Văn Mẫu', ['officer'], 'demo.mau', { isDemo: true })
    const before = (await audit('auth.signIn')).length
    const unknown = await s.browser().post('/api/auth/login', { login: 'khong.co', password: PASSWORD })
    const wrong = await s.browser().post('/api/auth/login', { login: 'lua.tt', password: 'Sai-1 mật khẩu' })
    const strip = ({ status, body: { id: _, ...rest } }: typeof unknown) => ({ status, rest })
    expect(strip(unknown)).toEqual(strip(wrong))
    expect(unknown.status).toBe(401)
    const added = (await audit('auth.signIn')).slice(before)
    expect(added).toEqual([
      { outcome: 'refused', subject_label: null, data: { code: 'AUTH_SIGN_IN_FAILED' } },
      { outcome: 'refused', subject_label: 'lua.tt', data: { code: 'AUTH_SIGN_IN_FAILED' } },
    ])
  })

  it('makes the account of a demo person a demo account: good on this machine alone, no real one', async () => {
    const province = await s.organization('Ủy ban nhân dân xã Mẫu', { isDemo: true })
    await s.member(province, 'Hồ Thị Mẫu', ['sysadmin'], 'quantri.mau', { isDemo: true })
    const { personId } = await s.member(province, 'Đinh Văn Mẫu', ['officer'], undefined, { isDemo: true })
    const administrator = await s.signedIn('quantri.mau')
    const [post] = (await administrator.get('/api/auth/session')).body.posts as { id: string }[]
    const made = await administrator.post(
      '/api/auth/accounts',
      { personId, login: 'van.mau' },
      { 'x-vankho-post': post!.id },
    )
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    expect(await s.t.admin('select is_demo from auth.account where id = $1', [made.body.id])).toEqual([
      { is_demo: true },
    ])
  })
})
