/** Keeps the projection: inline, in the transaction of the event, a few bounded statements each. */
import { settleAccess } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { Subscriber } from '#platform/events/index.ts'
import { taskKinds } from './contract.ts'
import { type Given, payloads, type SubjectPayload } from './events.ts'
import { tell } from './notices.ts'
import { on } from './on.ts'
import { outgoingSubscribers } from './outgoing.ts'
import * as store from './store.ts'

const subjectOf = (payload: SubjectPayload): store.Subject => ({
  type: 'incoming',
  id: payload.documentId,
  symbol: payload.symbol ?? null,
  subject: payload.subject,
  urgency: payload.urgency,
})

/** What ends with the document's own way; a change of rights is decided all the same. */
const WORK = taskKinds.filter((kind) => kind !== 'confirm-access')

const KIND = { lead: 'handle', cooperate: 'cooperate', inform: 'inform' } as const

function holderOf(one: Pick<Given, 'postId' | 'unitId'>): store.Holder | null {
  if (one.postId) return { kind: 'post', id: one.postId }
  return one.unitId ? { kind: 'unit', id: one.unitId } : null
}

/** A change of rights stands on the desk of everybody who may confirm it, until one of them has (PL VI III.3c). */
function putBefore(
  { tx, actor, now }: ActionContext,
  subject: store.Subject,
  change: Pick<
    ReturnType<(typeof payloads)['accessChanged']['parse']>,
    'changeId' | 'what' | 'reason' | 'fromPostId' | 'fromName' | 'toPostIds'
  >,
): void {
  if (change.what !== 'ended')
    store.endTasks(tx, actor.organizationId, subject.id, change.what === 'withdrawn' ? 'withdrawn' : 'done', now, {
      kinds: ['confirm-access'],
    })
  const tasks = change.toPostIds.map(
    (postId): store.NewTask => ({
      source: store.accessSource(change.changeId, postId),
      kind: 'confirm-access',
      assignmentId: null,
      holder: { kind: 'post', id: postId },
      fromPostId: change.fromPostId,
      fromName: change.fromName,
      words: change.reason,
      dueDate: null,
    }),
  )
  store.openTasks(tx, actor.organizationId, subject, tasks, now)
}

/** What came back is dealt with: given again, submitted, or finished by whoever it came back to. */
const endAnswered = (ctx: ActionContext, payload: { documentId: string; answers: string[] }): void =>
  store.endTasks(ctx.tx, ctx.actor.organizationId, payload.documentId, 'done', ctx.now, {
    kinds: ['received-back'],
    assignmentIds: payload.answers,
  })

/** Who hears what comes back: the giver, or his unit where his post is over. */
const giverOf = (payload: { toPostId?: string | null | undefined; toUnitId?: string | null | undefined }) =>
  holderOf({ postId: payload.toPostId, unitId: payload.toUnitId })

/** Submitted or proposed to a leader: one direct-task, whoever had it before. */
async function openDirect(
  ctx: ActionContext,
  payload: ReturnType<(typeof payloads)['submitted']['parse']>,
): Promise<void> {
  const { tx, actor, now } = ctx
  store.endTasks(tx, actor.organizationId, payload.documentId, 'done', now, {
    kinds: ['direct'],
  })
  endAnswered(ctx, payload)
  const task: store.NewTask = {
    source: store.directSource(payload.documentId, payload.toPostId),
    kind: 'direct',
    assignmentId: null,
    holder: { kind: 'post', id: payload.toPostId },
    fromPostId: payload.fromPostId ?? actor.postId,
    fromName: payload.fromName,
    words: payload.words ?? null,
    dueDate: payload.dueDate ?? null,
  }
  store.openTasks(tx, actor.organizationId, subjectOf(payload), [task], now)
  await tell(ctx, 'submitted', payload, [task.holder], { fromName: payload.fromName })
}

