import { unitsOf } from '#modules/people/index.ts'
import { createDocument, insertRelation, isVisible } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { outgoing } from '../contract.ts'
import { addStep, openToHolders } from '../facts.ts'
import { refuseFollowing } from '../following.ts'
import { describe, dispatchRows } from '../metadata.ts'
import { earlierPaper, insertPaper } from '../store.ts'
import { setDispatches } from '../store-way.ts'

/** Begins a draft: type, subject, signer and receivers; number and day come when it is signed (NĐ 30/2020 Đ10, Đ15). */
export const createDraft = action(outgoing.create, {
  async load(ctx, input) {
    const earlier = input.requestKey ? await earlierPaper(ctx.tx, ctx.actor.organizationId, input.requestKey) : null
    if (earlier) return { earlier, described: null }
    const others = [...input.repliesTo, ...(input.relation ? [input.relation.documentId] : [])]
    for (const id of others) if (!(await isVisible(ctx.tx, ctx.actor, id))) throw new AppError('PLATFORM_NOT_FOUND')
    if (input.relation) await refuseFollowing(ctx, input.relation, input.fields.typeCode)
    return { earlier: null, described: await describe(ctx, input.fields, { unitId: ctx.actor.unitId }) }
  },
  allow: () => true,
  async run(ctx, input, { earlier, described }) {
    if (earlier) {
      ctx.record({ subject: { type: 'document', id: earlier.id }, data: { repeated: true } })
      return earlier
    }
    const { actor, now } = ctx
    const { organizationId } = actor
    const { fields, signer, notationUnit } = described!
    const units = actor.unitId ? await unitsOf(ctx.tx, organizationId, ctx.today) : []
    const unit = units.find((one) => one.id === actor.unitId) ?? null
    const id = createDocument(ctx, 'outgoing', fields)
    insertPaper(ctx.tx, {
      organizationId,
      documentId: id,
      mode: input.fields.mode,
      draftingUnit: unit,
      drafter: { post: actor.postId!, name: actor.name },
      signer,
      notationUnit,
      bookCode: input.fields.bookCode ?? null,
      jointWith: input.fields.jointWith,
      dueDate: input.fields.dueDate ?? null,
      requestKey: input.requestKey ?? null,
      now,
    })
    setDispatches(ctx.tx, organizationId, id, dispatchRows(input.fields.recipients))
    const relate = (to: string, kind: string): void =>
      insertRelation(ctx.tx, { organizationId, from: id, to, kind, now, by: actor.postId! })
    for (const to of input.repliesTo) relate(to, 'replies-to')
    if (input.relation) relate(input.relation.documentId, input.relation.kind)
    openToHolders(ctx, id, { posts: [actor.postId!], units: unit ? [unit.id] : [] }, 'drafter')
    addStep(ctx, id, 'created', { data: { repliesTo: input.repliesTo } })
    ctx.record({
      subject: { type: 'document', id, label: `${fields.codeNotation}: ${fields.subject}`.slice(0, 200) },
      after: { ...fields, mode: input.fields.mode, signer: signer?.block ?? null },
    })
    ctx.emit({ type: 'outgoing.created', payload: { documentId: id, document: fields, repliesTo: input.repliesTo } })
    return { id, state: 'drafting' as const, version: 1 }
  },
})
