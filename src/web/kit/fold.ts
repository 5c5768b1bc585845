/**
 * Folds text for finding: lower case, marks dropped, đ as d. "Đề nghị" and "de nghi" become equal.
 * For filtering short lists on the screen only; the server folds by its own rules.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** Whether every word of `wanted` begins some word of `text`, folded. Empty `wanted` fits everything. */
export function fits(text: string, wanted: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return fold(wanted)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
