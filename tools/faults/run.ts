/** `npm run faults [-- --rounds 30]`: the fault tests at their full size, with a report of what was tried and lost. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { isClean, killUnderLoad } from './kill.ts'

const at = process.argv.indexOf('--rounds')
const rounds = at > 0 ? Number(process.argv[at + 1]) : 30
const reports = []
for (const target of ['application', 'postgres'] as const)
  reports.push(await killUnderLoad(target, rounds, (line) => console.error(line)))
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'faults-kill.json'), `${JSON.stringify(reports, null, 2)}\n`)
console.table(reports)
process.exit(reports.every(isClean) ? 0 : 1)
