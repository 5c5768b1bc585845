import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { casefiles } from '../contract.ts'
import { addStep, foldedFile, makerOf, putInto, readRetention, subjectOf } from '../facts.ts'
import { fileSymbol, notationOf } from '../rules.ts'
import { findByRequest, highestNumber, insertFile, lockNumbers } from '../store.ts'
import { threadsOf, visibleOf } from '../store-items.ts'
import { findLine, findPlan, type HeadingRow, headingsOf, type LineRow, type PlanRow, planOn } from '../store-plan.ts'

interface Place {
  readonly plan: PlanRow | null
  readonly line: LineRow | null
  readonly heading: HeadingRow | null
  /** The major heading, whose abbreviation stands in the symbol. */
  readonly major: HeadingRow | null
}

/** Opens a file from the plan, or beside it: then whoever handles the work sets title, retention and heading (NĐ 30/2020 Đ29.1). */
export const openFile = action(casefiles.open, {
  async load(ctx, input) {
    const { organizationId } = ctx.actor
    const earlier = input.requestKey ? await findByRequest(ctx.tx, organizationId, input.requestKey) : null
    if (earlier) return { earlier, place: null }
    const line = input.lineId ? await findLine(ctx.tx, ctx.actor, input.lineId) : null
    if (input.lineId && !line) throw new AppError('PLATFORM_NOT_FOUND')
    if (!line && !input.title) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { title: 'required' } })
    const plan = line
      ? await findPlan(ctx.tx, organizationId, line.plan_id)
      : await planOn(ctx.tx, organizationId, ctx.today)
    const headings = plan ? await headingsOf(ctx.tx, organizationId, plan.id) : []
    const wanted = line?.heading_id ?? input.headingId ?? headings.find((one) => one.unit_id === ctx.actor.unitId)?.id
    const heading = headings.find((one) => one.id === wanted) ?? null
    if (input.headingId && !heading) throw new AppError('PLATFORM_NOT_FOUND')
    const major = headings.find((one) => one.id === heading?.parent_id) ?? heading
    return { earlier: null, place: { plan, line, heading, major } satisfies Place }
  },
  allow: () => true, // whoever handles work opens its file; from a line only its own maker, checked in run
  async run(ctx, input, { earlier, place }) {
    if (earlier) {
      ctx.record({ subject: { type: 'file', id: earlier.id }, data: { repeated: true } })
      return earlier
    }
    const { actor, now, today } = ctx
    const { organizationId } = actor
    const { plan, line, heading, major } = place!
    if (line && (plan?.state !== 'approved' || line.state !== 'accepted' || line.number === null))
      throw new AppError('CASEFILES_PLAN_STATE', { facts: { state: 'chưa duyệt' } })
    if (line?.file_id) throw new AppError('CASEFILES_LINE_OPENED')
    const { post, unit } = await makerOf(ctx, input.makerPost ?? line?.maker_post ?? actor.postId!)
    const id = newId()
    const named = line
      ? { number: line.number!, notation: major!.notation!, period: plan!.period }
      : await numberBeside(ctx, plan, major, unit?.name ?? null)
    const symbol = fileSymbol(named.number, named.notation)
    const title = input.title ?? line!.title
    const file = {
      organization_id: organizationId,
      id,
      plan_id: plan?.id ?? null,
      heading_id: heading?.id ?? null,
      line_id: line?.id ?? null,
      is_outside: line === null,
      ...named,
      symbol,
      title,
      kind: input.kind,
      medium: input.medium,
      ordering: input.ordering,
      retention: readRetention(input.retention) ?? line?.retention ?? null,
      unit_id: unit?.id ?? null,
      unit_name: unit?.name ?? null,
      maker_post: post.id,
      maker_name: post.fullName,
      keywords: input.keywords,
      note: input.note,
      folded: foldedFile(symbol, title, post.fullName, input.keywords),
      state: 'open' as const,
      state_at: now,
      state_by_name: actor.name,
      opened_on: today,
      created_at: now,
      changed_at: now,
      request_key: input.requestKey ?? null,
    }
    await insertFile(ctx.tx, file)
    addStep(ctx, id, line ? 'opened' : 'opened-beside')
    const ids = await visibleOf(ctx.tx, actor, input.documentIds)
    if (ids.length > 0) {
      await putInto(ctx, file, ids, 'hand')
      const thread = [...new Set((await threadsOf(ctx.tx, actor, ids)).map((one) => one.other))].filter(
        (one) => !ids.includes(one),
      )
      if (thread.length > 0) await putInto(ctx, file, thread, 'thread')
    }
    ctx.record({
      subject: subjectOf(file),
      after: {
        symbol,
        title,
        retention: file.retention,
        maker: post.fullName,
        isOutside: file.is_outside,
        documents: ids.length,
      },
    })
    return { id, symbol }
  },
})

/** The next number under the heading, or under the unit's own abbreviation where there is no plan. */
async function numberBeside(
  ctx: ActionContext,
  plan: PlanRow | null,
  major: HeadingRow | null,
  unitName: string | null,
) {
  const { organizationId } = ctx.actor
  await lockNumbers(ctx.tx, organizationId)
  const period = plan?.period ?? ctx.today.slice(0, 4)
  const notation = major?.notation ?? notationOf(unitName ?? 'Hồ sơ')
  const highest = await highestNumber(
    ctx.tx,
    organizationId,
    period,
    plan?.numbering === 'whole' ? null : notation,
    plan?.id ?? null,
  )
  return { number: highest + 1, notation, period }
}
