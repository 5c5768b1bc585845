import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import rebuild from './rebuild.ts'

/** Old registers come in sets without an event for each document: after one came or went, the organisation's part is made again. */
export default async function afterImport(job: JobRun, _event: EventDelivery): Promise<void> {
  await rebuild(job, {})
}
