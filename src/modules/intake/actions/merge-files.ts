import { mergePdf } from '#engines/compose/index.ts'
import { type ComponentRow, findComponents } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { intake } from '../contract.ts'
import { screenJob } from '../jobs.ts'
import { addComponents, type ItemRow, insertItem, moveItem, unitOf } from '../store.ts'
import { addDerived, pdfOf } from './derive-copies.ts'
import { lockItem } from './move-items.ts'

interface Part {
  readonly item: ItemRow
  readonly files: readonly ComponentRow[]
}

/**
 * Several scans of one document become one file, in the order given: a derived copy that names its originals. The items it
 * came from leave the tray and can be brought back, their files untouched.
 */
export const merge = action(intake.merge, {
  async load(ctx, { parts }) {
    const ids = parts.map((one) => one.intakeId)
    if (new Set(ids).size !== ids.length) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { parts: 'twice' } })
    // Locked in one order always, so that two clerks who merge the same files do not wait for each other.
    const locked = new Map<string, ItemRow>()
    for (const id of ids.toSorted()) locked.set(id, await lockItem(ctx, id))
    const found: Part[] = []
    for (const id of ids) {
      const item = locked.get(id)!
      found.push({ item, files: await findComponents(ctx.tx, ctx.actor.organizationId, item.component_ids) })
    }
    return found
  },
  // Files of two trays are two people's: one of them is passed on first.
  allow: (_, parts) => parts.every(({ item }) => item.unit_id === parts[0]!.item.unit_id),
  async run(ctx, input, parts) {
    const { organizationId } = ctx.actor
    const files = parts.flatMap((part) => part.files)
    if (parts.some((part) => part.files.length === 0)) throw new AppError('INTAKE_NOT_PDF')
    for (const [i, { item }] of parts.entries()) {
      const { version } = input.parts[i]!
      const move = { from: ['ready'] as const, version, to: 'discarded' as const, reason: 'ghép tệp' }
      if ((await moveItem(ctx.tx, organizationId, item.id, move)) === null) throw new AppError('INTAKE_STATE_CHANGED')
    }
    const sources: Uint8Array[] = []
    for (const file of files) sources.push(await pdfOf(ctx, file))
    const bytes = await mergePdf(sources)
    const [{ item: first }] = parts as [Part]
    const [lead] = files as [ComponentRow]
    const fileName = `${lead.file_name.replace(/\.\w+$/, '')} (ghép ${files.length} tệp).pdf`
    const counts = files.map((file) => file.page_count ?? 1)
    const componentId = await addDerived(
      ctx,
      lead,
      bytes,
      { kind: 'merge', from: files.map((file) => ({ id: file.id, fileName: file.file_name, sha256: file.sha256 })) },
      { fileName, pageCount: counts.reduce((sum, one) => sum + one, 0), role: 'main', unitId: first.unit_id },
    )
    const id = newId()
    await insertItem(ctx.tx, {
      organizationId,
      id,
      state: 'screening',
      source: first.source,
      title: fileName,
      unit: unitOf(first),
      // It stands in the tray where its first file stood.
      now: first.created_at,
      createdBy: ctx.actor.postId!,
      createdByName: ctx.actor.name,
    })
    await addComponents(ctx.tx, organizationId, id, [componentId])
    ctx.enqueue(screenJob, { itemId: id })
    ctx.record({
      subject: { type: 'intake', id, label: fileName },
      data: { from: files.map((file) => file.id), to: componentId },
    })
    return { id }
  },
})
