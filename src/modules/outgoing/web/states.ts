/** What the screens make of a document's state; pure. Rights come from `abilities` alone. */
import type { Tone } from '#web/kit/state-badge.tsx'
import type { Ability, OutgoingDetail, OutgoingRow, OutgoingState } from '../contract.ts'

export const tones: Readonly<Record<OutgoingState, Tone>> = {
  drafting: 'new',
  content_check: 'waiting',
  form_check: 'waiting',
  approval: 'waiting',
  approved: 'doing',
  numbered: 'doing',
  signed: 'doing',
  sealed: 'doing',
  issued: 'done',
  abandoned: 'returned',
  recalled: 'returned',
}

/** What came back to the drafter stands out; what is late too. */
export function toneOf(row: Pick<OutgoingRow, 'state' | 'isReturned' | 'daysLeft'>): Tone {
  if (row.isReturned) return 'returned'
  return row.daysLeft !== null && row.daysLeft < 0 ? 'overdue' : tones[row.state]
}

/** The word of a state: a returned draft says so. */
export const stateKey = (row: Pick<OutgoingRow, 'state' | 'isReturned'>): string =>
  row.isReturned ? 'state.returned' : `state.${row.state}`

export const isOpen = (state: OutgoingState): boolean => !['issued', 'abandoned', 'recalled'].includes(state)

/** The stations of the way as people know it (NĐ 30/2020 Đ10-18). */
export const stations = ['draft', 'content', 'form', 'approval', 'sign', 'seal', 'issue'] as const
export type Station = (typeof stations)[number]

const AT: Readonly<Record<OutgoingState, Station>> = {
  drafting: 'draft',
  content_check: 'content',
  form_check: 'form',
  approval: 'approval',
  approved: 'sign',
  numbered: 'sign',
  signed: 'seal',
  sealed: 'issue',
  issued: 'issue',
  abandoned: 'draft',
  recalled: 'issue',
}

export interface StationView {
  readonly station: Station
  readonly is: 'done' | 'here' | 'ahead' | 'skipped'
}

/**
 * The way with what is behind, here and ahead. On paper there is no digital seal: number and day follow the hand’s signature,
 * then it is issued. A check behind us that nobody made was not waited for.
 */
export function wayOf(document: Pick<OutgoingDetail, 'state' | 'mode' | 'verdicts'>): StationView[] {
  const isPaper = document.mode === 'paper'
  const way = stations.filter((one) => !(isPaper && one === 'seal'))
  const isOver = document.state === 'issued' || document.state === 'recalled'
  const here = isPaper && document.state === 'signed' ? 'issue' : AT[document.state]
  const at = way.indexOf(here)
  const wasMade = (station: Station) =>
    (station !== 'content' && station !== 'form') ||
    document.verdicts.some((one) => one.kind === station && one.outcome === 'passed')
  return way.map((station, i) => {
    if (document.state === 'abandoned') return { station, is: i === 0 ? 'done' : 'skipped' }
    if (i < at || isOver) return { station, is: wasMade(station) ? 'done' : 'skipped' }
    return { station, is: i === at ? 'here' : 'ahead' }
  })
}

/** Moves in the order in which one of them is the next thing to do; the rest stand beside it. */
const NEXT: readonly Ability[] = [
  'answerOpinion',
  'checkContent',
  'checkForm',
  'approve',
  'sign',
  'numberOnPaper',
  'seal',
  'issue',
  'submit',
]
const BESIDE: readonly Ability[] = ['sendBack', 'askOpinions', 'withdraw', 'follow', 'recall', 'abandon']

/** The one next move of this actor; null when nothing waits for him. Without a draft there is nothing to submit. */
export function nextMove(document: Pick<OutgoingDetail, 'abilities' | 'latestVersion'>): Ability | null {
  const may = new Set(document.abilities)
  if (document.latestVersion === 0) for (const one of ['submit', 'askOpinions'] as const) may.delete(one)
  return NEXT.find((ability) => may.has(ability)) ?? null
}

/** What else may be done, in the order of the buttons. */
export function otherMoves(document: Pick<OutgoingDetail, 'abilities' | 'latestVersion'>): Ability[] {
  const next = nextMove(document)
  return [...NEXT, ...BESIDE].filter(
    (ability) =>
      ability !== next &&
      document.abilities.includes(ability) &&
      !(document.latestVersion === 0 && (ability === 'submit' || ability === 'askOpinions')),
  )
}

/** Number and notation, or before the number is given the notation with its place blank: `…/BC-UBND`. */
export function symbolWords(row: Pick<OutgoingRow, 'symbol' | 'notation'>): string {
  return row.symbol ?? (row.notation ? `…/${row.notation}` : '…')
}

/** Versions with the newest first, whatever the order in which they came. */
export const newestFirst = <T extends { readonly no: number }>(versions: readonly T[]): T[] =>
  versions.toSorted((a, b) => b.no - a.no)

/** The newest version that was written here; null where all came as files. */
export const lastWritten = (document: Pick<OutgoingDetail, 'versions'>): number | null =>
  newestFirst(document.versions).find((one) => one.origin === 'content')?.no ?? null

/** Verdicts with the newest first. */
export const latestVerdicts = (document: Pick<OutgoingDetail, 'verdicts'>): OutgoingDetail['verdicts'] =>
  document.verdicts.toSorted((a, b) => b.at.localeCompare(a.at))
