/** What converting needs and what comes of it. */

export interface Limits {
  /** Where programs are looked for, as PATH has it. */
  readonly toolPath?: string | undefined
  readonly timeoutMs: number
  /** Of the file that is made. */
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

/** `broken`: cannot be read; `locked`: wants a password; `pages`: the copy has another number of pages. */
export type ConvertFault = 'missing' | 'timeout' | 'aborted' | 'too-large' | 'locked' | 'broken' | 'failed' | 'pages'

export interface Converted {
  /** In the folder that was given. */
  readonly path: string
  /** Of a PDF that was converted. */
  readonly pagesBefore: number | null
  /** Of a PDF that was made. */
  readonly pages: number | null
  /** What the program said, in its own words: what it left out. */
  readonly notes: readonly string[]
}
