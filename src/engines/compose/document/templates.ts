/** Starting documents of every type (NĐ 30/2020 PL III; 36-HD/VPTW, 05-HD/VPTW): skeleton texts with gaps. Universal. */
import { type OfficialDocument, type OfficialDocumentInput, officialDocumentSchema } from './content.ts'
import { GAP, type Part, type TemplateFacts, type TemplateType } from './templates/facts.ts'
import { partyPart } from './templates/party.ts'
import { sharedPart } from './templates/shared.ts'
import { statePart } from './templates/state.ts'

export type { TemplateFacts, TemplateType } from './templates/facts.ts'

/**
 * A document to start from: the skeleton of its type for a body, its gaps as dots, number, day and names of signers blank.
 * @param type row of the regime's document types
 */
export function documentTemplate(type: TemplateType, facts: TemplateFacts): OfficialDocument {
  const part: Part =
    sharedPart(type, facts) ?? (facts.regime === 'party' ? partyPart(type, facts) : statePart(type, facts))
  const whole: OfficialDocumentInput = {
    version: 1,
    type: type.code,
    superior: facts.superior,
    issuer: facts.issuer,
    notation: notationOf(type, facts),
    number: null,
    place: facts.place,
    issued: null,
    subject: `Về việc ${GAP}`,
    recipients: { lines: [GAP], archive: facts.unit },
    signers: [
      {
        authority: facts.collective === null ? [] : [{ form: 'TM', of: facts.collective }],
        position: facts.head,
        name: null,
      },
    ],
    ...part,
  }
  return officialDocumentSchema.parse(whole)
}

/** `QĐ-UBND`, `UBND-VX` of a State letter, `QĐ/TU`. Where the law gives no abbreviation, the type's initials. */
function notationOf({ code, vi, abbreviation }: TemplateType, facts: TemplateFacts): string {
  const initials = vi
    .split(' ')
    // `Dự án`: DA; đ is a letter of its own
    .map((word) => word.charAt(0).normalize('NFD').charAt(0).toLocaleUpperCase('vi'))
    .join('')
  if (facts.regime === 'party') return `${abbreviation ?? initials}/${facts.abbreviation}`
  return code === 'cong-van'
    ? `${facts.abbreviation}-${facts.unit}`
    : `${abbreviation ?? initials}-${facts.abbreviation}`
}
