/** From content to a sheet: every measure and every fixed word by the rules of the regime on the day. */
import { AppError } from '#platform/errors/index.ts'
import { formRules } from '#regimes/layout/index.ts'
import { type OfficialDocumentInput, officialDocumentSchema } from '../content.ts'
import { Form } from '../form.ts'
import type { Item, Sheets } from '../sheet.ts'
import type { ComposeWish } from '../types.ts'
import { planAttached } from './attached.ts'
import { closeText, planAddressees, planBases, planBlocks } from './body.ts'
import { checkContent, type Facts, issuersText, subjectText } from './facts.ts'
import { planHead, planTitle } from './head.ts'
import { planTail } from './tail.ts'

/** @throws COMPOSE_CONTENT_INVALID, COMPOSE_TYPE_UNKNOWN, COMPOSE_NOTATION_INVALID, COMPOSE_AUTHORITY_UNKNOWN, COMPOSE_MARK_UNKNOWN, REGIMES_NO_RULE_SET */
export function planDocument(given: OfficialDocumentInput, wish: ComposeWish): Sheets {
  const facts = factsOf(given, wish)
  const { content, form, type } = facts
  checkContent(facts)
  const blocks = planBlocks(facts, content.body, 'body')
  closeText(blocks, form.wording('end-mark'), form)
  const items: Item[] = [...planTitle(facts), ...planAddressees(facts), ...planBases(facts), ...blocks]
  const contact =
    content.contact === null
      ? null
      : form.para('contact', '', content.contact, { align: 'center', sizePt: CONTACT_SIZE })
  const setup = form.setup()
  return {
    title: [type.vi, content.subject === null ? '' : subjectText(facts)].filter(Boolean).join(' – '),
    author: issuersText(facts),
    page: setup,
    sheets: [
      { head: planHead(facts), items, tail: planTail(facts), contact, isLandscape: false },
      ...planAttached(facts),
    ],
  }
}

/** Address and telephone: 11–12 (NĐ 30/2020 PL I.II.13). */
const CONTACT_SIZE = 11

function factsOf(given: OfficialDocumentInput, wish: ComposeWish): Facts {
  const parsed = officialDocumentSchema.safeParse(given)
  if (!parsed.success) {
    const fields: Record<string, string> = {}
    for (const issue of parsed.error.issues)
      fields[issue.path.join('.') || '_'] ??= issue.code === 'custom' ? issue.message : issue.code
    throw new AppError('COMPOSE_CONTENT_INVALID', { fields })
  }
  const rules = wish.rules ?? formRules(wish.regime, wish.date)
  const content = parsed.data
  const type = rules.documentTypes.find((row) => row.code === content.type)
  if (!type || type.group === 'copy' || type.group === 'legal')
    throw new AppError('COMPOSE_TYPE_UNKNOWN', { facts: { type: content.type } })
  return { content, form: new Form(rules), type, date: content.issued ?? wish.date, isLetter: type.code === 'cong-van' }
}
