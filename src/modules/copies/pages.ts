/** The pages of copies: the document's own with the copy's block under them, an extract presented anew. */
import { type CopyBlock, copyOnPaper, type Extract, extractPdf } from '#engines/compose/index.ts'
import { legalLongDate } from '#engines/vn-text/index.ts'
import { labelOf, signerLines } from '#modules/outgoing/index.ts'
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import { findComponents, symbolOf } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { documentType } from '#regimes/index.ts'
import { type Facts, pdfOf } from './facts.ts'
import type { CopyRow } from './store.ts'

/** An extract under the head of its document. The symbol tells the regime of whoever issued it: `15-QĐ/TU` is the Party's. */
export function extractOf({ document }: Facts, text: string, createdAt: Date): Extract {
  const symbol = symbolOf(document)
  return {
    regime: /^\d+-/.test(symbol ?? '') ? 'party' : 'state',
    issuer: document.issuerName,
    symbol,
    place: document.place ?? null,
    issuedOn: document.issuedDate ?? null,
    typeName: document.typeName,
    subject: document.subject,
    text,
    createdAt: createdAt.toISOString(),
  }
}

/** What a copy on paper is printed from, looked up; the pages are made outside of the transaction. */
export async function paperPages(
  ctx: ReadContext,
  facts: Facts,
  copy: Pick<CopyRow, 'form' | 'source_id' | 'extract' | 'number' | 'made_on' | 'made_at' | 'signer' | 'recipients'>,
): Promise<(blobs: BlobStore) => Promise<Uint8Array>> {
  const { organizationId } = ctx.actor
  const rules = await rulesOf(ctx.tx, organizationId, copy.made_on)
  const organization = (await organizationOf(ctx.tx, organizationId))!
  const form = rules.copyForms.find((row) => row.id === copy.form)!
  const type = documentType(rules, form.typeCode)!
  const label = labelOf(rules, { type: type.abbreviation, issuer: organization.abbreviation! }, copy.number)
  const block: CopyBlock = {
    regime: rules.regime,
    words: form.words,
    organization: organization.name,
    number: label.printed,
    placeDate: `${organization.place ?? organization.name}, ${legalLongDate(copy.made_on)}`,
    signerLines: signerLines(rules.regime, copy.signer.authority, copy.signer.position),
    signerName: copy.signer.name,
    recipients: copy.recipients,
    archive: rules.regime === 'party' ? `Văn phòng ${organization.shortName ?? organization.name}` : 'VT',
  }
  const [source] = copy.source_id ? await findComponents(ctx.tx, organizationId, [copy.source_id]) : []
  const sha256 = source ? pdfOf(source) : null
  if (copy.source_id && !sha256) throw new AppError('BLOBS_MISSING')
  return async (blobs) => {
    if (copy.extract !== null) return copyOnPaper(await extractPdf(extractOf(facts, copy.extract, copy.made_at)), block)
    return copyOnPaper(sha256 ? await blobs.read(sha256) : null, block)
  }
}
