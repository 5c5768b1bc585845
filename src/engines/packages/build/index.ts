/** `build`: a package made of a folder's files and a metadata file. */
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { planBag } from '../bagit/write.ts'
import { planCsip } from '../csip/build.ts'
import { kindOfOutput, openTarget } from '../target/index.ts'
import { planTt05 } from '../tt05/build.ts'
import type { CodeOverrides, PackageKind } from '../tt05/codes.ts'
import type { Profile, Schemas } from '../types.ts'
import { type BuildContext, carriedSchemas, inputFiles, type KnownFormat, type Plan } from './common.ts'

export interface BuildOptions {
  readonly profile: Profile
  /** What the metadata file says, parsed from JSON; its shape by profile: docs/packages.md. */
  readonly metadata: unknown
  /** Folder with the files. */
  readonly files: string
  /** A folder that is not there yet, or a name ending in .zip or .tar. */
  readonly out: string
  /** The present, for packages whose metadata name no date. */
  readonly now: Date
  readonly software: { readonly name: string; readonly version: string }
  /** The standards' schemas, where they are installed: the package carries them. */
  readonly schemas?: Schemas
  readonly codes?: CodeOverrides
  /** Formats by content, by path below `files`; without them the names of files tell. */
  readonly formats?: ReadonlyMap<string, KnownFormat>
}

export interface BuiltPackage {
  /** Where the package lies: inside `out` when a folder must bear the package's own name. */
  readonly path: string
  readonly objectId: string
  readonly files: number
  /** Of the archive; of a folder: of all its files. */
  readonly bytes: number
  /** Of the archive; of a folder: of the lines `sha256  path`, sorted by path. */
  readonly sha256: string
  /** False: a METS package that carries no METS schema, since none is installed. */
  readonly hasSchemas: boolean
}

/**
 * Builds a package. The same metadata with an id and a date, and the same files, give the same bytes. Nothing is seen at `out` before
 * all of it is there; on failure nothing is left.
 * @throws AppError PACKAGE_EXISTS, PACKAGE_METADATA, PACKAGE_FIELD_…, PACKAGE_FILE…; the system's error when it cannot be written
 */
export async function buildPackage(options: BuildOptions): Promise<BuiltPackage> {
  const schemas = options.schemas ?? new Map()
  const context: BuildContext = {
    files: await inputFiles(options.files),
    formats: options.formats ?? new Map(),
    schemas,
    software: options.software,
    now: options.now,
  }
  const plan = planOf(options, context)
  const kind = kindOfOutput(options.out)
  const out = options.out.replace(/[/\\]+$/, '')
  const inside = kind !== 'folder' || (plan.isNamed && basename(out) !== plan.root) ? plan.root : ''
  const target = await openTarget(out, inside, plan.time, plan.algorithms)
  let files = 0
  let bytes = 0
  const counting = {
    ...target,
    add: async (path: string, content: Uint8Array) => {
      files++
      bytes += content.length
      return target.add(path, content)
    },
    copy: async (path: string, from: string, size: number) => {
      files++
      bytes += size
      return target.copy(path, from, size)
    },
  }
  try {
    await plan.write(counting)
    const { sha256 } = await target.finish()
    const path = kind === 'folder' && inside !== '' ? join(out, inside) : out
    return {
      path,
      objectId: plan.objectId,
      files,
      bytes: kind === 'folder' ? bytes : (await stat(out)).size,
      sha256,
      hasSchemas: options.profile === 'bagit' || carriedSchemas(schemas).some(([name]) => name === 'METS.xsd'),
    }
  } catch (error) {
    await target.abort()
    throw error
  }
}

function planOf(options: BuildOptions, context: BuildContext): Plan {
  if (options.profile === 'bagit') return planBag(options.metadata, context)
  if (options.profile === 'csip') return planCsip(options.metadata, context)
  const kind = options.profile.slice(-3).toUpperCase() as PackageKind
  return planTt05(options.metadata, kind, context, options.codes)
}
