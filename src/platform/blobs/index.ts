import { join } from 'node:path'
import type { Config } from '../config/index.ts'
import { diskStore } from './disk.ts'

/**
 * Content-addressed bytes. Under one hash lies one content, for ever: nothing is overwritten; what no record refers to
 * any more is swept after a grace period.
 */
export interface BlobStore {
  /**
   * Stores bytes; returns when they are safe (file and folder synced, or acknowledged by the object store, which has compared
   * the hash). Storing the same content again is harmless and makes it young for the sweep.
   * @throws AppError PLATFORM_DISK_FULL, BLOBS_UNREACHABLE, BLOBS_REFUSED
   */
  put(source: NodeJS.ReadableStream | Uint8Array): Promise<StoredBlob>
  /** Bytes from `start` to `end` inclusive. @throws AppError BLOBS_MISSING, BLOBS_UNREACHABLE, BLOBS_REFUSED */
  open(sha256: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>
  /** Bytes, or null when it is not there. */
  size(sha256: string): Promise<number | null>
  /**
   * Reads the bytes again and compares them with their name. `missing` also when they went meanwhile; `unreadable`: they are there, but
   * the disk does not give them.
   */
  verify(
    sha256: string,
    signal?: AbortSignal,
  ): Promise<{ state: 'good' | 'damaged' | 'missing' | 'unreadable'; size: number }>
  /**
   * Puts bytes in the place of damaged or missing ones, when they are what the name says.
   * @returns false when they are not: nothing was changed
   */
  repair(sha256: string, source: NodeJS.ReadableStream): Promise<boolean>
  /** A local path for `work` (child processes that read it); never to be written, gone afterwards. @throws AppError BLOBS_MISSING */
  withPath<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T>
  /** Every stored hash with the time of its last storing. */
  list(): AsyncIterable<{ sha256: string; storedAt: Date }>
  /** Removes bytes unless they were stored again after `before`. Only the sweep calls it. @returns true when removed */
  remove(sha256: string, before: Date): Promise<boolean>
  /** Removes leftovers of interrupted writes older than `before`. @returns their number */
  sweepUnfinished(before: Date): Promise<number>
  /** Writes, reads and removes a small piece. @throws what stands in the way, as an AppError where it has a sentence */
  probe(): Promise<void>
}

export interface StoredBlob {
  /** Lower-case hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/** The store that the configuration names: an object store, or the folder `VANKHO_HOME/blobs`. */
export async function openStore(config: Pick<Config, 'home' | 'objectStore'>): Promise<BlobStore> {
  if (!config.objectStore) return diskStore(folderOf(config.home))
  // Loaded only where it is used: the client of object stores is large.
  const { s3Store } = await import('./s3.ts')
  return s3Store(config.objectStore, join(config.home, 'spool'))
}

/** Where the folder store of an installation lies. */
export const folderOf = (home: string): string => join(home, 'blobs')

export { ahead } from './ahead.ts'
export { copyStore } from './copy.ts'
export { diskStore } from './disk.ts'
