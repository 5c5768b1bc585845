/**
 * Default deadlines for handling incoming documents. NĐ 30/2020 Đ24 names none: the agency's working rules do, so every
 * row is C and meant to be overridden. "Urgent: immediately" (Đ24.2) is read as the same working day.
 */
import type { Day, DeadlineRule } from '../types.ts'
import { clerical } from './sources.ts'

type Line = readonly [DeadlineRule['urgency'], documentType: string | null, workingDays: number]

const lines: readonly Line[] = [
  ['express', null, 0],
  ['very-urgent', null, 1],
  ['urgent', null, 2],
  ['normal', null, 7],
  ['normal', 'giay-moi', 2],
  ['normal', 'cong-dien', 1],
  ['normal', 'to-trinh', 5],
]

export function deadlines(validFrom: Day, isParty: boolean): readonly DeadlineRule[] {
  return lines.map(([urgency, documentType, workingDays]) => ({
    id: [urgency ?? 'any', documentType ?? 'any'].join('.'),
    urgency,
    documentType,
    workingDays,
    ...clerical(isParty, 'Đ24 (quy chế làm việc)', 'C', validFrom),
  }))
}
