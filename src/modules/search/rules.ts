/** How a document becomes a row of the index, and how filters become tokens. Pure. */
import { fold, partialRange } from '#engines/vn-text/index.ts'
import { indexTokens, lexeme, nameKey, vectorText } from '#engines/vn-text/search/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { IndexRow, SourceRow } from './types.ts'

/** Tokens that stand for what filters ask: they are no words, so nothing that is typed can meet them by accident. */
export const token = {
  type: (code: string) => `%t:${fold(code)}`,
  year: (year: number) => `%y:${year}`,
  book: (id: string) => `%b:${id}`,
  urgency: (level: number) => `%u:${level}`,
  direction: (direction: string) => `%d:${direction}`,
  /** The issuer by its whole name, in one of its spellings. */
  issuer: (name: string) => `%i:${nameKey(name).trim()}`,
} as const

/** The row of a document. Its order in "newest" is the moment of registration, or the end of an earlier day of arrival. */
export function indexRow(source: SourceRow): IndexRow {
  const issuers = [source.issuer_name, ...(source.joint_issuers ?? [])]
  const symbol = [source.code_number, source.code_notation].filter(Boolean).join('/')
  const day = source.issued_date ? (partialRange(source.issued_date)?.first ?? null) : null
  const at = momentOf(source)
  const year = Number((source.issued_date ?? dayOf(at)).slice(0, 4))
  const tokens = indexTokens({
    texts: [
      source.subject,
      ...issuers,
      source.type_name,
      source.signer_name ?? '',
      source.place ?? '',
      source.description ?? '',
    ],
    symbols: source.code_number ? [symbol] : [],
    hasMarks: true,
    also: [
      ...(source.type_code ? [token.type(source.type_code)] : []),
      ...(source.book_id ? [token.book(source.book_id)] : []),
      token.year(year),
      token.urgency(source.urgency),
      token.direction(source.direction),
      ...issuers.map(token.issuer),
    ],
  })
  return {
    document_id: source.document_id,
    at: at.toISOString(),
    day,
    direction: source.direction,
    type_code: source.type_code,
    // A joint document is found, and counted, under all its bodies.
    issuer_name: issuers.join(', '),
    issuer_key: nameKey(issuers.join(', ')),
    signer_key: nameKey(source.signer_name ?? ''),
    tokens: vectorText(tokens),
  }
}

function momentOf(source: SourceRow): Date {
  const known = source.registered_at ?? source.created_at
  if (!source.arrival_date || source.arrival_date === dayOf(known)) return known
  return new Date(`${source.arrival_date}T23:59:59.999+07:00`)
}

/** The row of a file's text: words without marks and their pairs; marks are compared on the page that is shown. */
export function contentTokens(pages: readonly string[]): string {
  return vectorText(indexTokens({ texts: pages, hasMarks: false }))
}

/** All of these tokens, as a tsquery; null when there are none. */
export function allOf(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : parts.join(' & ')
}

/** Any of these tokens, or none of them, as a tsquery. */
export function anyOf(tokens: readonly string[], isNot: boolean): string {
  const some = `(${tokens.map(lexeme).join(' | ')})`
  return isNot ? `!${some}` : some
}

/** Place after a result in "newest": `2026-11-23T01:00:00.123456Z|id`. */
export function placeAfter(row: { at: string; document_id: string }): string {
  return `${row.at}|${row.document_id}`
}

/** Reads such a place; null when it is none. */
export function readPlace(text: string): { at: string; id: string } | null {
  const match = /^(\d{4,6}-\d\d-\d\d[T ][\d:.]{8,15}(?:Z|\+00(?::?00)?))\|([0-9a-f-]{36})$/.exec(text)
  return match ? { at: match[1]!, id: match[2]! } : null
}
