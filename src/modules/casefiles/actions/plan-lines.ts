/** Headings and lines of a file plan: units propose, the archivist or the office consolidates (NĐ 30/2020 PL V.I). */
import { type ActionContext, type Actor, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { makerOf, readRetention } from '../facts.ts'
import { filePlans } from '../plan-contract.ts'
import { has } from '../policy.ts'
import { giveNumbers, linesInOrder } from '../rules.ts'
import {
  decideLines as decide,
  deleteHeading,
  deleteLine,
  findLine,
  findPlan,
  headingsOf,
  insertHeading,
  insertLines,
  type LineRow,
  linesOf,
  numberLines,
  type PlanRow,
  placeLine,
  takenNumbers,
  updateHeading,
  updateLine,
} from '../store-plan.ts'

const STATES: Readonly<Record<PlanRow['state'], string>> = {
  draft: 'đang lập',
  submitted: 'đã trình',
  approved: 'đã duyệt',
}

export async function loadPlan(ctx: ActionContext, id: string): Promise<PlanRow> {
  const plan = await findPlan(ctx.tx, ctx.actor.organizationId, id, 'lock')
  if (!plan) throw new AppError('PLATFORM_NOT_FOUND')
  return plan
}

/** @throws AppError CASEFILES_PLAN_STATE unless the plan is at one of the steps */
export function refusePlan(plan: PlanRow, ...wanted: readonly PlanRow['state'][]): void {
  if (!wanted.includes(plan.state)) throw new AppError('CASEFILES_PLAN_STATE', { facts: { state: STATES[plan.state] } })
}

export const planSubject = (plan: PlanRow) => ({ type: 'file-plan', id: plan.id, label: plan.title })

export const addHeading = action(filePlans.addHeading, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, { planId, parentId, title, notation, unitId }, plan) {
    const { organizationId } = ctx.actor
    const headings = await headingsOf(ctx.tx, organizationId, planId)
    // Two steps of headings, as the form has them.
    const parent = parentId ? headings.find((one) => one.id === parentId && one.parent_id === null) : null
    if (parentId && !parent) throw new AppError('PLATFORM_NOT_FOUND')
    if (!parent && !notation) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { notation: 'required' } })
    if (!parent) refuseTaken(headings, notation!)
    const id = newId()
    await insertHeading(ctx.tx, {
      organization_id: organizationId,
      id,
      plan_id: planId,
      parent_id: parent?.id ?? null,
      position: Math.max(0, ...headings.map((one) => one.position)) + 10,
      title,
      notation: parent ? null : notation,
      unit_id: unitId ?? parent?.unit_id ?? null,
    })
    ctx.record({ subject: planSubject(plan), after: { heading: title, notation } })
    return { id }
  },
})

function refuseTaken(
  headings: readonly { id: string; notation: string | null }[],
  notation: string,
  id?: string,
): void {
  if (headings.some((one) => one.id !== id && one.notation === notation))
    throw new AppError('CASEFILES_NOTATION_TAKEN', { facts: { notation } })
}

export const changeHeading = action(filePlans.changeHeading, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, { planId, headingId, title, notation, move }, plan) {
    const { organizationId } = ctx.actor
    const headings = await headingsOf(ctx.tx, organizationId, planId)
    const heading = headings.find((one) => one.id === headingId)
    if (!heading) throw new AppError('PLATFORM_NOT_FOUND')
    if (notation !== undefined && notation !== heading.notation) {
      // Symbols that were given stay: an abbreviation changes before the plan is approved.
      refusePlan(plan, 'draft', 'submitted')
      if (heading.parent_id !== null) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { notation: 'minor' } })
      refuseTaken(headings, notation, headingId)
    }
    await updateHeading(ctx.tx, organizationId, headingId, { title, notation })
    if (move) {
      const siblings = headings.filter((one) => one.parent_id === heading.parent_id)
      const at = siblings.findIndex((one) => one.id === headingId)
      const other = siblings[at + (move === 'up' ? -1 : 1)]
      if (other) {
        await updateHeading(ctx.tx, organizationId, headingId, { position: other.position })
        await updateHeading(ctx.tx, organizationId, other.id, { position: heading.position })
      }
    }
    ctx.record({
      subject: planSubject(plan),
      before: { heading: heading.title, notation: heading.notation },
      after: { title, notation, move },
    })
    return { id: headingId }
  },
})

export const removeHeading = action(filePlans.removeHeading, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, { planId, headingId }, plan) {
    const headings = await headingsOf(ctx.tx, ctx.actor.organizationId, planId)
    const heading = headings.find((one) => one.id === headingId)
    if (!heading) throw new AppError('PLATFORM_NOT_FOUND')
    if (!(await deleteHeading(ctx.tx, ctx.actor.organizationId, headingId)))
      throw new AppError('CASEFILES_HEADING_USED')
    ctx.record({ subject: planSubject(plan), before: { heading: heading.title, notation: heading.notation } })
    return { id: headingId }
  },
})

