/** The offline verifier: needs the exported log and, to find also what was rewritten whole, a head kept outside. */
import { open, readFile } from 'node:fs/promises'
import { type Bad, LogChecker, NotALog } from './checker.ts'
import type { Hash } from './hash.ts'
import { HeadVerifier, readHeadsFile, type SignedHead } from './head.ts'

export { type Bad, NotALog, type Problem } from './checker.ts'

export interface LogReport {
  /** Every entry is as it was sealed and none is missing, up to the last head. */
  readonly valid: boolean
  readonly entries: number
  /** Root over the entries as read, or null where one is missing. */
  readonly root: Hash | null
  /** The lowest place that is wrong, or null. */
  readonly firstBad: Bad | null
  /** All that was found, by place (at most 1,000). */
  readonly bad: readonly Bad[]
  readonly organization: { readonly id: string; readonly name: string }
  /** Signed heads in the log. */
  readonly heads: number
  /** Heads of this organisation in the outside file; null when no file was given. */
  readonly outsideHeads: number | null
  readonly exportedAt: string
}

/** The file of heads says nothing about this log: its integrity against the outside cannot be decided. */
export class NoHeadForLog extends Error {}

const CHUNK = 1 << 20

/**
 * Verifies an exported log.
 * @param path the log (log-format.ts)
 * @param options.head path of a file of heads that was kept outside the machine (`vankho audit heads`)
 * @throws NotALog when a file is not what it should be · NoHeadForLog · Error of the file system when it cannot be read
 */
export async function verifyLog(path: string, options: { head?: string | undefined } = {}): Promise<LogReport> {
  const outside = options.head === undefined ? null : await readHeads(options.head)
  const organization = outside ? await organizationOf(path) : null
  const own = outside?.filter((head) => head.organization === organization).sort((a, b) => a.size - b.size)
  if (own?.length === 0) throw new NoHeadForLog('the file of heads holds none of this organisation')
  const checker = new LogChecker(own)
  const isTorn = await eachLine(path, (bytes, from, to) => checker.line(bytes, from, to))
  checker.end(isTorn)
  const bad = checker.strays.size > 0 ? await findHomes(path, checker) : checker.bad
  return {
    valid: bad.length === 0,
    entries: checker.entries,
    root: checker.root,
    firstBad: bad[0] ?? null,
    bad,
    organization: checker.start!.organization,
    heads: checker.heads,
    outsideHeads: own?.length ?? null,
    exportedAt: checker.start!.exportedAt,
  }
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

async function organizationOf(path: string): Promise<string> {
  const checker = new LogChecker()
  await eachLine(path, (bytes, from, to) => {
    checker.line(bytes, from, to)
    return false
  })
  if (checker.start === null) throw new NotALog('the file is empty')
  return checker.start.organization.id
}

/** Second reading: was the content of an altered entry sealed in another place? Then entries were exchanged. */
async function findHomes(path: string, checker: LogChecker): Promise<Bad[]> {
  const homes = new Map<number, number>()
  const pattern = /^\{"leaf":(\d+),"hash":"([0-9a-f]{64})"/
  await eachLine(path, (bytes, from, to) => {
    const found = pattern.exec(bytes.toString('latin1', from, Math.min(to, from + 110)))
    const stray = found ? checker.strays.get(found[2]!) : undefined
    if (stray !== undefined) homes.set(stray, Number(found![1]))
  })
  return checker.bad.map((bad) => {
    const belongsAt = bad.problem === 'altered' ? homes.get(bad.index) : undefined
    return belongsAt === undefined ? bad : { ...bad, problem: 'reordered', belongsAt }
  })
}

/**
 * Calls `line` with the bytes of each line in turn, until it answers false.
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
        if (line(buffer, from, to) === false) return false
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
