/** Steps for several documents chosen in a list. */
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { eachOf } from '../each-of.ts'
import type { Facts } from '../facts.ts'
import { giveWork } from '../give-work.ts'
import { many } from '../many-contract.ts'
import { isMine, mayAssign, mayDirect } from '../policy.ts'
import { mayMove } from '../rules.ts'
import { type AssignmentRow, openProposal } from '../store.ts'
import { assign } from './assign-work.ts'
import { complete } from './complete-work.ts'
import { receive } from './receive-work.ts'

const OPEN: readonly AssignmentRow['state'][] = ['given', 'received', 'in_progress']
const WEIGHT = { lead: 0, cooperate: 1, inform: 2 } as const

/** The acting post's part of a document that a step is about: as lead before co-operating, before for information. */
function partOf(facts: Facts, isWanted: (one: AssignmentRow) => boolean): AssignmentRow {
  const [part] = facts.assignments
    .filter((one) => OPEN.includes(one.state) && isWanted(one))
    .sort((a, b) => WEIGHT[a.role] - WEIGHT[b.role])
  if (!part) throw new AppError('INCOMING_NOT_YOURS_NOW')
  return part
}
const must = (may: boolean): void => {
  if (!may) throw new AppError('INCOMING_NOT_YOURS_NOW')
}

export const receiveMany = action(many.receiveMany, {
  allow: () => true, // each item is judged by itself
  run: (ctx, { items }) =>
    eachOf(ctx, 'incoming.receive', items, async (one, facts) => {
      must(mayMove('receive', facts.entry.state))
      const assignment = partOf(facts, (part) => isMine(ctx.actor, part) && part.state === 'given')
      await receive(one, { ...facts, assignment }, assignment.version)
    }),
})

export const completeMany = action(many.completeMany, {
  allow: () => true, // each item is judged by itself
  run: (ctx, { items, result }) =>
    eachOf(ctx, 'incoming.complete', items, async (one, facts) => {
      must(mayMove('complete', facts.entry.state))
      const assignment = partOf(facts, (part) => isMine(ctx.actor, part) && part.role !== 'inform')
      await complete(
        one,
        { ...facts, assignment },
        { version: assignment.version, result, replySymbol: null, evenIfOthersOpen: false },
      )
    }),
})

export const assignMany = action(many.assignMany, {
  allow: () => true, // each item is judged by itself
  run: (ctx, { items, direction }) =>
    eachOf(
      ctx,
      'incoming.assign',
      items,
      async (one, facts) => {
        // The registry gives what was just registered; a unit's head what his unit was given.
        const isFirst = mayAssign(ctx.actor, facts.entry, facts.assignments, null)
        const assignmentId = isFirst
          ? null
          : partOf(facts, (part) => part.unit_id !== null && mayAssign(ctx.actor, facts.entry, [part], part.id)).id
        await assign(one, facts, { ...direction, version: facts.entry.version, assignmentId })
      },
      true,
    ),
})

export const directMany = action(many.directMany, {
  allow: () => true, // each item is judged by itself
  run: (ctx, { items, direction }) =>
    eachOf(
      ctx,
      'incoming.direct',
      items,
      async (one, facts) => {
        // Work that runs already is directed again one by one, never in a heap.
        must(mayDirect(ctx.actor, facts.entry) && facts.entry.state === 'submitted')
        const { version } = facts.entry
        await giveWork(one, facts, { ...(direction ?? (await proposed(one, facts))), version }, 'direction', null)
      },
      direction != null,
    ),
})

/** What the office proposed for a document. @throws AppError INCOMING_NO_PROPOSAL */
async function proposed(ctx: Parameters<typeof giveWork>[0], { entry }: Facts) {
  const proposal = await openProposal(ctx.tx, ctx.actor.organizationId, entry.document_id)
  if (!proposal) throw new AppError('INCOMING_NO_PROPOSAL')
  const content = many.directMany.body.shape.direction.unwrap().unwrap().parse(proposal.content)
  return { ...content, words: proposal.words }
}
