/** The offline verifier: needs the exported log and, to find also what was rewritten whole, a head kept outside. */
import { open, readFile } from 'node:fs/promises'
import { type Bad, LogChecker, NotALog } from './checker.ts'
import { type Hash, leafHash } from './hash.ts'
import { HeadVerifier, readHeadsFile, type SignedHead } from './head.ts'
import { GrowingTree } from './tree.ts'

export { type Bad, NotALog, type Problem } from './checker.ts'

/** What was found about the log of one organisation. */
export interface OneReport {
  readonly organization: { readonly id: string; readonly name: string }
  /** Every entry is as it was sealed and none is missing, up to the last head. */
  readonly valid: boolean
  readonly entries: number
  /** Root of the log; of a changed log as it was sealed, as far as its hashes tell; null where one is missing. */
  readonly root: Hash | null
  /** All that was found, by place (at most 1,000). */
  readonly bad: readonly Bad[]
  /** Signed heads in the log. */
  readonly heads: number
  /** Heads of this organisation in the outside file; null when no file was given. */
  readonly outsideHeads: number | null
  readonly exportedAt: string
}

export interface LogReport {
  readonly valid: boolean
  readonly entries: number
  /** The log's root; of several logs the root of the tree over their roots, null where one has none. */
  readonly root: Hash | null
  /** The first thing that is wrong, with the organisation in whose log; or null. */
  readonly firstBad: (Bad & { readonly organization: string }) | null
  readonly logs: readonly OneReport[]
}

/** The file of heads says nothing about this log: whether it was rewritten whole cannot be decided. */
export class NoHeadForLog extends Error {}

const CHUNK = 1 << 20
const F = 0x66

/**
 * Verifies an exported log, or several in one file.
 * @param path the log (log-format.ts)
 * @param options.head path of a file of heads that was kept outside the machine (`vankho audit heads`)
 * @throws NotALog when a file is not what it should be · NoHeadForLog · Error of the file system when it cannot be read
 */
export async function verifyLog(path: string, options: { head?: string | undefined } = {}): Promise<LogReport> {
  const outside = options.head === undefined ? null : await readHeads(options.head)
  const checkers: LogChecker[] = []
  let checker: LogChecker | undefined
  const isTorn = await eachLine(path, (bytes, from, to) => {
    if (
      checker === undefined ||
      (bytes[from + 2] === F && bytes.toString('latin1', from, from + 11) === '{"format":"')
    ) {
      checker?.end(false)
      checker = new LogChecker(outside ?? [])
      checkers.push(checker)
    }
    checker.line(bytes, from, to)
  })
  if (checker === undefined) throw new NotALog('the file is empty')
  checker.end(isTorn)
  const homes = checkers.some((one) => one.strays.size > 0)
    ? await findHomes(path, checkers)
    : new Map<string, number>()
  const logs = checkers.map((one) => report(one, homes, outside !== null))
  if (outside) logs.push(...lostLogs(outside, logs, checkers[0]!))
  if (outside && logs.every((log) => log.outsideHeads === 0))
    throw new NoHeadForLog('the file of heads holds none of these organisations')
  const roots = logs.map((log) => log.root)
  const firstLog = logs.find((log) => !log.valid)
  return {
    valid: firstLog === undefined,
    entries: logs.reduce((sum, log) => sum + log.entries, 0),
    root: roots.length === 1 ? roots[0]! : roots.includes(null) ? null : rootOver(roots as Hash[]),
    firstBad: firstLog ? { ...firstLog.bad[0]!, organization: firstLog.organization.id } : null,
    logs,
  }
}

function report(checker: LogChecker, homes: ReadonlyMap<string, number>, isOutside: boolean): OneReport {
  const { organization, exportedAt } = checker.start!
  const homeOf = new Map([...checker.strays].map(([hash, index]) => [index, homes.get(`${organization.id} ${hash}`)]))
  const bad = checker.bad.map((one): Bad => {
    const belongsAt = one.problem === 'altered' ? homeOf.get(one.index) : undefined
    return belongsAt === undefined ? one : { ...one, problem: 'reordered', belongsAt }
  })
  return {
    organization,
    valid: bad.length === 0,
    entries: checker.entries,
    root: checker.root,
    bad,
    heads: checker.heads,
    outsideHeads: isOutside ? checker.outsideHeads : null,
    exportedAt,
  }
}

/** Organisations that outside heads know and an export of the whole installation has not. */
function lostLogs(outside: readonly SignedHead[], logs: readonly OneReport[], first: LogChecker): OneReport[] {
  if (first.start?.scope !== 'installation') return []
  const present = new Set(logs.map((log) => log.organization.id))
  const lost = new Map<string, number>()
  for (const head of outside)
    if (!present.has(head.organization))
      lost.set(head.organization, Math.max(lost.get(head.organization) ?? 0, head.size))
  return [...lost].map(([id, size]) => ({
    organization: { id, name: '' },
    valid: false,
    entries: 0,
    root: null,
    bad: [{ problem: 'cut-off', index: 0, to: size - 1 }],
    heads: 0,
    outsideHeads: outside.filter((head) => head.organization === id).length,
    exportedAt: first.start!.exportedAt,
  }))
}

function rootOver(roots: readonly Hash[]): Hash {
  const tree = new GrowingTree()
  for (const root of roots) tree.add(leafHash(root))
  return tree.root()
}

async function readHeads(path: string): Promise<SignedHead[]> {
  const text = await readFile(path, 'utf8')
  let file: ReturnType<typeof readHeadsFile>
  try {
    file = readHeadsFile(text)
  } catch (cause) {
    throw new NotALog(`the file of heads: ${(cause as Error).message}`, { cause })
  }
  const verifier = new HeadVerifier(file.keys)
  for (const head of file.heads)
    if (!verifier.isGood(head)) throw new NotALog(`the file of heads: the head of size ${head.size} is not well signed`)
  return file.heads
}

/** Second reading: was the content of an altered entry sealed in another place? Then entries were exchanged. */
async function findHomes(path: string, checkers: readonly LogChecker[]): Promise<Map<string, number>> {
  const homes = new Map<string, number>()
  const pattern = /^\{"leaf":(\d+),"hash":"([0-9a-f]{64})"/
  let log = -1
  await eachLine(path, (bytes, from, to) => {
    if (log < 0 || bytes.toString('latin1', from, from + 11) === '{"format":"') log++
    const checker = checkers[log]!
    const found = pattern.exec(bytes.toString('latin1', from, Math.min(to, from + 110)))
    if (found && checker.strays.has(found[2]!))
      homes.set(`${checker.start!.organization.id} ${found[2]}`, Number(found[1]))
  })
  return homes
}

/**
 * Calls `line` with the bytes of each line in turn.
 * @returns true when the file ends without a line end
 */
async function eachLine(path: string, line: (bytes: Buffer, from: number, to: number) => unknown): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    let buffer = Buffer.allocUnsafe(CHUNK)
    let kept = 0
    for (;;) {
      if (kept === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2)
      const { bytesRead } = await file.read(buffer, kept, buffer.length - kept)
      const end = kept + bytesRead
      let from = 0
      for (let to = buffer.indexOf(10, kept); to >= 0 && to < end; to = buffer.indexOf(10, from)) {
        line(buffer, from, to)
        from = to + 1
      }
      if (bytesRead === 0) {
        if (from < end) line(buffer, from, end)
        return from < end
      }
      buffer.copyWithin(0, from, end)
      kept = end - from
    }
  } finally {
    await file.close()
  }
}
