import { componentsOfDocument } from '#modules/records/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { index } from '../in-use.ts'
import { pageTexts, readReading } from '../reading.ts'
import { contentTokens } from '../rules.ts'

/** The text of all files of a document, as it was read at their arrival. Done twice it gives the same. */
export default async function indexContent(job: JobRun, { payload }: EventDelivery): Promise<void> {
  await indexFilesOf(job, String(payload['documentId']))
}

/** Puts the text of a document's files into the index. @returns how many files had text */
export async function indexFilesOf(job: JobRun, documentId: string): Promise<number> {
  const { organizationId } = job.actor
  const components = await job.transaction((ctx) => componentsOfDocument(ctx.tx, organizationId, documentId))
  const rows: { component_id: string; tokens: string }[] = []
  for (const component of components) {
    const text = component.derivatives?.['text']
    const reading = text ? await readReading(job.blobs, text.sha256) : null
    if (reading) rows.push({ component_id: component.id, tokens: contentTokens(pageTexts(reading)) })
  }
  await job.transaction((ctx) => index().putContent(ctx.tx, documentId, rows))
  return rows.length
}
