/**
 * What came into the file store since the log was shipped last. While the server hands over its log, whoever stores bytes leaves a note of
 * them (an empty file named by their digest) before the row that refers to them can be committed; shipping brings what is noted, not
 * what is there, and takes the note away. So its cost is that of what is new, whatever the store is and holds.
 */
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore, StoredBlob } from '../blobs/index.ts'
import { archiveFolder, isArchiving, storedNotes } from '../db/embedded/archive.ts'
import { safeRead } from '../db/embedded/processes.ts'

/**
 * The same store, leaving notes while the log is handed over.
 * @param dataFolder of the embedded server whose rows refer to the bytes
 */
export function noteStored(blobs: BlobStore, dataFolder: string): BlobStore {
  const folder = dirname(dataFolder)
  const notes = storedNotes(folder)
  // Switched on between the look and the storing: the full backup that begins the chain then lists these bytes itself.
  const note = async (stored: StoredBlob): Promise<StoredBlob> => {
    if (!isArchiving(folder)) return stored
    await mkdir(notes, { recursive: true, mode: 0o700 })
    await (await open(join(notes, stored.sha256), 'a', 0o600)).close()
    return stored
  }
  return {
    ...blobs,
    put: async (source) => note(await blobs.put(source)),
  }
}

/** Digests to bring, and what to do when they have been brought. */
export interface Fresh {
  readonly hashes: AsyncIterable<string> | Iterable<string>
  /** True: the notes cannot be trusted this once, so everything since the log shipped last is looked at. */
  readonly isWhole: boolean
  done(): Promise<void>
}

/**
 * What has to be brought to `out`. Notes are not synced, as the bytes are: after a power cut some may be missing. So the first time after a
 * start of the machine, and the first time into another folder, the whole store is gone through.
 */
export async function freshlyStored(blobs: BlobStore, dataFolder: string, out: string): Promise<Fresh> {
  const folder = dirname(dataFolder)
  const notes = storedNotes(folder)
  const mark = join(archiveFolder(folder), 'shipped')
  const state = `${safeRead('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${out}`
  // Before the store is gone through: what is noted from now on stays for the next time.
  const noted = (await readdir(notes).catch(() => [] as string[])).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const isWhole = (await readFile(mark, 'utf8').catch(() => null)) !== state
  return {
    isWhole,
    hashes: isWhole ? everything(blobs) : noted,
    async done() {
      for (const sha256 of noted) await rm(join(notes, sha256), { force: true })
      if (!isWhole) return
      await writeFile(`${mark}.new`, state, { mode: 0o600 })
      await rename(`${mark}.new`, mark)
    },
  }
}

async function* everything(blobs: BlobStore): AsyncGenerator<string> {
  for await (const { sha256 } of blobs.list()) yield sha256
}
