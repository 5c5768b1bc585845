/** A file plan begins with what was really made in the period before (NĐ 30/2020 Đ28, PL V.I). */
import { organizationOf, termsOf, unitsOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { filePlans } from '../plan-contract.ts'
import { headingsInOrder, notationOf } from '../rules.ts'
import {
  filesOfPeriod,
  headingsOf,
  insertHeading,
  insertLines,
  insertPlan,
  linesOf,
  listPlans,
  type NewLine,
  type PlanRow,
} from '../store-plan.ts'

const TITLES: Readonly<Record<PlanRow['scope'], (period: string) => string>> = {
  year: (period) => `Danh mục hồ sơ năm ${period}`,
  term: (period) => `Danh mục hồ sơ nhiệm kỳ ${period.replace('-', ' - ')}`,
  congress: (period) => `Danh mục hồ sơ đại hội ${period.replace('-', ' - ')}`,
}

export const createPlan = action(filePlans.createPlan, {
  allow: () => true, // the permission is the consolidating office's
  async run(ctx, input) {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const before =
      input.from === 'files' ? planBefore(await listPlans(tx, organizationId), input.scope, input.period) : null
    const id = newId()
    const title = TITLES[input.scope](input.period)
    const isNew = await insertPlan(tx, {
      organization_id: organizationId,
      id,
      scope: input.scope,
      period: input.period,
      title,
      ...(await daysOf(ctx, input.scope, input.period)),
      numbering: input.numbering,
      state: 'draft',
      state_at: now,
      state_by_name: actor.name,
      created_at: now,
      created_by: actor.postId!,
    })
    if (!isNew) throw new AppError('CASEFILES_PLAN_EXISTS', { facts: { period: input.period } })
    const lines = before ? await goOn(ctx, id, before) : await byUnits(ctx, id)
    ctx.record({ subject: { type: 'file-plan', id, label: title }, after: { ...input, lines } })
    return { id, lines }
  },
})

/** The plan of the same kind whose period came before. */
function planBefore(plans: readonly PlanRow[], scope: PlanRow['scope'], period: string): PlanRow | null {
  return (
    plans
      .filter((one) => one.scope === scope && one.period < period)
      .sort((a, b) => b.period.localeCompare(a.period))[0] ?? null
  )
}

async function daysOf(
  ctx: ActionContext,
  scope: PlanRow['scope'],
  period: string,
): Promise<{ starts_on: string; ends_on: string | null }> {
  const [from = period, to = from] = period.split('-')
  if (scope !== 'year') {
    // A term begins and ends with its congresses, on days of its own.
    const terms = await termsOf(ctx.tx, ctx.actor.organizationId)
    const term =
      terms.find((one) => one.label.replaceAll(/\s/g, '').includes(period)) ??
      terms.find((one) => one.from.startsWith(from))
    if (term) return { starts_on: term.from, ends_on: term.to }
  }
  return { starts_on: `${from}-01-01`, ends_on: `${to}-12-31` }
}

/** A heading for each unit of the office, and one for the office itself where it has none. */
async function byUnits(ctx: ActionContext, planId: string): Promise<number> {
  const { organizationId } = ctx.actor
  const units = (await unitsOf(ctx.tx, organizationId, ctx.today)).filter((unit) => unit.parentId === null)
  const organization = await organizationOf(ctx.tx, organizationId)
  const heads =
    units.length > 0
      ? units.map((unit) => ({ name: unit.name, unitId: unit.id }))
      : [{ name: organization?.name ?? 'Cơ quan', unitId: null }]
  const used = new Set<string>()
  for (const [i, { name, unitId }] of heads.entries())
    await insertHeading(ctx.tx, {
      organization_id: organizationId,
      id: newId(),
      plan_id: planId,
      parent_id: null,
      position: (i + 1) * 10,
      title: name,
      notation: freeNotation(notationOf(name), used),
      unit_id: unitId,
    })
  return 0
}

/** Two headings never share an abbreviation: their files would share symbols. */
export function freeNotation(wanted: string, used: Set<string>): string {
  let notation = wanted
  for (let n = 2; used.has(notation); n++) notation = `${wanted.slice(0, 18)}${n}`
  used.add(notation)
  return notation
}

/**
 * Headings of the plan before; lines out of its files as they really were, and of those foreseen that nobody opened, as
 * proposals again. A year in a title is moved on.
 */
async function goOn(ctx: ActionContext, planId: string, before: PlanRow): Promise<number> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const ids = new Map<string, string>()
  for (const heading of headingsInOrder(await headingsOf(tx, organizationId, before.id))) {
    const id = newId()
    ids.set(heading.id, id)
    await insertHeading(tx, {
      organization_id: organizationId,
      id,
      plan_id: planId,
      parent_id: heading.parent_id ? (ids.get(heading.parent_id) ?? null) : null,
      position: heading.position,
      title: heading.title,
      notation: heading.notation,
      unit_id: heading.unit_id,
    })
  }
  const first = [...ids.values()][0]
  if (!first) return byUnits(ctx, planId)
  const base = {
    organization_id: organizationId,
    plan_id: planId,
    number: null,
    proposed_by: actor.postId!,
    proposed_by_name: actor.name,
    proposed_at: now,
    is_later: false,
  }
  const made = await filesOfPeriod(tx, organizationId, before.id)
  const lines: NewLine[] = made.map((file, i) => ({
    ...base,
    id: newId(),
    heading_id: ids.get(file.heading_id ?? '') ?? first,
    position: (i + 1) * 10,
    title: movedOn(file.title, before.period),
    retention: file.retention,
    maker_post: file.maker_post,
    maker_name: file.maker_name,
    note: null,
    state: 'accepted',
    from_file: file.id,
  }))
  const unopened = (await linesOf(tx, actor, before.id)).filter(
    (line) => line.state === 'accepted' && line.file_id === null,
  )
  for (const [i, line] of unopened.entries())
    lines.push({
      ...base,
      id: newId(),
      heading_id: ids.get(line.heading_id) ?? first,
      position: (made.length + i + 1) * 10,
      title: movedOn(line.title, before.period),
      retention: line.retention,
      maker_post: line.maker_post,
      maker_name: line.maker_name,
      note: null,
      state: 'proposed',
      from_file: null,
    })
  await insertLines(tx, lines)
  return lines.length
}

/** `… năm 2025` becomes `… năm 2026`; a term's label likewise. */
export function movedOn(title: string, period: string): string {
  const [from = '', to] = period.split('-')
  const span = to ? Number(to) - Number(from) : 1
  const years = new Set([from, ...(to ? [to] : [])])
  return title.replace(/\b(19|20)\d{2}\b/g, (year) => (years.has(year) ? String(Number(year) + span) : year))
}
