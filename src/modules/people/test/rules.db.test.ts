import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWorkingDays, deadlineFor } from '#regimes/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { people, peopleRules } from '../contract.ts'
import { calendarOf, rulesOf, termsOf } from '../index.ts'
import { province, TODAY } from './build.ts'

let t: TestApp
let p: Awaited<ReturnType<typeof province>>
beforeAll(async () => {
  t = await testApp()
  p = await province(t)
})
afterAll(() => t.close())

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: { code?: string }) => error.code ?? String(error),
  )
const basis = 'Quy chế làm việc 03-QC/VPTU'

describe('rules', () => {
  const override = {
    collection: 'deadlines',
    ruleId: 'normal.any',
    effect: 'set' as const,
    values: { workingDays: 15 },
    validFrom: '2026-01-01',
    basis,
  }
  it('an override stands for its organisation alone, cites its basis, and can be withdrawn', async () => {
    const { id } = await t.run(peopleRules.addOverride, p.chief, { body: override })
    const days = (organizationId: string, day = TODAY) =>
      t.db
        .read({ organizationId }, (tx) => rulesOf(tx, organizationId, day))
        .then((rules) => deadlineFor(rules, { urgency: 'normal', documentType: null })?.workingDays)
    expect(await days(p.host.organizationId)).toBe(15)
    expect(await days(p.host.organizationId, '2025-12-31')).toBe(7)
    expect(await days(p.commune)).toBe(7)
    const shown = await t.run(peopleRules.getRules, p.registry.actor)
    const line = shown.rules.find((rule) => rule.id === 'normal.any')
    expect(line).toMatchObject({ source: { text: basis, confidence: 'organization' }, isOverridable: true })
    const across = t.run(peopleRules.withdrawOverride, p.communeAdmin.actor, { params: { id } })
    expect(await refusal(across)).toBe('PLATFORM_NOT_FOUND')
    await t.run(peopleRules.withdrawOverride, p.chief, { params: { id } })
    expect(await days(p.host.organizationId)).toBe(7)
    const kept = await t.admin(`select 1 from people.rule_override where id = $1 and withdrawn_at is not null`, [id])
    expect(kept).toHaveLength(1)
  })
  it('the law is not overridden, and only the administrator sets rules', async () => {
    const law = { ...override, collection: 'registerBooks', ruleId: 'incoming', values: { period: 'term' } }
    expect(await refusal(t.run(peopleRules.addOverride, p.communeAdmin.actor, { body: law }))).toBe(
      'REGIMES_OVERRIDE_OF_LAW',
    )
    expect(await refusal(t.run(peopleRules.addOverride, p.registry.actor, { body: override }))).toBe(
      'PLATFORM_FORBIDDEN',
    )
  })
})

describe('the calendar', () => {
  it('own days win and can be taken back', async () => {
    const due = () =>
      t.db
        .read({ organizationId: p.host.organizationId }, (tx) => calendarOf(tx, p.host.organizationId, TODAY))
        .then((calendar) => addWorkingDays(TODAY, 1, calendar))
    expect(await due()).toBe('2026-11-24')
    const params = { day: '2026-11-24' }
    const body = { isWorking: false, name: 'Ngày Văn hóa Việt Nam', basis: 'Thông báo của cơ quan' }
    await t.run(peopleRules.setCalendarDay, p.chief, { params, body })
    expect(await due()).toBe('2026-11-25')
    const year = await t.run(peopleRules.getCalendar, p.registry.actor, { query: { year: 2026 } })
    expect(year.items.find((one) => one.day === '2026-11-24')).toMatchObject({ from: 'own', isWorking: false })
    expect(year.items.find((one) => one.day === '2026-08-22')).toMatchObject({ from: 'rule', isWorking: true })
    expect(year.isKnown).toBe(true)
    await t.run(peopleRules.clearCalendarDay, p.chief, { params })
    expect(await due()).toBe('2026-11-24')
    expect(await refusal(t.run(peopleRules.clearCalendarDay, p.chief, { params }))).toBe('PLATFORM_NOT_FOUND')
    const subjectId = p.host.organizationId
    const { items } = await t.run(people.listChanges, p.registry.actor, { query: { subjectId } })
    expect(items.slice(0, 2).map((change) => change.kind)).toEqual(['people.clearCalendarDay', 'people.setCalendarDay'])
  })
})

describe('terms', () => {
  it('the running one ends with the next congress; they never overlap', async () => {
    const make = (label: string, validFrom: string, validTo: string | null = null) =>
      t.run(peopleRules.createTerm, p.chief, { body: { label, congress: null, validFrom, validTo, basis: null } })
    await make('2020–2025', '2020-10-16')
    await make('2025–2030', '2025-09-21')
    const terms = await t.db.read({ organizationId: p.host.organizationId }, (tx) => termsOf(tx, p.host.organizationId))
    expect(terms.map((term) => [term.label, term.from, term.to])).toEqual([
      ['2025–2030', '2025-09-21', null],
      ['2020–2025', '2020-10-16', '2025-09-20'],
    ])
    expect(await refusal(make('trùng', '2021-01-01', '2022-01-01'))).toBe('PEOPLE_TERM_OVERLAP')
    const both = await Promise.all([
      refusal(make('a', '2010-01-01', '2014-12-31')),
      refusal(make('b', '2012-01-01', '2015-12-31')),
    ])
    expect([...both].sort()).toEqual(['PEOPLE_TERM_OVERLAP', null])
  })
})
