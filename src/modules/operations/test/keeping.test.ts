/** When the daily backup is due, and what health says of backups. */
import { describe, expect, it } from 'vitest'
import { isBackupDue } from '../due.ts'
import { judgeBackup } from '../judge-keeping.ts'

describe('the daily backup', () => {
  it('is due once a day after its hour in Vietnam, and made up after a day off', () => {
    const at = (text: string): Date => new Date(text)
    // 01:00 in Vietnam is 18:00 UTC of the day before.
    expect(isBackupDue('01:00', null, at('2026-11-27T10:00:00Z'))).toBe(true)
    expect(isBackupDue('01:00', at('2026-11-26T18:01:00Z'), at('2026-11-27T17:59:00Z'))).toBe(false)
    expect(isBackupDue('01:00', at('2026-11-26T18:01:00Z'), at('2026-11-27T18:00:00Z'))).toBe(true)
    expect(isBackupDue('23:30', at('2026-11-20T00:00:00Z'), at('2026-11-27T00:00:00Z'))).toBe(true)
    expect(isBackupDue('23:30', at('2026-11-26T16:31:00Z'), at('2026-11-27T16:29:00Z'))).toBe(false)
  })

  it('health warns of no schedule, of age, of a failure, and of files that the store itself had lost', () => {
    const now = new Date('2026-11-27T00:00:00Z')
    const made = (hours: number, isGood = true) => ({
      at: new Date(now.getTime() - hours * 3_600_000),
      isGood,
      report: { path: '/sao-luu/20261127-010000', damaged: 2, vi: 'đầy đĩa', en: 'disk full' },
    })
    const none = { last: null, failed: null, log: null }
    expect(judgeBackup(none, null, now).state).toBe('bad')
    expect(judgeBackup({ ...none, last: made(2) }, null, now).state).toBe('warning')
    expect(judgeBackup({ ...none, last: made(2) }, '/sao-luu', now).state).toBe('good')
    expect(judgeBackup({ ...none, last: made(27) }, '/sao-luu', now).state).toBe('bad')
    expect(judgeBackup({ ...none, last: made(2, false) }, '/sao-luu', now).state).toBe('bad')
    // An empty mount point lies on the disk of the data.
    const beside = judgeBackup({ ...none, last: made(2) }, '/sao-luu', now, true)
    expect(beside).toMatchObject({ state: 'warning' })
    expect(beside.text.vi).toContain('/sao-luu nằm cùng ổ đĩa')
    const failed = judgeBackup({ last: made(9), failed: made(1, false), log: null }, '/sao-luu', now)
    expect(failed).toMatchObject({ state: 'bad' })
    expect(failed.text.vi).toContain('đầy đĩa')
  })
})
