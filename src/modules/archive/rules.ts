/** Levels, numbers, dates and references of the archive (handbook 8.1); pure. */
import { partialRange } from '#engines/vn-text/index.ts'
import type { Unit, UnitLine } from './contract.ts'

type Level = UnitLine['level']

const BELOW: Readonly<Record<Level, readonly Level[]>> = {
  fonds: ['group', 'inventory', 'file'],
  collection: ['group', 'inventory', 'file', 'item'],
  group: ['group', 'inventory', 'file', 'item'],
  inventory: ['group', 'file'],
  file: ['item'],
  item: [],
}

/** Levels that may lie directly in a unit of this level; of none: in a repository. */
export const levelsBelow = (level: Level | null): readonly Level[] =>
  level === null ? ['fonds', 'collection'] : BELOW[level]

/** May it lie there? An inventory holds files, never another inventory, also not through a group. */
export const mayLie = (level: Level, parent: { level: Level; inventory_id: string | null } | null): boolean =>
  levelsBelow(parent?.level ?? null).includes(level) && !(level === 'inventory' && parent?.inventory_id)

/**
 * The unit (or repository) that counts a number: a fonds is counted in its repository, an inventory in its fonds, a file in its
 * inventory, else in its fonds, all others where they lie.
 */
export function countedIn(
  level: Level,
  at: { repositoryId: string; fondsId: string; inventoryId: string | null; parentId: string | null },
): string {
  switch (level) {
    case 'fonds':
    case 'collection':
      return at.repositoryId
    case 'inventory':
      return at.fondsId
    case 'file':
      return at.inventoryId ?? at.fondsId
    default:
      return at.parentId!
  }
}

/** A key under which numbers sort as people count: 2 before 10, 145 before 145a. */
export const numberKey = (number: string | null | undefined): string =>
  (number ?? '').toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'))

/** First and last day of two partial dates. */
export function spanOf(
  starts: string | null | undefined,
  ends: string | null | undefined,
): { from: string | null; to: string | null } {
  const first = starts ? partialRange(starts) : null
  const last = ends ? partialRange(ends) : first
  return { from: first?.first ?? last?.first ?? null, to: last?.last ?? null }
}

const PREFIX: Partial<Record<Level, string>> = { fonds: 'P.', collection: 'ST.', inventory: 'ML.', file: 'HS.' }

/** `P.12 – ML.03 – HS.145 – 7`: numbers of the units from fonds to itself, without groups (handbook 8.1, B). */
export function reference(line: readonly { level: Level; number: string | null }[]): string {
  return line
    .filter((one) => one.level !== 'group' && one.number)
    .map((one) => `${PREFIX[one.level] ?? ''}${one.number}`)
    .join(' – ')
}

/** `[mã cơ quan lưu trữ].[mã phông].[năm].[hồ sơ số].[mục lục số]` (handbook 8.1, A2); null where a part is not known. */
export function digitalCode(of: {
  repositoryCode: string
  fonds: string | null
  year: string | null
  file: string | null
  inventory: string | null
}): Unit['digitalCode'] {
  const parts = [of.repositoryCode, of.fonds, of.year, of.file, of.inventory]
  return parts.every(Boolean) ? parts.join('.') : null
}

/** A place between two neighbours; null: there is none left, the siblings must be spread anew. */
export function positionBetween(before: number | null, after: number | null): number | null {
  if (after === null) return (before ?? 0) + GAP
  const low = before ?? 0
  const middle = Math.floor((low + after) / 2)
  return middle > low && middle < after ? middle : null
}

export const GAP = 1024

/** So many ranges and numbers are written out; more are told by three dots. */
const MOST_TOLD = 60

/**
 * What the closing certificate says of the numbers of files, given as they sort: the first and the last, whole numbers missing
 * between (`3, 7-9`), numbers with letters (`145a`), and how many have none.
 */
export function numbersAsCounted(numbers: readonly (string | null)[]): {
  first: string | null
  last: string | null
  missing: string
  lettered: string
  without: number
} {
  const given = numbers.filter((number) => number !== null)
  const whole = given.flatMap((number) => (/^\d{1,9}$/.test(number) ? Number(number) : [])).sort((a, b) => a - b)
  const missing: string[] = []
  for (let i = 1; i < whole.length; i++) {
    const [low, high] = [whole[i - 1]! + 1, whole[i]! - 1]
    if (low <= high) missing.push(low === high ? `${low}` : `${low}-${high}`)
  }
  const told = (words: readonly string[]) =>
    words.length > MOST_TOLD ? `${words.slice(0, MOST_TOLD).join(', ')}…` : words.join(', ')
  return {
    first: given[0] ?? null,
    last: given.at(-1) ?? null,
    missing: told(missing),
    lettered: told(given.filter((number) => !/^\d+$/.test(number))),
    without: numbers.length - given.length,
  }
}
