import { expect, it } from 'vitest'
import { faultsOf, mayCutNetwork, tryRelease } from '../tools/faults/release.ts'

const isOffline = mayCutNetwork()

// The short trial; `npm run faults -- release` adds the demo's documents and an upgrade that fails half-way.
it(`a release installs, runs and upgrades in an empty folder${isOffline ? ' without network' : ' (the network stays: cutting it needs root and unshare)'}`, async () => {
  const report = await tryRelease('short')
  expect(faultsOf(report), JSON.stringify(report)).toEqual([])
  if (isOffline) expect(report.hadNetwork).toBe(false)
})
