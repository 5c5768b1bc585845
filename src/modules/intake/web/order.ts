/** A list with the thing at `at` moved by some places, never beyond its ends. */
export function movedBy<T>(list: readonly T[], at: number, by: number): readonly T[] {
  const to = Math.max(0, Math.min(list.length - 1, at + by))
  const rest = list.filter((_, index) => index !== at)
  return [...rest.slice(0, to), list[at]!, ...rest.slice(to)]
}
