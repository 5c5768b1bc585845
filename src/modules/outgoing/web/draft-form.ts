/** The form of a draft: what is typed, what the server is asked, what is still missing; pure. */
import { ABBREVIATION } from '#modules/records/contract.ts'
import { isMailAddress, type OutgoingDetail, type PaperFields } from '../contract.ts'

export type Channel = NonNullable<PaperFields['recipients'][number]['channel']>

export interface RecipientLine {
  readonly organizationId: string | null
  readonly name: string
  readonly channel: Channel
  readonly address: string
  readonly copies: string
}

/** A body that issues the document too, as it is typed. */
export interface JointLine {
  readonly name: string
  readonly abbreviation: string
  readonly onBehalfOf: string
  readonly deputyOf: string
  readonly position: string
  readonly signer: string
}
export const emptyJoint: JointLine = {
  name: '',
  abbreviation: '',
  onBehalfOf: '',
  deputyOf: '',
  position: '',
  signer: '',
}

export interface DocumentRef {
  readonly id: string
  readonly name: string
}

export interface DraftForm {
  readonly typeCode: string
  readonly subject: string
  readonly urgency: number
  readonly notationUnit: string
  readonly mode: 'digital' | 'paper'
  /** Of a council or congress; empty: the book of the type. */
  readonly bookCode: string
  readonly jointWith: readonly JointLine[]
  readonly signerPost: string
  readonly authorityId: string
  readonly dueDate: string
  readonly description: string
  readonly recipients: readonly RecipientLine[]
  readonly repliesTo: readonly DocumentRef[]
  /** Marks of limited circulation, as they are printed; the form offers one, others that the record has are kept. */
  readonly circulation: readonly string[]
}

export const emptyDraft: DraftForm = {
  typeCode: '',
  subject: '',
  urgency: 0,
  notationUnit: '',
  mode: 'digital',
  bookCode: '',
  jointWith: [],
  signerPost: '',
  authorityId: '',
  dueDate: '',
  description: '',
  recipients: [],
  repliesTo: [],
  circulation: [],
}

/** A receiver as it is first chosen: bodies that work in this system get it here, those of another installation by their code, a name alone by post. */
export const newLine = (name: string, organizationId: string | null, code = ''): RecipientLine => ({
  organizationId,
  name,
  channel: code ? 'gateway' : organizationId ? 'local' : 'post',
  address: code,
  copies: '1',
})

/** Whom the address books offer, with the way by which they are written to first. */
export const knownLine = (one: {
  readonly organizationId: string | null
  readonly name: string
  readonly channel: Channel
  readonly address: string | null
}): RecipientLine => ({ ...one, address: one.address ?? '', copies: '1' })

const isSame = (one: RecipientLine, other: RecipientLine): boolean =>
  one.name === other.name ||
  (one.organizationId !== null && one.organizationId === other.organizationId) ||
  (one.address !== '' && one.channel === other.channel && one.address === other.address)

/** Receivers that are not among these yet. */
export const notYet = (lines: readonly RecipientLine[], more: readonly RecipientLine[]): readonly RecipientLine[] =>
  more.filter((one, i) => ![...lines, ...more.slice(0, i)].some((other) => isSame(one, other)))

/** What an incoming document gives to its answer. */
export interface ReplyFacts {
  readonly id: string
  readonly symbol: string | null
  readonly subject: string
  readonly issuerName: string
  readonly urgency: number
  readonly dueDate: string | null
}

export function draftForReply(facts: ReplyFacts, today: string): DraftForm {
  return {
    ...emptyDraft,
    urgency: facts.urgency,
    dueDate: facts.dueDate && facts.dueDate >= today ? facts.dueDate : '',
    recipients: [newLine(facts.issuerName, null)],
    repliesTo: [{ id: facts.id, name: [facts.symbol, facts.subject].filter(Boolean).join(' · ') }],
  }
}

