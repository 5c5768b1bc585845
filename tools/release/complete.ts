/** Does a bundle hold every file that its own code asks for? What is only loaded on demand would be missed by a start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules, stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { init, parse } from 'es-module-lexer'

/** @throws Error that names what is asked for and is not there */
export async function checkComplete(folder: string): Promise<void> {
  await init
  const { imports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    imports: Record<string, string>
  }
  const missing = new Set<string>()
  for (const from of ['src', 'tools', 'setup', 'bin'])
    for (const entry of readdirSync(join(folder, from), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[mc]?[jt]s$/.test(entry.name)) continue
      const file = join(entry.parentPath, entry.name)
      for (const wanted of askedBy(file))
        if (!isThere(folder, file, wanted, imports)) missing.add(`${wanted} (${relative(folder, file)})`)
    }
  if (missing.size > 0) throw new Error(`the bundle lacks: ${[...missing].join(', ')}`)
}

function isThere(folder: string, file: string, wanted: string, imports: Record<string, string>): boolean {
  if (wanted.startsWith('.')) return existsSync(join(dirname(file), wanted))
  if (wanted.startsWith('node:') || builtinModules.includes(wanted)) return true
  if (wanted.startsWith('#')) {
    const [key, place] = Object.entries(imports).find(([one]) => wanted.startsWith(one.replace('*', '')))!
    return existsSync(join(folder, place.replace('*', wanted.slice(key.length - 1))))
  }
  const name = wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/')
  return existsSync(join(folder, 'node_modules', name))
}

/** What a file imports, at its start or on demand; types vanish before the code runs. */
function askedBy(file: string): string[] {
  const code = readFileSync(file, 'utf8')
  const [imports] = parse(/ts$/.test(file) ? stripTypeScriptTypes(code) : code, file)
  return imports.flatMap(({ n }) => (n === undefined ? [] : [n]))
}
