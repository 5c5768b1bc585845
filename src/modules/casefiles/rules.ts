/** Symbols of files, order of what lies in them, what a file lacks, where a document belongs. Pure. */
import { fold, toRoman } from '#engines/vn-text/index.ts'
import { longest, parseRetention, retentionYears } from '#regimes/retention/index.ts'
import type { Check } from './contract.ts'

/** `01.TCCB`: ordinal and abbreviation of the major heading (NĐ 30/2020 PL V.I). */
export function fileSymbol(number: number, notation: string): string {
  return `${String(number).padStart(2, '0')}.${notation}`
}

/** An abbreviation out of a heading's or unit's name: first letters of its words (`Tổ chức cán bộ` gives `TCCB`). */
export function notationOf(name: string): string {
  const letters = name
    .normalize('NFC')
    .trim()
    // A unit's kind says nothing: `Phòng Kế toán` is KT; `Văn phòng` stays VP.
    .replace(/^(phòng|ban)\s+/iu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(và|của|các|về)$/iu.test(word))
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('')
  return letters.slice(0, 10) || 'HS'
}

/** I, II … for major headings, 1, 2 … within each for minor ones. @param rows in the order of their places */
export function marksOf(rows: readonly { id: string; parent_id: string | null }[]): Map<string, string> {
  const marks = new Map<string, string>()
  const counts = new Map<string | null, number>()
  for (const row of rows) {
    const n = (counts.get(row.parent_id) ?? 0) + 1
    counts.set(row.parent_id, n)
    marks.set(row.id, row.parent_id === null ? toRoman(n) : String(n))
  }
  return marks
}

/** Headings as they stand on paper: each major one, then its minor ones. */
export function headingsInOrder<T extends { id: string; parent_id: string | null; position: number }>(
  rows: readonly T[],
): T[] {
  const byPlace = [...rows].sort((a, b) => a.position - b.position || a.id.localeCompare(b.id))
  return byPlace
    .filter((row) => row.parent_id === null)
    .flatMap((major) => [major, ...byPlace.filter((row) => row.parent_id === major.id)])
}

/** Lines as they stand on paper: heading by heading, place by place. */
export function linesInOrder<T extends { heading_id: string; position: number; id: string }>(
  lines: readonly T[],
  headings: readonly { id: string; parent_id: string | null; position: number }[],
): T[] {
  const place = new Map(headingsInOrder(headings).map((heading, i) => [heading.id, i]))
  const at = (line: T): number => place.get(line.heading_id) ?? 0
  return [...lines].sort((a, b) => at(a) - at(b) || a.position - b.position || a.id.localeCompare(b.id))
}

export interface NumberedLine {
  readonly id: string
  readonly number: number | null
  /** Id of the major heading that it stands under. */
  readonly major: string
}

/**
 * Numbers of lines in the order in which they stand: whoever has one keeps it, the others go on after the highest, over the
 * whole list or anew under each major heading.
 */
export function giveNumbers(
  lines: readonly NumberedLine[],
  numbering: 'whole' | 'heading',
  taken: readonly { major: string; number: number }[] = [],
): Map<string, number> {
  const scopeOf = (major: string): string => (numbering === 'whole' ? '' : major)
  const last = new Map<string, number>()
  for (const { major, number } of [...taken, ...lines]) {
    if (number !== null) last.set(scopeOf(major), Math.max(last.get(scopeOf(major)) ?? 0, number))
  }
  const given = new Map<string, number>()
  for (const line of lines) {
    if (line.number !== null) continue
    const scope = scopeOf(line.major)
    const next = (last.get(scope) ?? 0) + 1
    last.set(scope, next)
    given.set(line.id, next)
  }
  return given
}

/** A document of a file, as the checks and the list of contents see it. */
export interface ItemFacts {
  readonly documentId: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly how: 'hand' | 'thread' | 'loose'
  readonly symbol: string | null
  readonly number: number | null
  /** Type and issuer in one: a series that gaps are looked for in. */
  readonly series: string | null
  readonly issuedDate: string | null
  /** When it came or was made here, for those without a date of their own. */
  readonly at: string
  readonly position: number
  readonly identity: string | null
  readonly isWorkOpen: boolean
  readonly state: string | null
  readonly isSigned: boolean
  readonly mode: 'digital' | 'paper' | null
  readonly handlerPost: string | null
  readonly handlerName: string | null
  readonly fileCount: number
  readonly pages: number | null
  readonly sheets: number | null
}

