import { postsOn, unitsOf } from '#modules/people/index.ts'
import { read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { scheduleOn, suggestRetention } from '#regimes/retention/index.ts'
import { filePlans, type Line } from './plan-contract.ts'
import { has, makers as makerRoles } from './policy.ts'
import { fileSymbol, giveNumbers, headingsInOrder, linesInOrder, marksOf } from './rules.ts'
import {
  findPlan,
  type HeadingRow,
  headingsOf,
  type LineRow,
  linesOf,
  listPlans,
  ownSchedule,
  takenNumbers,
} from './store-plan.ts'
import { planView } from './views.ts'

export const plans = read(filePlans.plans, async (ctx) => ({
  items: (await listPlans(ctx.tx, ctx.actor.organizationId)).map(planView),
}))

export const makers = read(filePlans.makers, async (ctx) => ({
  items: (await postsOn(ctx.tx, ctx.actor.organizationId, ctx.today))
    .filter((post) => post.roles.some((role) => makerRoles.includes(role)))
    .map((post) => ({ postId: post.id, name: post.fullName, title: post.title, unit: post.unitName })),
}))

/** A plan as it stands on paper, with the symbols that its lines have or would get, and for whom it foresees nothing. */
export const plan = read(filePlans.plan, async (ctx, { planId }) => {
  const { tx, actor, today } = ctx
  const { organizationId } = actor
  const row = await findPlan(tx, organizationId, planId)
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  const headings = await headingsOf(tx, organizationId, planId)
  const stored = linesInOrder(await linesOf(tx, actor, planId), headings)
  const symbols = symbolsOf(stored, headings, row.numbering, await takenNumbers(tx, organizationId, planId))
  const marks = marksOf(headingsInOrder(headings))
  const lines = stored.map(
    (line): Line => ({
      id: line.id,
      headingId: line.heading_id,
      symbol: symbols.get(line.id) ?? null,
      title: line.title,
      retention: line.retention,
      makerPost: line.maker_post,
      makerName: line.maker_name,
      note: line.note,
      state: line.state,
      stateWords: line.state_words,
      proposedByName: line.proposed_by_name,
      isMine: line.proposed_by === actor.postId,
      isLater: line.is_later,
      isFromBefore: line.from_file !== null,
      fileId: line.is_hidden ? null : line.file_id,
      isHidden: line.is_hidden,
      version: line.version,
    }),
  )
  const posts = (await postsOn(tx, organizationId, today)).filter((post) =>
    post.roles.some((role) => makerRoles.includes(role)),
  )
  const units = await unitsOf(tx, organizationId, today)
  const standing = stored.filter((line) => line.state !== 'refused')
  const covered = new Set(standing.map((line) => line.maker_post))
  const coveredUnits = new Set([
    ...posts.filter((post) => covered.has(post.id)).map((post) => post.unitId),
    ...headings
      .filter((heading) => standing.some((line) => line.heading_id === heading.id))
      .map((heading) => heading.unit_id),
  ])
  return {
    plan: planView(row),
    headings: headingsInOrder(headings).map((heading) => ({
      id: heading.id,
      parentId: heading.parent_id,
      title: heading.title,
      notation: heading.notation,
      unitId: heading.unit_id,
      mark: marks.get(heading.id)!,
    })),
    lines,
    gaps: {
      units: units.filter((unit) => !coveredUnits.has(unit.id)).map((unit) => ({ id: unit.id, name: unit.name })),
      persons: posts
        .filter((post) => !covered.has(post.id))
        .map((post) => ({ postId: post.id, name: post.fullName, title: post.title, unit: post.unitName })),
    },
    abilities: {
      propose: row.state !== 'submitted' && has(actor, 'casefiles.propose'),
      consolidate: row.state !== 'submitted' && has(actor, 'casefiles.consolidate'),
      approve: row.state === 'submitted' && has(actor, 'casefiles.approve'),
      open: row.state === 'approved' && has(actor, 'casefiles.keep'),
    },
  }
})

/** Symbols that lines have, or would get if the plan were approved now. */
export function symbolsOf(
  lines: readonly LineRow[],
  headings: readonly HeadingRow[],
  numbering: 'whole' | 'heading',
  taken: readonly { heading: string; number: number }[],
): Map<string, string> {
  const majorOf = (id: string): HeadingRow | undefined => {
    const heading = headings.find((one) => one.id === id)
    return heading?.parent_id ? headings.find((one) => one.id === heading.parent_id) : heading
  }
  const major = (id: string): string => majorOf(id)?.id ?? id
  const counted = lines.filter((line) => line.state !== 'refused')
  const would = giveNumbers(
    counted.map((line) => ({ id: line.id, number: line.number, major: major(line.heading_id) })),
    numbering,
    taken.map((one) => ({ major: major(one.heading), number: one.number })),
  )
  return new Map(
    counted.map((line) => [
      line.id,
      fileSymbol(line.number ?? would.get(line.id)!, majorOf(line.heading_id)?.notation ?? ''),
    ]),
  )
}

/** The retention schedule of today; with a title, the rows that speak of it. */
export const schedule = read(filePlans.schedule, async (ctx, { title }) => {
  const rows = scheduleOn(await ownSchedule(ctx.tx, ctx.actor.organizationId), ctx.today)
  const shown = title ? suggestRetention(rows, title, 5) : rows
  return {
    items: shown.map((row) => ({
      id: row.id,
      group: row.group,
      title: row.title,
      retention: row.retention,
      source: row.source.text,
      isOwn: row.source.confidence === 'organization',
    })),
    mayKeep: has(ctx.actor, 'casefiles.consolidate'),
  }
})
