/** Whose word about the caller's address is believed, and what is refused at the door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '#platform/config/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { createHttpServer, type HttpServer } from './index.ts'

let t: TestApp
const opened: HttpServer[] = []
beforeAll(async () => {
  t = await testApp()
})
afterAll(async () => {
  for (const server of opened) await server.close()
  await t?.close()
})

/** What a request from `peer` is answered, and which address and scheme counted. */
async function ask(trust: string | undefined, peer: string, headers: Record<string, string> = {}) {
  const seen: { address?: string } = {}
  const { config } = t.kernel.ports
  const kernel = {
    ...t.kernel,
    ports: {
      ...t.kernel.ports,
      config: { ...config, trustProxy: loadConfig({ VANKHO_TRUST_PROXY: trust }).trustProxy },
    },
  }
  const server = await createHttpServer({
    kernel,
    version: '0',
    webFolder: null,
    authenticate: async (caller) => {
      seen.address = caller.address
      return { kind: 'anonymous' } as never
    },
    readiness: async () => [],
    welcome: async () => ({}),
  })
  opened.push(server)
  const answer = await server.app.inject({
    method: 'GET',
    url: '/api/auth/session',
    remoteAddress: peer,
    headers: { cookie: 'vankho=x', ...headers },
  })
  return { code: answer.statusCode === 403 ? (answer.json() as { code: string }).code : null, address: seen.address }
}

describe('the address that counts', () => {
  it.each([
    // no proxy configured: what a caller writes is worth nothing, from outside it is passed over
    [undefined, '203.0.113.7', {}, '203.0.113.7'],
    [undefined, '203.0.113.7', { 'x-forwarded-for': '127.0.0.1' }, '203.0.113.7'],
    [undefined, '127.0.0.1', {}, '127.0.0.1'],
    // the proxy's own sight, not what stood in the header before
    ['10.0.0.5', '10.0.0.5', { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }, '203.0.113.9'],
    ['10.0.0.5', '::ffff:10.0.0.5', { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    ['10.0.0.5, 10.0.0.6', '10.0.0.5', { 'x-forwarded-for': '1.1.1.1, 203.0.113.9, 10.0.0.6' }, '203.0.113.9'],
    ['fd00::/64', 'fd00::7', { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    ['true', '127.0.0.1', { 'x-forwarded-for': '8.8.8.8, 203.0.113.9' }, '203.0.113.9'],
    // somebody on the proxy's own machine cannot speak for others
    ['true', '127.0.0.1', { 'x-forwarded-for': '8.8.8.8, 127.0.0.1' }, '127.0.0.1'],
    ['10.0.0.5', '10.0.0.5', { 'x-forwarded-for': 'nobody' }, '10.0.0.5'],
    // this machine itself, beside its proxies
    ['10.0.0.5', '127.0.0.1', {}, '127.0.0.1'],
  ] as const)('VANKHO_TRUST_PROXY=%s, from %s with %j: %s', async (trust, peer, headers, address) => {
    expect(await ask(trust, peer, headers)).toEqual({ code: null, address })
  })

  it.each([
    [
      'a proxy nobody configured',
      undefined,
      '127.0.0.1',
      { 'x-forwarded-for': '203.0.113.9' },
      'PLATFORM_PROXY_UNKNOWN',
    ],
    ['the same by the newer header', undefined, '::1', { forwarded: 'for=203.0.113.9' }, 'PLATFORM_PROXY_UNKNOWN'],
    [
      'another one than configured',
      '10.0.0.5',
      '127.0.0.1',
      { 'x-forwarded-for': '1.1.1.1' },
      'PLATFORM_PROXY_UNKNOWN',
    ],
    ['past the proxy', '10.0.0.5', '203.0.113.9', {}, 'PLATFORM_PROXY_ONLY'],
    ['past it, dressed up', '10.0.0.5', '203.0.113.9', { 'x-forwarded-for': '10.0.0.5' }, 'PLATFORM_PROXY_ONLY'],
    [
      'plain',
      'true',
      '127.0.0.1',
      { 'x-forwarded-for': '1.1.1.1', 'x-forwarded-proto': 'http' },
      'PLATFORM_PROXY_PLAIN',
    ],
  ] as const)('refuses %s', async (_, trust, peer, headers, code) => {
    expect((await ask(trust, peer, headers)).code).toBe(code)
  })
})

describe('VANKHO_TRUST_PROXY', () => {
  it.each(['proxy.example.vn', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.5/x', '::/0', 'all'])('refuses %s', (given) => {
    expect(() => loadConfig({ VANKHO_TRUST_PROXY: given })).toThrow(ConfigError)
  })
  it.each(['', '0', 'false', 'no'])('%s: none', (given) => {
    expect(loadConfig({ VANKHO_TRUST_PROXY: given }).trustProxy).toBeNull()
  })
})