/** Directed, assigned or opened again: a task for every assignment; what it answers is done. */
async function openAssignments(
  ctx: ActionContext,
  payload: ReturnType<(typeof payloads)['given']['parse']>,
): Promise<void> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const fromPostId = payload.fromPostId ?? actor.postId
  if (payload.closes.length > 0)
    store.endTasks(tx, organizationId, payload.documentId, 'done', now, {
      kinds: ['direct'],
      postIds: payload.closes,
    })
  endAnswered(ctx, payload)
  if (payload.withdrawn.length > 0)
    store.endTasks(tx, organizationId, payload.documentId, 'withdrawn', now, { assignmentIds: payload.withdrawn })
  if (payload.parentId) store.markPassedOn(tx, organizationId, payload.parentId, now)
  const tasks = payload.assignments.flatMap((one): store.NewTask[] => {
    const holder = holderOf(one)
    if (!holder) return []
    return [
      {
        source: store.assignmentSource(one.id),
        kind: KIND[one.role],
        assignmentId: one.id,
        holder,
        fromPostId,
        fromName: payload.fromName,
        words: payload.words ?? null,
        dueDate: one.dueDate ?? null,
      },
    ]
  })
  store.openTasks(tx, organizationId, subjectOf(payload), tasks, now)
  await tell(
    ctx,
    'assigned',
    payload,
    tasks.map((task) => task.holder),
    { fromName: payload.fromName },
  )
}

