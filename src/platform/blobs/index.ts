/**
 * Content-addressed bytes. Under one hash lies one content, for ever: nothing is overwritten; what no record refers to
 * any more is swept after a grace period.
 */
export interface BlobStore {
  /** Stores bytes; returns when they are on the disk (file and folder synced). Storing the same content again is harmless. */
  put(source: NodeJS.ReadableStream | Uint8Array): Promise<StoredBlob>
  /** Takes over a finished file (a quarantined upload) by moving it in. The hash is computed again, not trusted. */
  adopt(path: string): Promise<StoredBlob>
  /** Bytes from `start` to `end` inclusive. @throws AppError BLOBS_MISSING */
  open(sha256: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>
  size(sha256: string): Promise<number | null>
  /** Reads the bytes again and compares them with their name. `missing` also when they went meanwhile. */
  verify(sha256: string, signal?: AbortSignal): Promise<{ state: 'good' | 'damaged' | 'missing'; size: number }>
  /**
   * Puts bytes in the place of damaged or missing ones, when they are what the name says.
   * @returns false when they are not: nothing was changed
   */
  repair(sha256: string, source: NodeJS.ReadableStream): Promise<boolean>
  /** A local path for child processes that read it; never to be written. */
  localPath(sha256: string): Promise<string>
  /** Every stored hash with the time of its last storing. */
  list(): AsyncIterable<{ sha256: string; storedAt: Date }>
  /** Removes bytes unless they were stored again after `before`. Only the sweep calls it. @returns true when removed */
  remove(sha256: string, before: Date): Promise<boolean>
  /** Removes leftovers of interrupted writes older than `before`. @returns their number */
  sweepUnfinished(before: Date): Promise<number>
}

export interface StoredBlob {
  /** Lower-case hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

export { diskStore } from './disk.ts'
