/** Writing numbers and notations; `#engines/vn-text` reads them (State: NĐ 30/2020 Đ15 and PL I.II.3; Party: 36-HD/VPTW). */
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import type { NumberFormat, RuleSet } from './types.ts'

export interface NotationParts {
  /** Abbreviation of the type; null for a State công văn, which has none. */
  readonly type: string | null
  /** Abbreviation of the issuing body: `UBND`, `TU`. */
  readonly issuer: string
  /** Drafting unit or field of a State công văn: `12/UBND-VX`. */
  readonly unit?: string | null
  /** Year inside the number of a legal-normative document: `15/2024/QĐ-UBND`. */
  readonly year?: number | null
}

export interface NumberLabel {
  /** As the document prints it: `Số: 15/QĐ-UBND`, `Số 15-QĐ/TU`. */
  readonly printed: string
  /** As people cite it: `15/QĐ-UBND`. */
  readonly symbol: string
  /** `05`: two digits below ten. */
  readonly codeNumber: string
  /** `QĐ-UBND`, `QĐ/TU`. */
  readonly codeNotation: string
}

/** The format row of a rule set. */
export function numberFormat(rules: RuleSet): NumberFormat {
  const format = rules.numberFormats[0]
  if (!format) throw new Error(`no number format in ${rules.id}`)
  return format
}

/** Numbers below ten are written with a zero before them. */
export function numberText(value: number, minimumDigits = 2): string {
  if (!Number.isSafeInteger(value) || value < 1) throw new AppError('REGIMES_NUMBER_INVALID')
  return String(value).padStart(minimumDigits, '0')
}

/**
 * Number and notation of one document.
 * @throws REGIMES_NUMBER_INVALID, REGIMES_NOTATION_INCOMPLETE
 */
export function numberLabel(format: NumberFormat, value: number, parts: NotationParts): NumberLabel {
  const codeNumber = numberText(value, format.minimumDigits)
  const issuer = parts.issuer.trim()
  if (issuer === '') throw new AppError('REGIMES_NOTATION_INCOMPLETE')
  const codeNotation = format.regime === 'party' ? partyNotation(parts, issuer) : stateNotation(parts, issuer)
  const year = format.regime === 'state' && parts.year ? `${parts.year}/` : ''
  const symbol = `${codeNumber}${format.afterNumber}${year}${codeNotation}`
  return { printed: `${format.label}${symbol}`, symbol, codeNumber, codeNotation }
}

/** The label of the number after the last one given (0: none yet). Only a suggestion: the number is given when it is registered. */
export function nextNumberLabel(format: NumberFormat, last: number, parts: NotationParts): NumberLabel {
  return numberLabel(format, last + 1, parts)
}

function stateNotation(parts: NotationParts, issuer: string): string {
  return [parts.type, issuer, parts.type === null ? parts.unit?.trim() || null : null].filter(Boolean).join('-')
}

function partyNotation(parts: NotationParts, issuer: string): string {
  // Every Party document has a type code, a công văn too (CV).
  if (!parts.type) throw new AppError('REGIMES_NOTATION_INCOMPLETE')
  return `${parts.type}/${issuer}`
}
