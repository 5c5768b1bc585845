import type { Result } from '../contract.ts'

type Placed = Pick<Result, 'id' | 'entry' | 'direction' | 'file' | 'unit'>

/** Has the document a page of its own? One of no register has none: what was only written about, for example. */
export const hasPage = (result: Placed): boolean => result.entry !== null || result.direction === 'outgoing'

/**
 * Where a result opens, below the post: its own page, or the file or the archive in which a paper that was never
 * registered is shown; null when nothing shows it.
 */
export const placeOf = (result: Placed): string | null => {
  if (hasPage(result)) return documentAddress(result)
  if (result.file) return `files/${result.file.id}`
  return result.unit ? `archive/units/${result.unit.id}` : null
}

/** A document's own page. */
export const documentAddress = (of: Pick<Result, 'id' | 'direction'>): string =>
  `${of.direction === 'outgoing' ? 'outgoing' : 'incoming'}/${of.id}`
