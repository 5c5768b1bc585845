/** What decisions on hand-overs need. */
import { headsOfUnit } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays } from '#regimes/index.ts'
import { retentionYears } from '#regimes/retention/index.ts'
import { dueOf, handOnOf, MUST_FROM_YEARS, NOTICE_DAYS } from '#regimes/transfer/index.ts'
import type { Handover } from './contract.ts'
import { minutesNumber } from './rules.ts'
import { findHandover, type HandoverRow } from './store.ts'
import type { Thresholds } from './store-due.ts'
import type { Since } from './store-hand-on.ts'

const STATES: Readonly<Record<Handover['state'], string>> = {
  draft: 'đang lập',
  submitted: 'đã nộp, chờ nhận',
  decided: 'lưu trữ đã quyết định',
  withdrawn: 'đã rút',
}

/** A hand-over that the actor sees; missing and invisible answer alike. */
export async function loadHandover(ctx: ReadContext, id: string, how: 'look' | 'lock' = 'look'): Promise<HandoverRow> {
  const found = await findHandover(ctx.tx, ctx.actor, id, how)
  if (!found) throw new AppError('PLATFORM_NOT_FOUND')
  return found
}

/** @throws AppError TRANSFER_STATE unless it is at the step */
export function refuseStep(row: HandoverRow, wanted: Handover['state']): void {
  if (row.state !== wanted) throw new AppError('TRANSFER_STATE', { facts: { state: STATES[row.state] } })
}

export const subjectOf = (row: Pick<HandoverRow, 'id' | 'title'>) => ({
  type: 'hand-over',
  id: row.id,
  label: row.title.slice(0, 200),
})

/** Must a file with this retention be handed over? */
export const isMust = (retention: string | null): boolean => (retentionYears(retention) ?? 0) >= MUST_FROM_YEARS

/**
 * Ends of work before which files are due: found by asking the rules themselves, day by day backwards, so that no second place
 * knows how they reckon.
 */
export function thresholdsOf(today: string): Thresholds {
  const horizon = addDays(today, NOTICE_DAYS)
  const latest = (isElectronic: boolean): string => {
    for (let back = 0; back < 800; back++) {
      const day = addDays(today, -back)
      if (dueOf(day, isElectronic, today).target <= horizon) return day
    }
    return '1900-01-01'
  }
  let overdueBefore = addDays(today, 1)
  for (let back = 0; back < 1200 && dueOf(addDays(overdueBefore, -1), false, today).limit >= today; back++)
    overdueBefore = addDays(overdueBefore, -1)
  return { soonElectronic: latest(true), soonOther: latest(false), overdueBefore }
}

/** Years of coming in up to which files are due at the historical archive, asked of the rules themselves. */
export function sinceOf(today: string): Since {
  const year = Number(today.slice(0, 4))
  const latest = (isPast: (since: number) => boolean): number => {
    for (let since = year; since > year - 60; since--) if (isPast(since)) return since
    return 0
  }
  return {
    soon: latest((since) => handOnOf(since, today).target <= today),
    overdue: latest((since) => handOnOf(since, today).limit < today),
  }
}

/** Heads who answer for a unit's hand-over. */
export async function headsFor(ctx: ReadContext, unitId: string | null) {
  return unitId ? headsOfUnit(ctx.tx, ctx.actor.organizationId, unitId, ctx.today) : []
}

export function handoverView(row: HandoverRow): Handover {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    partner: row.partner_name,
    unit: row.unit_name,
    giverName: row.giver_name,
    state: row.state,
    stateAt: row.state_at.toISOString(),
    stateByName: row.state_by_name,
    files: row.files,
    accepted: row.accepted,
    returned: row.returned,
    number: minutesNumber(row.number, row.year),
    isSigned: row.giver_signed_at !== null,
  }
}
