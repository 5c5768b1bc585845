/** Signatures and schemas that an installation was given (decision 26), for packing, verifying and telling formats. */
import { type FileHandle, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  builtinSet,
  compileSet,
  type FormatSource,
  type RawSet,
  readDroidFiles,
  type SignatureSet,
} from '#engines/formats/index.ts'
import type { Schemas } from '#engines/packages/index.ts'
import { newId } from '#platform/ids/index.ts'
import { readStandard, STANDARDS, standardPath } from '#platform/standards/index.ts'

/**
 * PRONOM's files out of a folder, else those of the installation, else the built-in table.
 * @throws FORMATS_SIGNATURES_UNREADABLE, or what the file system says
 */
export async function signatureSet(home: string, folder?: string): Promise<SignatureSet> {
  if (folder !== undefined) return compileSet(await ofFolder(folder))
  const binary = await standardPath(home, 'pronom-signatures')
  if (binary === null) return builtinSet()
  const containers = await standardPath(home, 'pronom-containers')
  return compileSet(
    await remembered(home, [binary, containers], async () =>
      readDroidFiles(await readFile(binary), await readStandard(home, 'pronom-containers')),
    ),
  )
}

/** Schemas of the standards that this installation has been given, by the names under which they find each other. */
export async function installedSchemas(home: string): Promise<Schemas> {
  const found = new Map<string, Uint8Array>()
  for (const { kind, file } of STANDARDS) {
    if (!file.endsWith('.xsd')) continue
    const bytes = await readStandard(home, kind)
    if (bytes) found.set(file, bytes)
  }
  return found
}

/** A file on the disk, read where it is asked for. */
export const fileSource = (handle: FileHandle, size: number): FormatSource => ({
  size,
  async read(offset, length) {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  },
})

async function ofFolder(folder: string): Promise<RawSet> {
  const names = (await readdir(folder)).filter((name) => /\.xml$/i.test(name)).sort()
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))))
  const withRoot = (root: string) => files.findLast((bytes) => bytes.subarray(0, 4096).includes(`<${root}`))
  return readDroidFiles(withRoot('FFSignatureFile') ?? Buffer.alloc(0), withRoot('ContainerSignatureMapping') ?? null)
}

/** Goes up when what is remembered changes its shape. */
const SHAPE = 1

/** Reading PRONOM's XML takes longer than a small file's identification; what was read is kept beside it and can be lost. */
async function remembered(
  home: string,
  files: readonly (string | null)[],
  read: () => Promise<RawSet>,
): Promise<RawSet> {
  const states = await Promise.all(
    files.map(async (file) => {
      const found = file === null ? null : await stat(file)
      return found && [found.size, found.mtimeMs, found.ino]
    }),
  )
  const key = JSON.stringify([SHAPE, states])
  const place = join(home, 'cache', 'formats.json')
  try {
    const kept = JSON.parse(await readFile(place, 'utf8')) as { key: string; set: RawSet }
    if (kept.key === key) return kept.set
  } catch {
    // Not there yet, or torn: it is made again.
  }
  const set = await read()
  const draft = join(home, 'cache', `.${newId()}.part`)
  try {
    await mkdir(join(home, 'cache'), { recursive: true, mode: 0o700 })
    await writeFile(draft, JSON.stringify({ key, set }), { mode: 0o600 })
    await rename(draft, place)
  } catch {
    await rm(draft, { force: true }) // a folder that this account may only read
  }
  return set
}
