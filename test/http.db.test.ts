/** The HTTP server as a caller meets it: health, metrics, API description, problems, headers, ranges, TLS. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from '#modules/auth/index.ts'
import { insertComponent } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { newId } from '#platform/ids/index.ts'
import { rooms } from '#src/rooms.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'

let t: TestApp
let office: Office
let server: HttpServer
let acting: Actor | null = null

const serve = (app: TestApp, authenticate = createAuthenticator(app.kernel)): Promise<HttpServer> =>
  createHttpServer({
    kernel: app.kernel,
    version: '0',
    webFolder: null,
    authenticate,
    readiness: async () => [],
    welcome: async () => ({}),
  })

beforeAll(async () => {
  t = await testApp()
  office = await makeOffice(t)
  server = await serve(t, async () => acting!)
})
afterAll(async () => {
  await server?.close()
  await t?.close()
})

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, headers: { cookie: 'vankho=x', ...headers } })

describe('a refusal', () => {
  it.each([
    ['GET', '/api/audit/entries', 'audit.list'],
    ['POST', '/api/intake/upload', 'intake.upload'],
  ] as const)('of %s %s is put on record', async (method, url, kind) => {
    acting = { ...office.actors.officer, address: '203.0.113.7' }
    const answer = await server.app.inject({
      method,
      url,
      headers: { cookie: 'vankho=x', 'x-vankho': '1', 'content-type': 'multipart/form-data; boundary=x' },
      ...(method === 'POST'
        ? { payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--x--' }
        : {}),
    })
    expect(answer.statusCode).toBe(403)
    const entries = await t.admin<{ outcome: string; address: string }>(
      'select outcome, address from audit.entry where kind = $1 order by at desc limit 1',
      [kind],
    )
    expect(entries).toEqual([{ outcome: 'refused', address: '203.0.113.7' }])
  })
})

describe('the server', () => {
  it('tells that it lives, that it is ready, and its figures on loopback', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'ok' })
    expect((await get('/health/ready')).statusCode).toBe(200)
    const metrics = await get('/metrics')
    expect(metrics.body).toMatch(/vankho_http_request_seconds_count/)
    expect((await server.app.inject({ url: '/metrics', remoteAddress: '203.0.113.7' })).statusCode).toBe(403)
  })

  it('describes every route of every contract in OpenAPI 3.1, with permission and source, and shows it offline', async () => {
    const description = (await get('/api/openapi.json')).json()
    expect(description.openapi).toBe('3.1.0')
    expect(await new Validator().validate(description), 'the standard’s own schema').toMatchObject({ valid: true })
    for (const room of rooms)
      for (const contract of room.contracts)
        for (const route of Object.values(contract.routes)) {
          const operation = description.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
          expect(operation?.['x-permission'], `${route.method} ${route.path}`).toBe(route.permission)
        }
    expect((await get('/api/docs')).body).toContain('swagger-ui')
    expect((await get('/api/docs/swagger-ui-bundle.js')).statusCode).toBe(200)
    expect((await get('/api/docs/package.json')).statusCode).toBe(404)
  })

  it('answers problems in both languages, and never with a stack', async () => {
    const missing = await get('/api/nothing')
    expect(missing.statusCode).toBe(404)
    expect(missing.headers['content-type']).toMatch(/application\/problem\+json/)
    expect(missing.json().detail.vi).toMatch(/Không tìm thấy/)
    const broken = await server.app.inject({
      method: 'POST',
      url: '/api/auth/login',
      headers: { 'content-type': 'application/json', 'x-vankho': '1' },
      payload: '{"login": ',
    })
    expect(broken.statusCode).toBe(422)
    expect(broken.body).not.toMatch(/at .*\.ts/)
  })

  it('shuts out requests that another page made', async () => {
    const post = (headers: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: '/api/auth/login',
        headers: { 'content-type': 'application/json', ...headers },
        payload: '{}',
      })
    expect((await post({})).statusCode).toBe(403)
    expect((await post({ 'x-vankho': '1', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  })

  it('sends strict headers', async () => {
    const { headers } = await get('/health/live')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(String(headers['content-security-policy'])).not.toMatch(/'unsafe-eval'|script-src[^;]*unsafe-inline/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('gives files whole, in ranges and only when they changed; never renders them with our rights', async () => {
    const bytes = Buffer.from('0123456789')
    const stored = await t.blobs.put(bytes)
    const componentId = newId()
    await t.as(office.organizationId, async (ctx) =>
      insertComponent(ctx.tx, {
        organizationId: office.organizationId,
        id: componentId,
        role: 'main',
        fileName: 'tệp “lạ”.html',
        mediaType: 'text/html',
        size: stored.size,
        sha256: stored.sha256,
        pageCount: null,
        findings: [],
        now: ctx.now,
        createdBy: office.actors.registry.postId!,
      }),
    )
    acting = office.actors.registry
    const url = `/api/records/components/${componentId}/file?post=${acting.postId}`
    const whole = await get(url)
    expect(whole.rawPayload.equals(bytes)).toBe(true)
    expect(whole.headers['content-type']).toBe('application/octet-stream')
    expect(whole.headers['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''/)
    expect(whole.headers['content-security-policy']).toMatch(/sandbox/)
    const part = await get(url, { range: 'bytes=2-4' })
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
    expect((await get(url, { range: 'bytes=-3' })).body).toBe('789')
    expect((await get(url, { range: 'bytes=20-30' })).statusCode).toBe(416)
    expect((await get(url, { 'if-none-match': String(whole.headers['etag']) })).statusCode).toBe(304)
  })
})

describe('TLS by certificate files', () => {
  it('serves HTTPS and asks browsers to stay with it', async () => {
    const folder = t.home
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=localhost',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    )
    const secure = await testApp({ env: { VANKHO_TLS_KEY: key, VANKHO_TLS_CERT: cert, PORT: '0' } })
    const https = await serve(secure)
    try {
      const address = await https.listen()
      expect(address).toMatch(/^https:/)
      const answer = await new Promise<{ status: number; hsts: unknown }>((resolve, reject) => {
        request(
          `${address}/health/live`,
          { ca: readFileSync(cert), checkServerIdentity: () => undefined },
          (response) => {
            response.resume()
            resolve({ status: response.statusCode!, hsts: response.headers['strict-transport-security'] })
          },
        )
          .on('error', reject)
          .end()
      })
      expect(answer).toEqual({ status: 200, hsts: expect.stringContaining('max-age') })
    } finally {
      await https.close()
      await secure.close()
    }
  })
})
