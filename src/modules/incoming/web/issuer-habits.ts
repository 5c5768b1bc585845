/** What the form offers while an issuer, a notation or a signer is typed: habits of earlier documents, then the directory. */
import { comparable } from '#engines/vn-text/index.ts'
import { fits } from '#web/kit/fold.ts'
import type { PickerItem } from '#web/kit/picker.tsx'

export interface Issuer {
  readonly name: string
  readonly count: number
  readonly notations: readonly string[]
  readonly signers: readonly { name: string; position: string | null }[]
}

const SHOWN = 12

/** Issuers whose words begin as typed: the most frequent writers first, then bodies of the directory that never wrote. */
export function findIssuers(
  known: readonly Issuer[],
  directory: readonly string[],
  words: string,
  note: (count: number) => string,
): PickerItem[] {
  const met = known.filter((one) => fits(one.name, words))
  const names = new Set(known.map((one) => comparable(one.name)))
  const others = directory.filter((name) => fits(name, words) && !names.has(comparable(name)))
  return [
    ...met.map((one) => ({ id: one.name, name: one.name, note: note(one.count) })),
    ...others.map((name) => ({ id: name, name })),
  ].slice(0, SHOWN)
}

const issuerOf = (known: readonly Issuer[], name: string): Issuer | undefined =>
  known.find((one) => comparable(one.name) === comparable(name))

/** Notations that this issuer used, those of the chosen type first (`KH-ATTP` for a Kế hoạch, abbreviation `KH`). */
export function findNotations(
  known: readonly Issuer[],
  issuer: string,
  abbreviation: string | null,
  words: string,
): PickerItem[] {
  const list = issuerOf(known, issuer)?.notations ?? []
  const ofType = (notation: string): boolean => abbreviation !== null && notation.split(/[-/]/)[0] === abbreviation
  return list
    .filter((one) => fits(one, words))
    .toSorted((a, b) => Number(ofType(b)) - Number(ofType(a)))
    .map((one) => ({ id: one, name: one }))
}

/** Signers of this issuer; of everybody when it never wrote. */
export function findSigners(known: readonly Issuer[], issuer: string, words: string): PickerItem[] {
  const own = issuerOf(known, issuer)?.signers
  const list = own?.length ? own : known.flatMap((one) => one.signers)
  const seen = new Set<string>()
  return list
    .filter((one) => fits(one.name, words) && !seen.has(one.name) && seen.add(one.name))
    .map((one) => ({ id: one.name, name: one.name, note: one.position }))
    .slice(0, SHOWN)
}
