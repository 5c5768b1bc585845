/** Which item of the tray lies on the bench. Pure. */

interface Item {
  readonly id: string
  readonly state: string
}

/**
 * The item that the address names; else the one that lies there already, while it is ready; else, at a desk, the first that can be worked on.
 * What lies there stays: the address follows when the browser has time for it, and files above it may have been read in between.
 * @param held id of what lay there when the screen was last drawn; '' for nothing
 */
export function itemOnBench<I extends Item>(
  items: readonly I[],
  of: { wanted: string | undefined; held: string; isPhone: boolean },
): I | undefined {
  const named = items.find((item) => item.id === of.wanted)
  // On a phone the tray and the bench take turns: nothing is opened unasked.
  if (named || of.isPhone) return named
  const isReady = (item: I) => item.state === 'ready'
  return (
    items.find((item) => item.id === of.held && isReady(item)) ??
    items.find(isReady) ??
    items.find((item) => item.state === 'screening') ??
    items[0]
  )
}
