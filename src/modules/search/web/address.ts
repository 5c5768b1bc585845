import type { Result } from '../contract.ts'

/** Documents of no register have no page: what was only written about, for example. */
export const isOpened = (result: Pick<Result, 'entry' | 'direction'>): boolean =>
  result.entry !== null || result.direction === 'outgoing'

/** Where a result opens, below the post. */
export const addressOf = (result: Pick<Result, 'id' | 'direction'>): string =>
  `${result.direction === 'outgoing' ? 'outgoing' : 'incoming'}/${result.id}`
