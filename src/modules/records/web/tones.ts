import type { Tone } from '#web/kit/state-badge.tsx'
import type { Book } from '../contract.ts'

/** The tone in which a book's state is shown. */
export const bookTones: Readonly<Record<Book['state'], Tone>> = {
  open: 'doing',
  locked: 'waiting',
  closed: 'done',
  reconciling: 'returned',
}
