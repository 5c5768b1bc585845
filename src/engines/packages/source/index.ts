/** Opens a package where it lies: a folder, a .zip or a .tar, told by its first bytes and not by its name. */
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { LIMITS, type Limits } from '../types.ts'
import { openFolder } from './folder.ts'
import { openTar } from './tar.ts'
import { BLOCK, parseHeader } from './tar-header.ts'
import type { PackageSource } from './types.ts'
import { openZip } from './zip.ts'

export { EntryError, type PackageSource, type SourceFile } from './types.ts'

/**
 * Opens a package for reading; nothing is unpacked to disk.
 * @throws AppError PACKAGE_UNREADABLE for what is none of the three; the system's error when the path cannot be read
 */
export async function openSource(path: string, limits: Limits = LIMITS): Promise<PackageSource> {
  if ((await stat(path)).isDirectory()) return openFolder(path, limits)
  const head = Buffer.alloc(BLOCK)
  const file = await open(path, 'r')
  try {
    await file.read(head, 0, BLOCK, 0)
  } finally {
    await file.close()
  }
  const signature = head.readUInt32LE(0)
  if (signature === 0x04034b50 || signature === 0x06054b50 || signature === 0x08074b50) return openZip(path, limits)
  if (typeof parseHeader(head) === 'object') return openTar(path, limits)
  throw new AppError('PACKAGE_UNREADABLE', {
    facts: { name: basename(path), reason: head.every((byte) => byte === 0) ? 'empty' : 'no zip, no tar' },
  })
}
