/**
 * `npm run faults [-- --rounds 30] [kill backup until nodes patroni release upgrade]`: the fault tests at their full size, with a report of what was
 * tried and lost (bench/results/faults.json; what did not run keeps its last report). Without names all of them run; what needs a
 * program that is not there is passed over with a line that names its package.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { clusterIsMissing } from '../../test/product/patroni.ts'
import { proxyIsMissing } from '../../test/product/proxy.ts'
import { drill, isWhole } from './drill.ts'
import { isClean, killUnderLoad } from './kill.ts'
import { isGood, killNodes } from './nodes.ts'
import { cameBack, failOver } from './patroni.ts'
import { faultsOf, tryRelease } from './release.ts'
import { isExact, restoreUntil } from './until.ts'
import { isEqual, upgradeFromBefore } from './upgrade.ts'

const words = process.argv.slice(2)
const at = words.indexOf('--rounds')
const rounds = at >= 0 ? Number(words[at + 1]) : 30
/** For `upgrade`: how many changes of the schema back. */
const back = words.includes('--back') ? Number(words[words.indexOf('--back') + 1]) : 1
const say = (line: string): void => console.error(line)

interface Outcome {
  /** Day of the run. */
  readonly at?: string
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
  nodes: [
    async () => {
      const report = await killNodes(rounds, say)
      return {
        what: `two nodes behind HAProxy, kill -9 of one under load, ${rounds} times`,
        isGood: isGood(report),
        report,
      }
    },
  ],
  release: [
    async () => {
      const { upgrade, downgrade, broken, ...report } = await tryRelease('full')
      const faults = faultsOf({ upgrade, downgrade, broken, ...report })
      const what = `the release installed, run and upgraded${report.hadNetwork ? '' : ' without network'}, an upgrade that fails`
      return { what, isGood: faults.length === 0, report: { ...report, faults } }
    },
  ],
  upgrade: [
    async () => {
      const report = await upgradeFromBefore(back)
      return { what: 'data of an earlier schema brought up to date', isGood: isEqual(report), report }
    },
  ],
  patroni: [
    async () => {
      const report = await failOver(Math.min(rounds, 9), say)
      const what = 'PostgreSQL under Patroni, three members: the leader killed or frozen under load'
      return { what, isGood: cameBack(report), report }
    },
  ],
}
const missing: Readonly<Record<string, string | null>> = { nodes: proxyIsMissing(), patroni: clusterIsMissing() }
const chosen = words.filter((word) => word in runs)
const outcomes: Outcome[] = []
for (const name of chosen.length > 0 ? chosen : Object.keys(runs))
  for (const run of runs[name] ?? []) {
    if (missing[name]) {
      console.log(`– ${name}: bỏ qua | passed over: ${missing[name]}`)
      continue
    }
    const begun = performance.now()
    const outcome = { ...(await run()), at: new Date().toISOString().slice(0, 10) }
    outcomes.push(outcome)
    const seconds = Math.round((performance.now() - begun) / 1000)
    console.log(`${outcome.isGood ? '✓' : '✗'} ${outcome.what} (${seconds} s)`)
    console.log(`  ${JSON.stringify(outcome.report)}`)
  }
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
mkdirSync(folder, { recursive: true })
const file = join(folder, 'faults.json')
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome[]) : []
/** The same fault, however often it was dealt. */
const kind = (what: string): string => what.replace(/, \d+ times$/, '')
const kept = before.filter((old) => outcomes.every((one) => kind(one.what) !== kind(old.what)))
writeFileSync(file, `${JSON.stringify([...kept, ...outcomes], null, 2)}\n`)
process.exit(outcomes.every((one) => one.isGood) ? 0 : 1)
