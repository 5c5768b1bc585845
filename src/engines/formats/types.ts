/** What goes into identification and what comes out. */

/** Random access to a file, so that one of many gigabytes is never read whole. */
export interface FormatSource {
  /** In bytes. */
  readonly size: number
  /** Bytes from `offset` on; fewer than `length` only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** A file that lies in memory. */
export function bytesSource(bytes: Uint8Array): FormatSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

/** One format as PRONOM knows it. */
export interface Format {
  /** PRONOM's identifier: `fmt/18`. */
  readonly puid: string
  readonly name: string
  readonly version: string | null
  /** The first media type that the source lists; null where it lists none. */
  readonly mime: string | null
  /** In lower case, without the dot. */
  readonly extensions: readonly string[]
}

/** `container`: by what lies inside a ZIP or OLE2 file; `signature`: by bytes; `extension`: by the name alone. */
export type Method = 'container' | 'signature' | 'extension' | 'none'

export interface Warning {
  readonly code:
    | 'empty'
    | 'extension-mismatch'
    | 'extension-only'
    | 'not-text'
    | 'several'
    | 'unknown'
    | 'container-broken'
  readonly vi: string
  readonly en: string
}

export interface Identification {
  /** Null: not known. */
  readonly puid: string | null
  readonly name: string | null
  readonly version: string | null
  readonly mime: string | null
  readonly method: Method
  readonly warnings: readonly Warning[]
  /** All formats that fit equally well, the chosen one first. */
  readonly candidates: readonly string[]
}
