/** Which packages a release carries: what the server needs to run, and what was built into the web. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  readonly version: string
  readonly license?: string
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly peerDependenciesMeta?: Record<string, { optional?: boolean }>
}
interface Lock {
  readonly packages: Record<string, Entry>
}

export interface Shipped {
  /** Path in node_modules of the lock file: `node_modules/x`, `node_modules/x/node_modules/y`. */
  readonly path: string
  readonly name: string
  readonly version: string
  readonly license: string
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** The packages that run: dependencies of the product and theirs, as Node would find them, those of this machine alone. */
export function runningPackages(root: string): Shipped[] {
  const { packages } = readJson<Lock>(join(root, 'package-lock.json'))
  const found = new Map<string, Shipped>()
  const visit = (from: string): void => {
    const entry = packages[from]!
    const wanted: [string, boolean][] = [
      ...Object.keys(entry.dependencies ?? {}).map((name): [string, boolean] => [name, true]),
      ...Object.keys(entry.optionalDependencies ?? {}).map((name): [string, boolean] => [name, false]),
      ...Object.keys(entry.peerDependencies ?? {})
        .filter((name) => !entry.peerDependenciesMeta?.[name]?.optional)
        .map((name): [string, boolean] => [name, true]),
    ]
    const optional = new Set(Object.keys(entry.optionalDependencies ?? {}))
    for (const [name, isNeeded] of wanted) {
      const path = resolvePath(packages, from, name)
      const isThere = path !== null && existsSync(join(root, path, 'package.json'))
      if (!path || !isThere) {
        if (isNeeded && !optional.has(name)) throw new Error(`${name}, needed by ${from || 'the product'}, is missing`)
        continue
      }
      if (found.has(path)) continue
      found.set(path, shippedOf(root, path))
      visit(path)
    }
  }
  visit('')
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The packages whose code went into the built web (the build writes them down). */
export function webPackages(root: string): Shipped[] {
  const paths = readJson<string[]>(join(root, 'dist', 'web.packages.json'))
  return paths.map((path) => shippedOf(root, path))
}

function shippedOf(root: string, path: string): Shipped {
  const manifest = readJson<{ version: string; license?: string | { type: string }; licenses?: { type: string }[] }>(
    join(root, path, 'package.json'),
  )
  const told = typeof manifest.license === 'object' ? manifest.license.type : manifest.license
  const license = told ?? manifest.licenses?.map((one) => one.type).join(' OR ') ?? ''
  return { path, name: nameOf(path), version: manifest.version, license }
}

function resolvePath(packages: Lock['packages'], from: string, name: string): string | null {
  for (
    let base = from;
    ;
    base = base.includes('node_modules/') ? base.slice(0, base.lastIndexOf('node_modules/')) : ''
  ) {
    const path = `${base ? `${base.replace(/\/$/, '')}/` : ''}node_modules/${name}`
    if (packages[path]) return path
    if (base === '') return null
  }
}
