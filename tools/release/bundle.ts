/** Makes the folder that a release is: everything that an office without the Internet needs to install or upgrade Văn Khố. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { serverPrograms } from '#platform/db/embedded/files.ts'
import { checkComplete } from './complete.ts'
import { billOfMaterials, checkLicences, hasBuiltWeb, licenceTexts } from './papers.ts'
import type { Release } from './setup/layout.ts'
import { runningPackages, webPackages } from './shipped.ts'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface Bundle {
  readonly folder: string
  readonly release: Release
  readonly packages: number
  readonly bytes: number
}

/** What of a package nobody runs: types, source maps. */
const IDLE = /\.(d\.[cm]?ts|map)$/
/** Of the house: tests and sources of the web (it travels built). */
const UNSHIPPED = /(^|\/)(test|web)(\/|$)|\.test\.ts$/

/**
 * Makes `out/vankho-VERSION-PLATFORM/`. The web must have been built.
 * @param options.version another version than the package's, for trials · `mayLink`: hard links instead of copies (trials)
 * @throws Error when the web is not built, a package is missing, or a licence may not travel with the product
 */
export async function makeBundle(out: string, options: { version?: string; mayLink?: boolean } = {}): Promise<Bundle> {
  if (!hasBuiltWeb(root)) throw new Error('dist/web.packages.json is missing: build the web first')
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  const version = options.version ?? String(manifest['version'])
  const platform = `${process.platform}-${process.arch}`
  const folder = join(out, `vankho-${version}-${platform}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const copy = options.mayLink ? link : copyFileSync
  const running = runningPackages(root)
  const parts = [...new Map([...running, ...webPackages(root)].map((part) => [part.path, part])).values()]
  checkLicences(parts)

  serverPrograms(null) // makes the links between its libraries, which npm does not carry
  for (const { path, name } of running)
    copyTree(join(root, path), join(folder, path), copy, (inside) =>
      /^node-(linux|darwin|win)-/.test(name)
        ? /^(bin(\/node(\.exe)?)?|package\.json|LICENSE)$/.test(inside)
        : inside !== 'node_modules' && !IDLE.test(inside),
    )
  copyTree(join(root, 'src'), join(folder, 'src'), copy, (inside) => !UNSHIPPED.test(inside))
  // The demo's papers are drawn by it.
  const invented = join('tools', 'invented')
  copyTree(join(root, invented), join(folder, invented), copy, (inside) => !UNSHIPPED.test(inside))
  copyTree(join(root, 'dist', 'web'), join(folder, 'dist', 'web'), copy, () => true)
  copyTree(join(root, 'bin'), join(folder, 'bin'), copy, () => true)
  copyTree(join(root, 'docs'), join(folder, 'docs'), copy, (inside) => !/^(pictures|decisions)/.test(inside))
  copyTree(join(import.meta.dirname, 'setup'), join(folder, 'setup'), copy, (inside) => inside !== 'run.sh')
  for (const name of ['LICENSE', 'README.md']) copy(join(root, name), join(folder, name))
  for (const name of ['install', 'upgrade']) {
    writeFileSync(join(folder, name), readFileSync(join(import.meta.dirname, 'setup', 'run.sh'), 'utf8'))
    chmodSync(join(folder, name), 0o755)
  }
  const { type, imports, dependencies, license, description, bin } = manifest
  writeJson(join(folder, 'package.json'), {
    ...{ name: 'vankho', version, private: true, description, license, type, bin, imports, dependencies },
  })
  await checkComplete(folder)
  const release: Release = { version, ...commit(), platform, migrations: migrationsOf(folder) }
  writeJson(join(folder, 'release.json'), release)
  writeJson(join(folder, 'sbom.cdx.json'), billOfMaterials(root, parts, release.commitAt))
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), licenceTexts(root, parts))
  const bytes = writeSums(folder)
  return { folder, release, packages: parts.length, bytes }
}

/** Names of all migrations that a folder with sources holds. */
export function migrationsOf(folder: string): string[] {
  const names: string[] = []
  for (const floor of ['platform', 'modules'])
    for (const room of readdirSync(join(folder, 'src', floor))) {
      const place = join(folder, 'src', floor, room, 'migrations')
      if (existsSync(place)) names.push(...readdirSync(place).filter((name) => name.endsWith('.sql')))
    }
  return names.sort()
}

/** `SHA256SUMS` over every file, as `sha256sum -c` reads it. @returns bytes of all files */
export function writeSums(folder: string): number {
  const lines: string[] = []
  let bytes = 0
  const walk = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(place, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && path !== join(folder, 'SHA256SUMS')) {
        const content = readFileSync(path)
        bytes += content.length
        lines.push(`${createHash('sha256').update(content).digest('hex')}  ${relative(folder, path)}`)
      }
    }
  }
  walk(folder)
  writeFileSync(join(folder, 'SHA256SUMS'), `${lines.join('\n')}\n`)
  return bytes
}

function commit(): Pick<Release, 'commit' | 'commitAt'> {
  const git = (...words: string[]): string => {
    const told = spawnSync('git', words, { cwd: root, encoding: 'utf8' })
    return told.status === 0 ? told.stdout.trim() : ''
  }
  const changed = git('status', '--porcelain', '--untracked-files=no') ? '+' : ''
  return {
    commit: `${git('rev-parse', '--short=10', 'HEAD') || 'unknown'}${changed}`,
    commitAt: git('log', '-1', '--format=%cI') || '1970-01-01T00:00:00Z',
  }
}

function copyTree(
  from: string,
  to: string,
  copy: (from: string, to: string) => void,
  isWanted: (inside: string) => boolean,
): void {
  const walk = (inside: string): void => {
    const source = join(from, inside)
    const target = join(to, inside)
    const kind = lstatSync(source)
    if (kind.isDirectory()) {
      mkdirSync(target, { recursive: true })
      for (const name of readdirSync(source).sort()) {
        const next = inside ? `${inside}/${name}` : name
        if (isWanted(next)) walk(next)
      }
    } else if (kind.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else if (kind.isFile()) copy(source, target)
  }
  walk('')
}

/** A hard link where the disk allows it, else a copy. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

const writeJson = (path: string, value: unknown): void => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
