/** Terms, calendar and rules as the screens read them. */
import { read } from '#platform/action/index.ts'
import {
  type Collection,
  holidayYears,
  isOverridable,
  overridableCollections,
  type Rule,
  workingCalendar,
  workingDays,
} from '#regimes/index.ts'
import { formCollections } from '#regimes/layout/index.ts'
import { formRulesOf, rulesOf } from './lookups.ts'
import { type CalendarLine, peopleRules, type RuleLine } from './rules-contract.ts'
import * as rulesStore from './store-rules.ts'

export const listTerms = read(peopleRules.listTerms, async ({ tx, actor }) => ({
  items: await rulesStore.terms(tx, actor.organizationId),
}))

export const getCalendar = read(peopleRules.getCalendar, async ({ tx, actor, today }, { year }) => {
  const rules = await rulesOf(tx, actor.organizationId, today)
  const own = await rulesStore.calendarDays(tx, actor.organizationId, year)
  const byDay = new Map<string, CalendarLine>()
  for (const row of rules.holidays) {
    const day = row.day ?? `${year}-${row.yearly}`
    if (!day.startsWith(`${year}-`)) continue
    byDay.set(day, {
      day,
      isWorking: row.kind === 'make-up',
      name: { vi: row.vi, en: row.en },
      from: 'rule',
      basis: [row.source.text, row.source.article].filter(Boolean).join(' '),
      confidence: row.source.confidence,
    })
  }
  for (const row of own)
    byDay.set(row.day, {
      day: row.day,
      isWorking: row.isWorking,
      name: { vi: row.name, en: row.name },
      from: 'own',
      basis: row.basis,
      confidence: null,
    })
  const calendar = workingCalendar(rules.holidays, own)
  return {
    items: [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
    isKnown: year >= holidayYears.from && year <= holidayYears.to,
    workingDays: workingDays(`${year}-01-01`, `${year}-12-31`, calendar).length,
  }
})

/** Rows whose words and figures an administrator may look at and set; the rest of the rule set is no screen's matter. */
const shown: readonly Collection[] = overridableCollections.filter((name) => name !== 'holidays')

export const getRules = read(peopleRules.getRules, async ({ tx, actor, today }, input) => {
  const day = input.on ?? today
  const rules = await rulesOf(tx, actor.organizationId, day)
  const form = await formRulesOf(tx, actor.organizationId, day)
  const overrides = await rulesStore.overrides(tx, actor.organizationId)
  return {
    regime: rules.regime,
    ruleSet: rules.id,
    day,
    rules: [
      ...shown.flatMap((name) => (rules[name] as readonly Rule[]).map((row) => ruleLine(name, row))),
      ...formCollections.flatMap((name) => (form[name] as readonly Rule[]).map((row) => ruleLine(name, row))),
    ],
    overrides: overrides.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
  }
})

function ruleLine(collection: string, row: Rule): RuleLine {
  const { id, source, validFrom, validTo, isOverridable: _mark, ...values } = row
  return {
    collection,
    id,
    values: values as Record<string, unknown>,
    source,
    validFrom,
    validTo,
    isOverridable: isOverridable(row),
  }
}
