import { expect, it } from 'vitest'
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
