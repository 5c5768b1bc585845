/** All SQL of file plans, their headings and lines, and of the office's own retention schedule. */
import { sql } from 'kysely'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { isNarrowedFile, narrowedFiles } from './policy.ts'

export interface PlanRow {
  readonly id: string
  readonly scope: 'year' | 'term' | 'congress'
  readonly period: string
  readonly title: string
  readonly starts_on: string
  readonly ends_on: string | null
  readonly numbering: 'whole' | 'heading'
  readonly state: 'draft' | 'submitted' | 'approved'
  readonly state_at: Date
  readonly state_by_name: string
  readonly state_words: string | null
  readonly basis: string | null
  readonly version: number
  readonly accepted: number
  readonly opened: number
  readonly waiting: number
}

const planColumns = sql`p.id, p.scope, p.period, p.title, p.starts_on, p.ends_on, p.numbering, p.state, p.state_at, p.state_by_name, p.state_words,
  p.basis, p.version,
  (select count(*)::int from casefiles.line l where l.organization_id = p.organization_id and l.plan_id = p.id and l.state = 'accepted') as accepted,
  (select count(*)::int from casefiles.line l where l.organization_id = p.organization_id and l.plan_id = p.id and l.state = 'proposed') as waiting,
  (select count(*)::int from casefiles.file f where f.organization_id = p.organization_id and f.plan_id = p.id) as opened`

export async function listPlans(tx: Tx, organizationId: string): Promise<PlanRow[]> {
  const { rows } =
    await sql<PlanRow>`select ${planColumns} from casefiles.plan p where p.organization_id = ${organizationId}
    order by p.starts_on desc, p.id desc limit 200`.execute(tx)
  return rows
}

export async function findPlan(
  tx: Tx,
  organizationId: string,
  id: string,
  how: 'look' | 'lock' = 'look',
): Promise<PlanRow | null> {
  if (how === 'lock')
    await sql`select 1 from casefiles.plan where organization_id = ${organizationId} and id = ${id} for update`.execute(
      tx,
    )
  const { rows } = await sql<PlanRow>`select ${planColumns} from casefiles.plan p
    where p.organization_id = ${organizationId} and p.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** The approved plan in which a file of a day belongs, the narrowest period first. */
export async function planOn(tx: Tx, organizationId: string, day: string): Promise<PlanRow | null> {
  const { rows } = await sql<PlanRow>`select ${planColumns} from casefiles.plan p
    where p.organization_id = ${organizationId} and p.state = 'approved' and p.starts_on <= ${day}::date and coalesce(p.ends_on, 'infinity') >= ${day}::date
    order by p.scope = 'year' desc, p.starts_on desc limit 1`.execute(tx)
  return rows[0] ?? null
}

/** @returns false when there is one of the period already */
export async function insertPlan(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    scope: PlanRow['scope']
    period: string
    title: string
    starts_on: string
    ends_on: string | null
    numbering: PlanRow['numbering']
    state: PlanRow['state']
    state_at: Date
    state_by_name: string
    created_at: Date
    created_by: string
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('casefiles.plan')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1
}

/** From this state and version only. @returns the new version; null: somebody was quicker */
export async function movePlan(
  tx: Tx,
  of: {
    organizationId: string
    id: string
    from: PlanRow['state']
    to: PlanRow['state']
    version: number
    now: Date
    byName: string
    words?: string | null
    basis?: string | null
  },
): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update casefiles.plan set state = ${of.to}, state_at = ${of.now}, state_by_name = ${of.byName},
      state_words = ${of.words ?? null}, basis = coalesce(${of.basis ?? null}, basis), version = version + 1
    where organization_id = ${of.organizationId} and id = ${of.id} and state = ${of.from} and version = ${of.version} returning version`.execute(
    tx,
  )
  return rows[0]?.version ?? null
}

export interface HeadingRow {
  readonly id: string
  readonly parent_id: string | null
  readonly position: number
  readonly title: string
  readonly notation: string | null
  readonly unit_id: string | null
}

export async function headingsOf(tx: Tx, organizationId: string, planId: string): Promise<HeadingRow[]> {
  const { rows } = await sql<HeadingRow>`select id, parent_id, position, title, notation, unit_id from casefiles.heading
    where organization_id = ${organizationId} and plan_id = ${planId} order by position, id`.execute(tx)
  return rows
}

export async function insertHeading(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    plan_id: string
    parent_id: string | null
    position: number
    title: string
    notation: string | null
    unit_id: string | null
  },
): Promise<void> {
  await tx.insertInto('casefiles.heading').values(row).execute()
}

