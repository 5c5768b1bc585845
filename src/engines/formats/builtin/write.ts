/** Short ways to write signatures of our own, in PRONOM's pattern language. */
import type { RawContainer, RawFormat, RawSequence, RawSignature } from '../signatures/raw.ts'

/** At the file's beginning, `min` to `max` bytes in. */
export const start = (pattern: string, max = 0, min = 0): RawSequence => ({
  reference: 'start',
  parts: [{ pattern, min, max, left: [], right: [] }],
})

/** Ending `min` to `max` bytes before the file's end. */
export const end = (pattern: string, max = 0, min = 0): RawSequence => ({
  reference: 'end',
  parts: [{ pattern, min, max, left: [], right: [] }],
})

/** Wherever it may be. */
export const anywhere = (pattern: string): RawSequence => ({
  reference: 'anywhere',
  parts: [{ pattern, min: 0, max: null, left: [], right: [] }],
})

interface Given {
  readonly version?: string
  readonly over?: readonly string[]
  /** Each is enough. */
  readonly by?: readonly RawSignature[]
}

/** A row of the table; `extensions` and media type as they are commonly known. */
export const format = (
  puid: string,
  name: string,
  mime: string | null,
  extensions: string,
  { version, over = [], by = [] }: Given = {},
): RawFormat => ({
  puid,
  name,
  version: version ?? null,
  mime,
  extensions: extensions === '' ? [] : extensions.split(' '),
  signatures: by,
  over,
})

/** What must lie inside: a path alone, or with bytes that it must have. */
export const inside = (
  type: RawContainer['type'],
  puid: string,
  files: Readonly<Record<string, RawSequence | null>>,
): RawContainer => ({
  type,
  puids: [puid],
  files: Object.entries(files).map(([path, one]) => ({ path, signatures: one === null ? [] : [[one]] })),
})
