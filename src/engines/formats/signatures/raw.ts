/** Signatures as they are written, in PRONOM's files or in the built-in table, before they are compiled. */
import type { Format } from '../types.ts'

export type Reference = 'start' | 'end' | 'anywhere'

export interface RawFragment {
  readonly pattern: string
  /** 1 is next to the sequence; those of one position are alternatives. */
  readonly position: number
  readonly min: number
  readonly max: number
}

export interface RawSubSequence {
  readonly pattern: string
  /** For the first (of the end: the last) one from the file's edge, for others from their neighbour; null: no limit. */
  readonly min: number
  readonly max: number | null
  readonly left: readonly RawFragment[]
  readonly right: readonly RawFragment[]
}

export interface RawSequence {
  readonly reference: Reference
  readonly parts: readonly RawSubSequence[]
}

/** All sequences must occur. */
export type RawSignature = readonly RawSequence[]

export interface RawFormat extends Format {
  readonly signatures: readonly RawSignature[]
  /** PUIDs that give way when this format fits too. */
  readonly over: readonly string[]
}

export type ContainerType = 'ZIP' | 'OLE2'

export interface RawContainer {
  readonly type: ContainerType
  readonly puids: readonly string[]
  /** Every one must be inside; where it has signatures, one of them must fit its bytes. */
  readonly files: readonly { readonly path: string; readonly signatures: readonly RawSignature[] }[]
}

export interface RawSet {
  readonly formats: readonly RawFormat[]
  readonly containers: readonly RawContainer[]
  /** Formats of the plain kind that mean: look inside. */
  readonly triggers: Readonly<Record<string, ContainerType>>
}
