/** When files go to the archive: rows with their source, and the days reckoned from them. Universal and pure. */
import { addDays } from '../calendar.ts'
import { ND30, ND30_FROM, stands } from '../shared/sources.ts'
import type { Day, Rule, Words } from '../types.ts'

export interface DueRule extends Rule, Words {
  /** Counted only for files without paper. */
  readonly isElectronic: boolean
  /** So many days after the work ended; or the last day of the year that many years after the year in which it ended. */
  readonly days: number | null
  readonly years: number | null
  /** Past it superiors are told; the earliest of all rows is what one works towards (decisions 13). */
  readonly isLimit: boolean
}

const ARCHIVES_LAW: Day = '2025-07-01'

const rows: readonly DueRule[] = [
  {
    id: 'current-archive.digital',
    vi: 'Hồ sơ điện tử: 60 ngày từ ngày công việc kết thúc',
    en: 'Electronic files: 60 days after the work ended',
    isElectronic: true,
    days: 60,
    years: null,
    isLimit: false,
    ...stands('TT 05/2025/TT-BNV', 'chương IV', 'A2', ARCHIVES_LAW),
  },
  {
    id: 'current-archive.decree',
    vi: '01 năm từ ngày công việc kết thúc',
    en: 'One year after the work ended',
    isElectronic: false,
    days: 365,
    years: null,
    isLimit: false,
    ...stands(ND30, 'Đ30.2b', 'A', ND30_FROM),
  },
  {
    id: 'current-archive.law',
    vi: '01 năm từ năm công việc kết thúc',
    en: 'One year from the year in which the work ended',
    isElectronic: false,
    days: null,
    years: 1,
    isLimit: true,
    ...stands('Luật Lưu trữ 33/2024/QH15', 'Đ17', 'A', ARCHIVES_LAW),
  },
]

/** Told so many days before (NĐ 30/2020 PL VI III.5b). */
export const NOTICE_DAYS = 30
/** Kept back for work for at most so many years after the limit, by written consent (NĐ 30/2020 Đ31.3d). */
export const KEEP_BACK_YEARS = 2
/** Files kept at least so many years are handed over (NĐ 30/2020 Đ31.3c). */
export const MUST_FROM_YEARS = 5

/** Rows that stand on a day. */
export const dueRules = (day: Day): readonly DueRule[] =>
  rows.filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day))

function reckon(rule: DueRule, ended: Day): Day {
  if (rule.days !== null) return addDays(ended, rule.days)
  return `${Number(ended.slice(0, 4)) + (rule.years ?? 0)}-12-31`
}

/**
 * When a file whose work ended on a day goes to the current archive.
 * @param today chooses the rules
 * @returns `target`: the earliest of the rules; `limit`: past it, it is overdue
 */
export function dueOf(ended: Day, isElectronic: boolean, today: Day): { target: Day; limit: Day } {
  const standing = dueRules(today).filter((row) => isElectronic || !row.isElectronic)
  const days = standing.map((row) => reckon(row, ended)).sort()
  const limits = standing
    .filter((row) => row.isLimit)
    .map((row) => reckon(row, ended))
    .sort()
  const target = days[0] ?? ended
  return { target, limit: limits[0] ?? days.at(-1) ?? ended }
}

/** The last day on which a file may be kept back: two years after its limit. */
export function keepBackUntil(limit: Day): Day {
  return `${Number(limit.slice(0, 4)) + KEEP_BACK_YEARS}${limit.slice(4)}`
}
