/** Where a package is written: a folder, a .zip or a .tar by the name of the output. */
import { randomBytes } from 'node:crypto'
import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { archiveTarget } from './archive.ts'
import { folderTarget } from './folder.ts'
import { TarFormat } from './tar.ts'
import type { Algorithms, PackageTarget } from './types.ts'
import { ZipFormat } from './zip.ts'

export type { PackageTarget } from './types.ts'

export const kindOfOutput = (out: string): 'zip' | 'tar' | 'folder' =>
  /\.zip$/i.test(out) ? 'zip' : /\.tar$/i.test(out) ? 'tar' : 'folder'

/**
 * Opens an output that does not exist yet.
 * @param root folder of the package inside an archive, or inside the folder; empty: none
 * @param time of every entry, so that the same package is the same bytes
 * @throws AppError PACKAGE_EXISTS
 */
export async function openTarget(
  out: string,
  root: string,
  time: Date,
  algorithms: Algorithms,
): Promise<PackageTarget> {
  const final = resolve(out)
  if (await exists(final)) throw new AppError('PACKAGE_EXISTS', { facts: { path: out } })
  const partial = join(dirname(final), `.${basename(final)}.${randomBytes(6).toString('hex')}.partial`)
  const kind = kindOfOutput(out)
  const inner =
    kind === 'folder'
      ? await folderTarget(partial, root, algorithms)
      : await archiveTarget(partial, kind === 'zip' ? new ZipFormat(time) : new TarFormat(time), root, algorithms)
  let isDone = false
  let isClosed = false
  const discard = async () => {
    if (!isClosed) await inner.abort()
    await rm(partial, { recursive: true, force: true })
  }
  return {
    add: inner.add,
    copy: inner.copy,
    finish: async () => {
      const done = await inner.finish()
      isClosed = true
      await moveInPlace(partial, final, kind === 'folder', out)
      isDone = true
      return done
    },
    abort: async () => {
      if (!isDone) await discard()
    },
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Gives the finished package its name, never over something that has come there meanwhile. */
async function moveInPlace(partial: string, final: string, isFolder: boolean, out: string): Promise<void> {
  const taken = new AppError('PACKAGE_EXISTS', { facts: { path: out } })
  if (isFolder) {
    if (await exists(final)) throw taken
    await rename(partial, final)
  } else
    try {
      await link(partial, final)
      await unlink(partial)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EEXIST') throw taken
      // file systems without hard links
      if (await exists(final)) throw taken
      await rename(partial, final)
    }
  const folder = await open(dirname(final), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
