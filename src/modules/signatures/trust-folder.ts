/** The trust list as the server's administrator keeps it: a folder of certificates and revocation lists. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readTrust, type TrustList } from '#engines/sign/index.ts'

export interface TrustFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Files of a trust folder in the order of their names; a file itself will do. Hidden ones and notes are passed over. */
export async function trustFiles(place: string): Promise<TrustFile[]> {
  return Promise.all((await named(place)).map(async (name) => ({ name, bytes: await readFile(name) })))
}

async function named(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place]
  const entries = await readdir(place, { withFileTypes: true })
  const names = entries.filter((one) => !one.isDirectory()).map((one) => join(place, one.name))
  return names.filter((name) => /\.(pem|der|cer|crt|crl)$/i.test(name) || names.length === 1).sort()
}

export interface Trust {
  readonly isConfigured: boolean
  /** Those that could be read: what a verification is given. */
  readonly files: readonly TrustFile[]
  readonly list: TrustList
  /** Names of the others. Less is trusted then, never more. */
  readonly unreadable: readonly string[]
  /** SHA-256 over the certificates and lists, whatever the files are called. */
  readonly fingerprint: string
}

const cache = new Map<string, { state: string; trust: Trust }>()

/** The configured trust list; read again when a file of the folder has changed. */
export async function configuredTrust(place: string | null): Promise<Trust> {
  if (place === null) return trustOf([], false)
  let names: string[]
  try {
    names = await named(place)
  } catch {
    return { ...trustOf([], true), unreadable: [basename(place)] }
  }
  const stats = await Promise.all(names.map((name) => stat(name).catch(() => null)))
  const state = names.map((name, i) => `${name} ${stats[i]?.mtimeMs} ${stats[i]?.size}`).join('\n')
  const known = cache.get(place)
  if (known?.state === state) return known.trust
  const found = await Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(name).catch(() => new Uint8Array()) })),
  )
  const trust = trustOf(found, true)
  cache.set(place, { state, trust })
  return trust
}

function trustOf(given: readonly TrustFile[], isConfigured: boolean): Trust {
  const files: TrustFile[] = []
  const unreadable: string[] = []
  for (const file of given)
    try {
      readTrust([file])
      files.push(file)
    } catch {
      unreadable.push(basename(file.name))
    }
  const list = readTrust(files)
  const prints = [
    ...list.certificates.map((one) => one.fingerprint),
    ...list.crls.map((one) => createHash('sha256').update(one.der).digest('hex')),
  ].sort()
  const fingerprint = createHash('sha256').update(prints.join('\n')).digest('hex')
  return { isConfigured, files, list, unreadable, fingerprint }
}
