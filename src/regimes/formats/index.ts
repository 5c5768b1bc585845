/** Which formats digital records may have, as data: TT 05/2025/TT-BNV, and the product's own proposals. */
export { checkFormatOverride, findFormatRules, formatRules, mergeFormats } from './rule-set.ts'
export * from './types.ts'
