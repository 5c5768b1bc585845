/** The schedule of retention periods: the national rows, and an office's own that go before them. */
import { fold } from '#engines/vn-text/index.ts'
import { source } from '../shared/sources.ts'
import type { Day, Source } from '../types.ts'
import { commonRecords } from './common-records.ts'

export interface ScheduleRow {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly retention: string
  readonly source: Source
}

const SEED = source('TT 09/2011/TT-BNV (hết hiệu lực từ 15/02/2023, làm dữ liệu khởi tạo)', 'Phụ lục', 'C')

const national: readonly ScheduleRow[] = Object.freeze(
  commonRecords.flatMap(([id, group, rows]) =>
    rows.map(([title, retention], i) => Object.freeze({ id: `${id}.${i + 1}`, group, title, retention, source: SEED })),
  ),
)

/** An office's own row, with the days on which it stands. */
export interface OwnRow {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly retention: string
  readonly basis: string
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Rows that stand on a day: the office's own first, then the national ones that none of them has in the same words. */
export function scheduleOn(own: readonly OwnRow[], day: Day): ScheduleRow[] {
  const standing = own.filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day))
  const said = new Set(standing.map((row) => fold(row.title)))
  return [
    ...standing.map(({ id, group, title, retention, basis }) => ({
      id,
      group,
      title,
      retention,
      source: source(basis, null, 'organization'),
    })),
    ...national.filter((row) => !said.has(fold(row.title))),
  ]
}

/** Words that say what kind of paper it is, not what it is about. */
const HOLLOW = new Set([
  'ho',
  'so',
  'tap',
  'luu',
  've',
  'viec',
  'cua',
  'cac',
  'va',
  'nam',
  'tai',
  'lieu',
  'van',
  'ban',
  'cong',
  'tac',
  'co',
  'quan',
])

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !HOLLOW.has(word) && !/^\d+$/.test(word))
}

/**
 * Rows of the schedule whose words a file's title says, the closest first; none when nothing is close enough. A help for
 * whoever decides, never a decision.
 */
export function suggestRetention(rows: readonly ScheduleRow[], title: string, limit = 3): ScheduleRow[] {
  const wanted = new Set(wordsOf(title))
  if (wanted.size === 0) return []
  return rows
    .map((row) => {
      const words = new Set(wordsOf(`${row.title}`))
      const shared = [...words].filter((word) => wanted.has(word)).length
      return { row, score: words.size === 0 ? 0 : (2 * shared) / (words.size + wanted.size), shared }
    })
    .filter(({ score, shared }) => shared >= 2 && score >= 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ row }) => row)
}
