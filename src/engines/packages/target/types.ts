/** A package being written. */
import type { Digest } from '../hash.ts'

/** Writes entries one after the other; nothing is seen under the final name before all of it is there. */
export interface PackageTarget {
  /** A file whose bytes are at hand. */
  add(path: string, bytes: Uint8Array): Promise<Digest>
  /** A file from disk, read once. @throws AppError PACKAGE_CHANGED when it is not `size` bytes long any more */
  copy(path: string, from: string, size: number): Promise<Digest>
  /** @returns SHA-256 of the archive; of a folder: of its lines `digest  path`, sorted, as `sha256sum` would print them */
  finish(): Promise<{ sha256: string }>
  abort(): Promise<void>
}

/** Node's names of the digests that a target answers for every file. */
export type Algorithms = readonly string[]
