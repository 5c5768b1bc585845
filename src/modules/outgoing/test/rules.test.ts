import { describe, expect, it } from 'vitest'
import { ruleSet, type Term, workingCalendar } from '#regimes/index.ts'
import type { outgoingStates } from '../contract-shapes.ts'
import { issueBy, type Move, mayMove, moves, nextState, numberPlace } from '../rules.ts'

const DAY = '2026-11-23'
const place = (regime: 'state' | 'party', code: string, terms: readonly Term[] = []) => {
  const rules = ruleSet(regime, DAY)
  return numberPlace(rules, rules.documentTypes.find((one) => one.code === code)!, DAY, terms)
}

describe('the way of an outgoing document', () => {
  it('waits for no check that nobody could make', () => {
    const way = (hasHead: boolean, hasFormChecker: boolean) => {
      const passed: string[] = []
      for (let at = nextState('drafting', { hasHead, hasFormChecker }); at !== null; ) {
        passed.push(at)
        at = nextState(at, { hasHead, hasFormChecker })
      }
      return passed
    }
    expect(way(true, true)).toEqual(['content_check', 'form_check', 'approval', 'approved'])
    expect(way(false, true)).toEqual(['form_check', 'approval', 'approved'])
    expect(way(true, false)).toEqual(['content_check', 'approval', 'approved'])
    expect(way(false, false)).toEqual(['approval', 'approved'])
  })

  it('ends are ends: nothing leads out of given up and recalled, only a recall and what follows out of issued', () => {
    const from = (state: (typeof outgoingStates)[number]) =>
      (Object.keys(moves) as Move[]).filter((move) => mayMove(move, state))
    expect(from('abandoned')).toEqual([])
    expect(from('recalled')).toEqual([])
    expect(from('issued')).toEqual(['recall', 'follow'])
  })
})

describe('the last day to issue', () => {
  const rules = ruleSet('state', DAY)
  const calendar = workingCalendar(rules.holidays, [])
  const last = (state: (typeof outgoingStates)[number], numberedOn: string | null, urgency = 0) =>
    issueBy({ state, numberedOn, urgency }, calendar)
  it('is the next working day, over the weekend, and the same day for what is urgent', () => {
    expect(last('signed', '2026-11-23')).toBe('2026-11-24')
    expect(last('sealed', '2026-11-27')).toBe('2026-11-30')
    expect(last('sealed', '2026-11-27', 1)).toBe('2026-11-27')
  })
  it('is asked of what has a number and has not gone out, alone', () => {
    expect(last('approved', null)).toBeNull()
    expect(last('issued', '2026-11-23')).toBeNull()
    expect(last('drafting', '2026-11-23')).toBeNull()
  })
})

describe('where a document is numbered', () => {
  it('each State type in a series of its own, through the year (NĐ 30/2020 Đ15)', () => {
    const report = place('state', 'bao-cao')
    const decision = place('state', 'quyet-dinh')
    expect(report).toMatchObject({ period: { from: '2026-01-01', to: '2026-12-31' } })
    expect(decision).not.toMatchObject({ series: (report as { series: string }).series })
  })

  it('Party types through a term, and not at all where none is recorded', () => {
    const term: Term = { id: 't1', label: '2025-2030', from: '2025-06-01', to: '2030-05-31' }
    expect(place('party', 'ket-luan')).toBe('no-term')
    expect(place('party', 'ket-luan', [term])).toMatchObject({ period: { from: '2025-06-01' } })
  })
})
