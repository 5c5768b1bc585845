/** What the parts of the plan share: content and rules, checked against each other. */
import { isOrganization } from '#engines/layout/recognise.ts'
import { mayLack } from '#engines/layout/rules/presence.ts'
import { legalLongDate } from '#engines/vn-text/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { LayoutComponent } from '#regimes/layout/index.ts'
import { numberFormat, numberText } from '#regimes/numbers.ts'
import type { Day, DocumentType } from '#regimes/types.ts'
import '../../errors.ts'
import type { AuthorityForm, OfficialDocument } from '../content.ts'
import type { Form } from '../form.ts'

export interface Facts {
  content: OfficialDocument
  form: Form
  type: DocumentType
  date: Day
  isLetter: boolean
}

export const POINTS_PER_MM = 72 / 25.4

/** Width of the text in points. */
export function textWidth(form: Form): number {
  const { widthMm, marginsMm } = form.setup()
  return (widthMm - marginsMm.left - marginsMm.right) * POINTS_PER_MM
}

/** Stops and spaces that authors put at the end of a line; the form puts its own. */
export const bare = (text: string): string => text.replace(/[\s.,;:/]+$/u, '')

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** The place of what is given later: wide enough for four digits, or two. */
export const blank = { number: '\u00a0'.repeat(10), day: '\u00a0'.repeat(5) } as const

/** `Số: 05/QĐ-UBND`; while a draft `Số:        /QĐ-UBND`. */
export function numberLine({ content, form }: Facts): string {
  const { label, minimumDigits, afterNumber } = numberFormat(form.rules)
  const number = content.number === null ? blank.number : numberText(content.number, minimumDigits)
  // the blank is a space of its own
  return `${content.number === null ? label.trimEnd() : label}${number}${afterNumber}${content.notation}`
}

/** `Sông Mây, ngày 05 tháng 01 năm 2026`; while a draft `ngày     tháng     năm 2026`. */
export function placeDate({ content, date }: Facts): string {
  const day =
    content.issued === null
      ? `ngày${blank.day}tháng${blank.day}năm ${date.slice(0, 4)}`
      : legalLongDate(content.issued)!
  return `${upperFirst(bare(content.place))}, ${day}`
}

/** Trích yếu as the form writes it: `V/v …` of a letter, `Về …` of the State, `về …` of the Party. */
export function subjectText({ content, form, isLetter }: Facts): string {
  const text = bare(content.subject ?? '').replace(/^[“"](.*)[”"]$/u, '$1')
  if (!isLetter) return form.isParty ? text.replace(/^V(?=ề(?!\p{L}))/u, 'v') : upperFirst(text)
  const own = text.replace(/^(?:v\s*\/\s*v|về\s+việc)(?!\p{L})[\s:.]*/iu, '')
  const word = form.wording('letter-subject')
  return `${form.isParty ? lowerFirst(word) : word} ${lowerPhrase(own)}`
}

/** The first letter of a phrase becomes small; that of a name (`Sở Nội vụ`, `Đảng ủy`) stays. */
const lowerPhrase = (text: string): string =>
  isOrganization(text) || /^(?:Đảng|Luật|Nghị định|Quốc|Chính phủ|Nhà nước)/u.test(text) || /^\S+\s+\p{Lu}/u.test(text)
    ? text
    : lowerFirst(text)

/** All issuing bodies in one line, the presiding one first. */
export const issuersText = ({ content }: Facts): string =>
  [content.issuer, ...content.coIssuers].map((name) => name.replace(/\n/g, ' ')).join(' - ')

/** `TM. ỦY BAN NHÂN DÂN`; @throws COMPOSE_AUTHORITY_UNKNOWN (the Party has no T/U) */
export function authorityLine({ form }: Facts, kind: AuthorityForm, of: string): string {
  const mark = form.wordings('authority').find((word) => word.replace(/\P{L}/gu, '') === kind)
  if (mark === undefined) throw new AppError('COMPOSE_AUTHORITY_UNKNOWN', { facts: { form: kind } })
  return `${mark} ${of}`
}

/** Does the type's model have the component? */
export const has = ({ type }: Facts, component: LayoutComponent): boolean => !mayLack(type.code, component)

/**
 * Holds the content against the rules before anything is set.
 * @throws COMPOSE_CONTENT_INVALID with a fault word for every field, COMPOSE_NOTATION_INVALID
 */
export function checkContent(facts: Facts): void {
  const { content, form, type, isLetter } = facts
  const fields: Record<string, string> = {}
  if (content.subject === null && (isLetter || has(facts, 'subject'))) fields['subject'] = 'required'
  if (content.addressees.length === 0 && ADDRESSED.has(type.code)) fields['addressees'] = 'required'
  if (content.bases.length === 0 && type.code === 'quyet-dinh') fields['bases'] = 'required'
  if (content.recipients === null && has(facts, 'recipients')) fields['recipients'] = 'required'
  if (form.isParty && content.recipients && content.recipients.archive === null)
    fields['recipients.archive'] = 'required'
  for (const [i, signer] of content.signers.entries()) {
    const isActing = signer.authority.at(-1)?.form === 'Q'
    if (signer.position === null && !isActing && has(facts, 'signer-position'))
      fields[`signers.${i}.position`] = 'required'
  }
  // every body of a joint document signs it
  if (content.coIssuers.length > 0 && content.signers.length !== content.coIssuers.length + 1)
    fields['signers'] = 'one_for_each_issuer'
  if (content.body.findIndex((block) => block.kind === 'closing') >= 0 && content.body.at(-1)!.kind !== 'closing')
    fields['body'] = 'closing_is_last'
  for (const [i, appendix] of content.appendices.entries()) {
    const isKnown = form.rules.documentTypes.some((row) => row.code === appendix.type)
    if (appendix.kind === 'regulation' && !isKnown) fields[`appendices.${i}.type`] = 'required'
  }
  if (Object.keys(fields).length > 0) throw new AppError('COMPOSE_CONTENT_INVALID', { fields })
  if (has(facts, 'number')) checkNotation(facts)
}

const ADDRESSED = new Set(['cong-van', 'to-trinh'])

function checkNotation({ content, form, isLetter }: Facts): void {
  const { label, afterNumber, pattern } = numberFormat(form.rules)
  const isRight = new RegExp(pattern, 'u').test(`${label}05${afterNumber}${content.notation}`)
  if (isRight && !(isLetter && !form.isParty && /^CV-/u.test(content.notation))) return
  throw new AppError('COMPOSE_NOTATION_INVALID', {
    facts: { notation: content.notation, example: form.isParty ? 'QĐ/TU' : isLetter ? 'UBND-VX' : 'QĐ-UBND' },
  })
}
