/** The plan goes to the head, who approves it or sends it back; approval gives its files their numbers (NĐ 30/2020 Đ28). */
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { readRetention } from '../facts.ts'
import { filePlans } from '../plan-contract.ts'
import { endScheduleRow as end, insertScheduleRow, linesOf, movePlan } from '../store-plan.ts'
import { loadPlan, numberAccepted, planSubject, refusePlan } from './plan-lines.ts'

export const submitPlan = action(filePlans.submitPlan, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true,
  async run(ctx, { version }, plan) {
    const { organizationId, name } = ctx.actor
    refusePlan(plan, 'draft')
    if (plan.waiting > 0) throw new AppError('CASEFILES_PLAN_PROPOSALS', { facts: { count: plan.waiting } })
    const accepted = (await linesOf(ctx.tx, ctx.actor, plan.id)).filter((line) => line.state === 'accepted')
    if (accepted.length === 0) throw new AppError('CASEFILES_PLAN_EMPTY')
    const bare = accepted.find((line) => line.retention === null)
    if (bare) throw new AppError('CASEFILES_NO_RETENTION', { facts: { title: bare.title } })
    const moved = await movePlan(ctx.tx, {
      organizationId,
      id: plan.id,
      from: 'draft',
      to: 'submitted',
      version,
      now: ctx.now,
      byName: name,
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: planSubject(plan), data: { lines: accepted.length } })
    return { version: moved }
  },
})

export const decidePlan = action(filePlans.decidePlan, {
  load: (ctx, { planId }) => loadPlan(ctx, planId),
  allow: () => true, // the permission is the head's
  async run(ctx, { version, to, basis, words }, plan) {
    const { organizationId, name } = ctx.actor
    refusePlan(plan, 'submitted')
    if (to === 'draft' && !words) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { words: 'required' } })
    const numbered = to === 'approved' ? await numberAccepted(ctx, plan) : 0
    const moved = await movePlan(ctx.tx, {
      organizationId,
      id: plan.id,
      from: 'submitted',
      to,
      version,
      now: ctx.now,
      byName: name,
      words,
      basis,
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: planSubject(plan), data: { to, basis, words, numbered } })
    ctx.emit({ type: 'casefiles.plan-decided', payload: { planId: plan.id, to } })
    return { version: moved, numbered }
  },
})

/** A row of the office's own retention schedule, which goes before the national one in the same words. */
export const addScheduleRow = action(filePlans.addScheduleRow, {
  allow: () => true,
  async run(ctx, input) {
    const retention = readRetention(input.retention)
    if (!retention) throw new AppError('CASEFILES_RETENTION')
    const id = newId()
    await insertScheduleRow(ctx.tx, {
      organization_id: ctx.actor.organizationId,
      id,
      grouping: input.group,
      title: input.title,
      retention,
      basis: input.basis,
      valid_from: input.validFrom,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
    })
    ctx.record({ subject: { type: 'retention-row', id, label: input.title.slice(0, 200) }, after: { ...input } })
    return { id }
  },
})

export const endScheduleRow = action(filePlans.endScheduleRow, {
  allow: () => true,
  async run(ctx, { rowId }) {
    const title = await end(ctx.tx, ctx.actor.organizationId, rowId, ctx.today)
    if (title === null) throw new AppError('PLATFORM_NOT_FOUND')
    ctx.record({
      subject: { type: 'retention-row', id: rowId, label: title.slice(0, 200) },
      after: { validTo: ctx.today },
    })
    return { validTo: ctx.today }
  },
})
