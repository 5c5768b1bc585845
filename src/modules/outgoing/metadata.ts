/** What the drafter says of a document as the record keeps it: type, notation, issuer, place, signer. */
import { organizationOf, resolvePost, rulesOf, unitsOf } from '#modules/people/index.ts'
import type { DocumentFields } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { DocumentType, RuleSet } from '#regimes/index.ts'
import { signerFor } from './authority.ts'
import type { PaperFields } from './contract-shapes.ts'
import { issuerOf } from './issuer.ts'
import { refuseWays } from './mailing.ts'
import { labelOf, notationParts } from './rules.ts'
import type { SignerChoice } from './store.ts'
import type { NewDispatch } from './store-way.ts'

export interface Described {
  readonly rules: RuleSet
  readonly type: DocumentType
  readonly fields: DocumentFields
  readonly signer: SignerChoice | null
  readonly notationUnit: string | null
}

/** Types that this regime's bodies draft, number and issue; copies are made of documents and never drafted. */
export function issuedTypes(rules: RuleSet): DocumentType[] {
  return rules.documentTypes.filter((type) => type.isIssued && type.group !== 'copy')
}

/**
 * The record's metadata from what the drafter said; number and day stay as they are.
 * @param unitId drafting unit: its abbreviation stands in the notation of an official letter
 * @throws AppError OUTGOING_TYPE_UNKNOWN, OUTGOING_BOOK_UNKNOWN, OUTGOING_NO_NOTATION, OUTGOING_NO_AUTHORITY, OUTGOING_MAIL_CLOSED,
 * OUTGOING_MARK_LIMITED
 */
export async function describe(
  ctx: ReadContext,
  input: PaperFields,
  of: { unitId: string | null; number?: string | null; issuedDate?: string | null },
): Promise<Described> {
  const { organizationId } = ctx.actor
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  await refuseWays(ctx, input.circulation, input.recipients)
  const type = issuedTypes(rules).find((one) => one.code === input.typeCode)
  if (!type) throw new AppError('OUTGOING_TYPE_UNKNOWN')
  if (input.jointWith.length > 0 && input.mode !== 'paper') throw new AppError('OUTGOING_JOINT_ON_PAPER')
  const organization = await organizationOf(ctx.tx, organizationId)
  const issuer = await issuerOf(ctx, rules, type, { bookCode: input.bookCode ?? null, jointWith: input.jointWith })
  const units = of.unitId ? await unitsOf(ctx.tx, organizationId, ctx.today) : []
  const notationUnit = input.notationUnit ?? units.find((unit) => unit.id === of.unitId)?.abbreviation ?? null
  const parts = notationParts(type, issuer.abbreviation, notationUnit, ctx.today)
  const notation = labelOf(rules, parts, 1).codeNotation
  if (notation.length > 30) throw new AppError('OUTGOING_NOTATION_LONG', { facts: { notation } })
  const signer = input.signerPost
    ? await signerFor(ctx, type.code, {
        postId: input.signerPost,
        authorityId: input.authorityId ?? null,
        name: (await resolvePost(ctx.tx, null, input.signerPost, ctx.today))?.fullName ?? null,
      })
    : null
  return {
    rules,
    type,
    signer,
    notationUnit: input.notationUnit ?? null,
    fields: {
      typeCode: type.code,
      typeName: type.vi,
      codeNumber: of.number ?? null,
      codeNotation: notation,
      issuedDate: of.issuedDate ?? null,
      place: organization?.place ?? null,
      issuerName: issuer.name,
      issuerOrganId: organization?.organId ?? null,
      subject: input.subject,
      description: input.description ?? null,
      signerName: signer?.block.name.slice(0, 50) ?? null,
      signerPosition: signer?.title.slice(0, 100) ?? null,
      urgency: input.urgency,
      circulation: input.circulation,
      toPlaces: toPlaces(input.recipients),
    },
  }
}

/** Receivers in one line, as the register shows them (PL VI: at most 1000 characters). */
export function toPlaces(recipients: readonly { name: string }[]): string | null {
  const text = recipients.map((one) => one.name).join('; ')
  return text === '' ? null : text.length <= 1000 ? text : `${text.slice(0, 999)}…`
}

export function dispatchRows(recipients: PaperFields['recipients']): NewDispatch[] {
  return recipients.map((one) => ({
    id: newId(),
    recipientId: one.organizationId ?? null,
    recipient: one.name,
    channel: one.channel,
    address: one.address ?? null,
    copies: one.copies,
  }))
}
