import { mediaTypes } from '#engines/compose/index.ts'
import { formRulesOf } from '#modules/people/index.ts'
import { type DocumentFields, findComponents, findDocument } from '#modules/records/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import type { Facts } from '../facts.ts'
import { checkForm } from '../form-check.ts'
import { mayMove } from '../rules.ts'
import { findPaper, insertStep, movePaper } from '../store.ts'
import { openUpload, setVersionPdf, takeUpload, type UploadRow } from '../store-drafts.ts'
import { opinionsOf } from '../store-way.ts'
import { addVersion } from '../versions.ts'

/** What a file that passed the screen was uploaded for. Done again, it finds its upload taken. */
export default async function takeFile(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const itemId = payload['itemId']
  if (typeof itemId !== 'string') return
  const { organizationId } = job.actor
  const componentId = String(payload['componentId'])
  const found = await job.transaction(async (ctx) => {
    const upload = await openUpload(ctx.tx, organizationId, itemId)
    const [component] = upload ? await findComponents(ctx.tx, organizationId, [componentId]) : []
    return upload && component
      ? { upload, component, rules: await formRulesOf(ctx.tx, organizationId, dayOf(ctx.now)), day: dayOf(ctx.now) }
      : null
  })
  if (!found) return
  const { upload, component, rules, day } = found
  const isChecked = upload.purpose === 'draft' && [mediaTypes.docx, mediaTypes.pdf].includes(component.media_type)
  const form = isChecked
    ? await checkForm(await job.blobs.read(component.sha256), rules, day)
    : { findings: null, errors: null, warnings: null, fault: null }
  await job.transaction(async (ctx) => {
    if (!(await openUpload(ctx.tx, organizationId, itemId, 'lock'))) return
    await takeUpload(ctx.tx, organizationId, itemId, ctx.now)
    const paper = await findPaper(ctx.tx, organizationId, upload.document_id, 'lock')
    const document: DocumentFields | null = await findDocument(ctx.tx, organizationId, upload.document_id)
    if (!paper || !document) return
    const facts: Facts = { paper, document, opinions: await opinionsOf(ctx.tx, organizationId, upload.document_id) }
    const by = authorOf(upload)
    const key = {
      organizationId,
      documentId: paper.document_id,
      from: paper.state,
      version: paper.version,
      now: ctx.now,
      byName: by.name,
      byPost: by.post,
    }
    const note = (kind: string): void =>
      insertStep(ctx.tx, {
        organizationId,
        id: newId(),
        documentId: paper.document_id,
        kind,
        versionNo: paper.latest_version || null,
        at: ctx.now,
        by,
        words: component.file_name,
        data: {},
      })
    if (upload.purpose === 'attachment') return note('attachment-added')
    if (upload.purpose === 'scan') {
      await movePaper(ctx.tx, key, { sealedId: component.id })
      return note('scan-added')
    }
    // The way has gone on meanwhile: the file stays with the document, but is no version of it.
    if (!mayMove('addVersion', paper.state)) return note('file-too-late')
    if (upload.purpose === 'pdf' && paper.latest_version > 0) {
      setVersionPdf(ctx.tx, organizationId, paper.document_id, paper.latest_version, component.id)
      return note('pages-added')
    }
    await addVersion(
      ctx,
      facts,
      paper.version,
      { componentId: component.id, content: null, form, note: null, origin: 'file', fromNo: null },
      by,
    )
  })
}

const authorOf = (upload: UploadRow) => ({ post: upload.by_post, name: upload.by_name, title: upload.by_title })
