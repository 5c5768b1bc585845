/** The second store on another disk: VANKHO_REPLICA, laid out like the first. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BlobStore, diskStore } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'

const MARK = 'vankho-replica.json'

/**
 * Opens the replica. A folder that is not there, or has lost its mark, is a disk that is not mounted: nothing is written beside it.
 * @param isNew it was never written to: an empty folder gets its mark
 * @throws PRESERVATION_REPLICA_GONE
 */
export async function openReplica(folder: string, isNew: boolean): Promise<BlobStore> {
  const names = await readdir(folder).catch(() => null)
  const gone = () => new AppError('PRESERVATION_REPLICA_GONE', { facts: { folder } })
  if (names === null) throw gone()
  if (!names.includes(MARK)) {
    // What lies in folders of two hex digits is a store that was copied there by hand.
    const isStore = names.every((name) => /^[0-9a-f]{2}$|^tmp$|^lost\+found$/.test(name))
    if (!isStore || (names.length === 0 && !isNew)) throw gone()
    await writeFile(join(folder, MARK), `${JSON.stringify({ format: 'vankho-replica', version: 1 })}\n`, {
      flag: 'wx',
      mode: 0o600,
    })
  }
  JSON.parse(await readFile(join(folder, MARK), 'utf8'))
  return diskStore(folder)
}
