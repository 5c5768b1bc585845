/** Names of people: họ – tên đệm – tên. Lists are sorted by tên, then họ, then tên đệm (handbook 11.6). */
import { collationKey } from './collate.ts'
import { tidySpace } from './normalize.ts'

/** Family name, middle names (joined, may be empty) and given name. A single word is a given name. */
export interface NameParts {
  family: string
  middle: string
  given: string
}

export function nameParts(fullName: string): NameParts {
  const words = tidySpace(fullName).split(' ')
  if (words.length === 1) return { family: '', middle: '', given: words[0]! }
  return { family: words[0]!, middle: words.slice(1, -1).join(' '), given: words.at(-1)! }
}

/** Tên: the last word, by which people are addressed and sorted. */
export function givenName(fullName: string): string {
  return nameParts(fullName).given
}

/** Key for lists of people; plain byte order, like `collationKey`. */
export function nameSortKey(fullName: string): string {
  const { given, family, middle } = nameParts(fullName)
  return [given, family, middle].map(collationKey).join('\t')
}

const PARTICLES =
  /^(?:(?:GS|PGS|TS|ThS|BS|DS|KS|CN|LS|CVC|CVCC|BSCK|BSCKI|BSCKII|CKI|CKII|TSKH|NGND|NGƯT|TTƯT|AHLĐ|Ths|Bs|Ts)\.?(?:\s*[.,/-]?\s*))+/u

/** A name without academic titles before it (`TS. BS. Trần Văn A` → `Trần Văn A`): NĐ 30/2020 PL I.II.7 has none. */
export function withoutTitles(name: string): string {
  const bare = tidySpace(name).replace(PARTICLES, '')
  return bare === '' ? tidySpace(name) : bare
}
