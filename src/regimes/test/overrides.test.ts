import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { checkOverride, deadlineFor, documentType, merge, type Override, ruleSet } from '../index.ts'

const rules = ruleSet('state', '2026-11-23')
const row = (change: Partial<Override>): Override => ({
  collection: 'deadlines',
  ruleId: 'normal.any',
  effect: 'set',
  values: { workingDays: 10 },
  validFrom: '2026-01-01',
  validTo: null,
  basis: 'Quy chế làm việc, QĐ 12/QĐ-UBND ngày 05/01/2026',
  ...change,
})
const code = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return null
}

describe('overrides', () => {
  it('lay values over a row and cite their basis', () => {
    const merged = merge(rules, [row({})])
    const deadline = deadlineFor(merged, { urgency: 'normal', documentType: null })
    expect(deadline).toMatchObject({ workingDays: 10, source: { confidence: 'organization' } })
    expect(deadline?.source.text).toContain('12/QĐ-UBND')
    expect(deadlineFor(rules, { urgency: 'normal', documentType: null })?.workingDays).toBe(7)
  })
  it('stand only on their days, the youngest first', () => {
    const late = row({ validFrom: '2027-01-01', values: { workingDays: 3 } })
    const over = row({ validFrom: '2025-01-01', validTo: '2025-12-31', values: { workingDays: 4 } })
    const newer = row({ validFrom: '2026-06-01', values: { workingDays: 12 } })
    const merged = merge(rules, [newer, late, over, row({})])
    expect(deadlineFor(merged, { urgency: 'normal', documentType: null })?.workingDays).toBe(12)
  })
  it('may add and drop rows', () => {
    const type = {
      code: 'lich-cong-tac',
      vi: 'Lịch công tác',
      en: 'Work schedule',
      abbreviation: 'LCT',
      group: 'administrative',
      isIssued: true,
    }
    const added = merge(rules, [row({ collection: 'documentTypes', ruleId: 'lich-cong-tac', values: type })])
    expect(documentType(added, 'LCT')?.vi).toBe('Lịch công tác')
    const dropped = merge(rules, [row({ effect: 'drop', ruleId: 'normal.giay-moi', values: {} })])
    expect(deadlineFor(dropped, { urgency: 'normal', documentType: 'giay-moi' })?.documentType).toBeNull()
  })
  it('never touch what the law fixes', () => {
    const law = row({ collection: 'documentTypes', ruleId: 'quyet-dinh', values: { abbreviation: 'Q' } })
    expect(code(() => checkOverride(rules, law))).toBe('REGIMES_OVERRIDE_OF_LAW')
    expect(documentType(merge(rules, [law]), 'Quyết định')?.abbreviation).toBe('QĐ')
    const book = row({ collection: 'registerBooks', ruleId: 'incoming', values: { period: 'term' } })
    expect(code(() => checkOverride(rules, book))).toBe('REGIMES_OVERRIDE_OF_LAW')
  })
  it('are refused when they are not whole, not known or would fork a series', () => {
    const invalid = 'REGIMES_OVERRIDE_INVALID'
    expect(code(() => checkOverride(rules, row({ basis: '  ' })))).toBe(invalid)
    expect(code(() => checkOverride(rules, row({ validTo: '2025-01-01' })))).toBe(invalid)
    expect(code(() => checkOverride(rules, row({ values: { workingDays: -1 } })))).toBe(invalid)
    expect(code(() => checkOverride(rules, row({ values: { nonsense: 1 } })))).toBe(invalid)
    expect(code(() => checkOverride(rules, row({ ruleId: 'new.one' })))).toBe(invalid)
    expect(code(() => checkOverride(rules, row({ effect: 'drop', ruleId: 'not.there' })))).toBe(invalid)
    const fork = row({ collection: 'registerBooks', ruleId: 'incoming-party', values: { period: 'term' } })
    expect(code(() => checkOverride(rules, fork))).toBe(invalid)
  })
})
