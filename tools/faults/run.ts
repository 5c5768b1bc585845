/**
 * `npm run faults [-- --rounds 30] [kill backup until]`: the fault tests at their full size, with a report of what was tried and lost
 * (bench/results/faults.json). Without names all of them run.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { drill, isWhole } from './drill.ts'
import { isClean, killUnderLoad } from './kill.ts'
import { isExact, restoreUntil } from './until.ts'

const words = process.argv.slice(2)
const at = words.indexOf('--rounds')
const rounds = at >= 0 ? Number(words[at + 1]) : 30
const say = (line: string): void => console.error(line)

interface Outcome {
  readonly what: string
  readonly isGood: boolean
  readonly report: object
}

const kill = (target: 'application' | 'postgres') => async (): Promise<Outcome> => {
  const report = await killUnderLoad(target, rounds, say)
  return { what: `kill -9 of the ${target} under load, ${rounds} times`, isGood: isClean(report), report }
}
const runs: Readonly<Record<string, readonly (() => Promise<Outcome>)[]>> = {
  kill: [kill('application'), kill('postgres')],
  backup: [
    async () => {
      const report = await drill(10, say)
      return { what: 'backup under load, kill, restore, one bit turned in every part', isGood: isWhole(report), report }
    },
  ],
  until: [
    async () => {
      const report = await restoreUntil(50)
      return { what: 'restore to an instant between two registrations', isGood: isExact(report), report }
    },
  ],
}
const chosen = words.filter((word) => word in runs)
const outcomes: Outcome[] = []
for (const name of chosen.length > 0 ? chosen : Object.keys(runs))
  for (const run of runs[name] ?? []) {
    const begun = performance.now()
    const outcome = await run()
    outcomes.push(outcome)
    const seconds = Math.round((performance.now() - begun) / 1000)
    console.log(`${outcome.isGood ? '✓' : '✗'} ${outcome.what} (${seconds} s)`)
    console.log(`  ${JSON.stringify(outcome.report)}`)
  }
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'faults.json'), `${JSON.stringify(outcomes, null, 2)}\n`)
process.exit(outcomes.every((one) => one.isGood) ? 0 : 1)
