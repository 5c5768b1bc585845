/**
 * Does `work` for each item, a few at a time, and gives the answers in the items' order: while one waits for the disk another is reckoned.
 * Whoever stops early waits for what has begun; an error ends it with the first item that failed.
 */
export async function* ahead<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>, most = 4): AsyncGenerator<R> {
  const begun: Promise<R>[] = []
  try {
    for (const item of items) {
      const one = work(item)
      one.catch(() => {}) // told when its turn comes
      begun.push(one)
      if (begun.length >= most) yield await begun.shift()!
    }
    while (begun.length > 0) yield await begun.shift()!
  } finally {
    await Promise.allSettled(begun)
  }
}
