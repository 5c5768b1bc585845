/** What all builders share: the files to pack, identifiers that follow from the package's own, times as the circular writes them. */
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { findingMessage } from '../findings.ts'
import type { Digest } from '../hash.ts'
import { openSource } from '../source/index.ts'
import { isUnportable } from '../source/names.ts'
import type { PackageTarget } from '../target/index.ts'
import { LIMITS, type Schemas } from '../types.ts'

/** A file to be packed. */
export interface InputFile {
  /** Below the folder that was given, forward slashes. */
  readonly path: string
  readonly from: string
  readonly size: number
}

/**
 * Files of a folder, in the order of their names' bytes.
 * @throws AppError PACKAGE_FILES for links, devices and names that no package may have, PACKAGE_NO_FILES
 */
export async function inputFiles(folder: string): Promise<InputFile[]> {
  const source = await openSource(folder, LIMITS)
  await source.close()
  if (source.kind !== 'folder') throw new AppError('PACKAGE_FILES', { facts: { path: folder, reason: 'no folder' } })
  const fault = source.findings.find((one) => one.level === 'error' || one.ruleId !== 'PACKAGE-NAME-UNPORTABLE')
  if (fault)
    throw new AppError('PACKAGE_FILES', {
      facts: { path: fault.path, reason: `${findingMessage(fault, 'vi')} | ${findingMessage(fault, 'en')}` },
    })
  const files = [...source.files.values()].map(({ path, size }) => ({ path, size, from: join(folder, path) }))
  if (files.length === 0) throw new AppError('PACKAGE_NO_FILES', { facts: { path: folder } })
  return files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
}

/** What is known of a file's format by its content. */
export interface KnownFormat {
  readonly mime: string
  /** PRONOM's identifier and name, where it was told. */
  readonly puid?: string
  readonly name?: string
  readonly version?: string
}

/** What a builder is given. */
export interface BuildContext {
  readonly files: readonly InputFile[]
  /** By path in the folder; of files that are not in it the name tells. */
  readonly formats: ReadonlyMap<string, KnownFormat>
  readonly schemas: Schemas
  readonly software: { readonly name: string; readonly version: string }
  readonly now: Date
}

/** A package planned: its name is known, the writing comes after. */
export interface Plan {
  readonly objectId: string
  /** Folder in an archive, and of a package written as a folder when `isNamed`. */
  readonly root: string
  readonly isNamed: boolean
  readonly time: Date
  /** Node's names of digests that the target must answer. */
  readonly algorithms: readonly string[]
  write(target: PackageTarget): Promise<void>
}

/** Reads metadata by its shape. @throws AppError PACKAGE_METADATA with the field's path and what is wrong with it */
export function parseMetadata<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...issue.path, ...(unknown === undefined ? [] : [unknown])]
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  throw new AppError('PACKAGE_METADATA', {
    facts: { field: field.replace(/^\./, '') || '(JSON)', reason: issue.message },
  })
}

/** An instant with its zone. */
export const instant = z
  .string()
  .refine((text) => /T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)), {
    message: 'YYYY-MM-DDThh:mm:ss+07:00',
  })

/** `YYYY-MM-DDThh:mm:ss.sss+07:00`: the circular's form, in the time of Vietnam. */
export const isoMillis = (time: Date): string =>
  `${new Date(time.getTime() + 7 * 3600_000).toISOString().slice(0, 23)}+07:00`

export const newUuid = (): string => randomUUID().toUpperCase()

/** Identifiers inside a package follow from its own and a name: the same package has the same ones. */
export function idsOf(objectId: string): (kind: 'uuid' | 'ID', name: string) => string {
  return (kind, name) => {
    const hex = createHash('sha256').update(`${objectId}\n${kind}\n${name}`).digest('hex').toUpperCase()
    const variant = '89AB'[Number.parseInt(hex[16]!, 16) & 3]
    return `${kind}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

/** A name of a file that every system takes: what it may not have becomes `_`. */
export function safeName(name: string): string {
  const clean = name.normalize('NFC').replace(/[\\/:*?"<>|\s]+/g, '_')
  return isUnportable(clean) ? `_${clean.replace(/[. ]+$/, '')}` : clean
}

/** An address for `xlink:href`: letters of any script stay, what addresses cannot have is escaped. */
export const hrefOf = (path: string): string => path.replace(/[%\s#?"<>\\^`{|}[\]]/g, (one) => encodeURIComponent(one))

/** A file of the package with what METS says of it. */
export interface Written {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** Writes and remembers. */
export class Writer {
  readonly written = new Map<string, Written>()
  private readonly target: PackageTarget

  constructor(target: PackageTarget) {
    this.target = target
  }

  async add(path: string, bytes: Uint8Array): Promise<Written> {
    return this.remember(path, await this.target.add(path, bytes))
  }

  async copy(path: string, file: InputFile): Promise<Written> {
    return this.remember(path, await this.target.copy(path, file.from, file.size))
  }

  private remember(path: string, digest: Digest): Written {
    const one = { path, size: digest.size, sha256: digest.hex['sha256']!.toUpperCase() }
    this.written.set(path, one)
    return one
  }
}

/** Schemas of the standards under the names that packages give them; the METS schema finds XLink beside it. */
const SCHEMA_FILES: readonly (readonly [namespace: RegExp, name: string])[] = [
  [/^http:\/\/www\.loc\.gov\/METS\/$/, 'METS.xsd'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink.xsd'],
  [/CSIPExtensionMETS$/, 'DILCISExtensionMETS.xsd'],
  [/^http:\/\/www\.loc\.gov\/premis\/v3$/, 'premis.xsd'],
]

/** The standards' schemas that a package carries. */
export function carriedSchemas(schemas: Schemas): [name: string, bytes: Uint8Array][] {
  const out: [string, Uint8Array][] = []
  for (const bytes of schemas.values()) {
    const target = /targetNamespace\s*=\s*["']([^"']+)["']/.exec(new TextDecoder().decode(bytes))?.[1] ?? ''
    const name = SCHEMA_FILES.find(([namespace]) => namespace.test(target))?.[1]
    if (name !== undefined && !out.some(([one]) => one === name)) out.push([name, bytes])
  }
  return out.sort(([a], [b]) => (a < b ? -1 : 1))
}
