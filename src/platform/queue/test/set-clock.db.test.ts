import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { defineJob, type Queue, startQueue } from '#platform/queue/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'

let done = 0
const minutely = defineJob(
  'probe.minutely',
  z.object({}),
  async () => ({
    default: async () => {
      done += 1
    },
  }),
  { system: true, cron: '* * * * *' },
)

let t: TestApp
let queue: Queue | undefined
beforeAll(async () => {
  t = await testApp({ rooms: [{ name: 'probe', contracts: [], permissions: {}, handlers: [], jobs: [minutely] }] })
})
afterAll(async () => {
  await queue?.stop()
  await t?.close()
})

it('what a clock that was a day ahead left behind neither stops the timetable nor holds jobs back', async () => {
  await t.admin(`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('probe.minutely', now(), now() + interval '1 day')`)
  await t.admin(`select graphile_worker.add_job('probe.minutely', '{}'::json, run_at => now() + interval '1 day')`)
  await t.admin(`update graphile_worker._private_jobs set created_at = now() + interval '1 day'`)
  await t.admin(`select graphile_worker.add_job('probe.minutely', '{}'::json, run_at => now() + interval '1 day')`)
  queue = await startQueue(t.kernel, t.ownerUrl, 1)
  await expect.poll(() => done, { timeout: 20_000 }).toBe(1)
  expect(
    await t.admin(
      `select from graphile_worker._private_known_crontabs where last_execution > now() + interval '1 minute'`,
    ),
  ).toEqual([])
  // One that was meant for tomorrow stays there.
  expect(await t.admin(`select from graphile_worker.jobs where run_at > now() + interval '1 hour'`)).toHaveLength(1)
})
