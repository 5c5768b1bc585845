/** Short names for the texts that rows cite, so that a row stays on one line. */
import type { Confidence, Day, Rule, Source } from '../types.ts'

export const ND30 = 'NĐ 30/2020/NĐ-CP'
export const ND30_FROM: Day = '2020-03-05'
export const QCVN12 = 'QCVN 12:2026/BCA'
export const QD399 = '399-QĐ/TW'
export const QD399_FROM: Day = '2026-01-09'
/** First day of the Party's rules that we hold: 36-HD/VPTW of 3/4/2018, under 66-QĐ/TW. */
export const PARTY_FROM: Day = '2018-04-03'

export function source(text: string, article: string | null, confidence: Confidence): Source {
  return { text, article, confidence }
}

/** The dated part of a row. */
export function stands(
  text: string,
  article: string | null,
  confidence: Confidence,
  validFrom: Day,
  validTo: Day | null = null,
): Pick<Rule, 'validFrom' | 'validTo' | 'source'> {
  return { validFrom, validTo, source: source(text, article, confidence) }
}

/**
 * The dated part of a row that the State reads in NĐ 30/2020 and the Party takes over as a convention: 693-QĐ/VPTW rests
 * on NĐ 30 for what it shares, but its articles have not been read.
 */
export function clerical(isParty: boolean, article: string | null, confidence: Confidence, validFrom: Day) {
  return isParty
    ? stands('693-QĐ/VPTW; vận dụng NĐ 30/2020/NĐ-CP', article, confidence === 'C' ? 'C' : 'B', validFrom)
    : stands(ND30, article, confidence, validFrom)
}