/** By time: day of the document, then as it came; by process: as it was put. */
export function inOrder<T extends Pick<ItemFacts, 'issuedDate' | 'at' | 'position' | 'documentId'>>(
  items: readonly T[],
  ordering: 'time' | 'process',
): T[] {
  const key = (item: T): string => `${item.issuedDate ?? item.at.slice(0, 10)} ${item.at}`
  return [...items].sort((a, b) =>
    ordering === 'process'
      ? a.position - b.position || a.documentId.localeCompare(b.documentId)
      : key(a).localeCompare(key(b)) || a.documentId.localeCompare(b.documentId),
  )
}

export interface FileFacts {
  readonly kind: 'case' | 'collection' | 'reference'
  readonly medium: 'electronic' | 'paper' | 'mixed'
  readonly retention: string | null
  /** What the plan says. */
  readonly plannedRetention: string | null
  readonly makerPost: string
  readonly memberPosts: readonly string[]
  readonly title: string
}

/** A document outside the file that something in it answers, rests on, or is answered by. */
export interface Missing {
  readonly documentId: string
  readonly kind: 'answer' | 'basis'
  readonly symbol: string | null
  readonly of: string
}

/** What a file lacks (NĐ 30/2020 Đ29; faults that inspections find: handbook 7.2). */
export function checkFile(file: FileFacts, items: readonly ItemFacts[], missing: readonly Missing[]): Check[] {
  const found: Check[] = []
  const say = (code: Check['code'], level: Check['level'], of: Partial<Omit<Check, 'code' | 'level'>> = {}): void => {
    found.push({ code, level, about: null, documentId: null, addId: null, ...of })
  }
  if (items.length === 0) say('empty', 'stop')
  if (items.length === 1 && file.kind === 'case') say('single', 'warn', { documentId: items[0]!.documentId })
  if (!parseRetention(file.retention)) say('no-retention', 'warn')
  else if (isShorter(file.retention, file.plannedRetention))
    say('retention-short', 'warn', { about: file.plannedRetention })
  if (/^(hồ sơ|tập lưu|tài liệu)?\s*$/iu.test(file.title.trim()) || file.title.trim().length < 12)
    say('unnamed', 'warn')
  for (const item of items) {
    const of = { about: item.symbol, documentId: item.documentId }
    if (item.isWorkOpen) say('open-work', 'warn', of)
    const isOut = item.direction === 'outgoing'
    // One fault is one finding: what is not issued or not signed has no file that counts.
    if (isOut && item.state !== 'issued' && item.state !== 'recalled') say('not-issued', 'warn', of)
    else if (isOut && !item.isSigned && (item.mode === 'digital' || file.medium !== 'paper'))
      say('unsigned', 'warn', of)
    else if (item.fileCount === 0 && file.medium === 'electronic') say('no-scan', 'warn', of)
  }
  for (const one of missing)
    say(one.kind === 'answer' ? 'missing-answer' : 'missing-basis', 'warn', {
      about: one.symbol,
      documentId: one.of,
      addId: one.documentId,
    })
  for (const item of doubles(items)) say('double', 'warn', { about: item.symbol, documentId: item.documentId })
  if (file.kind === 'collection') for (const gap of gapsIn(items)) say('gap', 'warn', { about: gap })
  const stranger = otherHandler(file, items)
  if (stranger) say('other-handler', 'warn', { about: stranger })
  return found
}

/** Is the first certainly shorter than the second? */
export function isShorter(retention: string | null, than: string | null): boolean {
  const [own, other] = [retentionYears(retention), retentionYears(than)]
  return own !== null && other !== null && own < other
}

/** How long a file must be kept at least: the longest of the plan's and its own. */
export const neededRetention = (planned: string | null, own: string | null): string | null => longest([planned, own])

function doubles(items: readonly ItemFacts[]): ItemFacts[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    if (!item.identity) return false
    if (seen.has(item.identity)) return true
    seen.add(item.identity)
    return false
  })
}

