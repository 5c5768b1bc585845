import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSymbol } from '#engines/vn-text/index.ts'
import {
  addDays,
  addWorkingDays,
  closingOfferedOn,
  daysBetween,
  isWorkingDay,
  nextNumberLabel,
  numberFormat,
  numberLabel,
  registerPeriod,
  ruleSet,
  type Term,
  termFault,
  termOn,
  weekday,
  workingCalendar,
  workingDayFrom,
  workingDays,
  workingDaysBetween,
  workingDaysLeft,
  yearPeriod,
} from '../index.ts'

const state = ruleSet('state', '2026-11-23')
const party = ruleSet('party', '2026-11-23')
const calendar = workingCalendar(state.holidays)
const anyDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2025-01-01', n))

describe('numbers', () => {
  const S = numberFormat(state)
  const P = numberFormat(party)
  it('are written as the regime writes them', () => {
    expect(numberLabel(S, 15, { type: 'QĐ', issuer: 'UBND' }).printed).toBe('Số: 15/QĐ-UBND')
    expect(numberLabel(S, 12, { type: null, issuer: 'UBND', unit: 'VX' }).printed).toBe('Số: 12/UBND-VX')
    expect(numberLabel(S, 15, { type: 'QĐ', issuer: 'UBND', year: 2024 }).printed).toBe('Số: 15/2024/QĐ-UBND')
    expect(numberLabel(S, 5, { type: 'QĐ', issuer: 'UBND', unit: 'VX' })).toEqual({
      printed: 'Số: 05/QĐ-UBND',
      symbol: '05/QĐ-UBND',
      codeNumber: '05',
      codeNotation: 'QĐ-UBND',
    })
    expect(numberLabel(P, 15, { type: 'QĐ', issuer: 'TU' }).printed).toBe('Số 15-QĐ/TU')
    expect(nextNumberLabel(P, 8, { type: 'CV', issuer: 'TU' }).printed).toBe('Số 09-CV/TU')
    expect(nextNumberLabel(P, 23, { type: 'BS', issuer: 'UBKTTU' }).printed).toBe('Số 24-BS/UBKTTU')
  })
  it('refuse what is no number or has no issuer', () => {
    expect(() => numberLabel(S, 0, { type: 'QĐ', issuer: 'UBND' })).toThrow()
    expect(() => numberLabel(S, 1.5, { type: 'QĐ', issuer: 'UBND' })).toThrow()
    expect(() => numberLabel(S, 1, { type: 'QĐ', issuer: ' ' })).toThrow()
    expect(() => numberLabel(P, 1, { type: null, issuer: 'TU' })).toThrow()
  })
  it('fit the pattern of the regime and are read back, for every number and type', () => {
    const issuers = fc.constantFrom('UBND', 'TU', 'VPTU', 'SYT', 'HĐND')
    for (const [rules, format] of [
      [state, S],
      [party, P],
    ] as const) {
      const types = rules.documentTypes.flatMap((t) => (t.abbreviation && t.isIssued ? [t.abbreviation] : []))
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...types), issuers, (n, type, issuer) => {
          const label = numberLabel(format, n, { type, issuer })
          expect(label.printed).toMatch(new RegExp(format.pattern))
          const back = parseSymbol(label.printed)
          expect(back).toMatchObject({ number: label.codeNumber, notation: label.codeNotation, year: null })
        }),
      )
    }
  })
})

