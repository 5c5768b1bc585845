/**
 * What the lower rooms tell, as this room reads it. Payloads are parsed: an event that does not fit fails its action,
 * so a change of shape is found by the first test and never by a missing task.
 */
import { z } from 'zod'
import { wayKinds } from './contract.ts'

const id = z.string()
const day = z.string().nullish()
const words = z.string().nullish()

const subject = z.object({
  documentId: id,
  symbol: z.string().nullish(),
  arrivalNumber: z.number().nullish(),
  subject: z.string(),
  urgency: z.number().default(0),
})

const given = z.object({
  id,
  role: z.enum(['lead', 'cooperate', 'inform']),
  postId: id.nullish(),
  unitId: id.nullish(),
  dueDate: day,
})
export type Given = z.output<typeof given>

/** Parts given back that this deals with. */
const answers = z.array(id).default([])

/** A change of rights on a record, of whatever kind. */
const change = {
  changeId: id,
  what: z.enum(['asked', 'set', 'confirmed', 'refused', 'withdrawn', 'ended']),
  reason: z.string().nullable(),
  fromPostId: id.nullable(),
  fromName: z.string(),
  toPostIds: z.array(id),
}

const toPost = subject.extend({
  answers,
  toPostId: id,
  fromPostId: id.nullish(),
  fromName: z.string(),
  words,
  dueDate: day,
})

export const payloads = {
  submitted: toPost,
  proposed: toPost,
  given: subject.extend({
    assignments: z.array(given),
    fromPostId: id.nullish(),
    fromName: z.string().default(''),
    words,
    /** Posts whose waiting for direction ends with this. */
    closes: z.array(id).default([]),
    /** Assignments that this direction takes back. */
    withdrawn: z.array(id).default([]),
    answers,
    /** The unit's own assignment that was passed on inside it. */
    parentId: id.nullish(),
    /** Opened again where nobody had worked on it: who gives directions. */
    toPostId: id.nullish(),
  }),
  assignment: subject.extend({
    assignmentId: id,
    role: z.string().nullish(),
    alsoDone: z.array(id).default([]),
    withdrawn: z.array(id).default([]),
    answers,
  }),
  sentBack: subject.extend({
    assignmentId: id,
    toPostId: id.nullish(),
    /** The giver's post is over: his unit stands in. */
    toUnitId: id.nullish(),
    fromPostId: id.nullish(),
    fromName: z.string(),
    reason: z.string(),
    withdrawn: z.array(id).default([]),
  }),
  extensionRequested: subject.extend({
    assignmentId: id,
    toPostId: id.nullish(),
    /** The giver's post is over: his unit stands in. */
    toUnitId: id.nullish(),
    fromPostId: id.nullish(),
    fromName: z.string(),
    until: z.string(),
    reason: z.string(),
  }),
  extensionDecided: subject.extend({
    assignmentId: id,
    isGranted: z.boolean(),
    until: day,
    fromName: z.string().nullish(),
    words,
  }),
  reminded: subject.extend({
    holders: z.array(z.object({ postId: id.nullish(), unitId: id.nullish() })),
    fromName: z.string(),
    words,
    dueDate: day,
  }),
  extended: subject.extend({ assignmentId: id, dueDate: z.string() }),
  subject,
  handedOver: z.object({ documentId: id, assignmentId: id.nullish(), toPostId: id.nullish() }),
  outgoingMoved: subject.extend({
    /** What is to do now; null: nothing. */
    kind: z.enum(wayKinds).nullable(),
    posts: z.array(id),
    units: z.array(id),
    fromPostId: id.nullish(),
    fromName: z.string(),
    words,
    dueDate: day,
    endedOpinions: z.array(id).default([]),
  }),
  outgoingChanged: subject.extend({ dueDate: day }),
  outgoingEnded: subject.extend({
    opinions: z.array(id).default([]),
    inside: z.array(z.object({ postId: id.nullish(), unitId: id.nullish() })).default([]),
    fromName: z.string().nullish(),
  }),
  opinionsAsked: subject.extend({
    opinions: z.array(z.object({ id, postId: id.nullish(), unitId: id.nullish() })),
    fromPostId: id.nullish(),
    fromName: z.string(),
    words,
    dueDate: day,
  }),
  opinionEnded: subject.extend({
    opinions: z.array(id),
    outcome: z.enum(['done', 'withdrawn']),
    toPostId: id.nullish(),
    fromName: z.string().nullish(),
  }),
  accessChanged: subject.extend(change),
  fileAccessChanged: z.object({ ...change, fileId: id, symbol: z.string(), title: z.string() }),
  postEnded: z.object({ postId: id, unitId: id.nullish(), successorPostId: id.nullish() }),
} as const

export type SubjectPayload = z.output<typeof subject>
