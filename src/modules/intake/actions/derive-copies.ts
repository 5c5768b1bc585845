import { imageToPdf, rotatePages, splitPdf } from '#engines/compose/index.ts'
import { type ComponentRow, findComponents, insertComponent } from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { intake } from '../contract.ts'
import { screenJob } from '../jobs.ts'
import { rangesFit } from '../rules.ts'
import { addComponents, dropComponent, type ItemRow, insertItem, moveItem, unitOf } from '../store.ts'
import { lockItem } from './move-items.ts'

/** The component as PDF bytes, made from an image where it is one. The original is only read. */
export async function pdfOf(ctx: ActionContext, component: ComponentRow): Promise<Uint8Array> {
  // A derived copy takes the file's place in the registration: the signed bytes must not be lost that way.
  if (component.findings.some((finding) => finding.code === 'EXTRACT_SIGNED'))
    throw new AppError('INTAKE_SIGNED', { facts: { name: component.file_name } })
  const bytes = await ctx.blobs.read(component.sha256)
  if (component.media_type === 'application/pdf') return bytes
  if (component.media_type.startsWith('image/')) return imageToPdf(bytes)
  throw new AppError('INTAKE_NOT_PDF')
}

async function loadPair(
  ctx: ActionContext,
  intakeId: string,
  componentId: string,
): Promise<{ item: ItemRow; component: ComponentRow }> {
  const item = await lockItem(ctx, intakeId)
  const component = (await findComponents(ctx.tx, ctx.actor.organizationId, item.component_ids)).find(
    (one) => one.id === componentId,
  )
  if (!component) throw new AppError('PLATFORM_NOT_FOUND')
  return { item, component }
}

/** Stores a derived copy that names the file it was made from. @returns the component's id */
export async function addDerived(
  ctx: ActionContext,
  from: ComponentRow,
  bytes: Uint8Array,
  derivation: Record<string, unknown>,
  more: { fileName: string; pageCount: number | null; role: 'main' | 'attachment'; unitId: string | null },
): Promise<string> {
  const stored = await ctx.blobs.put(bytes)
  const id = newId()
  insertComponent(ctx.tx, {
    organizationId: ctx.actor.organizationId,
    id,
    role: more.role,
    position: from.position,
    fileName: more.fileName,
    mediaType: 'application/pdf',
    size: stored.size,
    sha256: stored.sha256,
    pageCount: more.pageCount,
    findings: from.findings,
    derivedFrom: from.id,
    waitingUnitId: more.unitId,
    derivation,
    now: ctx.now,
    createdBy: ctx.actor.postId!,
  })
  return id
}

/** Turns pages of a derived copy, which takes the original's place in the item; the original stays stored and named. */
export const rotate = action(intake.rotate, {
  load: (ctx, { intakeId, componentId }) => loadPair(ctx, intakeId, componentId),
  allow: () => true,
  async run(ctx, { intakeId, version, pages, componentId }, { item, component }) {
    const count = component.page_count ?? 1
    if (pages.some(({ page }) => page > count)) throw new AppError('INTAKE_PAGES_INVALID', { facts: { pages: count } })
    const next = await moveItem(ctx.tx, ctx.actor.organizationId, intakeId, {
      from: ['ready'],
      version,
      to: 'screening',
    })
    if (next === null) throw new AppError('INTAKE_STATE_CHANGED')
    const turned = await rotatePages(await pdfOf(ctx, component), pages)
    const id = await addDerived(
      ctx,
      component,
      turned,
      { kind: 'rotate', pages },
      {
        fileName: component.file_name.replace(/\.\w+$/, '.pdf'),
        pageCount: count,
        role: component.role === 'attachment' ? 'attachment' : 'main',
        unitId: item.unit_id,
      },
    )
    await dropComponent(ctx.tx, ctx.actor.organizationId, intakeId, componentId)
    await addComponents(ctx.tx, ctx.actor.organizationId, intakeId, [id])
    ctx.enqueue(screenJob, { itemId: intakeId })
    ctx.record({
      subject: { type: 'intake', id: intakeId, label: item.title ?? undefined },
      data: { from: componentId, to: id, pages },
    })
    return { version: next, componentId: id }
  },
})

/** One scan of several documents: each range becomes an item of its own; the scan leaves the tray. */
export const split = action(intake.split, {
  load: (ctx, { intakeId, componentId }) => loadPair(ctx, intakeId, componentId),
  allow: () => true,
  async run(ctx, { intakeId, version, ranges }, { item, component }) {
    const { organizationId } = ctx.actor
    if (!rangesFit(ranges, component.page_count ?? 0))
      throw new AppError('INTAKE_PAGES_INVALID', { facts: { pages: component.page_count ?? 0 } })
    const next = await moveItem(ctx.tx, organizationId, intakeId, {
      from: ['ready'],
      version,
      to: 'discarded',
      reason: 'tách tệp',
    })
    if (next === null) throw new AppError('INTAKE_STATE_CHANGED')
    const parts = await splitPdf(await pdfOf(ctx, component), ranges)
    const items: { id: string }[] = []
    for (const [i, bytes] of parts.entries()) {
      const range = ranges[i]!
      const fileName = `${component.file_name.replace(/\.\w+$/, '')} (${range.from}-${range.to}).pdf`
      const id = await addDerived(
        ctx,
        component,
        bytes,
        { kind: 'split', ...range },
        { fileName, pageCount: range.to - range.from + 1, role: 'main', unitId: item.unit_id },
      )
      const itemId = newId()
      await insertItem(ctx.tx, {
        organizationId,
        id: itemId,
        state: 'screening',
        source: item.source,
        title: fileName,
        unit: unitOf(item),
        now: ctx.now,
        createdBy: ctx.actor.postId!,
        createdByName: ctx.actor.name,
      })
      await addComponents(ctx.tx, organizationId, itemId, [id])
      ctx.enqueue(screenJob, { itemId })
      items.push({ id: itemId })
    }
    ctx.record({
      subject: { type: 'intake', id: intakeId, label: item.title ?? undefined },
      data: { ranges, items: items.map((one) => one.id) },
    })
    return { items }
  },
})
