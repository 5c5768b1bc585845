/**
 * The runner that all bars share (quality.md, section 1): our side and a named peer in turn on the same machine in the
 * same run, at least five pairs, median and spread; losing results are written like the others.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export type Verdict = 'aim' | 'pass' | 'short'

/** One comparison of a bar. */
export interface Part {
  /** What was compared. */
  readonly name: string
  /** How much: rows, pages, clients. */
  readonly size: string
  /** Medians of the warm pairs, in `unit`. */
  readonly ours: number
  readonly theirs: number
  readonly unit: string
  readonly peer: string
  /** Median over the pairs of ours to theirs. */
  readonly ratio: number
  /** Lowest and highest ratio of a pair. */
  readonly spread: readonly [number, number]
  readonly pairs: number
  readonly pass: string
  readonly aim: string
  readonly verdict: Verdict
  /** The first pair, before anything was warm. */
  readonly cold?: { readonly ours: number; readonly theirs: number; readonly ratio: number }
  /** Anything else that was seen. */
  readonly notes?: Readonly<Record<string, string | number>>
}

/** What lies in `bench/results/<BAR>.json`: the weakest part in front, all parts behind. */
export interface Result extends Part {
  readonly bar: string
  readonly commit: string
  readonly machine: string
  readonly parts: readonly Part[]
}

export interface Bar {
  /** `P10` */
  readonly id: string
  readonly title: string
  run(tell: (line: string) => void): Promise<Part[]>
}

/** A limit that a ratio must keep. */
export interface Limit {
  /** Better is more (a rate) or less (a time). */
  readonly better: 'more' | 'less'
  readonly pass: number
  readonly aim: number
}

export function judge(value: number, { better, pass, aim }: Limit): Verdict {
  const keeps = (limit: number): boolean => (better === 'more' ? value >= limit : value <= limit)
  return keeps(aim) ? 'aim' : keeps(pass) ? 'pass' : 'short'
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** @param q 0.95 for the 95th hundredth */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export interface Pairing {
  readonly name: string
  readonly size: string
  readonly unit: string
  readonly peer: string
  readonly limit: Limit
  /** Warm pairs, at least five; one cold pair goes before. */
  readonly pairs?: number
  /** Each run answers its figure in `unit`. */
  ours(): Promise<number>
  theirs(): Promise<number>
  notes?(): Readonly<Record<string, string | number>>
}

/** Fewer only where a test keeps a bar alive: nothing is told by such a run. */
const LEAST = process.env['BENCH_PAIRS'] ? Number(process.env['BENCH_PAIRS']) : null

/** Runs pairs in turn; who begins changes from pair to pair, so that neither always runs on the other's heels. */
export async function comparePairs(given: Pairing, tell: (line: string) => void = () => {}): Promise<Part> {
  const count = LEAST ?? Math.max(5, given.pairs ?? 5)
  const runs: { ours: number; theirs: number; ratio: number }[] = []
  for (let i = 0; i <= count; i++) {
    let ours: number
    let theirs: number
    if (i % 2 === 0) {
      ours = await given.ours()
      theirs = await given.theirs()
    } else {
      theirs = await given.theirs()
      ours = await given.ours()
    }
    runs.push({ ours, theirs, ratio: ours / theirs })
    tell(`  ${given.name}: ${i === 0 ? 'cold' : `pair ${i}`} ${figure(ours)} : ${figure(theirs)} ${given.unit}`)
  }
  const [cold, ...warm] = runs
  const ratios = warm.map((run) => run.ratio)
  const ratio = median(ratios)
  const sign = given.limit.better === 'more' ? '>=' : '<='
  return {
    name: given.name,
    size: given.size,
    ours: round(median(warm.map((run) => run.ours))),
    theirs: round(median(warm.map((run) => run.theirs))),
    unit: given.unit,
    peer: given.peer,
    ratio: round(ratio),
    spread: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    pairs: count,
    pass: `${sign} ${given.limit.pass}`,
    aim: `${sign} ${given.limit.aim}`,
    verdict: judge(ratio, given.limit),
    cold: { ours: round(cold!.ours), theirs: round(cold!.theirs), ratio: round(cold!.ratio) },
    ...(given.notes ? { notes: given.notes() } : {}),
  }
}

const round = (value: number): number => Number(value.toPrecision(4))
const figure = (value: number): string => round(value).toLocaleString('en')

const folder = join(dirname(fileURLToPath(import.meta.url)), 'results')
const rank: Record<Verdict, number> = { short: 0, pass: 1, aim: 2 }

/** Writes `bench/results/<BAR>.json` and the table of all results. */
export function writeResult(bar: string, parts: readonly Part[]): Result {
  const weakest = [...parts].sort((a, b) => rank[a.verdict] - rank[b.verdict])[0]
  if (!weakest) throw new Error(`${bar} measured nothing`)
  const processor = cpus()[0]?.model ?? 'unknown processor'
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const machine = `${availableParallelism()} cores, ${processor}, ${gigabytes} GB, Node ${process.versions.node}`
  const result: Result = { bar, ...weakest, commit: commit(), machine, parts }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${bar}.json`), `${JSON.stringify(result, null, 2)}\n`)
  writeFileSync(join(folder, 'README.md'), `# Results\n\n${table(readResults())}`)
  return result
}

function readResults(): Result[] {
  return readdirSync(folder)
    .filter((name) => /^P\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result)
    .sort((a, b) => Number(a.bar.slice(1)) - Number(b.bar.slice(1)))
}

/** All parts as a table in Markdown, the losing ones too. */
export function table(results: readonly Result[]): string {
  const head =
    '| Bar | What | Size | Ours | Peer | Ratio (spread) | Pass | Aim | Verdict |\n|---|---|---|---|---|---|---|---|---|\n'
  const rows = results.flatMap((result) =>
    (result.parts ?? [result]).map(
      (part) =>
        `| ${result.bar} | ${part.name} | ${part.size} | ${figure(part.ours)} ${part.unit} | ${part.peer}: ${figure(part.theirs)} | ` +
        `${part.ratio} (${part.spread[0]}–${part.spread[1]}) | ${part.pass} | ${part.aim} | ${part.verdict} |`,
    ),
  )
  return `${head}${rows.join('\n')}\n`
}

function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()
    return git('rev-parse', '--short', 'HEAD')
  } catch {
    return 'unknown'
  }
}

/** Random numbers from 0 to below 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
