/** In which year or term of a register a document is entered (decision 9; handbook 4.2, 4.3). */
import { addDays } from './calendar.ts'
import type { Day, PeriodKind } from './types.ts'

/** A term of an organisation: from the day after its congress closes to the closing of the next one. */
export interface Term {
  readonly id: string
  /** `2025–2030`. */
  readonly label: string
  readonly from: Day
  /** Null while it runs. */
  readonly to: Day | null
}

export interface Period {
  /** `2026`, or the term's id. */
  readonly key: string
  readonly label: string
  readonly from: Day
  /** Null: end not known yet. */
  readonly to: Day | null
}

export function yearPeriod(year: number): Period {
  return { key: String(year), label: String(year), from: `${year}-01-01`, to: `${year}-12-31` }
}

/** The term that holds a day; when two touch (a congress day), the younger one. */
export function termOn(terms: readonly Term[], day: Day): Term | null {
  const holding = terms.filter((term) => term.from <= day && (term.to === null || term.to >= day))
  return holding.sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null
}

/** The period of a kind that holds a day; null for a term when none is recorded, and for a single event. */
export function periodOn(kind: PeriodKind, day: Day, terms: readonly Term[] = []): Period | null {
  if (kind === 'calendar-year') return yearPeriod(Number(day.slice(0, 4)))
  if (kind === 'event') return null
  const term = termOn(terms, day)
  return term ? { key: term.id, label: term.label, from: term.from, to: term.to } : null
}

/**
 * Period in which a document that arrived on `arrivalDay` is registered `today`: that of the arrival day while its book is
 * still open, else the current one.
 * @param isOpen does the book of that period stand open? The registry closes it.
 */
export function registerPeriod(
  kind: PeriodKind,
  arrivalDay: Day,
  today: Day,
  isOpen: (period: Period) => boolean,
  terms: readonly Term[] = [],
): Period | null {
  const ofArrival = periodOn(kind, arrivalDay, terms)
  if (ofArrival && arrivalDay <= today && isOpen(ofArrival)) return ofArrival
  return periodOn(kind, today, terms)
}

/** The day on which the registry is offered to close a period's book: 15 January for a year, two weeks on for a term. */
export function closingOfferedOn(period: Period): Day | null {
  return period.to === null ? null : addDays(period.to, 15)
}

/** Terms of one organisation must not overlap, and only the youngest may run on. */
export function termFault(terms: readonly Pick<Term, 'from' | 'to'>[]): 'order' | 'overlap' | null {
  const inOrder = [...terms].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [i, term] of inOrder.entries()) {
    if (term.to !== null && term.to < term.from) return 'order'
    const next = inOrder[i + 1]
    if (next && (term.to === null || term.to >= next.from)) return 'overlap'
  }
  return null
}
