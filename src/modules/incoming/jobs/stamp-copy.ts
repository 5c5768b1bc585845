import { imageToPdf, stampArrival } from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { componentsOfDocument, putDerivative } from '#modules/records/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { assignmentsOf, findEntry } from '../store.ts'

/** The ĐẾN stamp on a derived copy of page one (NĐ 30/2020 PL IV.V). The original is only read. */
export default async function stampCopy(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const documentId = String(payload['documentId'])
  const { organizationId } = job.actor
  const facts = await job.transaction(async (ctx) => {
    const entry = await findEntry(ctx.tx, organizationId, documentId, 'look')
    const components = await componentsOfDocument(ctx.tx, organizationId, documentId)
    const assignments = await assignmentsOf(ctx.tx, organizationId, documentId)
    const organization = await organizationOf(ctx.tx, organizationId)
    return { entry, main: components.find((one) => one.role === 'main') ?? null, assignments, organization }
  })
  const { entry, main, organization } = facts
  if (!entry || !main || !organization || entry.state === 'cancelled') return
  const isImage = main.media_type.startsWith('image/')
  if (main.media_type !== 'application/pdf' && !isImage) return
  const lead = facts.assignments.find((one) => one.role === 'lead' && one.state !== 'withdrawn')
  const original = await job.blobs.read(main.sha256)
  try {
    const stamped = await stampArrival(isImage ? await imageToPdf(original) : original, {
      organization: organization.name,
      number: `${entry.arrival_number}${entry.arrival_suffix}`,
      date: entry.arrival_date,
      ...(lead ? { forward: lead.name } : {}),
    })
    const stored = await job.blobs.put(stamped.bytes)
    await job.transaction(async (ctx) =>
      putDerivative(ctx.tx, {
        organizationId,
        componentId: main.id,
        kind: 'stamped',
        blob: { ...stored, mediaType: 'application/pdf' },
        data: { box: stamped.box, page: stamped.page, isFree: stamped.isFree },
        now: ctx.now,
      }),
    )
  } catch (error) {
    // An encrypted or broken PDF was accepted as it is: it has no stamped copy, the label can still be printed.
    if (!(error instanceof AppError) || error.status >= 500) throw error
  }
}
