/**
 * Vietnamese text (handbook 11): normal forms, syllables, symbols, sort keys, numbers, dates, old encodings.
 * Universal code: no node: imports, no clock; the web uses it too.
 */

export { collationKey, compareKeys } from './collate.ts'
export { isCommonSyllable } from './common-syllables.ts'
export {
  legalLongDate,
  type PartialDate,
  parseVietnameseDate,
  partialDate,
  partialRange,
  readPartialDate,
  shortDate,
  shortDay,
} from './dates.ts'
export {
  type Detection,
  decodeCharacterReferences,
  decodeLegacy,
  detectEncoding,
  encodingOfFont,
  type LegacyEncoding,
} from './legacy.ts'
export { givenName, type NameParts, nameParts, nameSortKey, withoutTitles } from './names.ts'
export { fold, hasDiacritics, looseMarks, nfc, tidySpace } from './normalize.ts'
export { formatNumber, numberInWords, numberInWordsForForm } from './numbers.ts'
export { pointLetters, toRoman } from './numerals.ts'
export { comparable, editDistance, editSimilarity, foldedSimilarity } from './similarity.ts'
export { isSyllable, syllableScore } from './syllables.ts'
export { type DocumentSymbol, findSymbols, parseSymbol, sameNotation, symbolKey, tidyNotation } from './symbol.ts'
export { bigrams, syllables, type Token, type TokenKind, tokenize } from './tokens.ts'
export { canonicalForm, canonicalTone } from './tone.ts'
