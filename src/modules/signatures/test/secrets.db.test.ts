/** After everything that can be done with a passphrase or a PIN, it stands nowhere: no row of any table, no queue, no log, no file. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '#src/app.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signatures } from '../contract.ts'
import { signDocumentBytes } from '../index.ts'
import {
  base64,
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  outsideOf,
  PASS,
  p12,
  paper,
  removeInfrastructure,
} from './build.ts'
import { MODULE, noToken, PIN, softTokens, type Tokens } from './token-kit.ts'

let t: TestApp
let o: Office
let pki: Infrastructure
let tokens: Tokens | undefined
beforeAll(async () => {
  pki = await makeInfrastructure()
  if (!noToken) {
    tokens = softTokens()
    tokens.add('Thiết bị 1', { '01': pki.stranger }, [pki.middle])
  }
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, ...(noToken ? {} : { VANKHO_PKCS11_MODULE: MODULE }) } })
  o = await makeOffice(t)
})
afterAll(async () => {
  await t?.close()
  tokens?.close()
  removeInfrastructure(pki)
})

/** Wrong, but one letter away from the right one: it must not be kept either. */
const almost = (words: string): string => `${words.slice(0, -1)}d`
const ALMOST = almost(PASS)

/** Every way in which words could lie in bytes of a database or file. */
const shapes = [PASS, ALMOST, PIN, almost(PIN)].flatMap((words) => [
  Buffer.from(words),
  Buffer.from(words.normalize('NFD')),
  Buffer.from(words, 'utf16le'),
  Buffer.from(Buffer.from(words).toString('base64').replace(/=+$/, '').slice(0, -2)),
  Buffer.from(Buffer.from(words).toString('hex')),
  Buffer.from(encodeURIComponent(words)),
  Buffer.from(JSON.stringify(words).slice(1, -1)),
])
const holds = (bytes: Buffer): boolean => shapes.some((shape) => bytes.includes(shape))

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* filesIn(path)
    else yield path
  }
}

it('searches so that it would find it', () => {
  expect(holds(Buffer.from(`{"passphrase":"${PASS}"}`))).toBe(true)
  expect(holds(Buffer.from(`x${Buffer.from(ALMOST).toString('base64')}y`))).toBe(true)
  expect(holds(Buffer.from('Mật khẩu'))).toBe(false)
})

it('is in no row, no job, no log and no file', async () => {
  const logged: string[] = []
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _, done) {
        logged.push(String(chunk))
        done()
      },
    }),
  )
  const { kernel } = createApp({ config: t.config, db: t.db, clock: t.clock, blobs: t.blobs, log })
  const loud: TestApp = {
    ...t,
    kernel,
    run: (async (route, actor, input = {}) => kernel.run(kernel.handler(route), actor, input)) as TestApp['run'],
  }
  const keys = await enterKeys(loud, o, pki)
  const { leader, officer } = o.actors
  const sign = async (keyId: string, passphrase: string, pdf?: Uint8Array) =>
    signDocumentBytes(outsideOf(loud, leader), {
      pdf: pdf ?? (await paper()),
      keyId,
      passphrase,
      place: { kind: 'none', by: 'person' },
    })
  if (tokens) {
    const { registry } = o.actors
    const body = { owner: 'agency' as const, fingerprint: createHash('sha256').update(pki.stranger.der).digest('hex') }
    const add = (passphrase: string) => loud.run(signatures.addAttached, registry, { body: { ...body, passphrase } })
    await expect(add(almost(PIN))).rejects.toMatchObject({ code: 'SIGNATURES_PIN_WRONG' })
    const key = await add(PIN)
    await t.run(signatures.confirmKey, leader, { params: { keyId: key.id }, body: { version: key.version } })
    const seal = async (passphrase: string) =>
      signDocumentBytes(outsideOf(loud, registry), {
        pdf: await paper(),
        keyId: key.id,
        passphrase,
        place: { kind: 'none', by: 'agency' },
      })
    await t.blobs.put((await seal(PIN)).bytes)
    await expect(seal(almost(PIN))).rejects.toMatchObject({ code: 'SIGNATURES_PIN_WRONG' })
  }
  const signed = await sign(keys.leader, PASS)
  await t.blobs.put(signed.bytes)
  for (const fails of [
    () => sign(keys.leader, ALMOST),
    () => sign(keys.agency, PASS),
    () => sign(keys.leader, PASS, Buffer.from('%PDF-1.4 rác')),
    () =>
      loud.run(signatures.addKey, officer, {
        body: { owner: 'person', file: base64(p12(pki, pki.stranger)), passphrase: ALMOST },
      }),
    () =>
      loud.run(signatures.addKey, officer, {
        body: { owner: 'person', file: base64(Buffer.from('rác')), passphrase: PASS },
      }),
    () =>
      loud.run(signatures.addKey, officer, {
        body: { owner: 'agency', file: base64(p12(pki, pki.stranger)), passphrase: PASS },
      }),
    () =>
      loud.run(signatures.addKey, officer, {
        body: { owner: 'ai đó', file: base64(Buffer.from('rác')), passphrase: PASS },
      }),
    () =>
      loud.run(
        signatures.addKey,
        { ...officer, roles: ['reader'] },
        { body: { owner: 'person', file: 'AAAA', passphrase: PASS } },
      ),
  ])
    await expect(fails()).rejects.toBeInstanceOf(Error)

  const tables = await t.admin<{ name: string }>(`select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`)
  expect(tables.length).toBeGreaterThan(60)
  const found: string[] = []
  let rows = 0
  for (const { name } of tables)
    for (const row of await t.admin<Record<string, unknown>>(`select * from ${name}`)) {
      rows++
      for (const [column, value] of Object.entries(row)) {
        const bytes = Buffer.isBuffer(value)
          ? value
          : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value ?? null))
        if (holds(bytes)) found.push(`${name}.${column}`)
      }
    }
  for (const path of filesIn(t.home)) if (holds(readFileSync(path))) found.push(path)
  for (const line of logged) if (holds(Buffer.from(line))) found.push(`log: ${line}`)
  expect(found).toEqual([])
  expect(rows).toBeGreaterThan(20)
  const audited = await t.admin<{ kind: string }>(
    `select distinct kind from audit.entry where kind like 'signatures.%'`,
  )
  expect(audited.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['signatures.addKey', 'signatures.sign', 'signatures.wrongPassphrase']),
  )
})
