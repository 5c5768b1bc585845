/** What identification needs of a container: the names inside, and the beginning of a few of them. */
export interface Container {
  /** Paths with forward slashes. */
  readonly names: ReadonlySet<string>
  /** Up to `limit` bytes of an entry, and whether that is all of it; null when it cannot be read. */
  head(path: string, limit: number): Promise<{ bytes: Buffer; isWhole: boolean } | null>
}

/** Entries that are looked at; a file with more is told by the first ones. */
export const MOST_ENTRIES = 20_000
