import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { systemActor } from '#platform/action/kernel.ts'
import { defineJob, type Queue, startQueue } from '#platform/queue/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'

let finish: () => void = () => {}
let begin: () => void = () => {}
const begun = new Promise<void>((resolve) => {
  begin = resolve
})
const finished = new Promise<void>((resolve) => {
  finish = resolve
})
const long = defineJob(
  'probe.long',
  z.object({}),
  async () => ({
    default: async () => {
      begin()
      await finished
    },
  }),
  { system: true },
)

let t: TestApp
let queue: Queue
beforeAll(async () => {
  t = await testApp({ rooms: [{ name: 'probe', contracts: [], permissions: {}, handlers: [], jobs: [long] }] })
  queue = await startQueue(t.kernel, t.ownerUrl, 1)
})
afterAll(async () => {
  finish()
  await queue?.stop()
  await t?.close()
})

it('tells that it lives under the very name by which its jobs are locked: a long job is not taken for a dead one’s', async () => {
  await t.kernel.transact(systemActor('probe'), 'probe', async (ctx) => {
    ctx.enqueue(long, {})
  })
  await begun
  const [job] = await t.admin<{ locked_by: string | null }>(
    'select locked_by from graphile_worker.jobs where locked_by is not null',
  )
  expect(job?.locked_by).toBeTruthy()
  await expect
    .poll(() => t.admin('select id from platform.worker where id = $1', [job!.locked_by]), { timeout: 15_000 })
    .toEqual([{ id: job!.locked_by }])
})