export async function updateHeading(
  tx: Tx,
  organizationId: string,
  id: string,
  set: { title?: string | undefined; notation?: string | undefined; position?: number | undefined },
): Promise<void> {
  await sql`update casefiles.heading set title = coalesce(${set.title ?? null}, title), notation = coalesce(${set.notation ?? null}, notation),
    position = coalesce(${set.position ?? null}, position) where organization_id = ${organizationId} and id = ${id}`.execute(
    tx,
  )
}

/** @returns false when something still stands under it */
export async function deleteHeading(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`delete from casefiles.heading h where h.organization_id = ${organizationId} and h.id = ${id}
      and not exists (select 1 from casefiles.line l where l.organization_id = h.organization_id and l.heading_id = h.id)
      and not exists (select 1 from casefiles.heading c where c.organization_id = h.organization_id and c.parent_id = h.id)
      and not exists (select 1 from casefiles.file f where f.organization_id = h.organization_id and f.heading_id = h.id)
    returning h.id`.execute(tx)
  return rows.length === 1
}

export interface LineRow {
  readonly id: string
  readonly plan_id: string
  readonly heading_id: string
  readonly position: number
  readonly number: number | null
  readonly title: string
  readonly retention: string | null
  readonly maker_post: string | null
  readonly maker_name: string | null
  readonly note: string | null
  readonly state: 'proposed' | 'accepted' | 'refused'
  readonly state_words: string | null
  readonly proposed_by: string
  readonly proposed_by_name: string
  readonly from_file: string | null
  readonly is_later: boolean
  readonly version: number
  readonly file_id: string | null
  readonly is_hidden: boolean
}

const lineColumns = (actor: Actor) => sql`l.id, l.plan_id, l.heading_id, l.position, l.number,
  case when ${isHidden(actor)} then '' else l.title end as title, ${isHidden(actor)} as is_hidden, l.retention, l.maker_post, l.maker_name, l.note, l.state, l.state_words,
  l.proposed_by, l.proposed_by_name, l.from_file, l.is_later, l.version, f.id as file_id`
/** Its file, or the one it was made after, is narrowed to others: the plan shows them symbol and maker, never the title. */
const isHidden = (actor: Actor) =>
  sql<boolean>`(coalesce(f.id = any(${narrowedFiles(actor)}), false) or coalesce(l.from_file = any(${narrowedFiles(actor)}), false))`
const lineFrom = sql`casefiles.line l left join casefiles.file f on f.organization_id = l.organization_id and f.line_id = l.id`

export async function linesOf(tx: Tx, actor: Actor, planId: string): Promise<LineRow[]> {
  const { rows } =
    await sql<LineRow>`select ${lineColumns(actor)} from ${lineFrom} where l.organization_id = ${actor.organizationId} and l.plan_id = ${planId}
    order by l.heading_id, l.position, l.id`.execute(tx)
  return rows
}

export async function findLine(tx: Tx, actor: Actor, id: string): Promise<LineRow | null> {
  const { organizationId } = actor
  await sql`select 1 from casefiles.line where organization_id = ${organizationId} and id = ${id} for update`.execute(
    tx,
  )
  const { rows } =
    await sql<LineRow>`select ${lineColumns(actor)} from ${lineFrom} where l.organization_id = ${organizationId} and l.id = ${id}`.execute(
      tx,
    )
  return rows[0] ?? null
}

export interface NewLine {
  organization_id: string
  id: string
  plan_id: string
  heading_id: string
  position: number
  number: number | null
  title: string
  retention: string | null
  maker_post: string | null
  maker_name: string | null
  note: string | null
  state: 'proposed' | 'accepted'
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  from_file: string | null
  is_later: boolean
}

export async function insertLines(tx: Tx, rows: readonly NewLine[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500)
    await tx
      .insertInto('casefiles.line')
      .values(rows.slice(i, i + 500))
      .execute()
}

