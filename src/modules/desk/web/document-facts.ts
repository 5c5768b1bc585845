/** What a document's page asks of the answer of `incoming.get`; pure. Rights come from `abilities` alone. */
import type { Assignment, IncomingDetail, IncomingState } from '#modules/incoming/contract.ts'
import type { Tone } from '#web/kit/state-badge.tsx'

export type Ability = IncomingDetail['abilities'][number]

const OPEN: readonly Assignment['state'][] = ['given', 'received', 'in_progress']
export const isOpen = (one: Assignment): boolean => OPEN.includes(one.state)

/** The part that the acting post works on: as lead before co-operating, before for information. */
export function ownPart(document: IncomingDetail, want: (one: Assignment) => boolean = () => true): Assignment | null {
  const mine = document.assignments.filter((one) => one.isMine && isOpen(one) && want(one))
  const weight = { lead: 0, cooperate: 1, inform: 2 } as const
  return mine.sort((a, b) => weight[a.role] - weight[b.role] || b.givenAt.localeCompare(a.givenAt))[0] ?? null
}

/** The part that a step is about. */
export function partFor(document: IncomingDetail, ability: Ability): Assignment | null {
  if (ability === 'receive') return ownPart(document, (one) => one.state === 'given')
  if (ability === 'assign') return ownPart(document, (one) => one.unitId !== null)
  if (ability === 'requestExtension') return ownPart(document, (one) => one.role !== 'inform' && !one.extension)
  if (ability === 'decideExtension') return document.assignments.find((one) => one.extension && isOpen(one)) ?? null
  return ownPart(document, (one) => one.role !== 'inform')
}

/** Co-operating parts of others that are still open. */
export function othersOpen(document: IncomingDetail): number {
  return document.assignments.filter((one) => one.role === 'cooperate' && isOpen(one) && !one.isMine).length
}

/** In which order one thing is the next to do. What is not in it never stands as the main button. */
const NEXT: readonly Ability[] = ['decideExtension', 'direct', 'receive', 'complete', 'assign', 'propose', 'submit']

/**
 * The one next action of this actor; null when nothing waits for him. A leader's right to direct again while the work runs
 * is no next action; a chief of office proposes, a registry submits.
 */
export function nextAction(document: IncomingDetail): Ability | null {
  const may = new Set(document.abilities)
  if (document.state !== 'submitted') may.delete('direct')
  if (document.state === 'submitted') {
    may.delete('submit')
    // Already with a proposal: the leader's turn.
    if (document.proposal) may.delete('propose')
  }
  if (document.state === 'registered' && may.has('submit')) {
    may.delete('assign')
    may.delete('propose')
  }
  return NEXT.find((ability) => may.has(ability)) ?? null
}

/** Everything else that may be done, in the order of the menu. */
export function otherActions(document: IncomingDetail): Ability[] {
  const next = nextAction(document)
  return document.abilities.filter((ability) => ability !== next)
}

const TONES: Readonly<Record<IncomingState, Tone>> = {
  registered: 'new',
  submitted: 'waiting',
  assigned: 'doing',
  in_progress: 'doing',
  completed: 'done',
  returned: 'returned',
  cancelled: 'returned',
}

/** The tone of the state; overdue wins over work that runs. */
export function toneOf(document: Pick<IncomingDetail, 'state' | 'daysLeft'>): Tone {
  return document.daysLeft !== null && document.daysLeft < 0 ? 'overdue' : TONES[document.state]
}
