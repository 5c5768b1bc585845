/** A package written as a folder. */
import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import { type Digest, digestBytes, digestOf, each } from '../hash.ts'
import { fileChunks } from '../source/folder.ts'
import type { Algorithms, PackageTarget } from './types.ts'

/** @param root folder below it that holds the package; empty: it is the package itself */
export async function folderTarget(outer: string, root: string, algorithms: Algorithms): Promise<PackageTarget> {
  await mkdir(outer)
  const folder = join(outer, root)
  await mkdir(folder, { recursive: true })
  const made = new Set([outer, folder])
  const written: [path: string, sha256: string][] = []
  const asked = [...new Set(['sha256', ...algorithms])]
  const create = async (path: string) => {
    const at = join(folder, path)
    if (!made.has(dirname(at))) {
      await mkdir(dirname(at), { recursive: true })
      made.add(dirname(at))
    }
    return open(at, 'wx')
  }
  const remember = (path: string, digest: Digest): Digest => {
    written.push([path, digest.hex['sha256']!])
    return digest
  }
  return {
    add: async (path, bytes) => {
      const file = await create(path)
      try {
        await file.writeFile(bytes)
      } finally {
        await file.close()
      }
      return remember(path, digestBytes(bytes, asked))
    },
    copy: async (path, from, size) => {
      const file = await create(path)
      try {
        const through = async function* () {
          for await (const chunk of fileChunks(from)) {
            await file.writeFile(chunk)
            yield chunk
          }
        }
        const digest = await digestOf(through(), asked)
        if (digest.size !== size) throw new AppError('PACKAGE_CHANGED', { facts: { path: from } })
        return remember(path, digest)
      } finally {
        await file.close()
      }
    },
    finish: async () => {
      // all at once: the file system gathers them into few writes of its journal
      await each([...written.map(([path]) => join(folder, path)), ...made], sync, 16)
      const lines = written.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, sha256]) => `${sha256}  ${path}\n`)
      return { sha256: createHash('sha256').update(lines.join('')).digest('hex') }
    },
    abort: async () => {},
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
