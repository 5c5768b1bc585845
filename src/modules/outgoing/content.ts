/** Drafts written in the product: what the drafter writes, and the official document that the paper's own facts make of it. */

import { type OfficialDocument, officialDocumentSchema, type Signer } from '#engines/compose/document/content.ts'
import { documentTemplate } from '#engines/compose/document/templates.ts'
import { type ComposedDocument, composeDocument } from '#engines/compose/index.ts'
import { formRulesOf, organizationOf, rulesOf, unitsOf } from '#modules/people/index.ts'
import { namedBooksOf } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { documentType, type RuleSet } from '#regimes/index.ts'
import type { FormRules } from '#regimes/layout/index.ts'
import type { JointBody } from './contract-shapes.ts'
import type { Facts } from './facts.ts'
import { contentOfFollower, followedBy } from './following.ts'
import type { PaperRow } from './store.ts'
import { dispatchesOf } from './store-way.ts'

/**
 * What the drafter writes. Head, number line, signature block and receivers come from the paper, the organisation and the signing
 * authority.
 */
export const draftContentSchema = officialDocumentSchema.pick({
  superior: true,
  addressees: true,
  decides: true,
  bases: true,
  body: true,
  appendices: true,
  contact: true,
  drafter: true,
})
export type DraftContent = ReturnType<typeof draftContentSchema.parse>

/** @throws AppError OUTGOING_CONTENT_INVALID naming the first place that is wrong */
export function readContent(raw: unknown): DraftContent {
  const read = draftContentSchema.safeParse(raw)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new AppError('OUTGOING_CONTENT_INVALID', {
    facts: { where: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() },
  })
}

/** The office that keeps the archive copy, as the last receivers' line names it: the drafting unit (State), the office (Party). */
function archiveOf(
  rules: RuleSet,
  organization: string,
  unit: { name: string; abbreviation: string | null } | null,
): string {
  if (rules.regime === 'party') return `Văn phòng ${organization}`
  return unit?.abbreviation ?? unit?.name ?? 'VP'
}

/** Bodies that carry no superior over their name: committees and councils of a locality name it themselves (NĐ 30/2020 PL I.II.2). */
const STANDS_ALONE = /^(ủy ban nhân dân|hội đồng nhân dân)/iu

/** Whose name stands at the head and what stands over it: the office's, or a council's whose book was chosen (PL I.II.2). */
async function headOf(ctx: ReadContext, facts: Facts): Promise<{ issuer: string; above: string | null }> {
  const { organizationId } = ctx.actor
  const organization = (await organizationOf(ctx.tx, organizationId))!
  const code = facts.paper.book_code
  const [named] = code ? await namedBooksOf(ctx.tx, organizationId, code) : []
  if (named) return { issuer: named.issuer.name, above: named.issuer.above }
  const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
  return { issuer: organization.name, above: STANDS_ALONE.test(organization.name) ? null : (parent?.name ?? null) }
}

/** In a joint document the position names its body where no line over it does (NĐ 30/2020 PL I.II.7b). */
function ownSigner(paper: PaperRow, issuer: string): Signer {
  if (!paper.signer) return { authority: [], position: 'Người ký', name: null }
  const { authority, position, name } = paper.signer
  const isBare = paper.joint_with.length > 0 && authority.length === 0 && position !== null
  return { authority: [...authority], position: isBare ? `${position} ${issuer}` : position, name }
}

const jointSigner = ({ onBehalfOf, deputyOf, position, signer }: JointBody): Signer => ({
  authority: [
    ...(onBehalfOf ? [{ form: 'TM' as const, of: onBehalfOf }] : []),
    ...(deputyOf ? [{ form: 'KT' as const, of: deputyOf }] : []),
  ],
  position,
  name: signer ?? null,
})

/** All that composing needs. */
export interface Official {
  readonly official: OfficialDocument
  /** The organisation's rules of form on that day. */
  readonly rules: FormRules
  readonly day: string
  readonly createdAt: string
}

