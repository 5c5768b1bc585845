import { describe, expect, it } from 'vitest'
import { covers, GIVE_UP_MS, outcomeOf, type PartnerFacts, partnerOf, waitAfter } from '../rules.ts'

describe('a code', () => {
  it.each([
    ['H49', 'H49', true],
    ['H49', 'H49.64.33', true],
    ['H49.64', 'H49.64.33', true],
    ['H49', 'H4', false],
    ['H4', 'H49', false],
    ['H49.6', 'H49.64', false],
    ['H49', '000.00.12.H49', true],
    ['12.H49', '000.00.12.H49', true],
    ['2.H49', '000.00.12.H49', false],
  ])('%s covers %s: %s', (entry, code, wanted) => expect(covers(entry, code)).toBe(wanted))
})

describe('the partner of a body', () => {
  const partner = (id: string, serves: string[], more: Partial<PartnerFacts> = {}): PartnerFacts => ({
    id,
    name: id,
    certificate: '',
    serves,
    is_enabled: true,
    valid_from: '2026-01-01',
    valid_to: null,
    ...more,
  })
  it('is the one that names it most closely, on its days, while it is enabled', () => {
    const known = [
      partner('province', ['H49']),
      partner('district', ['H49.64']),
      partner('ended', ['H49.64.33'], { valid_to: '2026-06-30' }),
      partner('off', ['H49.64.33'], { is_enabled: false }),
    ]
    expect(partnerOf(known, 'H49.64.33', '2026-11-27')?.id).toBe('district')
    expect(partnerOf(known, 'H49.64.33', '2026-06-30')?.id).toBe('ended')
    expect(partnerOf(known, 'H49.1', '2026-11-27')?.id).toBe('province')
    expect(partnerOf(known, 'H49.1', '2025-12-31')).toBeNull()
    expect(partnerOf(known, 'G22', '2026-11-27')).toBeNull()
  })
})

describe('tries', () => {
  it('outlast a day of silence, never more than half an hour apart', () => {
    let time = 0
    let tries = 0
    while (time < 24 * 3_600) {
      const wait = waitAfter(tries++)
      expect(wait).toBeLessThanOrEqual(1_800)
      time += wait
    }
    expect(tries).toBeLessThan(80)
    expect(GIVE_UP_MS).toBeGreaterThan(24 * 3_600_000)
  })

  it('that a network counts are spread over hours', () => {
    const waits = [0, 1, 2, 3].map((tries) => waitAfter(tries, 5))
    expect(waits).toEqual([60, 900, 13_500, 43_200])
  })
})

describe('an answer', () => {
  it.each([
    ['takes it', 200, { digest: 'd' }, 'sent'],
    ['takes something else', 200, { digest: 'e' }, 'again'],
    ['is no gateway’s', 200, null, 'again'],
    ['refuses it', 403, { code: 'EXCHANGE_UNTRUSTED', detail: { vi: 'Chưa tin' } }, 'refused'],
    ['cannot read it', 422, { code: 'EDXML_BROKEN' }, 'refused'],
    ['is a proxy’s', 403, null, 'again'],
    ['is too busy', 503, { code: 'PLATFORM_OVERLOADED' }, 'again'],
    ['has no room', 507, { code: 'PLATFORM_DISK_FULL' }, 'again'],
  ])('that %s', (_, status, body, kind) => expect(outcomeOf(status, body, 'd').kind).toBe(kind))
})
