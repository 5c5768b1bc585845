/** The protocol with the process that loads a vendor's library: whatever that process does, the server gets an answer. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { loadConfig } from '#platform/config/index.ts'
import '../errors.ts'
import { ecdsaValue, listTokens, type Ways, withTokenKey } from '../token/client.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-child-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
/** A child that does with an order what the given body says. */
function child(body: string, limitMs = 10_000): Ways {
  const path = join(folder, `child-${made++}.mjs`)
  const log = join(folder, 'log')
  writeFileSync(
    path,
    `import { appendFileSync } from 'node:fs'
    const log = (line) => appendFileSync(${JSON.stringify(log)}, line + '\\n')
    process.on('message', (order) => { ${body} })
    process.on('disconnect', () => { log('end ' + process.pid); process.exit() })`,
  )
  return { program: pathToFileURL(path), limitMs }
}
const config = { module: '/khong/co.so', label: null }
const key = { serial: 'A1', label: 'Thiết bị 1', keyId: '01' }
const use = (ways: Ways, pin = '1234', serial = key.serial) =>
  withTokenKey(
    config,
    { ...key, serial },
    pin,
    (session) => session.sign({ bytes: Buffer.from('x'), algorithm: 'rsa', hash: 'sha256' }),
    ways,
  )
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const lines = (): string[] => {
  try {
    return readFileSync(join(folder, 'log'), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}
const clear = (): void => rmSync(join(folder, 'log'), { force: true })

describe('the child', () => {
  it('gets the PIN once, as typed, by no argument and no environment, nor the server’s own secrets', async () => {
    clear()
    vi.stubEnv('DATABASE_URL', 'postgresql://kin')
    const ways = child(`
      const seen = JSON.stringify([process.argv, process.env])
      if (order.kind === 'open') log('open ' + Buffer.from(order.pin).toString() + ' ' + seen.includes('bí mật 12') + ' ' + seen.includes('kin'))
      else log(order.kind + ' ' + JSON.stringify(order).includes('bí mật 12'))
      process.send({ value: order.kind === 'open' ? { certificates: [] } : new Uint8Array([7]) })`)
    expect([...(await use(ways, 'bí mật 12'))]).toEqual([7])
    vi.unstubAllEnvs()
    expect(lines()).toEqual(['open bí mật 12 false false', 'sign false', expect.stringMatching(/^end \d+$/)])
  })

  it('that refuses is told by name, and is not asked again', async () => {
    for (const [fault, code] of [
      ['PIN_WRONG', 'SIGNATURES_PIN_WRONG'],
      ['PIN_LOCKED', 'SIGNATURES_PIN_LOCKED'],
      ['PIN_LAST', 'SIGNATURES_PIN_LAST'],
      ['MISSING', 'SIGNATURES_TOKEN_MISSING'],
      ['KEY_GONE', 'SIGNATURES_TOKEN_KEY_GONE'],
      ['MECHANISM', 'SIGNATURES_TOKEN_MECHANISM'],
      ['REFUSED', 'SIGNATURES_TOKEN_REFUSED'],
    ] as const) {
      clear()
      const ways = child(
        `log(order.kind); process.send({ fault: '${fault}', facts: { label: 'Thiết bị 1', reason: 'x' } })`,
      )
      await expect(use(ways), fault).rejects.toMatchObject({ code, facts: { label: 'Thiết bị 1' } })
      expect(lines().filter((line) => line === 'open')).toHaveLength(1)
    }
  })

  it('that hangs is killed, that crashes is told; the next use has a child of its own', async () => {
    clear()
    const hangs = child(`log('pid ' + process.pid); for (;;) {}`, 1500)
    await expect(use(hangs)).rejects.toMatchObject({ code: 'SIGNATURES_TOKEN_SILENT' })
    expect(isAlive(Number(lines()[0]!.slice(4)))).toBe(false)
    await expect(use(child(`process.kill(process.pid, 'SIGSEGV')`))).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_STOPPED',
    })
    await expect(use({ program: pathToFileURL(join(folder, 'khong-co.mjs')), limitMs: 10_000 })).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_STOPPED',
    })
    const good = child(`process.send({ value: order.kind === 'open' ? { certificates: [] } : new Uint8Array([1]) })`)
    expect([...(await use(good))]).toEqual([1])
  })

  it('a token has one use at a time, two tokens have two', async () => {
    clear()
    const slow = child(
      `log(order.kind + ' ' + (order.serial ?? ''));
       setTimeout(() => process.send({ value: order.kind === 'open' ? { certificates: [] } : new Uint8Array([1]) }), 50)`,
    )
    await Promise.all([use(slow), use(slow), use(slow)])
    const kinds = lines().map((line) => line.split(' ')[0])
    expect(kinds).toEqual(['open', 'sign', 'end', 'open', 'sign', 'end', 'open', 'sign', 'end'])
    // Each waits for the other: they can only end together.
    const arrived = new Set<string>()
    const both = (serial: string) =>
      withTokenKey(
        config,
        { ...key, serial },
        '1',
        () => {
          arrived.add(serial)
          return vi.waitFor(() => expect(arrived.size).toBe(2), { timeout: 20_000 })
        },
        slow,
      )
    await Promise.all([both('A1'), both('B2')])
  }, 30_000)

  it('a library that is none is told', async () => {
    await expect(listTokens(config)).rejects.toMatchObject({ code: 'SIGNATURES_TOKEN_MODULE' })
    const libc = { module: process.execPath, label: null }
    await expect(listTokens(libc)).rejects.toMatchObject({ code: 'SIGNATURES_TOKEN_MODULE' })
  })
})

it('a label without a library is a fault of the configuration', () => {
  expect(() => loadConfig({ VANKHO_PKCS11_TOKEN: 'Thiết bị 1' })).toThrow('VANKHO_PKCS11_MODULE')
  expect(loadConfig({ VANKHO_PKCS11_MODULE: '/opt/hsm/p11.so' }).signing.pkcs11).toEqual({
    module: '/opt/hsm/p11.so',
    label: null,
  })
  expect(loadConfig({}).signing.pkcs11).toBeNull()
})

it('r and s side by side become what CMS wants', () => {
  for (const curve of ['P-256', 'P-384', 'P-521']) {
    const pair = generateKeyPairSync('ec', { namedCurve: curve })
    const bytes = Buffer.from('Quyết định')
    for (let i = 0; i < 40; i++) {
      const raw = sign('sha256', bytes, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' })
      const key = createPublicKey(pair.privateKey)
      expect(verify('sha256', bytes, { key, dsaEncoding: 'der' }, ecdsaValue(raw))).toBe(true)
    }
  }
})