/** Proposed by whoever will make the file or answers for it; what the consolidating office adds is accepted with it. */
export const addLine = action(filePlans.addLine, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, input, plan) {
    const { actor, now } = ctx
    const { organizationId } = actor
    refusePlan(plan, 'draft', 'approved')
    const headings = await headingsOf(ctx.tx, organizationId, plan.id)
    if (!headings.some((one) => one.id === input.headingId)) throw new AppError('PLATFORM_NOT_FOUND')
    const maker = input.makerPost ? await makerOf(ctx, input.makerPost) : null
    const isOffice = has(actor, 'casefiles.consolidate')
    const lines = await linesOf(ctx.tx, ctx.actor, plan.id)
    const id = newId()
    await insertLines(ctx.tx, [
      {
        organization_id: organizationId,
        id,
        plan_id: plan.id,
        heading_id: input.headingId,
        position: Math.max(0, ...lines.map((one) => one.position)) + 10,
        number: null,
        title: input.title,
        retention: readRetention(input.retention),
        maker_post: maker?.post.id ?? null,
        maker_name: maker?.post.fullName ?? null,
        note: input.note,
        state: isOffice ? 'accepted' : 'proposed',
        proposed_by: actor.postId!,
        proposed_by_name: actor.name,
        proposed_at: now,
        from_file: null,
        is_later: plan.state === 'approved',
      },
    ])
    if (isOffice && plan.state === 'approved') await numberAccepted(ctx, plan)
    ctx.record({
      subject: planSubject(plan),
      after: { title: input.title, retention: input.retention, maker: maker?.post.fullName ?? null },
    })
    return { id }
  },
})

/** The proposer changes what waits; the consolidating office anything that no file stands on yet. */
const mayChangeLine = (actor: Actor, line: LineRow): boolean =>
  has(actor, 'casefiles.consolidate') || (line.state === 'proposed' && line.proposed_by === actor.postId)

async function loadLine(ctx: ActionContext, planId: string, lineId: string) {
  const plan = await loadPlan(ctx, planId)
  const line = await findLine(ctx.tx, ctx.actor, lineId)
  if (line?.plan_id !== planId || line.is_hidden) throw new AppError('PLATFORM_NOT_FOUND')
  return { plan, line }
}

export const changeLine = action(filePlans.changeLine, {
  load: (ctx, { planId, lineId }) => loadLine(ctx, planId, lineId),
  allow: (actor, { line }) => mayChangeLine(actor, line),
  async run(ctx, input, { plan, line }) {
    const { organizationId } = ctx.actor
    refusePlan(plan, 'draft', 'approved')
    if (input.move) {
      const siblings = (await linesOf(ctx.tx, ctx.actor, plan.id)).filter((one) => one.heading_id === line.heading_id)
      const at = siblings.findIndex((one) => one.id === line.id)
      const other = siblings[at + (input.move === 'up' ? -1 : 1)]
      if (other) {
        await placeLine(ctx.tx, organizationId, line.id, other.position)
        await placeLine(ctx.tx, organizationId, other.id, line.position)
      }
      ctx.record({ subject: planSubject(plan), data: { lineId: line.id, move: input.move } })
      return { version: line.version }
    }
    const headingId = input.headingId ?? line.heading_id
    if (headingId !== line.heading_id) {
      if (line.number !== null) throw new AppError('CASEFILES_LINE_USED')
      if (!(await headingsOf(ctx.tx, organizationId, plan.id)).some((one) => one.id === headingId))
        throw new AppError('PLATFORM_NOT_FOUND')
    }
    const makerPost = input.makerPost === undefined ? line.maker_post : input.makerPost
    const maker =
      makerPost && makerPost !== line.maker_post
        ? (await makerOf(ctx, makerPost)).post.fullName
        : makerPost
          ? line.maker_name
          : null
    const set = {
      heading_id: headingId,
      position: line.position,
      title: input.title ?? line.title,
      retention: input.retention === undefined ? line.retention : readRetention(input.retention),
      maker_post: makerPost,
      maker_name: maker,
      note: input.note === undefined ? line.note : input.note,
    }
    const version = await updateLine(ctx.tx, organizationId, line.id, input.version, set)
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({
      subject: planSubject(plan),
      before: { title: line.title, retention: line.retention, maker: line.maker_name },
      after: { title: set.title, retention: set.retention, maker },
      data: { lineId: line.id },
    })
    return { version }
  },
})

export const decideLines = action(filePlans.decideLines, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, { planId, lineIds, to, words }, plan) {
    refusePlan(plan, 'draft', 'approved')
    const done = await decide(ctx.tx, { organizationId: ctx.actor.organizationId, planId, ids: lineIds, to, words })
    if (to === 'accepted' && plan.state === 'approved') await numberAccepted(ctx, plan)
    ctx.record({ subject: planSubject(plan), data: { lineIds: done, to, words } })
    return { decided: done.length }
  },
})

export const removeLine = action(filePlans.removeLine, {
  load: (ctx, { planId, lineId }) => loadLine(ctx, planId, lineId),
  allow: (actor, { line }) => mayChangeLine(actor, line),
  async run(ctx, { lineId }, { plan, line }) {
    refusePlan(plan, 'draft', 'approved')
    if (!(await deleteLine(ctx.tx, ctx.actor.organizationId, lineId))) throw new AppError('CASEFILES_LINE_USED')
    ctx.record({ subject: planSubject(plan), before: { title: line.title, retention: line.retention } })
    return { id: lineId }
  },
})

/** Gives numbers to accepted lines that have none, in the order in which they stand. @returns how many */
export async function numberAccepted(ctx: ActionContext, plan: PlanRow): Promise<number> {
  const { organizationId } = ctx.actor
  const headings = await headingsOf(ctx.tx, organizationId, plan.id)
  const major = (id: string): string => headings.find((one) => one.id === id)?.parent_id ?? id
  const lines = linesInOrder(await linesOf(ctx.tx, ctx.actor, plan.id), headings).filter(
    (line) => line.state === 'accepted',
  )
  const taken = (await takenNumbers(ctx.tx, organizationId, plan.id)).map((one) => ({
    major: major(one.heading),
    number: one.number,
  }))
  const numbers = giveNumbers(
    lines.map((line) => ({ id: line.id, number: line.number, major: major(line.heading_id) })),
    plan.numbering,
    taken,
  )
  await numberLines(ctx.tx, organizationId, numbers)
  return numbers.size
}
