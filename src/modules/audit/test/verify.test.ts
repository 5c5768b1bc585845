import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LogChecker } from '../merkle/checker.ts'
import { exactJson, type LogEntry } from '../merkle/entry.ts'
import { headsFile } from '../merkle/head.ts'
import { type LogReport, NoHeadForLog, NotALog, type OneReport, verifyLog } from '../merkle/verify.ts'
import { aLog, anEntry, type Built, ORGANIZATION } from './build.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vankho-audit-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function file(text: string): string {
  const path = join(folder, `${files++}.jsonl`)
  writeFileSync(path, text)
  return path
}
/** Report of the first log, with what is said of the whole. */
const check = async (lines: readonly string[], outside?: Built): Promise<LogReport & OneReport> => {
  const head = outside && { head: file(headsFile([outside.key], outside.heads)) }
  const report = await verifyLog(file(`${lines.join('\n')}\n`), head)
  return { ...report.logs[0]!, ...report }
}

const N = 137
const entries = Array.from({ length: N }, (_, i) => anEntry(i))
const good = aLog(entries)
const isLeaf = (line: string): boolean => line.startsWith('{"leaf"')
/** Place in the file of the line of a leaf. */
const at = (index: number): number => good.lines.findIndex((line) => line.startsWith(`{"leaf":${index},`))

describe('a log as it was exported', () => {
  it('is valid and says its root', async () => {
    const report = await check(good.lines, good)
    expect(report).toMatchObject({ valid: true, entries: N, firstBad: null, bad: [], heads: 3, outsideHeads: 3 })
    expect(report.root).toBe(good.heads.at(-1)!.root)
    expect(report.organization.name).toBe('UBND xã Sông Mây')
  })

  it('is valid against an earlier head, after it has grown', async () => {
    const young = aLog(entries.slice(0, 40), { key: good.key })
    expect((await check(good.lines, young)).valid).toBe(true)
  })

  it('is valid when its last line has no end, and when it has no entry yet', async () => {
    expect((await verifyLog(file(good.lines.join('\n')))).valid).toBe(true)
    expect(await check(aLog([]).lines)).toMatchObject({ valid: true, entries: 0, firstBad: null })
  })
})

