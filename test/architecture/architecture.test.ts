import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Arrow, FLOORS, fault } from './rules.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const IMPORT = /(?:^|[\s;])(?:import|export)(?:[\s\w{},*$]+from)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

function* walk(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* walk(path)
    else if (/\.tsx?$/.test(name)) yield relative(root, path).replaceAll('\\', '/')
  }
}

const ALIAS: Record<string, string> = {
  '#platform/': 'src/platform/',
  '#regimes/': 'src/regimes/',
  '#engines/': 'src/engines/',
  '#modules/': 'src/modules/',
  '#web/': 'src/web/',
  '#test/': 'test/',
  '#src/': 'src/',
}

function resolve(from: string, specifier: string): string | null {
  for (const [alias, place] of Object.entries(ALIAS))
    if (specifier.startsWith(alias)) return place + specifier.slice(alias.length)
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  return null
}

const files = [...walk(join(root, 'src'))]
const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
const arrows: Arrow[] = []
for (const [from, text] of sources)
  for (const match of text.matchAll(IMPORT)) {
    const to = resolve(from, (match[1] ?? match[2])!)
    if (to) arrows.push({ from, to })
  }

const isServerCode = (path: string): boolean => !/(^|\/)(web|test)\//.test(path) && !path.endsWith('.test.ts')

describe('the walls of the house', () => {
  it('no arrow points the wrong way', () => {
    expect(arrows.length).toBeGreaterThan(200)
    const wrong = arrows.map((arrow) => ({ ...arrow, why: fault(arrow) })).filter((arrow) => arrow.why !== null)
    expect(wrong.map(({ from, to, why }) => `${from} -> ${to}: ${why}`)).toEqual([])
  })

  it('the rules refuse arrows that are wrong on purpose', () => {
    const wrong: [string, string][] = [
      ['src/modules/people/lookups.ts', 'src/modules/incoming/index.ts'], // up
      ['src/modules/incoming/facts.ts', 'src/modules/records/store.ts'], // insides
      ['src/modules/intake/rules.ts', 'src/modules/incoming/index.ts'], // same floor, not listed
      ['src/engines/extract/index.ts', 'src/platform/db/index.ts'], // an engine with a database
      ['src/regimes/index.ts', 'src/modules/people/index.ts'],
      ['src/platform/action/kernel.ts', 'src/modules/people/index.ts'],
      ['src/web/app.tsx', 'src/platform/db/index.ts'], // the web on the server
      ['src/modules/incoming/web/list.tsx', 'src/modules/incoming/store.ts'],
      ['src/modules/incoming/queries.ts', 'src/modules/incoming/web/list.tsx'],
      ['src/modules/incoming/queries.ts', 'src/rooms.ts'],
    ]
    for (const [from, to] of wrong) expect(fault({ from, to }), `${from} -> ${to}`).not.toBeNull()
    expect(fault({ from: 'src/modules/incoming/facts.ts', to: 'src/modules/records/index.ts' })).toBeNull()
  })

  it('rooms make no circle', () => {
    const graph = new Map<string, Set<string>>()
    for (const { from, to } of arrows) {
      const [a, b] = [from, to].map((path) => /^src\/modules\/([\w-]+)\//.exec(path)?.[1])
      if (!a || !b || a === b || !isServerCode(from)) continue
      graph.set(a, (graph.get(a) ?? new Set()).add(b))
    }
    const circle = (at: string, path: string[]): string[] | null => {
      if (path.includes(at)) return [...path, at]
      for (const next of graph.get(at) ?? []) {
        const found = circle(next, [...path, at])
        if (found) return found
      }
      return null
    }
    for (const start of graph.keys()) expect(circle(start, [])).toBeNull()
  })

  it('every imported file exists, every room has a floor and a README', () => {
    for (const { from, to } of arrows) expect(existsSync(join(root, to)), `${from} -> ${to}`).toBe(true)
    for (const room of readdirSync(join(root, 'src', 'modules'))) {
      expect(FLOORS[room], room).toBeDefined()
      const readme = join(root, 'src', 'modules', room, 'README.md')
      expect(existsSync(readme), `${room}/README.md`).toBe(true)
      expect(
        readFileSync(readme, 'utf8').split('\n').length,
        `${room}/README.md is longer than a page`,
      ).toBeLessThanOrEqual(61)
    }
  })

  it('only config reads the environment, only clock asks the time', () => {
    const wrong: string[] = []
    for (const [path, text] of sources) {
      if (!isServerCode(path)) continue
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      if (/process\.env\b/.test(code) && !path.startsWith('src/platform/config/')) wrong.push(`${path}: process.env`)
      if (
        /Date\.now\(\)|new Date\(\)/.test(code) &&
        !/^src\/(platform\/(clock|ids|blobs|queue)|cli|main|demo)/.test(path)
      )
        wrong.push(`${path}: asks the time`)
    }
    expect(wrong).toEqual([])
  })

  it('only stores name tables: their own, or views that another room publishes', () => {
    const views = new Set<string>()
    for (const room of readdirSync(join(root, 'src', 'modules'))) {
      const folder = join(root, 'src', 'modules', room, 'migrations')
      if (!existsSync(folder)) continue
      for (const name of readdirSync(folder))
        for (const match of readFileSync(join(folder, name), 'utf8').matchAll(
          /create (?:or replace )?view (\w+\.\w+)/g,
        ))
          views.add(match[1]!)
    }
    const wrong: string[] = []
    for (const [path, text] of sources) {
      const own = /^src\/modules\/([\w-]+)\//.exec(path)?.[1]
      if (!own || !isServerCode(path)) continue
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const named = [
        ...code.matchAll(
          /\b(?:from|join|into|update)\s+([a-z_]+\.[a-z_]+)\b|(?:selectFrom|insertInto|updateTable|deleteFrom)\('([a-z_.]+)/g,
        ),
      ]
      for (const match of named) {
        const table = (match[1] ?? match[2])!
        const schema = table.split('.')[0]!
        if (schema === 'pg_catalog' || schema === 'platform') continue
        if (!/\/store[\w-]*(\.ts|\/)/.test(path) && !/\/(policy|index)\.ts$/.test(path))
          wrong.push(`${path} names ${table}`)
        else if (schema !== own.replaceAll('-', '_') && !views.has(table))
          wrong.push(`${path} names ${table}, which is not published`)
      }
    }
    expect(wrong).toEqual([])
  })
})
