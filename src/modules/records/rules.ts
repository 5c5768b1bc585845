/** Pure rules of the records core. */
import { comparable, fold, symbolKey } from '#engines/vn-text/index.ts'
import type { Component } from './contract.ts'
import type { ComponentRow, DocumentFields } from './types.ts'

/**
 * Number and notation as people write them: State `15/QĐ-UBND` (NĐ 30/2020 PL I), Party `15-QĐ/TU` (36-HD/VPTW), told apart
 * by the slash inside the Party's notation. Null when both are unknown.
 */
export function symbolOf(fields: { codeNumber?: string | null; codeNotation?: string | null }): string | null {
  const isParty = /^[^\d/]+\//.test(fields.codeNotation ?? '')
  const text = [fields.codeNumber, fields.codeNotation].filter(Boolean).join(isParty ? '-' : '/')
  return text === '' ? null : text
}

/** Number, notation, issuer, type and subject without diacritics: what the lists' own search box looks in. */
export function foldedText(fields: DocumentFields): string {
  const symbol = [fields.codeNumber, fields.codeNotation].filter(Boolean).join('/')
  return fold([symbol, fields.typeName, fields.issuerName, fields.subject, fields.signerName ?? ''].join(' ')).slice(
    0,
    2000,
  )
}

/**
 * What makes two registrations the same document: issuer, number, notation and date (PL VI III.1h). Null when the number
 * or the issuer is unknown: then nothing can be said.
 */
export function identityKey(
  fields: Pick<DocumentFields, 'issuerName' | 'codeNumber' | 'codeNotation' | 'issuedDate'>,
): string | null {
  if (!fields.codeNumber || !fields.issuerName) return null
  const symbol =
    symbolKey(`${fields.codeNumber}/${fields.codeNotation ?? ''}`) ||
    fold(`${fields.codeNumber}/${fields.codeNotation ?? ''}`)
  return [comparable(fields.issuerName), symbol, fields.issuedDate ?? ''].join('|').slice(0, 400)
}

const VIEWABLE = /^(application\/pdf|image\/(png|jpeg))$/

/** A component as the screens get it. */
export function componentView(row: ComponentRow): Component {
  const isBroken = row.findings.some((finding) => /BROKEN|ENCRYPTED/.test(finding.code))
  return {
    id: row.id,
    role: row.role,
    position: row.position,
    fileName: row.file_name,
    mediaType: row.media_type,
    size: Number(row.size),
    sha256: row.sha256,
    pageCount: row.page_count,
    findings: row.findings,
    derivedFrom: row.derived_from,
    createdAt: row.created_at.toISOString(),
    canView: row.derivatives?.['view'] !== undefined || (VIEWABLE.test(row.media_type) && !isBroken),
    isStamped: row.derivatives?.['stamped'] !== undefined,
  }
}

/** What drafts name a council's or congress's book by, and its series: an event's own day is in it, a year's goes on from year to year. */
export function namedCode(ruleId: string, abbreviation: string, day: string | null): string {
  const short = fold(abbreviation).replace(/[^a-z0-9]+/g, '-')
  return [`${ruleId}/${short}`, day].filter(Boolean).join('/')
}

/** Moves of a book's state. `reconciling` (after a restore, decisions 10) is left only through its own confirmation. */
export function bookMayMove(from: string, to: string): boolean {
  const moves: Record<string, string[]> = { open: ['locked', 'closed'], locked: ['open', 'closed'], closed: [] }
  return moves[from]?.includes(to) ?? false
}
