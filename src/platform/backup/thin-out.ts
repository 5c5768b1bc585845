/** Keeping the newest backups and what they need; the rest of the folder goes. */
import { createReadStream } from 'node:fs'
import { readdir, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { backupNames, type Manifest, readManifest, shippedLog } from './format.ts'

/** Hashes and sizes of the files that a backup lists. */
export async function* listedFiles(folder: string): AsyncGenerator<{ sha256: string; size: number }> {
  const source = createReadStream(join(folder, 'files.gz'))
  const unpacked = source.pipe(createGunzip())
  source.on('error', (error) => unpacked.destroy(error))
  for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
    const [sha256, size] = line.split(' ')
    if (sha256 && size) yield { sha256, size: Number(size) }
  }
}

/**
 * Removes all but the newest `keep` backups, log before the oldest kept one, and shared bytes that no kept backup lists
 * and that were not brought since the oldest kept one began. A manifest that cannot be read stops it: nothing goes.
 * @returns names of removed backups
 */
export async function thinOut(out: string, keep: number): Promise<string[]> {
  const names = await backupNames(out)
  const gone = names.slice(0, Math.max(0, names.length - Math.max(1, keep)))
  if (gone.length === 0) return []
  const kept: Manifest[] = []
  for (const name of names.slice(gone.length)) {
    const known = await readManifest(join(out, name))
    if (!('manifest' in known)) return []
    kept.push(known.manifest)
  }
  const wanted = new Set<string>()
  for (const one of kept) for await (const { sha256 } of listedFiles(join(out, one.name))) wanted.add(sha256)
  for (const name of gone) await rm(join(out, name), { recursive: true, force: true })
  const firsts = kept.flatMap((one) => (one.database.log ? [one.database.log.first] : []))
  for (const one of await shippedLog(out)) {
    const first = firsts.filter((name) => name.slice(0, 8) === one.segment.slice(0, 8)).sort()[0]
    if (!first || one.segment < first) await unlink(join(out, 'log', one.file)).catch(() => {})
  }
  const since = Date.parse(kept[0]!.startedAt)
  const root = join(out, 'files')
  for (const a of await readdir(root)) {
    if (!/^[0-9a-f]{2}$/.test(a)) continue
    for (const b of await readdir(join(root, a)))
      for (const sha256 of await readdir(join(root, a, b))) {
        if (wanted.has(sha256)) continue
        const path = join(root, a, b, sha256)
        const found = await stat(path).catch(() => null)
        if (found && found.mtimeMs < since) await unlink(path).catch(() => {})
      }
  }
  return gone
}