export async function updateLine(
  tx: Tx,
  organizationId: string,
  id: string,
  version: number,
  set: {
    heading_id: string
    position: number
    title: string
    retention: string | null
    maker_post: string | null
    maker_name: string | null
    note: string | null
  },
): Promise<number | null> {
  const { rows } = await sql<{
    version: number
  }>`update casefiles.line set heading_id = ${set.heading_id}, position = ${set.position}, title = ${set.title},
      retention = ${set.retention}, maker_post = ${set.maker_post}, maker_name = ${set.maker_name}, note = ${set.note}, version = version + 1
    where organization_id = ${organizationId} and id = ${id} and version = ${version} returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export async function placeLine(tx: Tx, organizationId: string, id: string, position: number): Promise<void> {
  await sql`update casefiles.line set position = ${position} where organization_id = ${organizationId} and id = ${id}`.execute(
    tx,
  )
}

export async function decideLines(
  tx: Tx,
  of: {
    organizationId: string
    planId: string
    ids: readonly string[]
    to: 'accepted' | 'refused'
    words: string | null
  },
): Promise<string[]> {
  // What is opened or numbered stays accepted.
  const { rows } = await sql<{
    id: string
  }>`update casefiles.line l set state = ${of.to}, state_words = ${of.words}, version = version + 1
    where organization_id = ${of.organizationId} and plan_id = ${of.planId} and id = any(${[...of.ids]}::uuid[]) and state <> ${of.to}
      and (${of.to === 'accepted'} or number is null) returning id`.execute(tx)
  return rows.map((row) => row.id)
}

export async function numberLines(tx: Tx, organizationId: string, numbers: ReadonlyMap<string, number>): Promise<void> {
  if (numbers.size === 0) return
  await sql`update casefiles.line l set number = n.number
    from unnest(${[...numbers.keys()]}::uuid[], ${[...numbers.values()]}::int[]) n (id, number)
    where l.organization_id = ${organizationId} and l.id = n.id and l.number is null`.execute(tx)
}

/** @returns false when it has a number or a file */
export async function deleteLine(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{
    id: string
  }>`delete from casefiles.line l where l.organization_id = ${organizationId} and l.id = ${id} and l.number is null
      and not exists (select 1 from casefiles.file f where f.organization_id = l.organization_id and f.line_id = l.id) returning l.id`.execute(
    tx,
  )
  return rows.length === 1
}

/** Numbers that files beside the plan have taken, by major heading. */
export async function takenNumbers(
  tx: Tx,
  organizationId: string,
  planId: string,
): Promise<{ heading: string; number: number }[]> {
  const { rows } = await sql<{
    heading: string
    number: number
  }>`select heading_id as heading, number from casefiles.file
    where organization_id = ${organizationId} and plan_id = ${planId} and heading_id is not null`.execute(tx)
  return rows
}

export interface BeforeRow {
  readonly id: string
  readonly title: string
  readonly retention: string | null
  readonly maker_post: string
  readonly maker_name: string
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly heading_id: string | null
  readonly items: number
}

/** Files as they really were made in a period: what the next plan begins with. A plan is read by all: what is narrowed is proposed anew. */
export async function filesOfPeriod(tx: Tx, organizationId: string, planId: string): Promise<BeforeRow[]> {
  const { rows } =
    await sql<BeforeRow>`select f.id, f.title, f.retention, f.maker_post, f.maker_name, f.unit_id, f.unit_name, f.heading_id, f.item_count as items
    from casefiles.file f where f.organization_id = ${organizationId} and f.plan_id = ${planId}
      and not ${isNarrowedFile(organizationId, 'f')} order by f.notation, f.number, f.id`.execute(tx)
  return rows
}

export interface OwnRowStored {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly retention: string
  readonly basis: string
  readonly validFrom: string
  readonly validTo: string | null
}

export async function ownSchedule(tx: Tx, organizationId: string): Promise<OwnRowStored[]> {
  const { rows } =
    await sql<OwnRowStored>`select id, grouping as "group", title, retention, basis, valid_from as "validFrom", valid_to as "validTo"
    from casefiles.schedule_row where organization_id = ${organizationId} order by grouping, title`.execute(tx)
  return rows
}

export async function insertScheduleRow(
  tx: Tx,
  row: {
    organization_id: string
    id: string
    grouping: string
    title: string
    retention: string
    basis: string
    valid_from: string
    created_at: Date
    created_by_name: string
  },
): Promise<void> {
  await tx.insertInto('casefiles.schedule_row').values(row).execute()
}

/** @returns its title, or null when there is no such open row */
export async function endScheduleRow(
  tx: Tx,
  organizationId: string,
  id: string,
  validTo: string,
): Promise<string | null> {
  const { rows } = await sql<{ title: string }>`update casefiles.schedule_row set valid_to = ${validTo}
    where organization_id = ${organizationId} and id = ${id} and valid_to is null returning title`.execute(tx)
  return rows[0]?.title ?? null
}
