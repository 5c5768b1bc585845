import type { SearchIndex } from './port.ts'
import { postgresIndex } from './store-postgres.ts'

let chosen: SearchIndex = postgresIndex

/** The index that answers. */
export const index = (): SearchIndex => chosen

/** Puts another engine behind search, before the rooms are wired. @returns what stood there before */
export function useIndex(other: SearchIndex): SearchIndex {
  const before = chosen
  chosen = other
  return before
}
