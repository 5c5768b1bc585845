/**
 * Legal form of a document: what stands where, and what breaks the rules of its regime and day (NĐ 30/2020 PL I, II for the
 * State; 36-HD/VPTW, 05-HD/VPTW for the Party). Pure: bytes in, findings out; the rules are data of `#regimes`.
 */

import { AppError } from '#platform/errors/index.ts'
import { documentType as typeOf } from '#regimes/index.ts'
import { type FormRules, formRules } from '#regimes/layout/index.ts'
import type { Day, Regime } from '#regimes/types.ts'
import { Context } from './context.ts'
import { readDocx } from './docx/read.ts'
import './errors.ts'
import { mendDocx } from './fix.ts'
import { type LayoutDocument, shown } from './model.ts'
import { checkBody } from './rules/body.ts'
import { checkCapitals } from './rules/capitals.ts'
import { checkCitations } from './rules/citations.ts'
import { checkForms, checkHeadSpacing } from './rules/forms.ts'
import { checkLetters } from './rules/letters.ts'
import { checkNumbering } from './rules/numbering.ts'
import { checkPage } from './rules/page.ts'
import { checkPresence } from './rules/presence.ts'
import { checkSignature } from './rules/signature.ts'
import { checkTexts } from './rules/texts.ts'
import { structureOf, textOf } from './structure.ts'
import type { LayoutFinding, LayoutReport } from './types.ts'

export type { LayoutDocument } from './model.ts'
export { type FindingPlace, placesOf } from './places.ts'
export { findingSentence } from './sentences.ts'
export type * from './types.ts'

/**
 * Reads a Word file (.docx) or a PDF with text for the checker.
 * @param bytes of the whole file; they are not changed
 * @throws LAYOUT_NOT_A_DOCUMENT, LAYOUT_OLD_WORD, LAYOUT_ENCRYPTED, LAYOUT_BROKEN, LAYOUT_XML_BROKEN, LAYOUT_TOO_LARGE,
 *   LAYOUT_NO_TEXT
 */
export async function readDocument(bytes: Uint8Array): Promise<LayoutDocument> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    // an OLE container: the old format, or a modern file under a password
    const isEncrypted = Buffer.from(bytes.subarray(0, 65_536)).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new AppError(isEncrypted ? 'LAYOUT_ENCRYPTED' : 'LAYOUT_OLD_WORD')
  }
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return (await import('./pdf/read.ts')).readPdf(bytes)
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new AppError('LAYOUT_NOT_A_DOCUMENT')
  return readDocx(bytes)
}

/** Paragraphs as their reader sees them, in reading order, empty ones left out: for comparing two versions. */
export function paragraphTexts(document: LayoutDocument): string[] {
  return document.paragraphs.map((one) => `${one.label} ${shown(one.runs)}`.trim()).filter((text) => text !== '')
}

export interface LayoutWish {
  regime: Regime
  /** Day of issue, `YYYY-MM-DD`: it chooses the rules. */
  date: Day
  /** Rules to use in place of the shipped ones (an installation's own, overrides laid over). */
  rules?: FormRules
}

/** The rules of form by regime and the day of their youngest row: `state-2020-03-05`, `party-2026-05-27`. */
function nameOf({ regime, layoutForms, layoutPages, layoutWordings }: FormRules): string {
  const days = [...layoutForms, ...layoutPages, ...layoutWordings].map((row) => row.validFrom).sort()
  return `${regime}-${days.at(-1)}`
}

/** Holds a document against the rules, in this order: a later rule keeps silent on what an earlier one has told. */
function judge(document: LayoutDocument, of: LayoutWish): Context {
  const context = new Context(structureOf(document), of.rules ?? formRules(of.regime, of.date))
  checkLetters(context)
  checkPage(context)
  checkPresence(context)
  checkTexts(context)
  checkForms(context)
  checkHeadSpacing(context)
  checkBody(context)
  checkNumbering(context)
  checkSignature(context)
  checkCapitals(context)
  checkCitations(context)
  return context
}

/**
 * Checks a document against the rules of a regime on its day of issue.
 * @returns components found and findings, in the order of the text; a document that follows the rules has none
 * @throws REGIMES_NO_RULE_SET when no rules are held for that day
 */
export function checkLayout(document: LayoutDocument, of: LayoutWish): LayoutReport {
  const context = judge(document, of)
  const { structure, rules } = context
  return {
    regime: of.regime,
    ruleSet: nameOf(rules),
    documentType: structure.typeCode === null ? null : (typeOf(rules, structure.typeCode)?.vi ?? null),
    components: structure.components.map((component) => ({
      component: component.component,
      page: component.pieces[0]!.paragraph.page,
      text: textOf(component),
    })),
    findings: context.findings(),
    mendable: Object.fromEntries(context.findings().map(({ ruleId }) => [ruleId, context.mendable(ruleId)])),
  }
}

/**
 * Mends the formatting of a Word file; its letters stay, but for those of old encodings, which become Unicode.
 * @param of.only ids of the rules to mend; left out: all that a machine can
 * @param of.paragraph number of the one paragraph to mend them in; left out: wherever they stand
 * @returns the new file, the rules whose faults were mended (in that paragraph) and the findings that are left
 * @throws what `readDocument` throws, REGIMES_NO_RULE_SET
 */
export async function fixLayout(
  bytes: Uint8Array,
  of: LayoutWish & { only?: readonly string[]; paragraph?: number },
): Promise<{ bytes: Uint8Array; fixed: string[]; left: LayoutFinding[] }> {
  const only = of.only === undefined ? null : new Set(of.only)
  const paragraph = of.paragraph ?? null
  const { bytes: made, mended } = await mendDocx(bytes, (document) => judge(document, of), only, paragraph)
  const after = judge(await readDocument(made), of)
  return { bytes: made, fixed: mended.filter((ruleId) => !after.stands(ruleId, paragraph)), left: after.findings() }
}
