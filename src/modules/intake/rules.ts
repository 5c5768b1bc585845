/** Pure rules of the tray: from what was read to what the form is offered. */
import type { Extraction, Field } from '#engines/extract/types.ts'
import { documentType, type RuleSet, urgency } from '#regimes/index.ts'
import type { Suggestion } from './contract.ts'

const max = (text: string | null, length: number): string | null => (text ? [...text].slice(0, length).join('') : null)

/**
 * The form's suggestion. Unknown stays null; a field whose place is known but whose value could not be trusted (handwriting)
 * keeps its box with value null, so that the cursor can go there.
 */
export function suggestionOf(read: Extraction, rules: RuleSet): Suggestion {
  const type = read.typeName ? documentType(rules, read.typeName) : null
  const field = (from: Field<string | string[]> | undefined): Suggestion['fields'][string] => ({
    value: Array.isArray(from?.value) ? from.value.join('; ') : (from?.value ?? null),
    confidence: from?.confidence ?? 0,
    page: from?.page ?? null,
    box: from?.box ?? null,
  })
  return {
    typeName: type?.vi ?? max(read.typeName, 100),
    typeCode: type?.code ?? null,
    codeNumber: max(read.codeNumber, 11),
    codeNotation: max(read.codeNotation, 30),
    issuedDate: read.issuedDate,
    place: max(read.place, 100),
    issuerName: max(read.organName, 200),
    parentIssuerName: max(read.parentOrganName, 200),
    subject: max(read.subject, 500),
    signerName: max(read.signer, 50),
    signerPosition: max(read.signerPosition, 100),
    urgency: read.urgency ? (urgency(rules, read.urgency)?.level ?? 0) : 0,
    toPlaces: max(read.recipients?.join('; ') ?? null, 1000),
    pageAmount: read.pages,
    citations: read.citations.map((citation) => citation.text).slice(0, 30),
    fields: {
      typeName: field(read.fields.typeName),
      codeNumber: field(read.fields.codeNumber),
      codeNotation: field(read.fields.codeNotation),
      issuedDate: field(read.fields.issuedDate),
      place: field(read.fields.place),
      issuerName: field(read.fields.organName),
      subject: field(read.fields.subject),
      signerName: field(read.fields.signer),
      signerPosition: field(read.fields.signerPosition),
      urgency: field(read.fields.urgency),
      toPlaces: field(read.fields.recipients),
    },
    isOcr: read.ocr,
    pageSizes: read.pageSizes.slice(0, 50).map(({ width, height }) => [width, height]),
  }
}

/** Page ranges of a split: inside the file, in order, not overlapping. */
export function rangesFit(ranges: readonly { from: number; to: number }[], pages: number): boolean {
  let last = 0
  for (const { from, to } of ranges) {
    if (from <= last || to < from || to > pages) return false
    last = to
  }
  return true
}
