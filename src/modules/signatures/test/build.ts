/** An invented public key infrastructure for the room's tests, with key files, pictures, and a timestamp authority on loopback. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { authorityOf, EKU, type Identity, issue } from '#engines/sign/test/authority.ts'
import { paper } from '#engines/sign/test/papers.ts'
import type { Actor } from '#platform/action/index.ts'
import { beforehandOf } from '#test/kit/before.ts'
import type { TestApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signatures } from '../contract.ts'
import type { Outside } from '../signing.ts'

export { paper }

/** Never to be found anywhere afterwards. */
export const PASS = 'Mật khẩu rất kín 7f3a9c'

export interface Infrastructure {
  readonly root: Identity
  readonly middle: Identity
  readonly leader: Identity
  readonly agency: Identity
  readonly stranger: Identity
  readonly tsa: Identity
  /** Folder with the root, for VANKHO_TRUST. */
  readonly trustDir: string
  readonly folder: string
}

export async function makeInfrastructure(): Promise<Infrastructure> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-signatures-'))
  const trustDir = join(folder, 'trust')
  mkdirSync(trustDir)
  const root = await issue({ name: 'Lâm Hà Root CA', algorithm: 'p384', notAfter: '2046-01-01T00:00:00Z' })
  const middle = await issue({
    name: 'Lâm Hà CA 1',
    issuer: root,
    ca: true,
    pathLength: 0,
    notAfter: '2041-01-01T00:00:00Z',
  })
  writeFileSync(join(trustDir, 'root.pem'), root.pem)
  return {
    root,
    middle,
    leader: await issue({ name: 'Trần Văn Quý', issuer: middle, algorithm: 'rsa', extended: [EKU.email] }),
    agency: await issue({ name: 'Ủy ban nhân dân xã Sông Mây', issuer: middle }),
    stranger: await issue({ name: 'Trần Văn Quỹ', issuer: middle }),
    tsa: await issue({ name: 'Lâm Hà TSA', issuer: root, extended: [EKU.timeStamping], extendedCritical: true }),
    trustDir,
    folder,
  }
}

export const removeInfrastructure = (pki: Infrastructure | undefined): void => {
  if (pki) rmSync(pki.folder, { recursive: true, force: true })
}

/** A key file as openssl writes it; by default as programs of ten years ago did, with RC2-40. */
export function p12(pki: Infrastructure, one: Identity, pass = PASS, options: readonly string[] = ['-legacy']): Buffer {
  const place = (name: string): string => join(pki.folder, `${randomUUID()}-${name}`)
  const [key, cert, chain, out] = ['key.pem', 'cert.pem', 'chain.pem', 'made.p12'].map(place) as [
    string,
    string,
    string,
    string,
  ]
  writeFileSync(key, one.key.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(cert, one.pem)
  writeFileSync(chain, pki.middle.pem + pki.root.pem)
  const files = ['-inkey', key, '-in', cert, '-certfile', chain, '-passout', `pass:${pass}`, '-out', out]
  execFileSync('openssl', ['pkcs12', '-export', ...files, ...options])
  return readFileSync(out)
}

/** A picture: strokes of a colour over a transparent ground. */
export async function picture(colour: string, size = 200, ground = 'none'): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${ground}"/>
    <circle cx="50%" cy="50%" r="35%" fill="none" stroke="${colour}" stroke-width="${size / 10}"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Work outside of transactions for an actor, as `beforehand` gives it. */
export const outsideOf = (t: TestApp, actor: Actor): Outside => beforehandOf(t, actor)

/** The leader's and the agency's keys, confirmed, with pictures. */
export async function enterKeys(
  t: TestApp,
  o: Office,
  pki: Infrastructure,
): Promise<{ leader: string; agency: string }> {
  const { leader, registry } = o.actors
  const own = await t.run(signatures.addKey, leader, {
    body: { owner: 'person', file: base64(p12(pki, pki.leader)), passphrase: PASS },
  })
  await t.run(signatures.setPicture, leader, {
    params: { keyId: own.id },
    body: { file: base64(await picture('#1f3f9f')), version: own.version },
  })
  const agency = await t.run(signatures.addKey, registry, {
    body: { owner: 'agency', file: base64(p12(pki, pki.agency)), passphrase: PASS },
  })
  const confirmed = await t.run(signatures.confirmKey, leader, {
    params: { keyId: agency.id },
    body: { version: agency.version },
  })
  await t.run(signatures.setPicture, registry, {
    params: { keyId: agency.id },
    body: { file: base64(await picture('#d11f2a')), widthMm: 36, version: confirmed.version },
  })
  return { leader: own.id, agency: agency.id }
}

export interface Tsa {
  readonly url: string
  /** How it answers from now on. */
  mode: 'good' | 'silent' | 'refuses'
  readonly asked: () => number
  close(): Promise<void>
}

/** A timestamp authority over HTTP on loopback (RFC 3161). @param time the present of the test */
export async function startTsa(pki: Infrastructure, time: () => Date): Promise<Tsa> {
  const answer = authorityOf(pki.tsa, () => time().toISOString(), { chain: [pki.root] })
  let asked = 0
  const tsa = { mode: 'good' as Tsa['mode'] }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      asked++
      if (tsa.mode === 'silent') return
      if (tsa.mode === 'refuses') return void response.writeHead(503).end()
      const bytes = await answer(Buffer.concat(parts))
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(Buffer.from(bytes))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(tsa, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

/** A place on loopback where revocation lists lie. `body` null: there is none. */
export async function startLists(): Promise<{
  readonly url: string
  body: Uint8Array | null
  asked(): number
  close(): Promise<void>
}> {
  let asked = 0
  const lists = { body: null as Uint8Array | null }
  const server = createServer((_, response) => {
    asked++
    if (lists.body) response.writeHead(200).end(Buffer.from(lists.body))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(lists, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

export { makeOffice }
