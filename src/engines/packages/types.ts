/** What the packages engine speaks of. */
import type { Facts } from '#platform/errors/index.ts'
import type { Said } from './sentences.ts'

export const PROFILES = ['bagit', 'csip', 'tt05-sip', 'tt05-aip', 'tt05-dip'] as const
export type Profile = (typeof PROFILES)[number]

export type Level = 'error' | 'warning' | 'info'

/** One fault of a package: the rule by its stable id, where it is, and what to say (`findingMessage`). */
export interface Finding {
  readonly ruleId: string
  readonly level: Level
  /** Path inside the package; empty for the package as a whole. */
  readonly path: string
  readonly said: Said
  readonly facts: Facts
}

export interface PackageReport {
  /** Null: nothing in it tells what kind of package it is. */
  readonly profile: Profile | null
  /** Of BagIt or CSIP, as the package says. */
  readonly version: string | null
  readonly valid: boolean
  /** False when the standard's own rules cannot be applied (an unknown version, an unknown algorithm): neither valid nor invalid. */
  readonly decided: boolean
  readonly findings: readonly Finding[]
}

/** What is read at most; an honest package stays far below. */
export interface Limits {
  readonly entries: number
  /** Bytes of all files unpacked. */
  readonly total: number
  /** Bytes of one XML or tag file, which is held in memory. */
  readonly text: number
  /** Unpacked to packed size of a whole archive, once it is larger than `bombFrom`. */
  readonly ratio: number
  readonly bombFrom: number
}

export const LIMITS: Limits = {
  entries: 1_000_000,
  total: 8 * 1024 ** 4,
  text: 512 * 1024 ** 2,
  ratio: 150,
  bombFrom: 64 * 1024 ** 2,
}

/** Standards' schemas by file name; an installation brings them, they are not part of the product. */
export type Schemas = ReadonlyMap<string, Uint8Array>
