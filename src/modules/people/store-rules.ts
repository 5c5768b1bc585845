/** SQL of terms, calendar days and rule overrides. */
import { sql } from 'kysely'
import { pgCode, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { OverridableCollection, Override, Regime } from '#regimes/index.ts'
import type { TermLine } from './rules-contract.ts'

export async function terms(tx: Tx, organizationId: string): Promise<TermLine[]> {
  const rows = await tx
    .selectFrom('people.term')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    congress: row.congress,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
    version: row.version,
  }))
}

export async function insertTerm(tx: Tx, organizationId: string, row: Omit<TermLine, 'version'>): Promise<void> {
  await tx
    .insertInto('people.term')
    .values({
      organization_id: organizationId,
      id: row.id,
      label: row.label,
      congress: row.congress,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
    })
    .execute()
    .catch(asOverlap)
}

/** The exclusion constraint knows best: two administrators at once are caught too. */
function asOverlap(error: unknown): never {
  if (pgCode(error) === '23P01') throw new AppError('PEOPLE_TERM_OVERLAP', { cause: error })
  throw error
}

export async function updateTerm(tx: Tx, organizationId: string, row: TermLine): Promise<number | null> {
  const done = await tx
    .updateTable('people.term')
    .set({
      label: row.label,
      congress: row.congress,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
      version: row.version + 1,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returning('version')
    .executeTakeFirst()
    .catch(asOverlap)
  return done?.version ?? null
}

export interface CalendarDay {
  readonly day: string
  readonly isWorking: boolean
  readonly name: string
  readonly basis: string | null
}

/** The organisation's own days; of one year when given. */
export async function calendarDays(tx: Tx, organizationId: string, year?: number): Promise<CalendarDay[]> {
  let query = tx
    .selectFrom('people.calendar_day')
    .select(['day', 'is_working', 'name', 'basis'])
    .where('organization_id', '=', organizationId)
  if (year) query = query.where('day', '>=', `${year}-01-01`).where('day', '<=', `${year}-12-31`)
  const rows = await query.orderBy('day').execute()
  return rows.map((row) => ({ day: row.day, isWorking: row.is_working, name: row.name, basis: row.basis }))
}

export async function putCalendarDay(tx: Tx, organizationId: string, row: CalendarDay): Promise<void> {
  const values = { is_working: row.isWorking, name: row.name, basis: row.basis }
  await tx
    .insertInto('people.calendar_day')
    .values({ organization_id: organizationId, day: row.day, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'day']).doUpdateSet(values))
    .execute()
}

export async function deleteCalendarDay(tx: Tx, organizationId: string, day: string): Promise<CalendarDay | null> {
  const row = await tx
    .deleteFrom('people.calendar_day')
    .where('organization_id', '=', organizationId)
    .where('day', '=', day)
    .returning(['day', 'is_working', 'name', 'basis'])
    .executeTakeFirst()
  return row ? { day: row.day, isWorking: row.is_working, name: row.name, basis: row.basis } : null
}

export interface StoredOverride extends Override {
  readonly id: string
  readonly createdAt: Date
  readonly createdBy: string
}

/** Overrides that were not withdrawn, of any day. */
export async function overrides(tx: Tx, organizationId: string): Promise<StoredOverride[]> {
  const rows = await tx
    .selectFrom('people.rule_override')
    .select(['id', 'collection', 'rule_id', 'effect', 'values', 'valid_from', 'valid_to', 'basis'])
    .select(['created_at', 'created_by'])
    .where('organization_id', '=', organizationId)
    .where('withdrawn_at', 'is', null)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    collection: row.collection as OverridableCollection,
    ruleId: row.rule_id,
    effect: row.effect as Override['effect'],
    values: row.values as Record<string, unknown>,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    basis: row.basis,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }))
}

export async function insertOverride(
  tx: Tx,
  organizationId: string,
  row: Override & { id: string; now: Date; by: string },
): Promise<void> {
  await tx
    .insertInto('people.rule_override')
    .values({
      organization_id: organizationId,
      id: row.id,
      collection: row.collection,
      rule_id: row.ruleId,
      effect: row.effect,
      values: JSON.stringify(row.values),
      valid_from: row.validFrom,
      valid_to: row.validTo,
      basis: row.basis,
      created_at: row.now,
      created_by: row.by,
    })
    .execute()
}

export async function withdrawOverride(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('people.rule_override')
    .set({ withdrawn_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Regime and overrides of an organisation in one round trip; null for an unknown one. */
export async function regimeWithOverrides(
  tx: Tx,
  organizationId: string,
): Promise<{ regime: Regime; overrides: Override[] } | null> {
  const { rows } = await sql<{ regime: Regime; overrides: Override[] }>`
    select o.regime, coalesce((
      select json_agg(json_build_object('collection', r.collection, 'ruleId', r.rule_id, 'effect', r.effect,
        'values', r."values", 'validFrom', r.valid_from, 'validTo', r.valid_to, 'basis', r.basis) order by r.valid_from, r.id)
      from people.rule_override r
      where r.organization_id = o.id and r.withdrawn_at is null), '[]') as overrides
    from people.organization o where o.id = ${organizationId}`.execute(tx)
  return rows[0] ?? null
}
