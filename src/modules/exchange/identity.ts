/** Who this installation is to its partners: a key and its certificate in VANKHO_HOME, made at first use (decision 0035). */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type PackageSigner, selfSigned } from '#engines/edxml/index.ts'
import type { Config } from '#platform/config/index.ts'
import { newId } from '#platform/ids/index.ts'

const YEARS = 10
let known: { home: string; signer: PackageSigner } | null = null

/**
 * The gateway's signing key, readable by its owner alone; never in the database. One file holds key and certificate, so that they
 * always belong together; an administrator may put one with an authority's certificate in its place. Two processes may ask at once: the
 * first to link its file wins.
 */
export async function gatewayIdentity(config: Config, now: Date): Promise<PackageSigner> {
  if (known?.home === config.home) return known.signer
  const folder = join(config.home, 'exchange')
  const path = join(folder, 'gateway.pem')
  const found = (await read(path)) ?? (await make(folder, path, config, now))
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(found)?.[0]
  if (!certificate) throw new Error(`${path}: no certificate`)
  known = { home: config.home, signer: { key: createPrivateKey(found), certificate: `${certificate}\n` } }
  return known.signer
}

async function make(folder: string, path: string, config: Config, now: Date): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const host = config.publicUrl ? new URL(config.publicUrl).hostname : hostname()
  const text = `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${selfSigned(privateKey, `Văn Khố ${host}`, now, YEARS)}`
  const draft = join(folder, `.gateway-${newId()}`)
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true })
    await chmod(draft, 0o600)
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return readFile(path, 'utf8')
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
