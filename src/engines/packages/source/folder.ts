/** A package that lies in a folder. Links are not followed: they would lead out of it. */
import { constants, type Dirent } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Digest, digestBytes, digestOf } from '../hash.ts'
import type { Limits } from '../types.ts'
import { Directory } from './entries.ts'
import { borrow, CHUNK, giveBack } from './scratch.ts'
import { EntryError, type PackageSource, type RawEntry } from './types.ts'

const READ = constants.O_RDONLY | constants.O_NOFOLLOW

/** Chunks of a file from its beginning; the buffer is used again, each chunk is good until the next is asked for. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, READ)
  const buffer = borrow()
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    giveBack(buffer)
    await file.close()
  }
}

/** Reads a whole small file to a place in a buffer. @returns its length; more than `length` when the file has grown */
export async function readInto(path: string, buffer: Buffer, at: number, length: number): Promise<number> {
  const file = await open(path, READ)
  try {
    let done = 0
    while (done <= length) {
      const { bytesRead } = await file.read(buffer, at + done, Math.min(length + 1 - done, buffer.length - at - done))
      if (bytesRead === 0) break
      done += bytesRead
    }
    return done
  } finally {
    await file.close()
  }
}

/** Opens a folder. @throws the system's error when it cannot be read */
export async function openFolder(path: string, limits: Limits): Promise<PackageSource> {
  const directory = new Directory<RawEntry>(limits, false)
  const top = await packageFolder(resolve(path))
  const waiting = ['']
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const found = await readdir(join(top, at), { withFileTypes: true })
    const entries = found.map((entry) => ({ entry, name: at === '' ? entry.name : `${at}/${entry.name}` }))
    for (const { entry, name } of entries)
      if (entry.isDirectory() && !entry.name.includes(UNDECODED)) waiting.push(name)
    if (!(await addAll(top, entries, directory))) break
  }
  const { files, folders } = directory.finish(0)
  const fileOf = (name: string) => {
    const known = files.get(name)
    if (!known) throw new EntryError('PACKAGE-ENTRY-BROKEN', `no ${name}`)
    return known
  }
  return {
    kind: 'folder',
    name: basename(top),
    root: basename(top),
    files,
    folders,
    findings: directory.findings.all(),
    read: async (name, limit) => {
      const { size } = fileOf(name)
      if (size > limit) throw new EntryError('PACKAGE-ENTRY-LARGE', `${size} bytes`)
      const parts: Buffer[] = []
      for await (const chunk of fileChunks(join(top, name))) parts.push(Buffer.from(chunk))
      return Buffer.concat(parts)
    },
    digest: (name, algorithms) => digestFile(join(top, name), fileOf(name).size, algorithms),
    close: async () => {},
  }
}

/** A folder that holds nothing but the folder of one package stands for it: packages that bear their own name are built so. */
async function packageFolder(top: string): Promise<string> {
  const found = await readdir(top, { withFileTypes: true })
  const only = found[0]
  if (found.length !== 1 || !only?.isDirectory()) return top
  const inner = join(top, only.name)
  const names = await readdir(inner)
  return names.includes('METS.xml') || names.includes('bagit.txt') ? inner : top
}

async function addAll(
  top: string,
  entries: readonly { entry: Dirent; name: string }[],
  to: Directory<RawEntry>,
): Promise<boolean> {
  for (let i = 0; i < entries.length; i += AT_ONCE) {
    const some = entries.slice(i, i + AT_ONCE)
    const sizes = await Promise.all(
      some.map(async ({ entry, name }) => (isPlain(entry) ? (await lstat(join(top, name))).size : 0)),
    )
    for (const [n, { entry, name }] of some.entries())
      if (!to.add({ name: entry.name.includes(UNDECODED) ? null : name, size: sizes[n]!, kind: kindOf(entry) }))
        return false
  }
  return true
}

/** What Node writes for bytes of a name that are no UTF-8. */
const UNDECODED = '\ufffd'
const AT_ONCE = 64

const isPlain = (entry: Dirent): boolean => entry.isFile() && !entry.name.includes(UNDECODED)

const kindOf = (entry: Dirent): RawEntry['kind'] =>
  entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'symlink' : entry.isFile() ? 'file' : 'device'

/** Digests of a file on disk. */
async function digestFile(path: string, size: number, algorithms: readonly string[]): Promise<Digest> {
  if (size >= CHUNK) return digestOf(fileChunks(path), algorithms)
  const buffer = borrow()
  try {
    return digestBytes(buffer.subarray(0, await readInto(path, buffer, 0, size)), algorithms)
  } finally {
    giveBack(buffer)
  }
}
