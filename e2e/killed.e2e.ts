import { expect, it } from 'vitest'
import { isClean, killUnderLoad } from '../tools/faults/kill.ts'

// A few blows keep the fault test alive; `npm run faults` deals thirty of each.
it.each(['application', 'postgres'] as const)(
  'kill -9 of the %s under registration load loses nothing',
  async (target) => {
    const report = await killUnderLoad(target, 2)
    expect(report.acknowledged).toBeGreaterThan(0)
    expect(isClean(report), JSON.stringify(report)).toBe(true)
  },
)
