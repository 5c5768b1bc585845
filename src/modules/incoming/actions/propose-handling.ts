import { openTo } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { incoming } from '../contract.ts'
import { addStep, eventFacts, loadFacts, move, nameRecipients } from '../facts.ts'
import { mayMove } from '../rules.ts'
import { insertDirection } from '../store.ts'
import { answerReturned } from '../store-assignments.ts'

/** The office proposes lead, co-operating units and deadline; the leader finds it filled in. */
export const proposeHandling = action(incoming.propose, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (_, facts) => mayMove('propose', facts.entry.state),
  async run(ctx, input, facts) {
    const { actor } = ctx
    const { version, to, documentId, ...proposal } = input
    const leaderId = to ?? facts.entry.submitted_to
    const all = [...(proposal.lead ? [proposal.lead] : []), ...proposal.cooperate, ...proposal.inform]
    const named = await nameRecipients(ctx, all)
    const labels = Object.fromEntries(
      named.map((one) => [one.postId ?? one.unitId!, one.title ? `${one.name}, ${one.title}` : one.name]),
    )
    const [leader] = leaderId ? await nameRecipients(ctx, [{ postId: leaderId }]) : []
    const person = leader ? { id: leader.postId!, name: leader.name, title: leader.title } : null
    const next = await move(
      ctx,
      facts,
      version,
      person ? { to: 'submitted', holder: person.name, submittedTo: person, submittedBy: actor.postId } : {},
    )
    if (leader) await openTo(ctx, documentId, [{ ...leader, inUnit: null }], 'submitted')
    insertDirection(ctx.tx, {
      organizationId: actor.organizationId,
      id: newId(),
      documentId,
      kind: 'proposal',
      words: proposal.words,
      content: { ...proposal, labels },
      at: ctx.now,
      byPost: actor.postId!,
      byName: actor.name,
      byTitle: actor.title,
    })
    addStep(ctx, documentId, 'proposed', proposal.words, {
      recipients: named.map((one) => one.name),
      to: person?.name ?? null,
      dueDate: proposal.dueDate ?? null,
    })
    ctx.record({ data: { proposal, to: person?.id } })
    const answers = person ? await answerReturned(ctx.tx, actor.organizationId, documentId, ctx.now) : []
    if (person)
      ctx.emit({
        type: 'incoming.proposed',
        payload: {
          ...eventFacts(facts),
          toPostId: person.id,
          fromName: actor.name,
          words: proposal.words,
          dueDate: proposal.dueDate ?? null,
          answers,
          previousPostId: facts.entry.submitted_to,
        },
      })
    return { state: person ? ('submitted' as const) : facts.entry.state, version: next }
  },
})
