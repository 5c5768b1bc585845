import { openTo } from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { able, addStep, eventFacts, type Facts, loadFacts, move, nameRecipients, subjectOf } from '../facts.ts'
import { isAsked } from '../policy.ts'
import { documentOfOpinion, insertOpinion, moveOpinion, type OpinionRow } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

/** Asks units and persons for their opinion; the way of the draft does not wait for it unless somebody lets it (xin ý kiến). */
export const askOpinions = action(outgoingWay.askOpinions, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: able('askOpinions'),
  async run(ctx, { version, from, question, dueDate }, facts) {
    const { paper, opinions } = facts
    if (paper.latest_version === 0) throw new AppError('OUTGOING_NO_DRAFT')
    if (dueDate && dueDate < ctx.today) throw new AppError('OUTGOING_DUE_PAST', { facts: { day: dueDate } })
    const named = await nameRecipients(ctx, from)
    const waits = (one: { postId: string | null; unitId: string | null }) =>
      opinions.some((o) => o.state === 'asked' && o.post_id === one.postId && o.unit_id === one.unitId)
    const asked = named.filter((one) => !waits(one)).map((one) => ({ ...one, id: newId() }))
    const next = await move(ctx, facts, version, {})
    for (const one of asked)
      insertOpinion(ctx.tx, {
        organization_id: ctx.actor.organizationId,
        id: one.id,
        document_id: paper.document_id,
        version_no: paper.latest_version,
        post_id: one.postId,
        unit_id: one.unitId,
        name: one.name,
        title: one.title,
        question,
        due_date: dueDate ?? null,
        asked_at: ctx.now,
        asked_by: ctx.actor.postId!,
        asked_by_name: ctx.actor.name,
      })
    await openTo(ctx, paper.document_id, asked, 'opinion')
    addStep(ctx, paper.document_id, 'opinions-asked', {
      versionNo: paper.latest_version,
      words: question,
      data: { of: asked.map((one) => one.name), dueDate: dueDate ?? null },
    })
    ctx.record({ data: { of: asked.map((one) => one.name), dueDate: dueDate ?? null } })
    ctx.emit({
      type: 'outgoing.opinions-asked',
      payload: {
        ...eventFacts(facts),
        opinions: asked.map(({ id, postId, unitId }) => ({ id, postId, unitId })),
        fromName: ctx.actor.name,
        fromPostId: ctx.actor.postId,
        words: question,
        dueDate: dueDate ?? null,
      },
    })
    return { version: next, asked: asked.length }
  },
})

interface OpinionFacts extends Facts {
  readonly opinion: OpinionRow
}

async function loadOpinion(ctx: ActionContext, id: string): Promise<OpinionFacts> {
  const documentId = await documentOfOpinion(ctx.tx, ctx.actor.organizationId, id)
  if (!documentId) throw new AppError('PLATFORM_NOT_FOUND')
  const facts = await loadFacts(ctx, documentId, 'look')
  return { ...facts, opinion: facts.opinions.find((one) => one.id === id)! }
}

const isOpen = ({ paper }: Facts) => ['drafting', 'content_check', 'form_check', 'approval'].includes(paper.state)

async function settle(
  ctx: ActionContext,
  facts: OpinionFacts,
  version: number,
  change: Parameters<typeof moveOpinion>[2],
  from: OpinionRow['state'],
): Promise<number> {
  const next = await moveOpinion(
    ctx.tx,
    { organizationId: ctx.actor.organizationId, id: facts.opinion.id, version, from },
    change,
  )
  if (next === null)
    throw new AppError('OUTGOING_STATE_CHANGED', {
      facts: { name: facts.opinion.answered_by_name ?? facts.opinion.name },
    })
  ctx.record({ subject: subjectOf(facts) })
  return next
}

/** Whoever was asked answers; for a unit its head or its clerk. */
export const answerOpinion = action(outgoingWay.answerOpinion, {
  load: (ctx, { opinionId }) => loadOpinion(ctx, opinionId),
  allow: (actor, facts) =>
    isOpen(facts) && (isAsked(actor, facts.opinion) || isAsked(actor, { ...facts.opinion, state: 'asked' })),
  async run(ctx, { version, answer, words }, facts) {
    const next = await settle(
      ctx,
      facts,
      version,
      { to: 'answered', answer, words, answered: { at: ctx.now, byName: ctx.actor.name } },
      'asked',
    )
    addStep(ctx, facts.paper.document_id, 'opinion-given', {
      versionNo: facts.opinion.version_no,
      words,
      data: { answer, name: facts.opinion.name },
    })
    ctx.record({ data: { answer, words } })
    ctx.emit({
      type: 'outgoing.opinion-ended',
      payload: {
        ...eventFacts(facts),
        opinions: [facts.opinion.id],
        outcome: 'done',
        toPostId: facts.paper.drafter_post,
        fromName: facts.opinion.name,
      },
    })
    return { version: next }
  },
})

/** What became of an opinion, in the drafter's words (tiếp thu, giải trình). */
export const replyOpinion = action(outgoingWay.replyOpinion, {
  load: (ctx, { opinionId }) => loadOpinion(ctx, opinionId),
  allow: (actor, { paper, opinion }) =>
    actor.postId === paper.drafter_post && opinion.state === 'answered' && paper.state !== 'abandoned',
  async run(ctx, { version, reply }, facts) {
    const next = await settle(ctx, facts, version, { reply }, 'answered')
    ctx.record({ data: { reply } })
    return { version: next }
  },
})

export const withdrawOpinion = action(outgoingWay.withdrawOpinion, {
  load: (ctx, { opinionId }) => loadOpinion(ctx, opinionId),
  allow: (actor, { opinion, paper }) => actor.postId === opinion.asked_by || actor.postId === paper.drafter_post,
  async run(ctx, { version }, facts) {
    const next = await settle(ctx, facts, version, { to: 'withdrawn' }, 'asked')
    ctx.emit({
      type: 'outgoing.opinion-ended',
      payload: {
        ...eventFacts(facts),
        opinions: [facts.opinion.id],
        outcome: 'withdrawn',
        toPostId: null,
        fromName: null,
      },
    })
    return { version: next }
  },
})
