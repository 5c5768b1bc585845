/** Giving work to posts and units: what a leader's direction and a forwarding have in common. */

import { calendarOf, type Recipient, rulesOf } from '#modules/people/index.ts'
import { openTo } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { leadsDocument } from './assignment-facts.ts'
import type { incoming } from './contract.ts'
import { addStep, eventFacts, type Facts, move, nameRecipients } from './facts.ts'
import { dueDay } from './rules.ts'
import { insertAssignment, insertDirection } from './store.ts'
import { answerReturned, withdraw } from './store-assignments.ts'

type Direction = Pick<
  Input<typeof incoming.direct>,
  'words' | 'lead' | 'cooperate' | 'inform' | 'dueDate' | 'workingDays' | 'version'
>

/**
 * Writes assignments and the words of direction, opens the document to the receivers and moves it on.
 * Without a lead, a document given for information only is finished (lưu để biết).
 * @param kind `direction`: replaces what was given before; `assignment`: adds to it
 * @param parentId the unit's assignment that is passed on
 * @throws AppError INCOMING_NEEDS_LEAD, INCOMING_DUE_PAST, INCOMING_RECIPIENT_UNKNOWN, INCOMING_STATE_CHANGED
 */
export async function giveWork(
  ctx: ActionContext,
  facts: Facts,
  input: Direction,
  kind: 'direction' | 'assignment',
  parentId: string | null,
): Promise<{ state: Facts['entry']['state']; version: number }> {
  const { actor, today } = ctx
  const { organizationId } = actor
  const { entry, document } = facts
  if (!input.lead && (input.cooperate.length > 0 || input.inform.length === 0))
    throw new AppError('INCOMING_NEEDS_LEAD')
  const rules = await rulesOf(ctx.tx, organizationId, today)
  const calendar = await calendarOf(ctx.tx, organizationId, today)
  const due = input.lead
    ? dueDay(input, { urgency: document.urgency, typeCode: document.typeCode ?? null }, rules, calendar, today)
    : null
  if (due !== null && due < today) throw new AppError('INCOMING_DUE_PAST', { facts: { day: due } })

  const roles = [
    ...(input.lead ? [['lead', input.lead] as const] : []),
    ...input.cooperate.map((one) => ['cooperate', one] as const),
    ...input.inform.map((one) => ['inform', one] as const),
  ]
  const named = await nameRecipients(
    ctx,
    roles.map(([, one]) => one as Recipient),
  )
  const isFinished = !input.lead && parentId === null
  const to = isFinished
    ? ('completed' as const)
    : entry.state === 'in_progress'
      ? ('in_progress' as const)
      : ('assigned' as const)
  const keepsDue = parentId !== null
  // Whoever is told inside a unit, or works on a co-operating unit's part, does not hold the document.
  const parent = facts.assignments.find((one) => one.id === parentId)
  const holds = !parent || (input.lead && leadsDocument(facts, parent))
  const version = await move(ctx, facts, input.version, {
    to,
    ...(holds ? { holder: named[0]?.name ?? null } : {}),
    ...(keepsDue ? {} : { dueDate: due }),
    ...(kind === 'direction' ? { directedBy: actor.postId! } : {}),
    ...(isFinished ? { completedAt: ctx.now, result: 'Lưu để biết' } : {}),
  })

  // A new direction replaces what was given; a head who gives the unit's part to another takes it from the first.
  const withdrawn =
    kind === 'direction'
      ? await withdraw(ctx.tx, organizationId, entry.document_id)
      : parentId && input.lead
        ? await withdraw(ctx.tx, organizationId, entry.document_id, { below: parentId, keepsInform: true })
        : []
  const answers = await answerReturned(ctx.tx, organizationId, entry.document_id, ctx.now, parentId)
  const assignments = []
  const seen = new Set<string>()
  for (const [i, recipient] of named.entries()) {
    const key = recipient.postId ?? recipient.unitId!
    if (seen.has(key)) continue // the same post is not given the same document twice
    seen.add(key)
    const role = roles[i]![0]
    const id = newId()
    const dueDate = role === 'inform' ? null : due
    insertAssignment(ctx.tx, {
      organization_id: organizationId,
      id,
      document_id: entry.document_id,
      parent_id: parentId,
      role,
      post_id: recipient.postId,
      unit_id: recipient.unitId,
      name: recipient.name,
      title: recipient.title,
      due_date: dueDate,
      words: input.words,
      given_at: ctx.now,
      given_by: actor.postId!,
      given_by_name: actor.name,
    })
    assignments.push({ id, role, postId: recipient.postId, unitId: recipient.unitId, dueDate, name: recipient.name })
  }
  await openTo(ctx, entry.document_id, named, kind)
  insertDirection(ctx.tx, {
    organizationId,
    id: newId(),
    documentId: entry.document_id,
    kind,
    words: input.words,
    content: { assignments },
    at: ctx.now,
    byPost: actor.postId!,
    byName: actor.name,
    byTitle: actor.title,
  })
  addStep(ctx, entry.document_id, kind === 'direction' ? 'directed' : 'assigned', input.words, {
    recipients: assignments.map(({ role, name, dueDate }) => ({ role, name, dueDate })),
  })
  ctx.record({ data: { words: input.words, assignments, withdrawn } })
  ctx.emit({
    type: kind === 'direction' ? 'incoming.directed' : 'incoming.assigned',
    payload: {
      ...eventFacts(facts),
      assignments,
      fromPostId: actor.postId,
      fromName: actor.name,
      words: input.words,
      closes: [...(entry.submitted_to ? [entry.submitted_to] : []), ...(actor.postId ? [actor.postId] : [])],
      withdrawn,
      answers,
      // Told about it inside the unit: the head still has it to do.
      parentId: input.lead ? parentId : null,
    },
  })
  if (isFinished) ctx.emit({ type: 'incoming.completed', payload: eventFacts(facts) })
  return { state: to, version }
}
