/** Digests of streams, and work on many files at once. */
import { createHash, hash } from 'node:crypto'

export interface Digest {
  readonly size: number
  /** Lower-case hexadecimal by Node's name of the algorithm. */
  readonly hex: Readonly<Record<string, string>>
}

/** Digests of what an iterable gives, by Node's names of algorithms (`sha256`). */
export async function digestOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  algorithms: readonly string[],
): Promise<Digest> {
  const hashes = algorithms.map((name) => [name, createHash(name)] as const)
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    for (const [, one] of hashes) one.update(chunk)
  }
  return { size, hex: Object.fromEntries(hashes.map(([name, one]) => [name, one.digest('hex')])) }
}

/** Digests of bytes at hand. */
export function digestBytes(bytes: Uint8Array, algorithms: readonly string[]): Digest {
  return { size: bytes.length, hex: Object.fromEntries(algorithms.map((name) => [name, hash(name, bytes, 'hex')])) }
}

/** Runs `work` on every item, a few at a time; the first failure ends it. */
export async function each<T>(items: Iterable<T>, work: (item: T) => Promise<void>, atOnce = 4): Promise<void> {
  const rest = items[Symbol.iterator]()
  const run = async () => {
    for (let one = rest.next(); !one.done; one = rest.next()) await work(one.value)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
}
