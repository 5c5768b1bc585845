import type { Result } from '../contract.ts'

type Placed = Pick<Result, 'id' | 'entry' | 'direction' | 'file'>

/** Has the document a page of its own? One of no register has none: what was only written about, for example. */
export const hasPage = (result: Placed): boolean => result.entry !== null || result.direction === 'outgoing'

/** Can it be opened: its own page, or the file in which a paper that was never registered is shown. */
export const isOpened = (result: Placed): boolean => hasPage(result) || result.file !== null

/** Where a result opens, below the post. */
export const addressOf = (result: Placed): string =>
  !hasPage(result) && result.file ? `files/${result.file.id}` : documentAddress(result)

/** A document's own page. */
export const documentAddress = (of: Pick<Result, 'id' | 'direction'>): string =>
  `${of.direction === 'outgoing' ? 'outgoing' : 'incoming'}/${of.id}`
