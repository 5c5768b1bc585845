/** Tasks of outgoing documents: whoever holds one has it on his desk, and so has everybody who was asked for an opinion. */
import type { Subscriber } from '#platform/events/index.ts'
import { wayKinds } from './contract.ts'
import { payloads, type SubjectPayload } from './events.ts'
import { type NoticeKind, tell } from './notices.ts'
import { on } from './on.ts'
import * as store from './store.ts'

const subjectOf = (payload: SubjectPayload): store.Subject => ({
  type: 'outgoing',
  id: payload.documentId,
  symbol: payload.symbol ?? null,
  subject: payload.subject,
  urgency: payload.urgency,
})

const NOTICE: Record<(typeof wayKinds)[number], NoticeKind> = {
  redraft: 'draft-returned',
  'check-content': 'draft-to-check',
  'check-form': 'draft-to-check',
  approve: 'draft-to-approve',
  sign: 'draft-to-sign',
  number: 'draft-to-number',
  seal: 'draft-to-seal',
  issue: 'draft-to-issue',
}

const holders = (of: { posts: readonly string[]; units: readonly string[] }): store.Holder[] => [
  ...of.posts.map((id) => ({ kind: 'post' as const, id })),
  ...of.units.map((id) => ({ kind: 'unit' as const, id })),
]

export const outgoingSubscribers: readonly Subscriber[] = [
  on('outgoing.moved', payloads.outgoingMoved, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const { kind, documentId } = payload
    store.endTasks(tx, organizationId, documentId, 'done', now, { kinds: wayKinds })
    if (payload.endedOpinions.length > 0)
      store.endTasks(tx, organizationId, documentId, 'withdrawn', now, { assignmentIds: payload.endedOpinions })
    if (kind === null) return
    const tasks = holders(payload).map(
      (holder): store.NewTask => ({
        source: store.waySource(documentId, kind, holder.id),
        kind,
        assignmentId: null,
        holder,
        fromPostId: payload.fromPostId ?? null,
        fromName: payload.fromName,
        words: payload.words ?? null,
        dueDate: payload.dueDate ?? null,
      }),
    )
    store.openTasks(tx, organizationId, subjectOf(payload), tasks, now)
    await tell(ctx, NOTICE[kind], payload, holders(payload), { fromName: payload.fromName })
  }),

  on('outgoing.changed', payloads.outgoingChanged, ({ tx, actor }, payload) => {
    store.renameSubject(tx, actor.organizationId, subjectOf(payload))
    store.moveDueOf(tx, actor.organizationId, payload.documentId, wayKinds, payload.dueDate ?? null)
  }),

  on('outgoing.opinions-asked', payloads.opinionsAsked, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    const tasks = payload.opinions.map(
      (one): store.NewTask => ({
        source: store.opinionSource(one.id),
        kind: 'give-opinion',
        assignmentId: one.id,
        holder: one.postId ? { kind: 'post', id: one.postId } : { kind: 'unit', id: one.unitId! },
        fromPostId: payload.fromPostId ?? null,
        fromName: payload.fromName,
        words: payload.words ?? null,
        dueDate: payload.dueDate ?? null,
      }),
    )
    store.openTasks(tx, actor.organizationId, subjectOf(payload), tasks, now)
    await tell(
      ctx,
      'opinion-asked',
      payload,
      tasks.map((task) => task.holder),
      { fromName: payload.fromName },
    )
  }),

  on('outgoing.opinion-ended', payloads.opinionEnded, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    store.endTasks(tx, actor.organizationId, payload.documentId, payload.outcome, now, {
      assignmentIds: payload.opinions,
    })
    if (payload.outcome === 'done' && payload.toPostId)
      await tell(ctx, 'opinion-given', payload, [{ kind: 'post', id: payload.toPostId }], {
        fromName: payload.fromName ?? actor.name,
      })
  }),

  on('outgoing.issued', payloads.outgoingEnded, async (ctx, payload) => {
    const { tx, actor, now } = ctx
    store.endTasks(tx, actor.organizationId, payload.documentId, 'done', now, { kinds: wayKinds })
    const inside = holders({
      posts: payload.inside.flatMap((one) => one.postId ?? []),
      units: payload.inside.flatMap((one) => one.unitId ?? []),
    })
    await tell(ctx, 'issued', payload, inside, { fromName: payload.fromName ?? actor.name })
  }),

  on('outgoing.ended', payloads.outgoingEnded, ({ tx, actor, now }, payload) => {
    store.endTasks(tx, actor.organizationId, payload.documentId, 'withdrawn', now, {
      kinds: [...wayKinds, 'give-opinion'],
    })
  }),
]