export const subscribers: readonly Subscriber[] = [
  on('incoming.submitted', payloads.submitted, openDirect),
  on('incoming.proposed', payloads.proposed, openDirect),
  on('incoming.directed', payloads.given, openAssignments),
  on('incoming.assigned', payloads.given, openAssignments),
  on('incoming.reopened', payloads.given, async (ctx, payload) => {
    if (payload.assignments.length > 0) await openAssignments(ctx, payload)
    else if (payload.toPostId) await openDirect(ctx, { ...payload, toPostId: payload.toPostId, dueDate: null })
  }),

  on('incoming.received', payloads.assignment, ({ tx, actor, now }, { assignmentId }) =>
    store.markReceived(tx, actor.organizationId, assignmentId, now),
  ),

  on('incoming.part-done', payloads.assignment, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const { assignmentId, alsoDone, withdrawn, documentId } = payload
    const end = (state: 'done' | 'withdrawn', assignmentIds: string[]) =>
      store.endTasks(tx, actor.organizationId, documentId, state, now, { assignmentIds })
    end('done', [assignmentId, ...alsoDone])
    end('withdrawn', withdrawn)
    endAnswered(ctx, payload)
  }),

  on('incoming.completed', payloads.subject, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const givers = await store.giversOf(tx, organizationId, payload.documentId)
    store.endTasks(tx, organizationId, payload.documentId, 'done', now, {
      kinds: ['direct', 'handle', 'decide-extension', 'received-back'],
    })
    // The lead finished all the same: what others had still to add is not asked for any more. For information stays.
    store.endTasks(tx, organizationId, payload.documentId, 'withdrawn', now, { kinds: ['cooperate'] })
    await tell(ctx, 'completed', payload, givers, { fromName: actor.name })
  }),

  on('incoming.sent-back', payloads.sentBack, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    store.endTasks(tx, organizationId, payload.documentId, 'withdrawn', now, {
      assignmentIds: [payload.assignmentId, ...payload.withdrawn],
    })
    const holder = giverOf(payload)
    if (!holder) return
    const task: store.NewTask = {
      source: store.backSource(payload.assignmentId),
      kind: 'received-back',
      assignmentId: payload.assignmentId,
      holder,
      fromPostId: payload.fromPostId ?? actor.postId,
      fromName: payload.fromName,
      words: payload.reason,
      dueDate: null,
    }
    store.openTasks(tx, organizationId, subjectOf(payload), [task], now)
    await tell(ctx, 'sent-back', payload, [task.holder], { fromName: payload.fromName })
  }),

  on('incoming.extension-requested', payloads.extensionRequested, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const holder = giverOf(payload)
    if (!holder) return
    const task: store.NewTask = {
      source: store.extensionSource(payload.assignmentId),
      kind: 'decide-extension',
      assignmentId: payload.assignmentId,
      holder,
      fromPostId: payload.fromPostId ?? actor.postId,
      fromName: payload.fromName,
      words: payload.reason,
      dueDate: null,
    }
    store.openTasks(tx, actor.organizationId, subjectOf(payload), [task], now)
    await tell(ctx, 'extension-requested', payload, [task.holder], {
      fromName: payload.fromName,
      day: payload.until,
    })
  }),

  on('incoming.extension-decided', payloads.extensionDecided, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    store.endTasks(tx, organizationId, payload.documentId, 'done', now, {
      kinds: ['decide-extension'],
      assignmentIds: [payload.assignmentId],
    })
    if (payload.isGranted && payload.until) store.moveDue(tx, organizationId, payload.assignmentId, payload.until)
    const holder = await store.holderOf(tx, organizationId, payload.assignmentId)
    await tell(ctx, payload.isGranted ? 'extension-granted' : 'extension-refused', payload, holder ? [holder] : [], {
      fromName: payload.fromName ?? actor.name,
      day: payload.until ?? null,
    })
  }),

  // No task: the holder has one already. The bell says who urges and with what words.
  on('incoming.reminded', payloads.reminded, async (ctx, payload) => {
    const holders = payload.holders.flatMap((one) => holderOf(one) ?? [])
    await tell(ctx, payload.words ? 'reminded-with-words' : 'reminded', payload, holders, {
      fromName: payload.fromName,
      words: payload.words ?? null,
    })
  }),

  on('incoming.extended', payloads.extended, ({ tx, actor }, { assignmentId, dueDate }) =>
    store.moveDue(tx, actor.organizationId, assignmentId, dueDate),
  ),

  on('incoming.corrected', payloads.subject, ({ tx, actor }, payload) =>
    store.renameSubject(tx, actor.organizationId, subjectOf(payload)),
  ),
  on('incoming.returned', payloads.subject, ({ tx, actor, now }, { documentId }) =>
    store.endTasks(tx, actor.organizationId, documentId, 'withdrawn', now, { kinds: WORK }),
  ),
  on('incoming.cancelled', payloads.subject, ({ tx, actor, now }, { documentId }) =>
    store.endTasks(tx, actor.organizationId, documentId, 'withdrawn', now, { kinds: WORK }),
  ),

  on('records.access-changed', payloads.accessChanged, async (ctx, payload) => {
    putBefore(ctx, subjectOf(payload), payload)
    await settleAccess(ctx, {
      ...payload,
      symbol: payload.symbol ?? null,
      arrivalNumber: payload.arrivalNumber ?? null,
    })
  }),
  on('casefiles.access-changed', payloads.fileAccessChanged, (ctx, payload) =>
    putBefore(
      ctx,
      { type: 'file', id: payload.fileId, symbol: payload.symbol, subject: payload.title, urgency: 0 },
      payload,
    ),
  ),

  on('people.post-ended', payloads.postEnded, async ({ tx, actor }, { postId, successorPostId, unitId }) => {
    // Without successor the unit's head and clerk see it; without a unit it stays where it is and the registry chases it.
    const to: store.Holder | null = successorPostId
      ? { kind: 'post', id: successorPostId }
      : unitId
        ? { kind: 'unit', id: unitId }
        : null
    if (to) await store.moveHolder(tx, actor.organizationId, postId, to)
  }),
  // A document that lay with a leader without successor is the registry's again: nobody is asked to direct it.
  on(
    'incoming.handed-over',
    payloads.handedOver,
    async ({ tx, actor, now }, { documentId, assignmentId, toPostId }) => {
      if (!assignmentId && !toPostId)
        store.endTasks(tx, actor.organizationId, documentId, 'withdrawn', now, { kinds: ['direct'] })
    },
  ),
  ...outgoingSubscribers,
]
