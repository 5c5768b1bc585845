/** `.fetch.txt`: a document that was handed over before and is named only (SIP and AIP of a file). */
import type { Findings } from '../findings.ts'
import type { PackageKind } from './codes.ts'
import type { Unit } from './fields.ts'

export const isLink = (path: string): boolean => /\.fetch\.txt$/i.test(path)

/** Largest content of such a file that makes sense. */
export const LINK_LIMIT = 16 * 1024

/** Fonds in an AIP's identifier: `urn:{fonds}:uuid-…`, with `_` for `:` where it stands in a path; null: it names none. */
export function fondsOf(urn: string): string | null {
  const found = /^urn[:_](.+?)[:_]uuid[-:_]/i.exec(urn)?.[1]
  return found ?? null
}

/** Judges one link by the kind of package it lies in. @param objectId of the package */
export function checkLink(
  path: string,
  content: string,
  of: { kind: PackageKind; unit: Unit; objectId: string | null },
  findings: Findings,
): void {
  if (of.kind === 'DIP' || of.unit === 'tailieu') {
    findings.error('TT05-FETCH-FORBIDDEN', path, 'fetchForbidden')
    return
  }
  const text = content.replace(/^\ufeff/, '').trim()
  const lines = text.split(/\r?\n/)
  if (of.kind === 'SIP') {
    if (text === '' || lines.length > 1) findings.error('TT05-FETCH-FORM', path, 'fetchFormSip')
    return
  }
  // urn path size id; the path has no blanks, what comes after the size is the document's id
  const found = /^(urn[:_]\S+)\s+(?:(\S.*?)\s+(\d+)|(\d+)\s+(\S.*?))\s+(\S+)$/i.exec(text)
  if (!found || lines.length > 1) {
    findings.error('TT05-FETCH-FORM', path, 'fetchFormAip')
    return
  }
  const own = of.objectId === null ? null : fondsOf(of.objectId)
  const other = fondsOf(found[1]!)
  if (own !== null && other !== null && own.toLowerCase() !== other.toLowerCase())
    findings.error('TT05-FETCH-FONDS', path, 'fetchFonds', { found: other, expected: own })
}
