import { findComponents } from '#modules/records/index.ts'
import { askVerification } from '#modules/signatures/index.ts'
import type { JobHandler } from '#platform/queue/define.ts'
import { readFile, readingBytes } from './read-file.ts'
import { keepReading, keepView } from './screen.ts'

/** Done twice it gives the same; what is gone or already read meanwhile is passed over. */
const readKnown: JobHandler<{ componentIds: string[] }> = async (job, { componentIds }) => {
  const { organizationId } = job.actor
  for (const component of await job.transaction((ctx) => findComponents(ctx.tx, organizationId, componentIds))) {
    if (component.derivatives?.['text']) continue
    await job.transaction(async (ctx) =>
      askVerification(ctx, { componentId: component.id, mediaType: component.media_type }),
    )
    const { read } = await job.blobs.withPath(component.sha256, (path) => readFile(path, 0))
    if (!read || read.extraction.text.trim() === '') continue
    const reading = await job.blobs.put(readingBytes(read))
    const view = read.view ? await job.blobs.put(read.view.bytes) : null
    await job.transaction(async (ctx) => {
      const [now] = await findComponents(ctx.tx, organizationId, [component.id])
      if (!now) return
      await keepReading(ctx, component.id, reading)
      if (view) keepView(ctx, component.id, view, read.view!.finding)
      if (now.document_id)
        ctx.emit({
          type: 'intake.file-read',
          payload: { documentId: now.document_id, componentId: component.id, fileName: component.file_name },
        })
    })
  }
}
export default readKnown
