/** The key that signs tree heads: made at first use, in VANKHO_HOME, readable by its owner alone; never in the database. */
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids/index.ts'
import { newSigningKey, readSigningKey, type SigningKey } from './merkle/head.ts'

/**
 * The installation's signing key. Two processes may ask at once: the first to link its file wins.
 * @param home data folder
 * @throws Error when the file cannot be read or is no Ed25519 key
 */
export async function signingKey(home: string): Promise<SigningKey> {
  const folder = join(home, 'audit')
  const path = join(folder, 'signing-key.pem')
  const found = await read(path)
  if (found !== null) return readSigningKey(found)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.key-${newId()}`)
  try {
    await writeFile(draft, newSigningKey(), { mode: 0o600, flush: true })
    await chmod(draft, 0o600)
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return readSigningKey(await readFile(path, 'utf8'))
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
