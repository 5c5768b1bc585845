/** The lives of documents: for each a plan of steps in time, done by those whose posts they are. */
import type { Direction, Teller } from './teller.ts'

/** One step: when, and what is done then. */
export interface Step {
  readonly at: Date
  readonly run: () => Promise<void>
}

export type Life =
  | 'completed'
  | 'completed-in-unit'
  | 'completed-with-help'
  | 'informed'
  | 'opened'
  | 'reopened'
  | 'overdue'
  | 'overdue-in-unit'
  | 'in-progress'
  | 'in-progress-in-unit'
  | 'assigned'
  | 'assigned-in-unit'
  | 'straight'
  | 'extension-requested'
  | 'extended'
  | 'sent-back'
  | 'submitted'
  | 'proposed'
  | 'registered'
  | 'returned'
  | 'cancelled'

/** How many working days before the present a life must begin at least, so that its end is not in the future. */
export const LENGTH: Record<Life, number> = {
  completed: 4,
  'completed-in-unit': 5,
  'completed-with-help': 5,
  informed: 2,
  opened: 4,
  reopened: 6,
  overdue: 7,
  'overdue-in-unit': 8,
  'in-progress': 2,
  'in-progress-in-unit': 3,
  assigned: 1,
  'assigned-in-unit': 2,
  straight: 1,
  'extension-requested': 4,
  extended: 5,
  'sent-back': 3,
  submitted: 1,
  proposed: 1,
  registered: 0,
  returned: 2,
  cancelled: 2,
}

/**
 * The steps of one life.
 * @param arrived index of the working day on which the paper came (0 the last, -1 the one before)
 */
export function stepsOf(life: Life, teller: Teller, arrived: number): Step[] {
  const { weeks } = teller
  const steps: Step[] = []
  /** @param day working days after arrival */
  const then = (day: number, part: number, run: () => Promise<void>): void => {
    steps.push({ at: weeks.at(Math.min(arrived + day, 0), part), run })
  }
  const hour = teller.chance.between(0.05, 0.3)
  const direct = (more: Direction, day = 0): void => {
    then(day, hour + 0.35, () => teller.direct(more))
  }
  const submit = (): void => then(0, hour + 0.1, () => teller.submit())

  then(0, hour, () => teller.register())
  switch (life) {
    case 'registered':
      break
    case 'cancelled':
      then(0, hour + 0.2, () => teller.cancel())
      break
    case 'returned':
      then(1, 0.2, () => teller.returnToSender())
      break
    case 'submitted':
      submit()
      break
    case 'proposed':
      then(0, hour + 0.15, () => teller.propose())
      break
    case 'informed':
      submit()
      direct({ kind: 'inform' })
      break
    case 'straight':
      then(0, hour + 0.2, () => teller.assignStraight())
      break
    case 'assigned':
      then(0, hour + 0.15, () => teller.propose())
      direct({ kind: 'officer', workingDays: 5 })
      break
    case 'assigned-in-unit':
      submit()
      direct({ kind: 'unit', workingDays: 7 })
      break
    case 'in-progress':
      submit()
      direct({ kind: 'officer', workingDays: teller.chance.int(3, 8) })
      then(1, 0.1, () => teller.receive())
      break
    case 'in-progress-in-unit':
      then(0, hour + 0.15, () => teller.propose())
      direct({ kind: 'unit', workingDays: teller.chance.int(5, 9), help: true })
      then(1, 0.1, () => teller.passOn())
      then(1, 0.5, () => teller.receive())
      break
    case 'overdue':
      submit()
      direct({ kind: 'officer', workingDays: 3 })
      then(1, 0.4, () => teller.receive())
      break
    case 'overdue-in-unit':
      submit()
      direct({ kind: 'unit', workingDays: 4 })
      then(1, 0.3, () => teller.passOn())
      then(2, 0.2, () => teller.receive())
      break
    case 'extension-requested':
      submit()
      direct({ kind: 'officer', workingDays: 5 })
      then(1, 0.2, () => teller.receive())
      then(3, 0.5, () => teller.askForTime())
      break
    case 'extended':
      submit()
      direct({ kind: 'officer', workingDays: 4 })
      then(1, 0.2, () => teller.receive())
      then(2, 0.5, () => teller.askForTime())
      then(3, 0.3, () => teller.grantTime())
      break
    case 'sent-back':
      submit()
      direct({ kind: 'officer', workingDays: 5 })
      then(1, 0.6, () => teller.sendBack())
      break
    case 'completed':
    case 'opened':
    case 'reopened':
      submit()
      direct({ kind: 'officer', workingDays: 5 })
      then(1, 0.15, () => teller.receive())
      then(3, 0.6, () => teller.complete())
      if (life === 'opened') then(3, 0.9, () => teller.openToAll())
      if (life === 'reopened') then(5, 0.4, () => teller.reopen())
      break
    case 'completed-in-unit':
      then(0, hour + 0.15, () => teller.propose())
      direct({ kind: 'unit', workingDays: 6 })
      then(1, 0.2, () => teller.passOn())
      then(1, 0.7, () => teller.receive())
      then(4, 0.5, () => teller.complete())
      break
    case 'completed-with-help':
      submit()
      direct({ kind: 'officer', workingDays: 6, help: true })
      then(1, 0.2, () => teller.receive())
      then(2, 0.4, () => teller.help())
      then(4, 0.7, () => teller.complete())
  }
  return steps
}
