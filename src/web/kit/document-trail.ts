/**
 * The order of the list that a person came from, kept in this tab: `[` and `]` on the document page follow it. Any
 * list may leave its order here, as addresses below the post (`incoming/<id>`): work of both directions stands in one list.
 */
const NAME = 'vankho.trail'
const LONGEST = 1000

export function leaveTrail(addresses: readonly string[]): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...new Set(addresses)].slice(0, LONGEST)))
  } catch {
    // Without storage there is no previous and next, nothing else.
  }
}

/** Addresses before and after one in the list that it was opened from. */
export function neighbours(address: string): { previous: string | null; next: string | null } {
  let trail: unknown = null
  try {
    trail = JSON.parse(sessionStorage.getItem(NAME) ?? '[]')
  } catch {
    // Not ours: as if there were none.
  }
  const ids = Array.isArray(trail) ? trail.filter((id): id is string => typeof id === 'string') : []
  const at = ids.indexOf(address)
  return at < 0 ? { previous: null, next: null } : { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null }
}