describe('working days', () => {
  it('know Tết, days in lieu and days made up', () => {
    const off = ['2026-02-16', '2026-02-20', '2026-04-27', '2026-09-01', '2026-09-02', '2026-08-31', '2026-11-22']
    for (const day of off) expect(isWorkingDay(day, calendar), day).toBe(false)
    for (const day of ['2026-08-22', '2026-02-23', '2025-04-26']) expect(isWorkingDay(day, calendar), day).toBe(true)
    // Friday before Tết 2026 + 1 working day = Monday after it.
    expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-23')
    expect(addWorkingDays('2026-11-21', 0, calendar)).toBe('2026-11-23')
    expect(weekday('2026-11-22')).toBe(7)
  })
  it('an organisation’s own days win', () => {
    const own = workingCalendar(state.holidays, [
      { day: '2026-11-24', isWorking: false },
      { day: '2026-11-28', isWorking: true },
      { day: '2026-09-02', isWorking: true },
    ])
    expect(isWorkingDay('2026-11-24', own)).toBe(false)
    expect(isWorkingDay('2026-11-28', own)).toBe(true)
    expect(isWorkingDay('2026-09-02', own)).toBe(true)
  })
  it('adding lands on a working day and counting gives the number back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 120 }), (day, n) => {
        const then = addWorkingDays(day, n, calendar)
        expect(isWorkingDay(then, calendar)).toBe(true)
        expect(workingDaysBetween(day, then, calendar)).toBe(n)
        expect(workingDays(addDays(day, 1), then, calendar)).toHaveLength(n)
      }),
    )
  })
  it('between two days are those that stand in the calendar, over any number of years and own days', () => {
    const own = workingCalendar(state.holidays, [
      { day: '2024-02-29', isWorking: false },
      { day: '2026-11-28', isWorking: true },
    ])
    const farDay = fc.integer({ min: 0, max: 3_700 }).map((n) => addDays('2019-12-30', n))
    fc.assert(
      fc.property(farDay, farDay, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const counted = workingDays(addDays(from, 1), to, own).length
        expect(workingDaysBetween(from, to, own)).toBe(counted)
        expect(workingDaysBetween(to, from, own) + counted).toBe(0)
      }),
    )
  })
  it('days left: the weekend does not count, a day past is at least one day overdue', () => {
    const left = (due: string, today: string) => workingDaysLeft(due, today, calendar)
    expect(left('2026-11-30', '2026-11-27')).toBe(1) // Friday for Monday
    expect(left('2026-11-27', '2026-11-27')).toBe(0)
    expect(left('2026-11-29', '2026-11-28')).toBe(0) // Saturday for Sunday
    expect(left('2026-11-28', '2026-11-29')).toBe(-1) // Sunday, due on Saturday
    expect(left('2026-11-27', '2026-11-30')).toBe(-1)
    expect(left('2026-11-25', '2026-11-30')).toBe(-3)
  })
  it('adding in two steps is adding once; backwards undoes it from a working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (day, a, b) => {
        const once = addWorkingDays(day, a + b, calendar)
        expect(addWorkingDays(addWorkingDays(day, a, calendar), b, calendar)).toBe(once)
        const start = workingDayFrom(day, calendar)
        expect(addWorkingDays(addWorkingDays(start, a, calendar), -a, calendar)).toBe(start)
      }),
    )
  })
  it('a calendar without a working day does not hang', () => {
    const never = workingCalendar([], [], [1, 2, 3, 4, 5, 6, 7])
    expect(workingDayFrom('2026-01-01', never)).toBe('2026-01-01')
    expect(addWorkingDays('2026-01-01', 5, never) > '2026-01-01').toBe(true)
  })
  it('calendar days agree with each other', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    )
  })
})

describe('periods of a register', () => {
  const closed2025 = (p: { key: string }) => p.key !== '2025'
  it('a document of December goes into December’s year while that book is open', () => {
    expect(registerPeriod('calendar-year', '2025-12-31', '2026-01-05', () => true)?.key).toBe('2025')
    expect(registerPeriod('calendar-year', '2025-12-31', '2026-02-01', closed2025)?.key).toBe('2026')
    expect(registerPeriod('calendar-year', '2026-01-01', '2026-01-01', closed2025)?.key).toBe('2026')
    // A day still to come is no arrival.
    expect(registerPeriod('calendar-year', '2027-01-02', '2026-12-31', () => true)?.key).toBe('2026')
    expect(closingOfferedOn(yearPeriod(2025))).toBe('2026-01-15')
  })
  const terms: Term[] = [
    { id: 't1', label: '2020–2025', from: '2020-10-16', to: '2025-09-20' },
    { id: 't2', label: '2025–2030', from: '2025-09-21', to: null },
  ]
  it('Party books go by the term', () => {
    expect(registerPeriod('term', '2025-09-20', '2025-09-22', () => true, terms)?.key).toBe('t1')
    expect(registerPeriod('term', '2025-09-20', '2025-12-22', (p) => p.key === 't2', terms)?.key).toBe('t2')
    expect(registerPeriod('term', '2019-01-01', '2019-01-01', () => true, terms)).toBeNull()
    expect(termOn(terms, '2025-09-21')?.id).toBe('t2')
  })
  it('terms neither overlap nor run backwards', () => {
    expect(termFault(terms)).toBeNull()
    expect(termFault([terms[0]!, { from: '2025-09-20', to: null }])).toBe('overlap')
    expect(termFault([{ from: '2020-01-01', to: null }, terms[1]!])).toBe('overlap')
    expect(termFault([{ from: '2020-01-02', to: '2020-01-01' }])).toBe('order')
  })
})
