/** State machine and calculations of incoming documents; pure. */
import { fold } from '#engines/vn-text/index.ts'
import {
  addWorkingDays,
  type Day,
  deadlineFor,
  type RuleSet,
  type WorkingCalendar,
  workingDaysLeft,
} from '#regimes/index.ts'
import type { IncomingState } from './contract.ts'

/** From which states each move may start. NĐ 30/2020 Đ22-24; registered is the beginning, completed and the exits are ends. */
export const moves = {
  submit: ['registered', 'submitted'],
  propose: ['registered', 'submitted'],
  direct: ['submitted', 'assigned', 'in_progress'],
  assign: ['registered', 'assigned', 'in_progress'],
  // Who is only told may sign for it wherever the document is meanwhile; nobody else has open work then.
  receive: ['registered', 'submitted', 'assigned', 'in_progress', 'completed'],
  complete: ['assigned', 'in_progress'],
  sendBack: ['assigned', 'in_progress'],
  extension: ['assigned', 'in_progress'],
  reopen: ['completed'],
  returnToSender: ['registered', 'submitted'],
  cancel: ['registered', 'submitted'],
  correct: ['registered', 'submitted', 'assigned', 'in_progress', 'completed'],
} as const satisfies Record<string, readonly IncomingState[]>

export type Move = keyof typeof moves

export function mayMove(move: Move, from: IncomingState): boolean {
  return (moves[move] as readonly IncomingState[]).includes(from)
}

export const OPEN_STATES: readonly IncomingState[] = ['registered', 'submitted', 'assigned', 'in_progress']

/** Working days left until a due date (`workingDaysLeft`). Null when nothing is due. */
export function daysLeft(due: Day | null, today: Day, calendar: WorkingCalendar, state: IncomingState): number | null {
  if (due === null || !OPEN_STATES.includes(state)) return null
  return workingDaysLeft(due, today, calendar)
}

/**
 * The day by which work is due: the one named, else so many working days from today, else the organisation's rule for the
 * urgency and type (working rules, handbook 3.1: no figure stands in the decree), else none.
 */
export function dueDay(
  wanted: { dueDate?: Day | null; workingDays?: number | null },
  of: { urgency: number; typeCode: string | null },
  rules: RuleSet,
  calendar: WorkingCalendar,
  today: Day,
): Day | null {
  if (wanted.dueDate) return wanted.dueDate
  if (wanted.workingDays !== null && wanted.workingDays !== undefined)
    return addWorkingDays(today, wanted.workingDays, calendar)
  const code = rules.urgencies.find((row) => row.level === of.urgency)?.code ?? 'normal'
  const rule = deadlineFor(rules, { urgency: code, documentType: of.typeCode })
  return rule ? addWorkingDays(today, rule.workingDays, calendar) : null
}

/** Names with which Party bodies begin; an issuer is a Party body by its name or by the Party way of writing symbols. */
const PARTY_ISSUER =
  /^(ban chap hanh|ban thuong vu|ban to chuc|ban tuyen giao|ban dan van|ban noi chinh|uy ban kiem tra|van phong|dang uy|dang bo|chi bo)?\s*(cua\s+)?(tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|chi bo|trung uong dang|dang cong san)/

/** Where a document comes from, for regimes that keep separate books (handbook 3.3: Party and non-Party origin). */
export function originOf(fields: {
  issuerName: string
  codeNumber?: string | null
  codeNotation?: string | null
}): 'party' | 'non-party' {
  if (PARTY_ISSUER.test(fold(fields.issuerName).replace(/\s+/g, ' ').trim())) return 'party'
  // `QĐ/TU`: type, slash, issuer. State notations have no slash after the number's own.
  return /^\p{Lu}[\p{L}]*\/\p{Lu}+$/u.test(fields.codeNotation ?? '') ? 'party' : 'non-party'
}
