/** Calculations of the room; pure. */
import { fold, nameParts, nameSortKey, tidySpace } from '#engines/vn-text/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays } from '#regimes/index.ts'
import type { PersonRow } from './store-persons.ts'

/** What is computed from a name: tên for greeting, order by tên – họ – tên đệm, the folded form for search. */
export function personRow(of: { id: string; fullName: string; email: string | null; phone: string | null }): PersonRow {
  const fullName = tidySpace(of.fullName)
  return {
    ...of,
    fullName,
    givenName: nameParts(fullName).given,
    sortKey: nameSortKey(fullName),
    foldedName: fold(fullName),
  }
}

// QĐ 20/2020/QĐ-TTg (amended by QĐ 09/2025): groups from the left, 35 characters at most; the old form has 13 (QCVN 102).
const ORGAN_ID = /^[A-Z]\d{2}(\.\d{1,3})*$/
const QCVN102 = /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/

/** Is the code written as its scheme writes it? Fonds codes and others are free. */
export function isIdentifier(scheme: string, value: string): boolean {
  if (value.length === 0 || value.length > 35) return false
  if (scheme === 'organ-id') return ORGAN_ID.test(value)
  if (scheme === 'qcvn102') return QCVN102.test(value)
  return true
}

/** A post stands through its last day. */
export const isOver = (lastDay: string | null, today: string): boolean => lastDay !== null && lastDay < today

export const dayBefore = (day: string): string => addDays(day, -1)
export const dayAfter = (day: string): string => addDays(day, 1)

/** @throws PEOPLE_DAYS_ORDER */
export function checkDays(from: string, to: string | null): void {
  if (to !== null && to < from) throw new AppError('PEOPLE_DAYS_ORDER')
}

/** A post may end the day before it began (it never took effect), never earlier. */
export function checkLastDay(validFrom: string, lastDay: string): void {
  if (lastDay < dayBefore(validFrom)) throw new AppError('PEOPLE_DAYS_ORDER')
}
