import { expect, it } from 'vitest'
import { cancelBackups } from '../tools/faults/cancel.ts'
import { drill, isWhole } from '../tools/faults/drill.ts'
import { isExact, restoreUntil } from '../tools/faults/until.ts'

// `npm run faults` does the same under longer load.
it('backed up under load, killed, restored into an empty folder: everything is back; a damaged backup is refused', async () => {
  const report = await drill(2)
  expect(isWhole(report), JSON.stringify(report)).toBe(true)
  expect(report.bitsTurned).toBeGreaterThan(7)
}, 400_000)

it('restored to an instant between two registrations: exactly those before it', async () => {
  const report = await restoreUntil(3)
  expect(isExact(report), JSON.stringify(report)).toBe(true)
}, 400_000)

it('broken off by Ctrl+C or by a power cut: nothing half-done is taken for a backup; --keep keeps what it says', async () => {
  const report = await cancelBackups(20)
  expect(report.faults, JSON.stringify(report)).toEqual([])
  expect(report.told['Ctrl+C while the database is copied']).toContain('phần dở dang đã được xóa')
}, 400_000)
