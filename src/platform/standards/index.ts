/**
 * Files of foreign standards that an installation holds in `VANKHO_HOME/standards`: PRONOM's signatures, schemas and profiles of
 * METS, PREMIS, EAD and E-ARK (decision 26). The folder itself is the truth: one file a kind under a fixed name, so that schemas find
 * each other; what it is and its version is read from the file. Engines are given the bytes.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors/index.ts'
import { newId } from '../ids/index.ts'
import { STANDARDS, type StandardKind, standardOf } from './kinds.ts'
import { LARGEST_MB, recogniseStandard } from './recognise.ts'

export { standardsErrors } from './errors.ts'
export { STANDARDS, type Standard, type StandardKind } from './kinds.ts'
export { type Recognised, recogniseStandard } from './recognise.ts'

export interface InstalledStandard {
  readonly kind: StandardKind
  readonly title: string
  /** Null where the file does not tell. */
  readonly version: string | null
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export interface Installation extends InstalledStandard {
  /** `older`: a younger one of the kind is there and stays. */
  readonly outcome: 'installed' | 'replaced' | 'unchanged' | 'older'
  /** Version that was there before; null when none was, or it did not tell. */
  readonly before: string | null
}

/** The folder of an installation's standards. */
export const standardsFolder = (home: string): string => join(home, 'standards')

/** Where the file of a kind lies, or null when it is not installed. */
export async function standardPath(home: string, kind: StandardKind): Promise<string | null> {
  const path = join(standardsFolder(home), standardOf(kind).file)
  const found = await stat(path).catch(absent)
  return found?.isFile() ? path : null
}

/** The bytes of a kind's file, or null when it is not installed. */
export async function readStandard(home: string, kind: StandardKind): Promise<Buffer | null> {
  return readFile(join(standardsFolder(home), standardOf(kind).file)).catch(absent)
}

/**
 * What is installed, in the order of `STANDARDS`.
 * @throws STANDARDS_NOT_XML and the like when a file of the folder has been damaged since
 */
export async function listStandards(home: string): Promise<InstalledStandard[]> {
  const found: InstalledStandard[] = []
  for (const { kind } of STANDARDS) {
    const bytes = await readStandard(home, kind)
    if (bytes) found.push(describe(home, bytes, standardOf(kind).file))
  }
  return found
}

/**
 * Recognises a file by what stands in it and keeps it, whole or not at all. A younger or equal version takes the place of the one
 * that is there; an older one changes nothing.
 * @param name of the file, for the sentences only
 * @throws STANDARDS_NOT_XML, STANDARDS_UNKNOWN, STANDARDS_INCOMPLETE, STANDARDS_TOO_LARGE
 */
export async function installStandard(home: string, name: string, bytes: Uint8Array): Promise<Installation> {
  const made = describe(home, bytes, name)
  const known = await readStandard(home, made.kind)
  const old = known === null ? null : readable(home, known, made)
  const before = old?.version ?? null
  if (old?.sha256 === made.sha256) return { ...made, outcome: 'unchanged', before }
  if (old && isOlder(made.version, old.version)) return { ...made, outcome: 'older', before }
  const folder = standardsFolder(home)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${newId()}.part`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, made.path)
  } catch (error) {
    await unlink(draft).catch(() => {})
    throw error
  }
  return { ...made, outcome: known ? 'replaced' : 'installed', before }
}

/** The largest file that is looked at; callers read no more than this. */
export const LARGEST_STANDARD = LARGEST_MB << 20

function describe(home: string, bytes: Uint8Array, name: string): InstalledStandard {
  const { standard, version } = recogniseStandard(name, bytes)
  return {
    kind: standard.kind,
    title: standard.title,
    version,
    path: join(standardsFolder(home), standard.file),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** A damaged file in the folder gives way to any good one. */
function readable(home: string, bytes: Uint8Array, next: InstalledStandard): InstalledStandard | null {
  try {
    const found = describe(home, bytes, next.path)
    return found.kind === next.kind ? found : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Dotted numbers; what has no version can be neither older nor younger. */
function isOlder(version: string | null, than: string | null): boolean {
  if (version === null || than === null) return false
  const [a, b] = [version, than].map((one) => one.split('.').map((part) => Number.parseInt(part, 10) || 0)) as [
    number[],
    number[],
  ]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
