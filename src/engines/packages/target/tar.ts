import { BLOCK, makeHeader } from '../source/tar-header.ts'
import type { ArchiveFormat } from './archive.ts'

/** Tar in the pax form, which every tar of today reads. */
export class TarFormat implements ArchiveFormat {
  readonly needsChecksum = false
  private readonly seconds: number

  constructor(time: Date) {
    this.seconds = Math.floor(time.getTime() / 1000)
  }

  header(path: string, size: number): Buffer {
    return makeHeader(path, size, this.seconds)
  }

  setChecksum(): void {}

  padding(size: number): Buffer {
    return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
  }

  end(): Buffer {
    return Buffer.alloc(2 * BLOCK)
  }
}
