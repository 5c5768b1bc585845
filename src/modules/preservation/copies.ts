/** Where a second copy of the store's files may lie, and mending from it. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore } from '#platform/blobs/index.ts'
import type { Config } from '#platform/config/index.ts'

/** The folders are laid out like the store itself: the replica, and the files of the backup folder. */
export function secondCopies(config: Config, sha256: string): { name: 'replica' | 'backup'; path: string }[] {
  const { replica } = config.fixity
  const { to } = config.backup
  const place = [sha256.slice(0, 2), sha256.slice(2, 4), sha256]
  return [
    ...(replica ? [{ name: 'replica' as const, path: join(replica, ...place) }] : []),
    ...(to ? [{ name: 'backup' as const, path: join(to, 'files', ...place) }] : []),
  ]
}

/** Puts a file back from the first copy that is whole. @returns where it came from; null: no copy is */
export async function mend(blobs: BlobStore, config: Config, sha256: string): Promise<'replica' | 'backup' | null> {
  for (const { name, path } of secondCopies(config, sha256)) {
    if (!(await stat(path).catch(() => null))?.isFile()) continue
    if (await blobs.repair(sha256, createReadStream(path)).catch(() => false)) return name
  }
  return null
}
