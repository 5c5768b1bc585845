/**
 * Forms of Vietnamese text (TCVN 6909:2001 = Unicode, required by NĐ 30/2020 PL I). Text is stored in NFC; macOS file
 * names, PDF text layers and Windows-1258 data arrive in other forms and are normalised at every boundary.
 */

/** NFC, with the look-alike Eth (Ð, U+00D0; ð only inside Vietnamese words) left alone: only `fold` takes it as đ. */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

/**
 * The search form: no diacritics, đ → d, lower case. đ has no Unicode decomposition, so it is replaced by hand; the
 * Icelandic Eth, which old fonts and OCR put in its place, folds the same way. Idempotent.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đð]/g, 'd')
}

/** True when any letter carries a Vietnamese mark or is đ: a query like that asks for an exact match (strict mode). */
export function hasDiacritics(text: string): boolean {
  return /[\u0300-\u036fđĐ]/.test(text.normalize('NFD'))
}

/** White space of all kinds (non-breaking, ideographic, line ends) made one plain space; ends trimmed; NFC. */
export function tidySpace(text: string): string {
  return nfc(text).replace(/\s+/gu, ' ').trim()
}

/**
 * Marks that NFC should have absorbed (handbook 11.1): what remains points to damaged text.
 * @returns positions (UTF-16) of combining marks that stand alone after NFC.
 */
export function looseMarks(text: string): number[] {
  return [...nfc(text).matchAll(/[\u0300-\u0303\u0306\u0309\u031b\u0323]/g)].map((match) => match.index)
}
