/**
 * How an installed Văn Khố lies in its folder. The installer uses Node alone, nothing of the product: it must work whatever the
 * product's state is.
 *
 *   releases/0.1.0-abc123/   one folder for each version, never changed
 *   current                  link to the one in use
 *   bin/vankho               the command: settings of vankho.env, the service's account
 *   data/                    database, documents, keys (VANKHO_HOME)
 *   backups/                 what an upgrade saves first
 *   vankho.env               settings (docs/configuration.md)
 *   vankho.service           for systemd
 */
import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'

export interface Release {
  readonly version: string
  readonly commit: string
  readonly commitAt: string
  /** As Node names it: `linux-x64`. */
  readonly platform: string
  /** Names of all migrations this version knows. */
  readonly migrations: readonly string[]
}

export interface Place {
  readonly root: string
  readonly releases: string
  readonly current: string
  readonly command: string
  readonly env: string
  readonly unit: string
  readonly backups: string
}

/** The bundle that is being installed: the folder above this file. */
export const bundle = resolve(import.meta.dirname, '..')

export const isRoot = process.getuid?.() === 0
export const defaultRoot = isRoot ? '/opt/vankho' : join(homedir(), 'vankho')

export function placeAt(root: string): Place {
  return {
    root,
    releases: join(root, 'releases'),
    current: join(root, 'current'),
    command: join(root, 'bin', 'vankho'),
    env: join(root, 'vankho.env'),
    unit: join(root, 'vankho.service'),
    backups: join(root, 'backups'),
  }
}

export function releaseOf(folder: string): Release | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')) as Release
  } catch {
    return null
  }
}

export const folderName = (release: Release): string => `${release.version}-${release.commit.replace('+', '-changed')}`

/** Ends with a sentence in both languages. 1: not done, for a reason of the installation · 2: wrongly called */
export class Refusal extends Error {
  readonly exitCode: 1 | 2
  constructor(exitCode: 1 | 2, vi: string, en: string) {
    super(`${vi}\n${en}`)
    this.exitCode = exitCode
  }
}

/** Runs a script of the installer; a refusal is told, anything else is told with where it happened. */
export async function runScript(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) {
      console.error(error.message)
      process.exitCode = error.exitCode
    } else if (typeof (error as NodeJS.ErrnoException).syscall === 'string') {
      console.error(`Không làm được: | Not possible: ${(error as Error).message}`)
      process.exitCode = 4
    } else if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) {
      console.error((error as Error).message)
      process.exitCode = 2
    } else {
      console.error(error)
      process.exitCode = 4
    }
  }
}

/** Copies the bundle under `releases`, whole or not at all. @returns the folder */
export function bringRelease(place: Place, release: Release): string {
  if (release.platform !== `${process.platform}-${process.arch}`)
    throw new Refusal(
      2,
      `Gói này dành cho ${release.platform}, máy này là ${process.platform}-${process.arch}.`,
      `This bundle is for ${release.platform}, this machine is ${process.platform}-${process.arch}.`,
    )
  const target = join(place.releases, folderName(release))
  if (existsSync(target)) return target
  const { bavail, bsize } = statfsSync(place.root)
  const needed = sizeOf(bundle)
  if (bavail * bsize < needed * 1.2)
    throw new Refusal(
      1,
      `Ổ đĩa còn ${megabytes(bavail * bsize)} MB, cần ${megabytes(needed * 1.2)} MB. Chưa thay đổi gì.`,
      `The disk has ${megabytes(bavail * bsize)} MB left, ${megabytes(needed * 1.2)} MB are needed. Nothing was changed.`,
    )
  const draft = `${target}.partial`
  rmSync(draft, { recursive: true, force: true })
  cpSync(bundle, draft, { recursive: true, verbatimSymlinks: true })
  renameSync(draft, target)
  return target
}

/** Lets `current` mean another release: at every moment it means one. */
export function pointTo(place: Place, folder: string): void {
  const draft = `${place.current}.new`
  rmSync(draft, { force: true })
  symlinkSync(join('releases', basename(folder)), draft)
  renameSync(draft, place.current)
}

/** The release in use, or null. */
export function inUse(place: Place): string | null {
  try {
    return join(place.root, readlinkSync(place.current))
  } catch {
    return null
  }
}

function sizeOf(path: string): number {
  const kind = lstatSync(path)
  if (!kind.isDirectory()) return kind.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)

/** A word for the shell. */
export const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`
