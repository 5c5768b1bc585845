import { expect, it } from 'vitest'
import { proxyIsMissing } from '../test/product/proxy.ts'
import { isGood, killNodes } from '../tools/faults/nodes.ts'

const missing = proxyIsMissing()

// One blow keeps it alive; `npm run faults -- nodes` deals thirty.
it.skipIf(missing !== null)(`two nodes behind a proxy are one service${missing ? ` (${missing})` : ''}`, async () => {
  const report = await killNodes(1)
  expect(isGood(report), JSON.stringify(report)).toBe(true)
})
