/** What a post searched for lately, in this tab alone: gone with it, and never told to anybody. */
const MOST = 8
const name = (post: string): string => `vankho.recent.${post}`

function read(post: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name(post)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** Remembers a search, the youngest first. */
export function addRecent(post: string, text: string): void {
  try {
    sessionStorage.setItem(
      name(post),
      JSON.stringify([text, ...read(post).filter((one) => one !== text)].slice(0, MOST)),
    )
  } catch {
    // Without storage nothing is remembered.
  }
}

/** Searches of this tab, the youngest first. */
export function useRecent(post: string): readonly string[] {
  return read(post)
}
