import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCommonPassword } from '../passwords.ts'
import {
  type Attempts,
  afterFailure,
  dutyOf,
  isIdle,
  isInside,
  isSessionAlive,
  monthsLater,
  passwordFaults,
  QCVN12,
  waitMs,
} from '../rules.ts'

const judge = (password: string, about: string[] = []) => passwordFaults(password, QCVN12, about, isCommonPassword)

describe('passwords (QCVN 12:2026/BCA 3.7)', () => {
  it('wants eight characters of four classes', () => {
    expect(judge('Lúa-7 xanh')).toEqual([])
    expect(judge('Lú-7')).toContain('short')
    expect(judge('lúa-7 xanh')).toContain('classes')
    expect(judge('Lúaxanh77')).toContain('classes')
    expect(judge('LÚA-7 XANH')).toContain('classes')
    expect(judge('Lúa-xanhhh')).toContain('classes')
  })
  it('sees through disguises of common passwords', () => {
    for (const password of [
      'P@ssw0rd',
      'Matkhau@123',
      'Mật khẩu1!',
      'Admin@2026',
      'Qwerty123!',
      'VietNam#2026',
      'Iloveyou1!',
    ])
      expect(judge(password), password).toContain('common')
    for (const password of ['Lúa-7 xanh', 'mưa4 Đồi chè!', 'Chim9 sẻ?nâu'])
      expect(judge(password), password).toEqual([])
  })
  it('refuses the name in it, with or without marks', () => {
    expect(judge('Lụa.TT-2026!', ['lua.tt'])).toContain('name')
    expect(judge('xX9!Trần Thị Lụa', ['Trần Thị Lụa'])).toContain('name')
  })
})

describe('throttling', () => {
  it('never lets the pause shrink while failures go on, and ends at its most', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 * 60_000 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let now = new Date('2026-11-23T01:00:00Z')
        let known: Attempts | null = null
        let last = 0
        for (const gap of gaps) {
          now = new Date(now.getTime() + gap)
          known = afterFailure('account', known, now)
          const wait = waitMs(known, now)
          expect(wait).toBeGreaterThanOrEqual(last)
          expect(wait).toBeLessThanOrEqual(15 * 60_000)
          last = wait
        }
        expect(known!.failures).toBe(gaps.length)
        if (gaps.length >= 20) expect(last).toBe(15 * 60_000)
      }),
    )
  })
  it('forgets after a quiet day', () => {
    let known: Attempts | null = null
    const start = new Date('2026-11-23T01:00:00Z')
    for (let i = 0; i < 9; i++) known = afterFailure('account', known, start)
    expect(waitMs(known, start)).toBeGreaterThan(0)
    known = afterFailure('account', known, new Date(start.getTime() + 25 * 3_600_000))
    expect(known.failures).toBe(1)
    expect(known.blockedUntil).toBeNull()
  })
})

describe('time', () => {
  it('counts months by the calendar', () => {
    expect(monthsLater(new Date('2026-12-31T05:00:00Z'), 2).toISOString()).toBe('2027-02-28T05:00:00.000Z')
    expect(monthsLater(new Date('2026-11-23T05:00:00Z'), 2).toISOString()).toBe('2027-01-23T05:00:00.000Z')
  })
  it('ends sessions by idleness, age and order', () => {
    const now = new Date('2026-11-23T03:00:00Z')
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
    const session = { endedAt: null, expiresAt: at(60), lastSeenAt: at(-30) }
    expect(isSessionAlive(session, false, now)).toBe(true)
    expect(isSessionAlive(session, true, now)).toBe(false) // administrators: 20 minutes
    expect(isSessionAlive({ ...session, lastSeenAt: at(-62) }, false, now)).toBe(false)
    expect(isSessionAlive({ ...session, expiresAt: at(0) }, false, now)).toBe(false)
    expect(isSessionAlive({ ...session, endedAt: at(-1) }, false, now)).toBe(false)
  })
  it('finds accounts idle for more than 45 days, counted from enabling too', () => {
    const now = new Date('2026-11-23T03:00:00Z')
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
    expect(isIdle({ lastSignInAt: ago(44), activeFrom: ago(300) }, 45, now)).toBe(false)
    expect(isIdle({ lastSignInAt: ago(46), activeFrom: ago(300) }, 45, now)).toBe(true)
    expect(isIdle({ lastSignInAt: ago(300), activeFrom: ago(2) }, 45, now)).toBe(false)
    expect(isIdle({ lastSignInAt: null, activeFrom: ago(46) }, 45, now)).toBe(true)
  })
  it('asks administrators for a second factor and a new password every two months', () => {
    const now = new Date('2026-11-23T03:00:00Z')
    const base = {
      mustChange: false,
      passwordAt: new Date('2026-10-01T00:00:00Z'),
      hasSecondFactor: true,
      isDemo: false,
    }
    expect(dutyOf(base, true, QCVN12, now)).toBeNull()
    expect(dutyOf({ ...base, hasSecondFactor: false }, true, QCVN12, now)).toBe('enrol')
    expect(dutyOf({ ...base, hasSecondFactor: false }, false, QCVN12, now)).toBeNull()
    const old = { ...base, passwordAt: new Date('2026-09-22T00:00:00Z') }
    expect(dutyOf(old, true, QCVN12, now)).toBe('change-password')
    expect(dutyOf(old, false, QCVN12, now)).toBeNull()
    expect(dutyOf({ ...base, mustChange: true }, false, QCVN12, now)).toBe('change-password')
  })
  it('tells inside from outside', () => {
    for (const address of [
      '127.0.0.1',
      '::1',
      '10.1.2.3',
      '172.31.0.9',
      '192.168.1.5',
      '::ffff:10.0.0.1',
      'fd12::1',
      'fe80::1',
    ])
      expect(isInside(address), address).toBe(true)
    for (const address of ['172.32.0.1', '8.8.8.8', '2001:db8::1', '203.0.113.9', 'unknown'])
      expect(isInside(address), address).toBe(false)
  })
})
