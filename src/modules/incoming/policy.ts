/** Who may do what with incoming documents; pure over facts (handbook 2; decisions 2). */
import { handlesDocuments } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'
import type { abilities } from './contract.ts'
import { mayMove } from './rules.ts'
import type { AssignmentRow, EntryRow } from './store.ts'

export const permissions: Record<string, PermissionRule> = {
  'incoming.read': {
    title: { vi: 'Xem văn bản đến', en: 'Read incoming documents' },
    roles: handlesDocuments,
    source: 'decisions 2: further limited by access to the single document',
  },
  'incoming.register': {
    title: { vi: 'Vào sổ văn bản đến', en: 'Register incoming documents' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ21, Đ22',
  },
  'incoming.submit': {
    title: { vi: 'Trình văn bản', en: 'Submit documents' },
    roles: ['registry', 'chief_of_office'],
    source: 'NĐ 30/2020 Đ23',
  },
  'incoming.propose': {
    title: { vi: 'Đề xuất xử lý', en: 'Propose a handling' },
    roles: ['registry', 'chief_of_office'],
    source: 'handbook 2: propose / assign',
  },
  'incoming.direct': {
    title: { vi: 'Cho ý kiến chỉ đạo', en: 'Give directions' },
    roles: ['leader'],
    source: 'NĐ 30/2020 Đ23, Đ24',
  },
  'incoming.assign': {
    title: { vi: 'Giao việc', en: 'Assign work' },
    roles: ['registry', 'unit_head', 'leader'],
    source: 'NĐ 30/2020 Đ23.2; handbook 2',
  },
  'incoming.handle': {
    title: { vi: 'Xử lý văn bản được giao', en: 'Handle assigned documents' },
    roles: handlesDocuments.filter((role) => role !== 'inspector'),
    source: 'NĐ 30/2020 Đ24',
  },
  'incoming.chase': {
    title: { vi: 'Đôn đốc', en: 'Send reminders' },
    roles: ['registry', 'chief_of_office', 'leader', 'unit_head'],
    source: 'NĐ 30/2020 Đ6, Đ24: registry and office follow deadlines, heads answer for them',
  },
  'incoming.suggest-lead': {
    title: { vi: 'Gợi ý nơi chủ trì', en: 'Be told who led before' },
    roles: ['registry', 'chief_of_office', 'leader'],
    source: 'decisions 2: only who sees every document hears who led the others',
  },
  'incoming.phrases': {
    title: { vi: 'Sửa câu thường dùng', en: 'Edit usual phrases' },
    roles: handlesDocuments.filter((role) => role !== 'inspector'),
    source: 'own additions: everybody who writes directions; the office’s list: leader and chief of office',
  },
  'incoming.print': {
    title: { vi: 'In sổ văn bản đến', en: 'Print the incoming register' },
    roles: ['registry', 'chief_of_office', 'leader', 'inspector'],
    source: 'NĐ 30/2020 Đ22.3; PL VI V',
  },
  'incoming.figures': {
    title: { vi: 'Xem số liệu giải quyết văn bản đến', en: 'Read the figures of incoming documents' },
    roles: ['registry', 'chief_of_office', 'leader', 'inspector'],
    source: 'NĐ 30/2020 PL VI V; Đ6: whoever answers for the office’s documents; figures tell of no single document',
  },
}

/** Is the assignment this actor's: given to his post, or to the unit that he heads or keeps the desk of? */
export function isMine(actor: Actor, assignment: Pick<AssignmentRow, 'post_id' | 'unit_id'>): boolean {
  if (assignment.post_id !== null) return assignment.post_id === actor.postId
  return (
    assignment.unit_id === actor.unitId && actor.roles.some((role) => role === 'unit_head' || role === 'unit_clerk')
  )
}

/** The office's own list of phrases is its leaders' and its chief's to word. */
export function mayChangeOfficePhrases(actor: Actor): boolean {
  return has(actor, 'leader', 'chief_of_office')
}

const has = (actor: Actor, ...roles: string[]): boolean => actor.roles.some((role) => roles.includes(role))
const isOpen = (assignment: AssignmentRow): boolean => ['given', 'received', 'in_progress'].includes(assignment.state)

/** A leader directs what was submitted, to him or to another leader; again while the work runs. */
export function mayDirect(actor: Actor, entry: EntryRow): boolean {
  return has(actor, 'leader') && mayMove('direct', entry.state)
}

/** The registry gives on directly where the handler is obvious (Đ23.2); a unit head passes on what his unit was given. */
export function mayAssign(
  actor: Actor,
  entry: EntryRow,
  assignments: readonly AssignmentRow[],
  assignmentId: string | null,
): boolean {
  if (assignmentId === null) return has(actor, 'registry') && entry.state === 'registered'
  const given = assignments.find((one) => one.id === assignmentId)
  return (
    given !== undefined &&
    has(actor, 'unit_head') &&
    isMine(actor, given) &&
    isOpen(given) &&
    mayMove('assign', entry.state)
  )
}

/** The giver's post is over without successor: the head of his unit stands in. */
const standsIn = (actor: Actor, { giver_unit_id: unitId }: AssignmentRow): boolean =>
  unitId !== null && unitId === actor.unitId && has(actor, 'unit_head')

/** Who gave the work decides on more time and on opening it again: the giver, the directing leader, or any leader. */
export function mayDecide(actor: Actor, entry: EntryRow, assignment: AssignmentRow | null): boolean {
  return (
    has(actor, 'leader') ||
    (assignment !== null && (assignment.given_by === actor.postId || standsIn(actor, assignment))) ||
    entry.directed_by === actor.postId
  )
}

/**
 * Whom this actor may remind: everybody else who has still to handle the document or has it to direct. The head of a unit
 * reminds those whom he gave the work.
 */
export function remindable(
  actor: Actor,
  entry: EntryRow,
  assignments: readonly AssignmentRow[],
): { postId: string | null; unitId: string | null; name: string }[] {
  const isAbove = has(actor, 'registry', 'chief_of_office', 'leader')
  if (entry.state === 'submitted' && isAbove && entry.submitted_to && entry.submitted_to !== actor.postId)
    return [{ postId: entry.submitted_to, unitId: null, name: entry.submitted_to_name ?? '' }]
  if (entry.state !== 'assigned' && entry.state !== 'in_progress') return []
  return assignments
    .filter(
      (one) =>
        isOpen(one) &&
        one.role !== 'inform' &&
        !isMine(actor, one) &&
        (isAbove || (has(actor, 'unit_head') && one.given_by === actor.postId)),
    )
    .map((one) => ({ postId: one.post_id, unitId: one.unit_id, name: one.name }))
}

/** What this actor may do now: the screen shows these and invents none. */
export function abilitiesOf(
  actor: Actor,
  entry: EntryRow,
  assignments: readonly AssignmentRow[],
): (typeof abilities)[number][] {
  const mine = assignments.filter((one) => isMine(actor, one) && isOpen(one))
  const found: (typeof abilities)[number][] = []
  const add = (name: (typeof abilities)[number], may: boolean): void => {
    if (may) found.push(name)
  }
  add('direct', mayDirect(actor, entry))
  add('receive', mine.some((one) => one.state === 'given') && mayMove('receive', entry.state))
  add('complete', mine.some((one) => one.role !== 'inform') && mayMove('complete', entry.state))
  add(
    'assign',
    (has(actor, 'registry') && entry.state === 'registered') ||
      (has(actor, 'unit_head') && mine.some((one) => one.unit_id !== null) && mayMove('assign', entry.state)),
  )
  add('submit', has(actor, 'registry', 'chief_of_office') && mayMove('submit', entry.state))
  add('propose', has(actor, 'registry', 'chief_of_office') && mayMove('propose', entry.state))
  add('sendBack', mine.some((one) => one.role !== 'inform') && mayMove('sendBack', entry.state))
  add(
    'requestExtension',
    mine.some((one) => one.role !== 'inform' && one.extension_until === null) && mayMove('extension', entry.state),
  )
  add(
    'decideExtension',
    assignments.some((one) => one.extension_until !== null && isOpen(one) && mayDecide(actor, entry, one)),
  )
  add('reopen', mayMove('reopen', entry.state) && (mayDecide(actor, entry, null) || has(actor, 'registry')))
  add('remind', remindable(actor, entry, assignments).length > 0)
  add('correct', has(actor, 'registry') && mayMove('correct', entry.state))
  add('addFile', has(actor, 'registry') && mayMove('correct', entry.state))
  add('openToAll', has(actor, 'leader') && entry.state !== 'cancelled')
  add('returnToSender', has(actor, 'registry') && mayMove('returnToSender', entry.state))
  add('cancel', has(actor, 'registry') && mayMove('cancel', entry.state))
  return found
}