describe('a changed log', () => {
  it('names the entry, whichever value of it was changed', async () => {
    const changes: ((e: LogEntry) => LogEntry)[] = [
      (e) => ({ ...e, at: e.at.replace('123Z', '124Z') }),
      (e) => ({ ...e, transaction: '7' }),
      (e) => ({ ...e, outcome: 'refused' }),
      (e) => ({ ...e, actor: { ...e.actor, name: 'Người khác' } }),
      (e) => ({ ...e, actor: { ...e.actor, address: null } }),
      (e) => ({ ...e, subject: { ...e.subject, label: '1/KH-UBND ' } }),
      (e) => ({ ...e, after: { ...(e.after as object), number: 9999 } }),
      (e) => ({ ...e, data: { reason: '' } }),
    ]
    for (const [i, change] of changes.entries()) {
      const index = i * 17
      const other = aLog(entries.map((e, k) => (k === index ? change(e) : e)))
      const lines = [...good.lines]
      const entry = other.lines.find((l) => l.startsWith(`{"leaf":${index},`))!.slice(`{"leaf":${index},`.length + 83)
      lines[at(index)] = lines[at(index)]!.slice(0, `{"leaf":${index},`.length + 83) + entry
      const report = await check(lines)
      expect(report.valid).toBe(false)
      expect(report.bad).toHaveLength(1)
      expect(report.firstBad).toMatchObject({ problem: 'altered', index, id: entries[index]!.id })
    }
  })

  it('finds any one changed byte of any line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 33, max: 126 }), async (a, b, code) => {
        const row = 1 + (a % (good.lines.length - 1))
        const line = good.lines[row]!
        const column = b % line.length
        const letter = String.fromCharCode(code)
        fc.pre(line[column] !== letter)
        const changed = line.slice(0, column) + letter + line.slice(column + 1)
        const report = await check(good.lines.with(row, changed))
        expect(report.valid).toBe(false)
        if (isLeaf(line)) {
          const index = Number(/\d+/.exec(line)![0])
          expect(report.bad.some((bad) => bad.index <= index && (bad.to ?? bad.index) >= index)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('names deleted entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(N - 2), { minLength: 1, maxLength: 5 }), async (gone) => {
        const lines = good.lines.filter((_, row) => !gone.some((index) => at(index) === row))
        const report = await check(lines)
        const named = report.bad.flatMap((b) =>
          b.problem === 'missing' ? Array.from({ length: (b.to ?? b.index) - b.index + 1 }, (_, i) => b.index + i) : [],
        )
        expect(named).toEqual([...gone].sort((x, y) => x - y))
        expect(report.entries).toBe(N - gone.length)
        expect(report.root).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('names lines in another order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(N - 1), fc.nat(N - 1), async (a, b) => {
        fc.pre(a < b)
        const lines = good.lines.with(at(a), good.lines[at(b)]!).with(at(b), good.lines[at(a)]!)
        const report = await check(lines)
        expect(report.valid).toBe(false)
        expect(report.firstBad!.index).toBe(a)
        expect(report.bad.some((bad) => bad.problem === 'reordered')).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('names entries that were exchanged between their lines, and says where they belong', async () => {
    const cut = (index: number): [string, string] => {
      const line = good.lines[at(index)]!
      const from = line.indexOf('"entry":') + 8
      return [line.slice(0, from), line.slice(from)]
    }
    const lines = good.lines.with(at(20), cut(20)[0] + cut(90)[1]).with(at(90), cut(90)[0] + cut(20)[1])
    const report = await check(lines)
    expect(report.bad).toMatchObject([
      { problem: 'reordered', index: 20, belongsAt: 90 },
      { problem: 'reordered', index: 90, belongsAt: 20 },
    ])
  })

  it('names what is doubled', async () => {
    const lines = good.lines.toSpliced(at(60), 0, good.lines[at(30)]!)
    expect((await check(lines)).firstBad).toMatchObject({ problem: 'inserted', index: 30 })
  })

  it('says where a log was cut off, at every line and in the middle of one', async () => {
    for (let row = 1; row < good.lines.length; row += 3) {
      const lines = good.lines.slice(0, row)
      const kept = lines.filter(isLeaf).length
      const report = await check(lines)
      expect(report.valid).toBe(false)
      if (kept < N) expect(report.firstBad).toMatchObject({ problem: 'cut-off', index: kept, to: N - 1 })
    }
    const torn = await verifyLog(file(good.lines.slice(0, 80).join('\n').slice(0, -40)))
    expect(torn.firstBad?.problem).toBe('cut-off')
  })

  it('names the pair when entry and hash were changed together, by the node above', async () => {
    for (const index of [0, 33, 127]) {
      const other = aLog(entries.with(index, anEntry(index, { outcome: 'failed' })))
      const lines = good.lines.with(at(index), other.lines[at(index)]!)
      const pair = index - (index % 2)
      expect((await check(lines)).firstBad).toMatchObject({ problem: 'rewritten', index: pair, to: pair + 1 })
    }
    // The last nine are under no node yet: their head finds it.
    const other = aLog(entries.with(130, anEntry(130, { outcome: 'failed' })))
    const tail = await check(good.lines.with(at(130), other.lines[at(130)]!))
    expect(tail.firstBad).toMatchObject({ problem: 'rewritten', index: 100, to: 136 })
  })

  it('finds a log made anew: by the signature without the key, and against an outside head even with it', async () => {
    const changed = entries.with(70, anEntry(70, { outcome: 'refused' }))
    const stranger = aLog(changed)
    const asked = JSON.parse(good.lines[0]!) as object
    const withOldKey = await check([JSON.stringify(asked), ...stranger.lines.slice(1)])
    expect(withOldKey.firstBad?.problem).toBe('forged-head')

    const insider = aLog(changed, { key: good.key })
    expect((await check(insider.lines)).valid).toBe(true) // nothing inside can tell
    expect((await check(insider.lines, good)).firstBad).toMatchObject({ problem: 'rewritten', index: 50, to: 99 })
    expect((await check(stranger.lines, good)).firstBad).toMatchObject({ problem: 'rewritten', index: 50, to: 99 })
  })

  it('finds a log made anew without its end against an outside head', async () => {
    const short = aLog(entries.slice(0, 120), { key: good.key })
    expect((await check(short.lines)).valid).toBe(true)
    const report = await check(short.lines, good)
    expect(report.firstBad).toMatchObject({ problem: 'cut-off', index: 120, to: 136 })
  })

  it('wants the last head and every node', async () => {
    expect((await check(good.lines.slice(0, -1))).firstBad).toMatchObject({ problem: 'unsigned', index: 100, to: 136 })
    const node = good.lines.findIndex((line) => line.startsWith('{"node":[0,3]'))
    expect((await check(good.lines.toSpliced(node, 1))).firstBad).toMatchObject({ index: 48, to: 63 })
  })
})

describe('several logs in one file', () => {
  const otherId = '0198f000-0000-7000-8000-000000000002'
  const own = entries.slice(0, 30).map((e) => ({ ...e, organization: otherId }))
  const first = aLog(entries.slice(0, 40), { scope: 'installation', key: good.key })
  const second = aLog(own, { organization: otherId, scope: 'installation', key: good.key })
  const heads: Built = { ...first, heads: [...first.heads, ...second.heads] }

  it('are each verified, and the entry is named with its organisation', async () => {
    const report = await check([...first.lines, ...second.lines], heads)
    expect(report).toMatchObject({ valid: true, entries: 70, firstBad: null })
    const row = second.lines.findIndex((line) => line.startsWith('{"leaf":7,'))
    const lines = second.lines.with(row, second.lines[row]!.replace('"outcome":"done"', '"outcome":"gone"'))
    const changed = await check([...first.lines, ...lines], heads)
    expect(changed.firstBad).toMatchObject({ problem: 'altered', index: 7, organization: otherId })
  })

  it('miss one that the outside heads know', async () => {
    const report = await check(first.lines, heads)
    expect(report.firstBad).toEqual({ problem: 'cut-off', index: 0, to: 29, organization: otherId })
    const alone = aLog(entries.slice(0, 40), { key: good.key })
    expect((await check(alone.lines, heads)).valid).toBe(true) // an export of one organisation says nothing of others
  })
})

describe('files that are something else', () => {
  it('are refused by name', async () => {
    await expect(verifyLog(file('Kính gửi: UBND xã Đồi Chè\n'))).rejects.toThrow(NotALog)
    await expect(verifyLog(file(''))).rejects.toThrow(NotALog)
    await expect(verifyLog(join(folder, 'none'))).rejects.toThrow(/ENOENT/)
    const log = file(`${good.lines.join('\n')}\n`)
    await expect(verifyLog(log, { head: log })).rejects.toThrow(NotALog)
    const damaged = good.heads.map((head, i) => (i === 0 ? { ...head, size: head.size + 1 } : head))
    await expect(verifyLog(log, { head: file(headsFile([good.key], damaged)) })).rejects.toThrow(NotALog)
  })

  it('cannot decide with the heads of another organisation', async () => {
    const heads = file(headsFile([good.key], []))
    await expect(verifyLog(file(`${good.lines.join('\n')}\n`), { head: heads })).rejects.toThrow(NoHeadForLog)
  })

  it('do not bring the checker down', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.json(), fc.constantFrom(...good.lines)), { maxLength: 30 }),
        (lines) => {
          const checker = new LogChecker()
          checker.line(Buffer.from(good.lines[0]!), 0, Buffer.byteLength(good.lines[0]!))
          for (const line of lines) {
            const bytes = Buffer.from(line)
            checker.line(bytes, 0, bytes.length)
            expect(bytes.toString()).toBe(Buffer.from(line).toString())
          }
          checker.end(false)
          expect(checker.bad.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('numbers of the database', () => {
  it('lose no digit', () => {
    expect(exactJson('{"a": 1.10, "b": 12}')).toEqual({ a: 1.1, b: 12 })
    expect(exactJson(null)).toBeNull()
    expect(exactJson('{"a": 12345678901234567890}')).toEqual({ a: { $number: '12345678901234567890' } })
    expect(exactJson('{"a": 0.1000000000000000055}')).toEqual({ a: { $number: '0.1000000000000000055' } })
    expect(exactJson('{"a": 1234567890123456, "b": "98765432109876543210"}')).toEqual({
      a: 1234567890123456,
      b: '98765432109876543210',
    })
    expect(exactJson('{"a": 1000000000000000000000000}')).toEqual({ a: 1e24 })
    expect(ORGANIZATION).toHaveLength(36)
  })
})
