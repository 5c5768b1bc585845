import type { Tone } from '#web/kit/state-badge.tsx'
import type { ImportLine } from '../contract.ts'

export const stateTones: Record<ImportLine['state'], Tone> = {
  uploaded: 'new',
  checking: 'doing',
  checked: 'waiting',
  running: 'doing',
  stopped: 'overdue',
  done: 'done',
  undoing: 'doing',
  undone: 'returned',
  discarded: 'returned',
}
