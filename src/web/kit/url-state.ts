/** The query part of an address, read as plain text: `15` stays the text `15`. A repeated name keeps its last value. */
export type Search = Readonly<Record<string, string | undefined>>

/** Reads `?a=1&b=x`; also without the question mark. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text.startsWith('?') ? text.slice(1) : text))
}

/** Writes an address's query with names in order, so that the same view always has the same address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(search).sort()) {
    const value = search[name]
    if (value === undefined || value === null || value === '') continue
    query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Puts changes into an address; empty values and values equal to their default leave it. */
export function mergeSearch(before: Search, change: Search, defaults: Readonly<Record<string, string>> = {}): Search {
  const after: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...before, ...change })) {
    if (value === undefined || value === '' || value === defaults[name]) continue
    after[name] = value
  }
  return after
}

/** A list kept in one value: `a,b`; a comma or a percent sign inside an item is escaped. */
export function writeList(items: readonly string[]): string {
  return items.map((item) => item.replace(/%/g, '%25').replace(/,/g, '%2C')).join(',')
}

/** Reads what `writeList` wrote; empty text is an empty list. */
export function readList(text: string): string[] {
  return text ? text.split(',').map((item) => item.replace(/%2C/g, ',').replace(/%25/g, '%')) : []
}

/** Sorting in one value: `-received` for descending, `received` for ascending, empty for none. */
export function readSort(text: string): { column: string; descending: boolean } | undefined {
  if (!text) return undefined
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

/** What a press on a column's head makes of the sorting: ascending first, then descending and back. */
export function nextSort(text: string, column: string): string {
  return text === column ? `-${column}` : column
}
