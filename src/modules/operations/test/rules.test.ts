import { describe, expect, it } from 'vitest'
import { judgeAge, judgeClock, judgeQueue, judgeRoles, judgeSpace, judgeTransport } from '../health.ts'
import { defineNotices, tell } from '../notices.ts'

const GB = 1024 ** 3
const now = new Date('2026-11-23T01:00:00Z')

describe('checks', () => {
  it('judge space by what is left, in bytes and in share', () => {
    expect(judgeSpace(200 * GB, 1000 * GB).state).toBe('good')
    expect(judgeSpace(50 * GB, 1000 * GB).state).toBe('warning')
    expect(judgeSpace(4 * GB, 20 * GB).state).toBe('warning')
    expect(judgeSpace(0.5 * GB, 2 * GB).state).toBe('bad')
    expect(judgeSpace(15 * GB, 1000 * GB).state).toBe('bad')
  })
  it('judge roles: nobody whom row security does not bind, and every guard standing', () => {
    const good = { role: 'vankho_app_login', isSuperuser: false, bypassesRowSecurity: false, ownsTables: false }
    const facts = { ...good, isApp: true, unguarded: [] }
    expect(judgeRoles(facts).state).toBe('good')
    for (const fault of ['isSuperuser', 'bypassesRowSecurity', 'ownsTables'])
      expect(judgeRoles({ ...facts, [fault]: true }).state, fault).toBe('bad')
    expect(judgeRoles({ ...facts, unguarded: ['records.document'] }).text.en).toContain('records.document')
  })
  it('judge drift in either direction', () => {
    expect([0, 1999, -1999].map((ms) => judgeClock(ms).state)).toEqual(['good', 'good', 'good'])
    expect([2500, -2500].map((ms) => judgeClock(ms).state)).toEqual(['warning', 'warning'])
    expect([31_000, -31_000].map((ms) => judgeClock(ms).state)).toEqual(['bad', 'bad'])
  })
  it('judge the queue by its oldest job and by failures', () => {
    const queue = { waiting: 0, running: 0, failed: 0, oldestSeconds: 0 }
    expect(judgeQueue(queue).state).toBe('good')
    expect(judgeQueue({ ...queue, failed: 1 }).state).toBe('warning')
    expect(judgeQueue({ ...queue, waiting: 3, oldestSeconds: 130 }).state).toBe('warning')
    expect(judgeQueue({ ...queue, waiting: 3, oldestSeconds: 901 }).state).toBe('bad')
  })
  it('judge ages', () => {
    const what = { vi: 'dọn', en: 'swept' }
    expect(judgeAge(null, now, 50, what).state).toBe('warning')
    expect(judgeAge(new Date(now.getTime() - 49 * 3_600_000), now, 50, what).state).toBe('good')
    expect(judgeAge(new Date(now.getTime() - 51 * 3_600_000), now, 50, what).state).toBe('bad')
  })
  it('call a network without TLS bad, loopback and proxies good (decision 27)', () => {
    expect(judgeTransport({ tls: null, trustProxy: null, host: '0.0.0.0' }, now).state).toBe('bad')
    expect(judgeTransport({ tls: null, trustProxy: null, host: '127.0.0.1' }, now).state).toBe('good')
    expect(judgeTransport({ tls: null, trustProxy: ['10.0.0.5'], host: '0.0.0.0' }, now).state).toBe('good')
  })
})

describe('notices', () => {
  it('fill facts in both languages and show a place that is missing', () => {
    defineNotices({ 'test.given': { vi: 'Giao: {label}, hạn {day}', en: 'Given: {label}, due {day}' } })
    expect(tell('test.given', { label: '15/KH-UBND' })).toEqual({
      vi: 'Giao: 15/KH-UBND, hạn …',
      en: 'Given: 15/KH-UBND, due …',
    })
    expect(() => defineNotices({ 'test.given': { vi: 'khác', en: 'other' } })).toThrow(/twice/)
  })
})
