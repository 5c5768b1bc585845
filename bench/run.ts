/** `npm run bench` runs all bars, `npm run bench -- P3 P10` those; results go to bench/results. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Bar, type Result, table, writeResult } from './kit.ts'
import { closeLoaded } from './loaded.ts'

const folder = dirname(fileURLToPath(import.meta.url))
const asked = process.argv.slice(2).map((id) => id.toUpperCase())
const files = readdirSync(folder)
  .filter((name) => /^p\d+-[a-z0-9-]+\.ts$/.test(name))
  .sort((a, b) => Number(/\d+/.exec(a)![0]) - Number(/\d+/.exec(b)![0]))
const known = files.map((name) => /^p\d+/.exec(name)![0].toUpperCase())
const unknown = asked.filter((id) => !known.includes(id))
if (unknown.length > 0) {
  console.error(`No such bar: ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exit(2)
}

const results: Result[] = []
let failed = 0
for (const [i, file] of files.entries()) {
  if (asked.length > 0 && !asked.includes(known[i]!)) continue
  const { default: bar } = (await import(pathToFileURL(join(folder, file)).href)) as { default: Bar }
  console.error(`${bar.id} ${bar.title}`)
  try {
    results.push(writeResult(bar.id, await bar.run((line) => console.error(line))))
  } catch (error) {
    failed++
    console.error(`${bar.id} could not be measured:`, error)
  }
}
await closeLoaded()
console.log(table(results))
// A bar that falls short is a result, not a failure; a bar that could not run is one.
process.exit(failed > 0 ? 1 : 0)
