/** Outgoing documents as they are asked for and shown: fields, rows, one document whole. Universal. */
import { z } from 'zod'
import { authorityForms } from '#modules/people/authority-contract.ts'
import { ABBREVIATION, boxSchema, componentSchema } from '#modules/records/contract.ts'
import { shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const outgoingStates = [
  'drafting',
  'content_check',
  'form_check',
  'approval',
  'approved',
  'numbered',
  'signed',
  'sealed',
  'issued',
  'abandoned',
  'recalled',
] as const
export const stateSchema = z.enum(outgoingStates)
export type OutgoingState = z.infer<typeof stateSchema>

/**
 * `local`: an organisation on this installation; `gateway`: one on another, by its code in `address`; `email`: to the address, where this
 * installation sends mail; `other`: some way noted by hand.
 */
export const channels = ['local', 'gateway', 'email', 'post', 'hand', 'other'] as const
/** How a document follows an issued one. */
export const followKinds = ['corrects', 'amends', 'replaces', 'annuls'] as const
export type FollowKind = (typeof followKinds)[number]
export const opinionAnswers = ['agree', 'agree-with-changes', 'disagree', 'no-opinion'] as const

/** An address that mail servers take. */
export const isMailAddress = (text: string): boolean => z.email().max(254).safeParse(text).success

export const recipientFields = z
  .object({
    /** An organisation of the directory; none: a name alone. */
    organizationId: shapes.id.nullish(),
    name: shapes.text(200),
    channel: z.enum(channels).default('post'),
    address: shapes.optionalText(200),
    copies: z.number().int().min(1).max(9999).default(1),
  })
  // A gateway carries to a code, not to a name.
  .refine((one) => one.channel !== 'gateway' || /^[\p{L}\d][\p{L}\d.-]{0,34}$/u.test(one.address ?? ''), {
    path: ['address'],
    message: 'code',
  })
  .refine((one) => one.channel !== 'email' || isMailAddress(one.address ?? ''), { path: ['address'], message: 'email' })

/** A body that issues a joint document with the office, and who signs it for that body, on paper. */
export const jointBody = z.object({
  name: shapes.text(200),
  abbreviation: z.string().regex(ABBREVIATION),
  /** `TM.`: the collective on whose behalf. */
  onBehalfOf: shapes.optionalText(100),
  /** `KT.`: the head for whom a deputy signs. */
  deputyOf: shapes.optionalText(100),
  position: shapes.text(100),
  signer: shapes.optionalText(50),
})
export type JointBody = z.output<typeof jointBody>

/** What the drafter says of the document; number and day come when it is signed. */
export const paperFields = z.object({
  typeCode: shapes.text(40),
  subject: shapes.text(500),
  urgency: z.number().int().min(0).max(3).default(0),
  circulation: z.array(z.string().max(100)).max(5).default([]),
  /** Field or drafting unit in the notation of a State official letter (`VX`); none: the unit’s own abbreviation. */
  notationUnit: z
    .string()
    .regex(/^[\p{Lu}\d&.]{1,10}$/u)
    .nullish(),
  mode: z.enum(['digital', 'paper']).default('digital'),
  /** A council's, board's or congress's book, which numbers it in its own series and prints its name; none: the book of its type. */
  bookCode: z.string().max(100).nullish(),
  /** Bodies that issue it together with the office, which presides (văn bản liên tịch). */
  jointWith: z.array(jointBody).max(5).default([]),
  signerPost: shapes.id.nullish(),
  authorityId: shapes.id.nullish(),
  dueDate: shapes.day.nullish(),
  description: shapes.optionalText(500),
  recipients: z.array(recipientFields).max(500).default([]),
})
export type PaperFields = z.infer<typeof paperFields>

export const rowSchema = z.object({
  id: shapes.id,
  state: stateSchema,
  mode: z.enum(['digital', 'paper']),
  typeName: z.string(),
  /** Number and notation; before the number is given, the notation alone stands in `notation`. */
  symbol: z.string().nullable(),
  notation: z.string().nullable(),
  issuedDate: z.string().nullable(),
  subject: z.string(),
  urgency: z.number(),
  draftingUnit: z.string().nullable(),
  drafter: z.string(),
  signer: z.string().nullable(),
  holder: z.string().nullable(),
  /** Of the drafter; once there is a number, the last day to issue (Đ18.1). */
  dueDate: shapes.day.nullable(),
  daysLeft: z.number().nullable(),
  mustIssue: z.boolean(),
  stateAt: shapes.instant,
  latestVersion: z.number(),
  isReturned: z.boolean(),
  version: z.number(),
})
export type OutgoingRow = z.infer<typeof rowSchema>

export const findingSchema = z.object({
  ruleId: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  component: z.string(),
  aspect: z.string(),
  page: z.number().nullable(),
  paragraph: z.number().nullable(),
  expected: z.string(),
  found: z.string(),
  legalRef: z.string(),
  fixable: z.boolean(),
  /** Paragraphs in which a machine can mend it one by one; left out by checks made before they were told. */
  places: z.array(z.number()).optional(),
  /** The finding as a clerk understands it. */
  sentence: z.object({ vi: z.string(), en: z.string() }),
})
export type FormFinding = z.infer<typeof findingSchema>

export const markSchema = z.object({ page: z.number().int().min(1), box: boxSchema, words: shapes.text(500) })

export const versionSchema = z.object({
  no: z.number(),
  origin: z.enum(['file', 'content', 'fixed']),
  fromNo: z.number().nullable(),
  /** The uploaded file; null for content written here. */
  component: componentSchema.nullable(),
  pdf: componentSchema.nullable(),
  errors: z.number().nullable(),
  warnings: z.number().nullable(),
  /** Why the form was not checked, when it was not. */
  checkFault: z.string().nullable(),
  note: z.string().nullable(),
  at: shapes.instant,
  byName: z.string(),
  byTitle: z.string().nullable(),
})
export type DraftVersion = z.infer<typeof versionSchema>

export const verdictSchema = z.object({
  id: shapes.id,
  versionNo: z.number(),
  kind: z.enum(['content', 'form', 'approval']),
  outcome: z.enum(['passed', 'returned', 'voided']),
  words: z.string().nullable(),
  marks: z.array(markSchema),
  at: shapes.instant,
  byName: z.string(),
  byTitle: z.string().nullable(),
})

export const opinionSchema = z.object({
  id: shapes.id,
  versionNo: z.number(),
  postId: shapes.id.nullable(),
  unitId: shapes.id.nullable(),
  name: z.string(),
  title: z.string().nullable(),
  question: z.string().nullable(),
  dueDate: shapes.day.nullable(),
  state: z.enum(['asked', 'answered', 'withdrawn']),
  answer: z.enum(opinionAnswers).nullable(),
  words: z.string().nullable(),
  reply: z.string().nullable(),
  askedAt: shapes.instant,
  askedBy: z.string(),
  answeredAt: shapes.instant.nullable(),
  answeredBy: z.string().nullable(),
  isMine: z.boolean(),
  version: z.number(),
})
export type Opinion = z.infer<typeof opinionSchema>

/** How far a copy is that goes through a gateway: on its way, then as the receiver says it is. */
export const gatewayStates = [
  'waiting',
  'dead',
  'dropped',
  'sent',
  'delivered',
  'registered',
  'assigned',
  'handled',
  'completed',
  'returned',
  'recalled',
  'failed',
] as const

export const dispatchSchema = z.object({
  id: shapes.id,
  organizationId: shapes.id.nullable(),
  name: z.string(),
  channel: z.enum(channels),
  address: z.string().nullable(),
  copies: z.number(),
  state: z.enum(['planned', 'sent', 'received', 'failed', 'recalled']),
  sentAt: shapes.instant.nullable(),
  receivedAt: shapes.instant.nullable(),
  receipt: z.string().nullable(),
  fault: z.string().nullable(),
  /** Null: not by gateway, or not on its way yet. */
  gateway: z.object({ state: z.enum(gatewayStates), words: z.string().nullable(), tries: z.number() }).nullable(),
  version: z.number(),
})

/** What this actor may do now with this document: the screen shows these and invents none. */
export const abilities = [
  'change',
  'addVersion',
  'submit',
  'withdraw',
  'abandon',
  'askOpinions',
  'answerOpinion',
  'checkContent',
  'checkForm',
  'approve',
  'sendBack',
  'sign',
  'numberOnPaper',
  'seal',
  'issue',
  'recall',
  'addScan',
  'confirmReceipt',
  'follow',
] as const
export const abilitySchema = z.enum(abilities)
export type Ability = (typeof abilities)[number]

export const detailSchema = rowSchema.extend({
  fields: z.object({
    typeCode: z.string(),
    subject: z.string(),
    urgency: z.number(),
    circulation: z.array(z.string()),
    notationUnit: z.string().nullable(),
    mode: z.enum(['digital', 'paper']),
    bookCode: z.string().nullable(),
    jointWith: z.array(jointBody),
    signerPost: shapes.id.nullable(),
    authorityId: shapes.id.nullable(),
    dueDate: shapes.day.nullable(),
    description: z.string().nullable(),
  }),
  place: z.string().nullable(),
  issuer: z.string(),
  signerBlock: z.object({ authority: authorityForms, position: z.string().nullable(), name: z.string() }).nullable(),
  returnedWords: z.string().nullable(),
  approvedVersion: z.number().nullable(),
  /** Where its number stands, or the book chosen by name that it will be numbered in. */
  book: z.object({ title: z.string() }).nullable(),
  versions: z.array(versionSchema),
  attachments: z.array(componentSchema),
  /** Files that wait for the screen, or were refused by it. */
  waitingFiles: z.array(
    z.object({
      id: shapes.id,
      state: z.enum(['screening', 'failed', 'refused']),
      words: z.record(z.string(), z.string()).nullable(),
    }),
  ),
  /** What is issued: the PDF before signatures, with the person’s, with both. */
  rendered: componentSchema.nullable(),
  signed: componentSchema.nullable(),
  sealed: componentSchema.nullable(),
  /** The issued file with all that proves its signatures and an archive timestamp: the one to keep. */
  lasting: componentSchema.nullable(),
  verdicts: z.array(verdictSchema),
  opinions: z.array(opinionSchema),
  dispatches: z.array(dispatchSchema),
  steps: z.array(
    z.object({
      id: shapes.id,
      kind: z.string(),
      versionNo: z.number().nullable(),
      at: shapes.instant,
      byName: z.string(),
      byTitle: z.string().nullable(),
      words: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  relations: z.array(
    z.object({
      documentId: shapes.id,
      kind: z.string(),
      direction: z.enum(['from', 'to']),
      symbol: z.string().nullable(),
      subject: z.string(),
    }),
  ),
  /** Later documents, issued, that correct, amend, replace or annul this one. */
  followers: z.array(
    z.object({
      kind: z.enum(followKinds),
      documentId: shapes.id,
      symbol: z.string().nullable(),
      subject: z.string(),
      issuedDate: z.string().nullable(),
    }),
  ),
  result: z.string().nullable(),
  abilities: z.array(abilitySchema),
})
export type OutgoingDetail = z.infer<typeof detailSchema>
