/** State machine and calculations of outgoing documents; pure. */
import {
  addWorkingDays,
  type Day,
  type DocumentType,
  type NotationParts,
  type NumberLabel,
  numberFormat,
  numberLabel,
  outgoingBookFor,
  type Period,
  periodOn,
  type RegisterBookRule,
  type RuleSet,
  type Term,
  type WorkingCalendar,
  workingDaysLeft,
  yearPeriod,
} from '#regimes/index.ts'
import type { OutgoingState } from './contract-shapes.ts'

/** From which states each move may start (NĐ 30/2020 Đ10-18). */
export const moves = {
  change: ['drafting', 'content_check', 'form_check', 'approval'],
  addVersion: ['drafting', 'content_check', 'form_check', 'approval', 'approved'],
  submit: ['drafting'],
  withdraw: ['content_check', 'form_check', 'approval'],
  askOpinions: ['drafting', 'content_check', 'form_check', 'approval'],
  checkContent: ['content_check'],
  checkForm: ['form_check'],
  approve: ['approval'],
  sendBack: ['content_check', 'form_check', 'approval', 'approved', 'numbered'],
  sign: ['approved', 'numbered'],
  numberOnPaper: ['approved'],
  seal: ['signed'],
  setRecipients: ['approved', 'numbered', 'signed', 'sealed'],
  issue: ['signed', 'sealed'],
  recall: ['issued'],
  follow: ['issued'],
  abandon: ['drafting', 'content_check', 'form_check', 'approval', 'approved', 'numbered'],
} as const satisfies Record<string, readonly OutgoingState[]>

export type Move = keyof typeof moves

export function mayMove(move: Move, from: OutgoingState): boolean {
  return (moves[move] as readonly OutgoingState[]).includes(from)
}

export const OPEN_STATES: readonly OutgoingState[] = [
  'drafting',
  'content_check',
  'form_check',
  'approval',
  'approved',
  'numbered',
  'signed',
  'sealed',
]

/** Who stands between the drafter and the signer: a check that nobody could make is not waited for. */
export interface Checkers {
  /** The drafting unit has a head, and the drafter is not he. */
  readonly hasHead: boolean
  /** Somebody checks form: the chief of office, else the registry. */
  readonly hasFormChecker: boolean
}

/** The next state of the way (Đ12: content by the unit's head, form by the office; Đ11: approval by the signer). */
export function nextState(from: OutgoingState, checkers: Checkers): OutgoingState | null {
  switch (from) {
    case 'drafting':
      if (checkers.hasHead) return 'content_check'
      return checkers.hasFormChecker ? 'form_check' : 'approval'
    case 'content_check':
      return checkers.hasFormChecker ? 'form_check' : 'approval'
    case 'form_check':
      return 'approval'
    case 'approval':
      return 'approved'
    default:
      return null
  }
}

/** Working days left until the drafter's deadline; null when nothing is due or it has left the drafter's way. */
export function daysLeft(due: Day | null, today: Day, calendar: WorkingCalendar, state: OutgoingState): number | null {
  return due === null || !OPEN_STATES.includes(state) ? null : workingDaysLeft(due, today, calendar)
}

/**
 * The last day to issue what has its number: the day of signing, at the latest the next working day; what is urgent on the day itself
 * (NĐ 30/2020 Đ18.1). Null before the number and after the issue.
 */
export function issueBy(
  paper: { state: OutgoingState; numberedOn: Day | null; urgency: number },
  calendar: WorkingCalendar,
): Day | null {
  if (paper.numberedOn === null || !['numbered', 'signed', 'sealed'].includes(paper.state)) return null
  return paper.urgency > 0 ? paper.numberedOn : addWorkingDays(paper.numberedOn, 1, calendar)
}

/** Book, series and period in which a type is numbered on a day: one for each type where the regime says so (Đ15; 36-HD/VPTW). */
export interface NumberPlace {
  readonly code: string
  readonly series: string
  readonly title: string
  readonly period: Period
}

/** @returns what stands in the way instead: `no-book`, or `no-term` where numbers run through a term and none is recorded */
export function numberPlace(
  rules: RuleSet,
  type: DocumentType,
  day: Day,
  terms: readonly Term[],
): NumberPlace | 'no-book' | 'no-term' {
  const book: RegisterBookRule | null = outgoingBookFor(rules, type)
  if (!book) return 'no-book'
  const period = periodOn(book.period, day, terms)
  if (!period) return 'no-term'
  const isOwn = book.types === 'per-type'
  return {
    code: isOwn ? `${book.id}/${type.code}` : book.id,
    series: isOwn ? `${book.series}/${type.code}` : book.series,
    title: isOwn ? `${book.vi}: ${type.vi}` : book.vi,
    period,
  }
}

/** The same for a book chosen by name: a year's goes on with each year, an event's is the one that was opened. */
export function namedPlace(
  book: { readonly code: string; readonly title: string; readonly period: string } & Record<
    'periodLabel' | 'startsOn' | 'endsOn',
    string
  >,
  day: Day,
): NumberPlace {
  const isYearly = /^\d{4}$/.test(book.period)
  const period = isYearly
    ? yearPeriod(Number(day.slice(0, 4)))
    : { key: book.period, label: book.periodLabel, from: book.startsOn, to: book.endsOn }
  return { code: book.code, series: book.code, title: book.title, period }
}

/** What a document's notation is made of: a State official letter has no type in it, but its field or drafting unit. */
export function notationParts(type: DocumentType, issuer: string, unit: string | null, day: Day): NotationParts {
  return {
    type: type.abbreviation,
    issuer,
    unit: type.abbreviation === null ? unit : null,
    year: type.group === 'legal' ? Number(day.slice(0, 4)) : null,
  }
}

/** Number and notation as the document prints them. @throws REGIMES_NOTATION_INCOMPLETE */
export function labelOf(rules: RuleSet, parts: NotationParts, number: number): NumberLabel {
  return numberLabel(numberFormat(rules), number, parts)
}

/** Lines over the signer's name, as they are printed: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
export function signerLines(
  regime: 'state' | 'party',
  authority: readonly { form: string; of: string }[],
  position: string | null,
): string[] {
  const PARTY: Record<string, string> = { TM: 'T/M ', KT: 'K/T ', TL: 'T/L ', TUQ: 'T/U ', Q: 'Q. ' }
  const prefix = (form: string) => (regime === 'party' ? (PARTY[form] ?? `${form} `) : `${form}. `)
  const lines = authority.map(({ form, of }) => `${prefix(form)}${of.toLocaleUpperCase('vi')}`)
  return position ? [...lines, position.toLocaleUpperCase('vi')] : lines
}