/** The document as it will stand: number and day blank while it has none. */
export async function officialOf(ctx: ReadContext, facts: Facts, content: DraftContent): Promise<Official> {
  const { organizationId } = ctx.actor
  const { paper, document } = facts
  const day = paper.numbered_on ?? ctx.today
  const rules = await formRulesOf(ctx.tx, organizationId, day)
  const organization = (await organizationOf(ctx.tx, organizationId))!
  const head = await headOf(ctx, facts)
  const unit = (await unitsOf(ctx.tx, organizationId, ctx.today)).find((one) => one.id === paper.drafting_unit_id)
  const recipients = await dispatchesOf(ctx.tx, organizationId, paper.document_id)
  const urgency = rules.urgencies.find((row) => row.level === document.urgency)?.code ?? 'normal'
  // A letter is addressed to whom it goes to, unless its writer says otherwise.
  const isAddressed = document.typeCode === 'cong-van' || document.typeCode === 'to-trinh'
  const addressees =
    content.addressees.length > 0 || !isAddressed
      ? content.addressees
      : recipients.map((one) => one.recipient).slice(0, 20)
  const official = officialDocumentSchema.parse({
    ...content,
    addressees,
    version: 1,
    type: documentType(rules, document.typeCode ?? '')?.code ?? document.typeCode,
    superior: content.superior ?? (paper.joint_with.length > 0 ? null : head.above),
    issuer: head.issuer,
    coIssuers: paper.joint_with.map((one) => one.name),
    notation: document.codeNotation,
    number: paper.number,
    place: organization.place ?? organization.name,
    issued: paper.numbered_on,
    subject: document.subject,
    urgency,
    // What the regime has no mark for stays a fact of the record and is not printed.
    circulation:
      rules.circulationMarks.find((one) => !one.isSecretOnly && document.circulation?.includes(one.vi))?.id ?? null,
    signers: [ownSigner(paper, head.issuer), ...paper.joint_with.map(jointSigner)],
    recipients: {
      lines: [...new Set(recipients.map((one) => one.recipient).filter((name) => !addressees.includes(name)))],
      archive: archiveOf(rules, organization.shortName ?? organization.name, unit ?? null),
      archiveCopies: null,
    },
  })
  return { official, rules, day, createdAt: paper.created_at.toISOString() }
}

/** A draft's Word file and pages. Computes for a while: not inside a transaction. */
export function compose({ official, rules, day, createdAt }: Official): Promise<ComposedDocument> {
  return composeDocument(official, { regime: rules.regime, date: day, createdAt, rules })
}

/** Text to begin with: the skeleton of the document's type, its gaps as dots (NĐ 30/2020 PL III; 36-HD, 05-HD/VPTW). */
export async function templateFor(ctx: ReadContext, facts: Facts): Promise<DraftContent> {
  const { organizationId } = ctx.actor
  const { paper, document } = facts
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  const organization = (await organizationOf(ctx.tx, organizationId))!
  const units = await unitsOf(ctx.tx, organizationId, ctx.today)
  const unit = units.find((one) => one.id === paper.drafting_unit_id) ?? null
  const type = documentType(rules, document.typeCode ?? '')
  if (!type) throw new AppError('OUTGOING_TYPE_UNKNOWN')
  const whole = documentTemplate(type, {
    regime: rules.regime,
    superior: null,
    issuer: document.issuerName,
    abbreviation: organization.abbreviation ?? 'CQ',
    place: organization.place ?? organization.name,
    collective: paper.signer?.authority.find((one) => one.form === 'TM')?.of ?? null,
    head: paper.signer?.position ?? 'Thủ trưởng cơ quan',
    unit: archiveOf(rules, organization.shortName ?? organization.name, unit),
  })
  const { addressees, decides, bases, body, appendices } = whole
  const recipients = await dispatchesOf(ctx.tx, organizationId, paper.document_id)
  const known = recipients.map((one) => one.recipient).slice(0, 20)
  const template = draftContentSchema.parse({
    superior: null,
    addressees: addressees.length > 0 && known.length > 0 ? known : addressees,
    decides,
    bases,
    body,
    appendices,
  })
  const follows = await followedBy(ctx, paper.document_id)
  return follows ? draftContentSchema.parse(contentOfFollower(template, follows)) : template
}

/** Gaps of a template that nobody has filled yet. */
export function gapsLeft(content: unknown): number {
  return JSON.stringify(content).match(/…{2,}/gu)?.length ?? 0
}
