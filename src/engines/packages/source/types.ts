/** A package opened for reading, whatever it lies in. */
import type { Digest } from '../hash.ts'
import type { Finding } from '../types.ts'

export interface SourceFile {
  readonly path: string
  readonly size: number
}

export interface PackageSource {
  readonly kind: 'folder' | 'zip' | 'tar'
  /** Name of the folder or file on disk. */
  readonly name: string
  /** Name of the package's own folder; null for an archive that does not unpack to one folder. */
  readonly root: string | null
  /** By path inside the package's folder, forward slashes. */
  readonly files: ReadonlyMap<string, SourceFile>
  readonly folders: ReadonlySet<string>
  /** What was found on opening. When one of them is an error, the package is hostile or broken and is not read on. */
  readonly findings: readonly Finding[]
  /** @throws EntryError when the entry is broken or larger than `limit` */
  read(path: string, limit: number): Promise<Buffer>
  /** @throws EntryError when the entry is broken */
  digest(path: string, algorithms: readonly string[]): Promise<Digest>
  close(): Promise<void>
}

/** An entry whose bytes are not what the archive promises. */
export class EntryError extends Error {
  readonly ruleId: string
  constructor(ruleId: string, message: string) {
    super(message)
    this.name = 'EntryError'
    this.ruleId = ruleId
  }
}

/** An entry as an archive's directory tells it, before it is judged. */
export interface RawEntry {
  /** Null: the bytes of the name are no text. */
  readonly name: string | null
  readonly size: number
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'device' | 'other'
}
