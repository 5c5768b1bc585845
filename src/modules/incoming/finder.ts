/** Looking up words in lists. The index of words belongs to a room above, which hangs its finder in here when it is loaded. */
import type { RawBuilder } from 'kysely'
import { pairOf, words } from '#engines/vn-text/search/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'

export interface Wanted {
  /** Syllables and numbers without marks, in canonical form; pairs of neighbours `tram y`. */
  readonly words: readonly string[]
  /** Beginnings of words, or of pairs `y te`, that are perhaps not typed to their end. */
  readonly beginnings: readonly string[]
  readonly urgency: number | null
  /** Given to this unit. */
  readonly unitId: string | null
}

/** For a list that runs from the last day of arrival backwards: so many that arrived last will do, from a day on back. */
export interface Newest {
  readonly enough: number
  /** `2026-11-27`; null: from the last one on. */
  readonly until: string | null
}

/**
 * Documents that have all of it and that the actor may see, in no order, as SQL of their ids: what an index inside the database finds need
 * not leave it. The value of the SQL is null when there are more than `most`. Perhaps some more than asked for: the list looks at each again.
 * With `newest`, those may be left out that arrived on earlier days than everything that is given, as soon as there are enough.
 * Null in place of SQL: this actor cannot ask.
 */
export type Finder = (
  tx: Tx,
  actor: Actor,
  wanted: Wanted,
  most: number,
  newest: Newest | null,
) => Promise<RawBuilder<readonly string[] | null> | null>

let finder: Finder | null = null

/** Hangs in the finder; called once, when the room that has the index is loaded. */
export function defineFinder(find: Finder): void {
  finder = find
}

export const find: Finder = async (...of) => (finder ? finder(...of) : null)

/** What was typed, as the index has it. The last word counts from its beginning on: it may be only half there. */
export function readTyped(text: string): Pick<Wanted, 'words' | 'beginnings'> {
  const all = words(text).map((token) => token.folded)
  const last = all.at(-1)
  const isOpen = last !== undefined && last.length > 1 && !/^\d/.test(last) && /[\p{L}\p{M}]$/u.test(text)
  const whole = isOpen ? all.slice(0, -1) : all
  return { words: [...new Set(whole)].slice(0, 12), beginnings: isOpen ? [last] : [] }
}

/** A whole name: with its last word, and the pairs of neighbours, which are far rarer than their words. */
export function readWhole(text: string): Pick<Wanted, 'words' | 'beginnings'> {
  const all = words(text).map((token) => token.folded)
  const pairs = all.slice(1).map((word, i) => pairOf(all[i]!, word))
  return { words: [...new Set(pairs.length > 0 ? pairs : all)].slice(0, 24), beginnings: [] }
}

/**
 * The same of a name that is looked for as it stands: its neighbouring words are neighbours in the index too, which makes them rare, and
 * a last word half typed is the end of such a pair.
 */
export function readName(text: string): Pick<Wanted, 'words' | 'beginnings'> {
  const all = words(text).map((token) => token.folded)
  const pairs = all.slice(1).map((word, i) => pairOf(all[i]!, word))
  if (pairs.length === 0) return readTyped(text)
  return { words: [...new Set([...all.slice(0, -1), ...pairs.slice(0, -1)])].slice(0, 24), beginnings: [pairs.at(-1)!] }
}

/** Syllables that are written with i or y alike (`canonicalForm` of engines/vn-text): `qui` and `quy`, but never `giai` and `giay`. */
const I_OR_Y = /^(h|k|l|m|s|t|qu)i$/u

/**
 * A regular expression of PostgreSQL under which a folded text has a word as the index has it, `qui` also where it is written `quy`.
 * @param word of `readTyped`: letters and digits, perhaps with points
 */
export function wordPattern(word: string, isWhole: boolean): string {
  const plain = word.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\${sign}`)
  return `\\m${plain.replace(I_OR_Y, '$1[iy]')}${isWhole ? '\\M' : ''}`
}
