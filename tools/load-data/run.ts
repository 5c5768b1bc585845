/**
 * Loads a province of test data into an installation:
 *   VANKHO_HOME=… node bin/node.js tools/load-data/run.ts --size 10k|100k|1M|10M [--bodies N] [--seed S] [--until YYYY-MM-DD] [--accounts]
 */

import process from 'node:process'
import { parseArgs } from 'node:util'
import { createDemoAccount } from '#modules/auth/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { withKernel } from '#src/cli/with-kernel.ts'
import { loadData } from './load.ts'

/** Password of the accounts that `--accounts` makes: they open test data alone. */
const PASSWORD = 'Thu-tai-2026!'

const { values } = parseArgs({
  options: {
    size: { type: 'string' },
    bodies: { type: 'string' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string' },
    accounts: { type: 'boolean', default: false },
  },
})
const match = /^(\d+)(k|M)?$/.exec(values.size ?? '')
const size = match ? Number(match[1]) * (match[2] === 'M' ? 1_000_000 : match[2] === 'k' ? 1_000 : 1) : 0
const bodies = values.bodies === undefined ? undefined : Number(values.bodies)
const isWrong =
  size < 1 ||
  (bodies !== undefined && !(Number.isInteger(bodies) && bodies > 0)) ||
  (values.until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.until))
if (isWrong) {
  console.error('--size 10k|100k|1M|10M [--bodies N] [--seed S] [--until YYYY-MM-DD] [--accounts]')
  process.exit(2)
}

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
await withKernel(async ({ kernel }) => {
  const loaded = await loadData(kernel, {
    size,
    seed: values.seed,
    ...(bodies === undefined ? {} : { bodies }),
    ...(values.until === undefined ? {} : { until: values.until }),
    progress: (line) => console.error(line),
    signal: stop.signal,
  })
  const [first] = loaded.organizations
  if (values.accounts && first)
    for (const [login, seat] of [
      ['tai.vanthu', first.registry],
      ['tai.lanhdao', first.leader],
      ['tai.chuyenvien', first.units[1 % first.units.length]!.officers[0]!],
      ['tai.truongphong', first.units[1 % first.units.length]!.head],
    ] as const) {
      await kernel.transact(systemActor('load-data'), 'load-data.accounts', ({ tx, now }) =>
        createDemoAccount(tx, { personId: seat.actor.personId!, login, password: PASSWORD }, now),
      )
      console.error(`${login} / ${PASSWORD}: ${seat.name}, ${seat.title} (${first.body.name})`)
    }
  console.error(
    `${loaded.documents.toLocaleString('en')} documents in ${loaded.organizations.length} bodies, ${Math.round(loaded.seconds)} s (${Math.round(loaded.documents / loaded.seconds).toLocaleString('en')}/s)`,
  )
})
