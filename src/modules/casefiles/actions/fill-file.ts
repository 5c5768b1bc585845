/** What goes into a file and out of it, in which order, with which leaves (NĐ 30/2020 Đ29.2). */

import { receiveUploads } from '#modules/intake/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { correctDocument, createDocument, findDocument } from '#modules/records/index.ts'
import { refuseSecret } from '#modules/secrecy/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { casefiles } from '../contract.ts'
import { addStep, contentsOf, letInto, loadFile, putInto, refuseState, subjectOf } from '../facts.ts'
import { mayFill } from '../policy.ts'
import type { FileRow } from '../store.ts'
import { deleteItem, itemsOf, placeItems, recount, threadsOf, updateItem, visibleOf } from '../store-items.ts'

/** A file that is open, locked; the scope is in the query. */
async function openToFill(ctx: ActionContext, fileId: string): Promise<FileRow> {
  const file = await loadFile(ctx, fileId, 'lock')
  refuseState(file, 'open', 'returned')
  return file
}

async function itemOf(ctx: ActionContext, file: FileRow, documentId: string) {
  const item = (await itemsOf(ctx.tx, ctx.actor, file.id)).find((one) => one.document_id === documentId)
  if (!item) throw new AppError('PLATFORM_NOT_FOUND')
  return item
}

/** Documents that the actor sees go into the file, and with them what they answer and what answers them. */
export const addItems = action(casefiles.add, {
  load: (ctx, { fileId }) => openToFill(ctx, fileId),
  allow: (actor, file) => mayFill(actor, file),
  async run(ctx, { documentIds, withThread }, file) {
    const visible = await visibleOf(ctx.tx, ctx.actor, documentIds)
    if (visible.length < new Set(documentIds).size) throw new AppError('PLATFORM_NOT_FOUND')
    const added = await putInto(ctx, file, documentIds, 'hand')
    if (added.length === 0) throw new AppError('CASEFILES_ITEM_THERE')
    const others = withThread
      ? [...new Set((await threadsOf(ctx.tx, ctx.actor, added)).map((one) => one.other))].filter(
          (id) => !added.includes(id),
        )
      : []
    const threaded = others.length > 0 ? await putInto(ctx, file, others, 'thread') : []
    ctx.record({ subject: subjectOf(file), data: { documentIds: [...added, ...threaded] } })
    return { added: added.length, threaded: threaded.length }
  },
})

/** The document leaves the file; it stays where it is registered, and in its other files. */
export const takeOut = action(casefiles.takeOut, {
  load: (ctx, { fileId }) => openToFill(ctx, fileId),
  allow: (actor, file) => mayFill(actor, file),
  async run(ctx, { fileId, documentId }, file) {
    const item = await itemOf(ctx, file, documentId)
    await deleteItem(ctx.tx, ctx.actor.organizationId, fileId, documentId)
    const left = await recount(ctx.tx, ctx.actor.organizationId, fileId, ctx.now)
    addStep(ctx, fileId, 'taken-out', item.may_see ? (item.symbol ?? item.type_name) : null)
    ctx.record({ subject: subjectOf(file), data: { documentId } })
    return { left }
  },
})

/** Place, leaves and note of a document in the file; of a paper that was never registered its description, too. */
export const changeItem = action(casefiles.changeItem, {
  load: (ctx, { fileId }) => openToFill(ctx, fileId),
  allow: (actor, file) => mayFill(actor, file),
  async run(ctx, { fileId, documentId, move, sheets, note, ...described }, file) {
    const { organizationId } = ctx.actor
    const item = await itemOf(ctx, file, documentId)
    const isDescribed = Object.values(described).some((value) => value !== undefined)
    if (isDescribed) {
      if (item.how !== 'loose') throw new AppError('CASEFILES_LOOSE_NAMED')
      const before = (await findDocument(ctx.tx, organizationId, documentId))!
      correctDocument(ctx, documentId, {
        ...before,
        typeName: described.typeName ?? before.typeName,
        subject: described.subject ?? before.subject,
        issuerName: described.issuerName ?? before.issuerName,
        issuedDate: described.issuedDate === undefined ? (before.issuedDate ?? null) : described.issuedDate,
      })
      ctx.emit({ type: 'casefiles.loose-changed', payload: { documentId } })
    }
    await updateItem(ctx.tx, organizationId, fileId, documentId, { sheets, note })
    if (move) {
      const order = (await contentsOf(ctx, file)).rows.map((row) => row.document_id)
      const at = order.indexOf(documentId)
      const to = at + (move === 'up' ? -1 : 1)
      if (to >= 0 && to < order.length) {
        ;[order[at], order[to]] = [order[to]!, order[at]!]
        await placeItems(ctx.tx, organizationId, fileId, order)
      }
    }
    ctx.record({ subject: subjectOf(file), after: { sheets, note, move, ...described }, data: { documentId } })
    return { id: documentId }
  },
})

/** A note or paper that was never registered becomes an internal document of the file; its scan follows. */
export const addLoose = action(casefiles.addLoose, {
  async load(ctx, input) {
    refuseSecret(
      input.classification,
      await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today),
      ctx.config.isIsolated,
    )
    return openToFill(ctx, input.fileId)
  },
  allow: (actor, file) => mayFill(actor, file),
  async run(ctx, input, file) {
    const id = createDocument(ctx, 'internal', {
      typeName: input.typeName,
      subject: input.subject,
      issuerName: input.issuerName ?? file.unit_name ?? file.maker_name,
      issuedDate: input.issuedDate ?? null,
      urgency: 0,
      circulation: [],
    })
    letInto(
      ctx,
      [id],
      { posts: ctx.actor.postId ? [ctx.actor.postId] : [], units: file.unit_id ? [file.unit_id] : [] },
      'file',
    )
    ctx.emit({ type: 'casefiles.loose-changed', payload: { documentId: id } })
    await putInto(ctx, file, [id], 'loose')
    ctx.record({
      subject: subjectOf(file),
      after: { typeName: input.typeName, subject: input.subject },
      data: { documentId: id },
    })
    return { documentId: id }
  },
})

/** Its scan waits in quarantine until it has been screened (decisions 16). */
export const uploadLoose = action(casefiles.uploadLoose, {
  async load(ctx, input) {
    refuseSecret(
      input.classification,
      await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today),
      ctx.config.isIsolated,
    )
    const file = await openToFill(ctx, input.fileId)
    if ((await itemOf(ctx, file, input.documentId)).how !== 'loose') throw new AppError('CASEFILES_LOOSE_NAMED')
    if (ctx.uploads.length === 0) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { file: 'required' } })
    return file
  },
  allow: (actor, file) => mayFill(actor, file),
  async run(ctx, { documentId }, file) {
    const items = await receiveUploads(ctx, documentId, 'main')
    // Names are not written yet, here or anywhere else: the screen may refuse the file.
    ctx.record({ subject: subjectOf(file), data: { documentId, files: items.length } })
    return { items }
  },
})