/** What the server proposes for a document that follows an issued one. */
export function draftToFollow(fields: PaperFields): DraftForm {
  return {
    ...emptyDraft,
    typeCode: fields.typeCode,
    subject: fields.subject,
    mode: fields.mode,
    bookCode: fields.bookCode ?? '',
    jointWith: jointLines(fields.jointWith),
    signerPost: fields.signerPost ?? '',
    authorityId: fields.authorityId ?? '',
    circulation: fields.circulation,
    recipients: fields.recipients.map((one) => ({
      organizationId: one.organizationId ?? null,
      name: one.name,
      channel: one.channel,
      address: one.address ?? '',
      copies: String(one.copies),
    })),
  }
}

const jointLines = (bodies: PaperFields['jointWith']): readonly JointLine[] =>
  bodies.map((one) => ({
    ...one,
    onBehalfOf: one.onBehalfOf ?? '',
    deputyOf: one.deputyOf ?? '',
    signer: one.signer ?? '',
  }))

export function draftOf(document: OutgoingDetail): DraftForm {
  const { fields } = document
  return {
    ...emptyDraft,
    typeCode: fields.typeCode,
    subject: fields.subject,
    urgency: fields.urgency,
    notationUnit: fields.notationUnit ?? '',
    mode: fields.mode,
    bookCode: fields.bookCode ?? '',
    jointWith: jointLines(fields.jointWith),
    signerPost: fields.signerPost ?? '',
    authorityId: fields.authorityId ?? '',
    dueDate: fields.dueDate ?? '',
    description: fields.description ?? '',
    circulation: fields.circulation,
    recipients: document.dispatches.map((one) => ({
      organizationId: one.organizationId,
      name: one.name,
      channel: one.channel,
      address: one.address ?? '',
      copies: String(one.copies),
    })),
  }
}

const copiesOf = (text: string): number => Number(text.trim() || '1')

/** What is wrong, by the name of the field: a key of the texts `fault.*`. Signer and receivers may wait until it is submitted. */
export function faultsOf(form: DraftForm): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  if (!form.typeCode) faults['typeCode'] = 'type'
  if (!form.subject.trim()) faults['subject'] = 'subject'
  else if (form.subject.trim().length > 500) faults['subject'] = 'subjectLong'
  if (form.notationUnit && !/^[\p{Lu}\d&.]{1,10}$/u.test(form.notationUnit)) faults['notationUnit'] = 'notationUnit'
  for (const [i, one] of form.jointWith.entries()) {
    if (!one.name.trim() || !one.position.trim()) faults[`jointWith.${i}`] = 'joint'
    else if (!ABBREVIATION.test(one.abbreviation.trim())) faults[`jointWith.${i}`] = 'abbreviation'
  }
  for (const [i, line] of form.recipients.entries()) {
    const copies = copiesOf(line.copies)
    if (!Number.isInteger(copies) || copies < 1 || copies > 9999) faults[`recipients.${i}`] = 'copies'
    else if (line.channel === 'gateway' && !/^[\p{L}\d][\p{L}\d.-]{0,34}$/u.test(line.address.trim()))
      faults[`recipients.${i}`] = 'code'
    else if (line.channel === 'email' && !isMailAddress(line.address.trim())) faults[`recipients.${i}`] = 'email'
  }
  return faults
}

export function recipientsOf(form: Pick<DraftForm, 'recipients'>): PaperFields['recipients'] {
  return form.recipients.map((line) => ({
    organizationId: line.organizationId,
    name: line.name,
    channel: line.channel,
    address: line.address.trim() || null,
    copies: copiesOf(line.copies),
  }))
}

/** As the server is asked. */
export function fieldsOf(form: DraftForm): PaperFields {
  return {
    typeCode: form.typeCode,
    subject: form.subject.trim(),
    urgency: form.urgency,
    circulation: [...form.circulation],
    notationUnit: form.notationUnit || null,
    mode: form.mode,
    bookCode: form.bookCode || null,
    jointWith: form.jointWith.map((one) => ({
      name: one.name.trim(),
      abbreviation: one.abbreviation.trim(),
      onBehalfOf: one.onBehalfOf.trim() || null,
      deputyOf: one.deputyOf.trim() || null,
      position: one.position.trim(),
      signer: one.signer.trim() || null,
    })),
    signerPost: form.signerPost || null,
    authorityId: form.authorityId || null,
    dueDate: form.dueDate || null,
    description: form.description.trim() || null,
    recipients: recipientsOf(form),
  }
}
