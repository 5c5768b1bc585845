/** Official documents from content, right in legal form by construction. */
import type { OfficialDocumentInput } from './content.ts'
import { writeDocx } from './docx/index.ts'
import { writePdf } from './pdf/index.ts'
import { planDocument } from './plan/index.ts'
import type { ComposedDocument, ComposeWish } from './types.ts'

/**
 * Sets a document as Word file and as PDF. Both hold the same words in the same order.
 * @param content what the document says; number and day may be null while it is a draft: their places stay blank
 * @returns both files, the number of pages of the PDF and the places for signatures, seal, number and date in it
 * @throws COMPOSE_CONTENT_INVALID (with a fault word for every field), COMPOSE_TYPE_UNKNOWN, COMPOSE_NOTATION_INVALID,
 *   COMPOSE_AUTHORITY_UNKNOWN, COMPOSE_MARK_UNKNOWN, COMPOSE_RULES_INCOMPLETE, REGIMES_NO_RULE_SET
 */
export async function composeDocument(content: OfficialDocumentInput, wish: ComposeWish): Promise<ComposedDocument> {
  const sheets = planDocument(content, wish)
  const [docx, { bytes, pages, places }] = await Promise.all([
    writeDocx(sheets, wish.createdAt),
    writePdf(sheets, wish.createdAt),
  ])
  return { docx, pdf: bytes, pages, places }
}
