/** The signatures that `vankho identify` works with. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtinSet, compileSet, type RawSet, readDroidFiles, type SignatureSet } from '#engines/formats/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { newId } from '#platform/ids/index.ts'
import { readStandard, standardPath } from '#platform/standards/index.ts'

/**
 * PRONOM's files out of a folder, else those of the installation, else the built-in table.
 * @throws FORMATS_SIGNATURES_UNREADABLE, or what the file system says
 */
export async function signatureSet(folder: string | undefined): Promise<SignatureSet> {
  if (folder !== undefined) return compileSet(await ofFolder(folder))
  const { home } = loadConfig()
  const binary = await standardPath(home, 'pronom-signatures')
  if (binary === null) return builtinSet()
  const containers = await standardPath(home, 'pronom-containers')
  return compileSet(
    await remembered(home, [binary, containers], async () =>
      readDroidFiles(await readFile(binary), await readStandard(home, 'pronom-containers')),
    ),
  )
}

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
