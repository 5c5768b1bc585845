/**
 * `npm run faults [-- NAME… --rounds 30 --minutes 3]`: the fault tests at their full size, with a report of what was tried, acknowledged and
 * lost (bench/results/faults.json; what did not run keeps its last report). Without names all of them run; what needs a program that is
 * not there is passed over with a line that names its package. Names: all.ts.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { faults, missing, type Outcome, type Wish } from './all.ts'

const words = process.argv.slice(2)
const numberOf = (name: string, otherwise: number): number => {
  const at = words.indexOf(`--${name}`)
  return at >= 0 ? Number(words[at + 1]) : otherwise
}
const wish: Wish = {
  rounds: numberOf('rounds', 30),
  minutes: numberOf('minutes', 3),
  back: numberOf('back', 1),
  say: (line) => console.error(line),
}
const chosen = words.filter((word) => word in faults)
const unknown = words.filter(
  (word, i) => !word.startsWith('--') && !(word in faults) && !words[i - 1]?.startsWith('--'),
)
if (unknown.length > 0) {
  console.error(`Không có | No such fault: ${unknown.join(', ')}. Có | There are: ${Object.keys(faults).join(', ')}`)
  process.exit(2)
}

const outcomes: (Outcome & { at: string; seconds: number })[] = []
for (const name of chosen.length > 0 ? chosen : Object.keys(faults)) {
  const lacking = missing[name]?.() ?? null
  if (lacking) {
    console.log(`– ${name}: bỏ qua | passed over: ${lacking}`)
    continue
  }
  for (const fault of faults[name] ?? []) {
    const begun = performance.now()
    const done = await fault(wish).catch((error: unknown) => broken(name, error))
    const seconds = Math.round((performance.now() - begun) / 1000)
    outcomes.push({ ...done, at: new Date().toISOString().slice(0, 10), seconds })
    console.log(`${done.isGood ? '✓' : '✗'} ${done.what} (${seconds} s)`)
    console.log(`  ${JSON.stringify(done.report)}`)
    keep()
  }
}
process.exit(outcomes.every((one) => one.isGood) ? 0 : 1)

/** A fault that could not be dealt to its end: that is a finding too. */
function broken(name: string, error: unknown): Outcome {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const none = { acknowledged: null, lost: null, gaps: null, duplicates: null, awayMs: null }
  return { what: `${name}: not dealt to its end`, isGood: false, ...none, saw: '', report: { words } }
}

/** Written after each: whoever ends the run keeps what was found. */
function keep(): void {
  const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'faults.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome[]) : []
  /** The same fault, however often or long it was dealt. */
  const kind = (what: string): string => what.replace(/, \d+ times$| \(.*\)$| for [\d.]+ minutes$/, '')
  const kept = before.filter((old) => outcomes.every((one) => kind(one.what) !== kind(old.what)))
  writeFileSync(file, `${JSON.stringify([...kept, ...outcomes], null, 2)}\n`)
}