/** Numbers that a collection of one series leaves out between its first and last: `12`, `14-16`. At most twenty are told. */
export function gapsIn(items: readonly Pick<ItemFacts, 'series' | 'number'>[]): string[] {
  const series = new Map<string, number[]>()
  for (const { series: name, number } of items) {
    if (name === null || number === null) continue
    series.set(name, [...(series.get(name) ?? []), number])
  }
  const gaps: string[] = []
  for (const [name, numbers] of series) {
    const sorted = [...new Set(numbers)].sort((a, b) => a - b)
    for (let i = 1; i < sorted.length; i++) {
      const [from, to] = [sorted[i - 1]! + 1, sorted[i]! - 1]
      if (from <= to) gaps.push(`${from === to ? from : `${from}-${to}`} (${name})`)
    }
  }
  return gaps.slice(0, 20)
}

/** Somebody else handled most of what lies here: then the file is his to make (Đ29.1). @returns his name */
function otherHandler(file: FileFacts, items: readonly ItemFacts[]): string | null {
  const handled = items.filter((item) => item.handlerPost !== null)
  if (handled.length < 2) return null
  const own = new Set([file.makerPost, ...file.memberPosts])
  const others = handled.filter((item) => !own.has(item.handlerPost!))
  return others.length * 2 > handled.length ? (others[0]!.handlerName ?? null) : null
}

/** First page and leaf of each document, going through the file in order. */
export function numberPages(items: readonly { pages: number | null; sheets: number | null }[]): {
  places: { firstPage: number | null; firstSheet: number | null }[]
  pages: number
  sheets: number
} {
  let page = 1
  let sheet = 1
  const places = items.map((item) => {
    const place = { firstPage: item.pages ? page : null, firstSheet: item.sheets ? sheet : null }
    page += item.pages ?? 0
    sheet += item.sheets ?? 0
    return place
  })
  return { places, pages: page - 1, sheets: sheet - 1 }
}

/** Must the leaves be numbered? Paper kept for five years or more (Đ29.4). */
export function needsSheets(medium: 'electronic' | 'paper' | 'mixed', retention: string | null): boolean {
  return medium === 'paper' && (retentionYears(retention) ?? 0) >= 5
}

export interface Candidate {
  readonly id: string
  readonly title: string
  /** Documents of the same issuer and type that lie in it. */
  readonly alike: number
  /** It holds a document that this one answers, or that answers it. */
  readonly isThread: boolean
  readonly changedAt: string | null
}

const HOLLOW = new Set([
  've',
  'viec',
  'cua',
  'cac',
  'va',
  'nam',
  'cho',
  'tren',
  'dia',
  'ban',
  'so',
  'ho',
  'theo',
  'tai',
  'den',
  'thuc',
  'hien',
  'cong',
  'tac',
  'xa',
  'tinh',
  'quy',
  'quan',
  'ly',
  'ket',
  'qua',
])

function telling(text: string): Set<string> {
  return new Set(
    fold(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1 && !HOLLOW.has(word) && !/^\d+$/.test(word)),
  )
}

/**
 * The files that a document most likely belongs into: first the thread, then where its like was put before, then words that
 * subject and title share, last what was worked on just now.
 */
export function rankFiles<T extends Candidate>(
  subject: string,
  candidates: readonly T[],
  limit = 4,
): (T & { why: 'thread' | 'past' | 'subject' | 'recent' })[] {
  const words = telling(subject)
  const scored = candidates.map((one) => {
    const title = telling(one.title)
    const shared = [...title].filter((word) => words.has(word)).length
    const close = title.size === 0 ? 0 : shared / title.size
    const isAbout = shared >= 2 && close >= 0.4
    const why = one.isThread
      ? ('thread' as const)
      : isAbout
        ? ('subject' as const)
        : one.alike > 0
          ? ('past' as const)
          : null
    return { one, why, score: (one.isThread ? 1000 : 0) + (isAbout ? 100 * close : 0) + Math.min(one.alike, 20) * 4 }
  })
  const sure = scored.filter(({ why }) => why !== null).sort((a, b) => b.score - a.score)
  const recent = scored
    .filter(({ why, one }) => why === null && one.changedAt !== null)
    .sort((a, b) => b.one.changedAt!.localeCompare(a.one.changedAt!))
  return [
    ...sure.map(({ one, why }) => ({ ...one, why: why! })),
    ...recent.slice(0, Math.max(0, 2 - sure.length)).map(({ one }) => ({ ...one, why: 'recent' as const })),
  ].slice(0, limit)
}
