/** Search over Vietnamese office text (handbook 11.3-11.5): tokens of an index, typed queries, plans. Pure, universal. */
export { alikeSyllable, type Level, planSearch, type SameForms, type SearchPlan, sameSyllable } from './plan.ts'
export {
  type FilterKey,
  filterKeys,
  filterOf,
  filterWord,
  readQuery,
  type TypedFilter,
  type TypedQuery,
  type TypedText,
} from './query.ts'
export { type IndexedText, indexTokens, lexeme, nameKey, pairOf, vectorText, words } from './tokens.ts'
