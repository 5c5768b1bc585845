/** Steps on several documents at once; pure. */
import type { Task } from '../contract.ts'

export type ChosenStep = 'receive' | 'complete' | 'direct' | 'agree' | 'assign' | 'remind'

/** In the order of the buttons, each with the ability that a post needs for it. */
export const chosenSteps: readonly { readonly step: ChosenStep; readonly ability: string }[] = [
  { step: 'receive', ability: 'incoming.handle' },
  { step: 'agree', ability: 'incoming.direct' },
  { step: 'direct', ability: 'incoming.direct' },
  { step: 'assign', ability: 'incoming.assign' },
  { step: 'complete', ability: 'incoming.handle' },
  { step: 'remind', ability: 'incoming.chase' },
]

const PLACES: Readonly<Record<string, string>> = { outgoing: 'outgoing', file: 'files' }

/** Where a task's document or file opens, below the post. */
export const addressOf = (task: Pick<Task, 'subjectType' | 'subjectId'>): string =>
  `${PLACES[task.subjectType] ?? 'incoming'}/${task.subjectId}`

/** What a task of My work may be asked for in a heap; steps of drafts are done one by one, each before its pages. */
export function stepsOfTask(task: Task, isWaitingForOthers: boolean): ChosenStep[] {
  if (task.subjectType !== 'incoming') return []
  if (isWaitingForOthers) return ['remind']
  const { kind } = task
  if (kind === 'direct') return ['agree', 'direct']
  if (kind === 'inform') return ['receive']
  if (kind !== 'handle' && kind !== 'cooperate') return []
  return [...(task.isNew ? (['receive'] as const) : []), ...(task.isForUnit ? (['assign'] as const) : []), 'complete']
}

/** Items of one request: small enough that progress is seen, and that stopping stops soon. */
export const PORTION = 25

/** The chosen documents in portions, each document once. */
export function portions<T extends { readonly id: string }>(rows: readonly T[]): T[][] {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  return Array.from({ length: Math.ceil(once.length / PORTION) }, (_, i) => once.slice(i * PORTION, (i + 1) * PORTION))
}
