/** Which converting programs this machine has. */
import { access, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DEFAULT_TOOL_PATH, run } from '../extract/child.ts'
import type { OfficePart, ProgramName, Way } from './ways.ts'

export interface Program {
  readonly id: ProgramName
  readonly name: string
  /** Null: not installed. */
  readonly version: string | null
  /** LibreOffice: the parts that are there. */
  readonly parts: readonly OfficePart[]
}

const LIBRARIES: Readonly<Record<OfficePart, string>> = {
  writer: 'libswlo.so',
  calc: 'libsclo.so',
  impress: 'libsdlo.so',
}
const PARTS = Object.keys(LIBRARIES) as OfficePart[]

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** By the libraries beside the program; where they lie elsewhere (not on Linux), all of it is taken to be there. */
async function officeParts(toolPath: string): Promise<OfficePart[]> {
  for (const folder of toolPath.split(':')) {
    const path = join(folder, 'soffice')
    if (!(await isThere(path))) continue
    const home = dirname(await realpath(path))
    const found: OfficePart[] = []
    for (const part of PARTS) if (await isThere(join(home, LIBRARIES[part]))) found.push(part)
    return found.length > 0 ? found : PARTS
  }
  return []
}

const versions = new Map<string, string>()

/** What a program says of itself; asked once, unless it is not there. */
async function versionOf(command: string, toolPath: string): Promise<string | null> {
  const key = `${toolPath} ${command}`
  const known = versions.get(key)
  if (known !== undefined) return known
  const answer = await run(command, ['--version'], { toolPath, timeoutMs: 20_000 })
  const version = /\d+(\.\d+)+/.exec(answer.stdout.toString('utf8'))?.[0]
  if (answer.code !== 0 || version === undefined) return null
  versions.set(key, version)
  return version
}

/** @param toolPath folders to look in, as PATH has them; by default the system's */
export async function findPrograms(toolPath: string = DEFAULT_TOOL_PATH): Promise<readonly [Program, Program]> {
  const [ghostscript, office] = await Promise.all([versionOf('gs', toolPath), versionOf('soffice', toolPath)])
  return [
    { id: 'ghostscript', name: 'Ghostscript', version: ghostscript, parts: [] },
    {
      id: 'libreoffice',
      name: 'LibreOffice',
      version: office,
      parts: office === null ? [] : await officeParts(toolPath),
    },
  ]
}

/** The program that goes a way; null when it, or the part of it that is wanted, is not installed. */
export function programFor(way: Way, programs: readonly Program[]): (Program & { version: string }) | null {
  const found = programs.find((one) => one.id === way.program)
  if (!found || found.version === null || (way.part !== null && !found.parts.includes(way.part))) return null
  return { ...found, version: found.version }
}

/** Debian's package that brings what a way wants. */
export const packageFor = (way: Way): string =>
  way.program === 'ghostscript' ? 'ghostscript' : `libreoffice-${way.part}`
