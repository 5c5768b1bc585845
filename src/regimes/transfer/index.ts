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

export interface HandOnRule extends Rule, Words {
  /** The last day of the year that many years after the one in which the current archive took the file. */
  readonly years: number | null
  /** So many months before that day it is planned and registered for. */
  readonly leadMonths: number | null
}

const handOnRows: readonly HandOnRule[] = [
  {
    id: 'historical-archive.law',
    vi: '05 năm từ năm nộp vào lưu trữ hiện hành',
    en: 'Five years from the year in which the current archive took it',
    years: 5,
    leadMonths: null,
    ...stands('Luật Lưu trữ 33/2024/QH15', 'Đ17', 'A', ARCHIVES_LAW),
  },
  {
    id: 'historical-archive.registration',
    vi: 'Đăng ký nộp trước 12 tháng',
    en: 'Registered for twelve months ahead',
    years: null,
    leadMonths: 12,
    ...stands('TT 05/2025/TT-BNV', 'chương IV', 'A2', ARCHIVES_LAW),
  },
]

/** Rows on the way to the historical archive that stand on a day. */
export const handOnRules = (day: Day): readonly HandOnRule[] =>
  handOnRows.filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day))

/**
 * When a file that is kept for ever goes from the current to the historical archive.
 * @param since the year in which the current archive took it
 * @param today chooses the rules
 * @returns `target`: from this day on it is planned and may be handed over as due; `limit`: past it, it is overdue
 */
export function handOnOf(since: number, today: Day): { target: Day; limit: Day } {
  const standing = handOnRules(today)
  const years = Math.min(...standing.flatMap((row) => row.years ?? []))
  const months = Math.max(0, ...standing.flatMap((row) => row.leadMonths ?? []))
  const limit = Number.isFinite(years) ? since + years : 9999
  return { target: addMonths(`${limit}-12-31`, -months), limit: `${limit}-12-31` }
}

/** The last day of the month that many months away from the last day of a month. */
function addMonths(day: Day, months: number): Day {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const count = year * 12 + month - 1 + months
  return new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).toISOString().slice(0, 10)
}
