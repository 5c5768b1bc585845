/** Units are described, one by one and many at once. */
import { correctDocument, findDocument } from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archive } from '../contract.ts'
import {
  addTraces,
  addUnits,
  documentForItem,
  foldedUnit,
  loadKnown,
  readRetention,
  readSpan,
  refuseHandedOn,
  refuseLong,
  refuseTaken,
  subjectOf,
  tidyDescription,
} from '../facts.ts'
import { numberKey } from '../rules.ts'
import { itemFacts, lockCounting, type UnitChange, unitsOf, updateMany, updateUnit } from '../store.ts'
import { findAuthority } from '../store-authorities.ts'
import { touchBelow } from '../store-harvest.ts'

const symbolOf = (item: { codeNumber?: string | null; codeNotation?: string | null } | undefined) =>
  item ? [item.codeNumber, item.codeNotation].filter(Boolean).join('/') || null : null

async function refuseStranger(ctx: ActionContext, creatorId: string | null | undefined): Promise<void> {
  if (creatorId && !(await findAuthority(ctx.tx, ctx.actor.organizationId, creatorId)))
    throw new AppError('PLATFORM_NOT_FOUND')
}

export const createUnit = action(archive.create, {
  allow: () => true,
  async run(ctx, { item, parentId, repositoryId, ...input }) {
    await refuseStranger(ctx, input.creatorId)
    let documentId: string | null = null
    if (input.level === 'item' && item) {
      const { typeName, issuerName, ...rest } = item
      if (!typeName || !issuerName)
        throw new AppError('PLATFORM_INPUT_INVALID', {
          fields: { ...(typeName ? {} : { typeName: 'required' }), ...(issuerName ? {} : { issuerName: 'required' }) },
        })
      documentId = await documentForItem(ctx, { ...rest, typeName, issuerName } as never, input.title)
    }
    const [id] = await addUnits(ctx, { parentId: parentId ?? null, repositoryId }, [
      {
        ...input,
        number:
          input.number ??
          (input.level === 'fonds' || input.level === 'collection' || input.level === 'group' ? null : undefined),
        starts: input.starts ?? item?.issuedDate ?? null,
        documentId,
        symbol: symbolOf(item),
      },
    ])
    if (documentId) ctx.emit({ type: 'archive.described', payload: { documentId } })
    addTraces(ctx, [id!], 'created')
    ctx.record({
      subject: subjectOf({ id: id!, number: input.number ?? null, title: input.title }),
      after: { ...input, ...item },
    })
    return { id: id! }
  },
})

export const changeUnit = action(archive.change, {
  load: (ctx, { unitId }) => loadKnown(ctx, unitId),
  allow: () => true,
  async run(ctx, { unitId, version, item, ...input }, unit) {
    await refuseHandedOn(ctx, [unitId])
    await refuseStranger(ctx, input.creatorId)
    const { organizationId } = ctx.actor
    const has = (key: keyof typeof input) => input[key] !== undefined
    const set: UnitChange = {}
    const title = input.title ?? unit.title
    if (has('title')) set.title = title
    if (has('number') && input.number !== unit.number) {
      await lockCounting(ctx.tx, organizationId, unit.counted_in)
      await refuseTaken(ctx, unit, unit.counted_in, input.number ?? null)
      set.number = input.number ?? null
      set.number_key = numberKey(input.number)
    }
    if (has('starts') || has('ends'))
      Object.assign(set, readSpan(has('starts') ? input.starts : unit.starts, has('ends') ? input.ends : unit.ends))
    if (has('isClosed') && unit.level === 'fonds') set.is_closed = input.isClosed ?? false
    if (has('creatorId')) set.creator_id = input.creatorId ?? null
    if (has('retention')) set.retention = readRetention(input.retention)
    if (has('box')) set.box = input.box ?? null
    if (has('keywords')) set.keywords = input.keywords ?? null
    for (const key of ['medium', 'sheets', 'pages', 'origin', 'condition'] as const)
      if (has(key)) (set as Record<string, unknown>)[key] = input[key] ?? null
    if (input.access) set.access = input.access
    if (input.language) set.language = input.language
    if (input.description)
      set.description = JSON.stringify(tidyDescription({ ...unit.description, ...input.description }))
    const symbol = await changeItem(ctx, unit.document_id, item, title)
    set.folded = foldedUnit({
      number: set.number !== undefined ? set.number : unit.number,
      title,
      keywords: set.keywords !== undefined ? set.keywords : unit.keywords,
      symbol,
    })
    const moved = await updateUnit(ctx.tx, { organizationId, id: unitId, version, now: ctx.now }, set)
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    if (set.number !== undefined) await touchBelow(ctx.tx, organizationId, [unitId], ctx.now)
    addTraces(ctx, [unitId], 'described', null, { fields: Object.keys(input).filter((key) => has(key as never)) })
    const before = Object.fromEntries(
      Object.keys(set)
        .filter((key) => key !== 'folded' && key !== 'number_key')
        .map((key) => [key, (unit as unknown as Record<string, unknown>)[key]]),
    )
    ctx.record({ subject: subjectOf(unit), before, after: { ...input, ...item } })
    return { version: moved }
  },
})

/** What of an item stands in its document. @returns its symbol, for the words by which the unit is found */
async function changeItem(
  ctx: ActionContext,
  documentId: string | null,
  item:
    | (Parameters<typeof symbolOf>[0] & {
        typeName?: string
        issuerName?: string
        issuedDate?: string | null | undefined
      })
    | undefined,
  subject: string,
): Promise<string | null> {
  if (!documentId) return null
  const before = await findDocument(ctx.tx, ctx.actor.organizationId, documentId)
  const facts = await itemFacts(ctx.tx, ctx.actor, documentId)
  if (!before || !facts) return null
  // A document that was registered in a book keeps what its registration says; its archival title may differ.
  if (facts.direction !== 'internal' || (item === undefined && subject === before.subject)) return symbolOf(before)
  refuseLong(subject)
  const { typeName, issuerName, issuedDate, codeNumber, codeNotation } = item ?? {}
  const after = {
    ...before,
    subject,
    typeName: typeName ?? before.typeName,
    issuerName: issuerName ?? before.issuerName,
    issuedDate: issuedDate === undefined ? (before.issuedDate ?? null) : issuedDate,
    codeNumber: codeNumber === undefined ? (before.codeNumber ?? null) : codeNumber,
    codeNotation: codeNotation === undefined ? (before.codeNotation ?? null) : codeNotation,
  }
  correctDocument(ctx, documentId, after)
  ctx.emit({ type: 'archive.described', payload: { documentId } })
  return symbolOf(after)
}

export const changeMany = action(archive.changeMany, {
  allow: () => true,
  async run(ctx, { ids, retention, ...input }) {
    const found = await unitsOf(ctx.tx, ctx.actor, ids)
    if (found.length < new Set(ids).size) throw new AppError('PLATFORM_NOT_FOUND')
    await refuseHandedOn(ctx, ids)
    const set: UnitChange = {}
    if (retention !== undefined) set.retention = readRetention(retention)
    for (const key of ['access', 'medium', 'origin', 'condition', 'language'] as const)
      if (input[key] !== undefined) (set as Record<string, unknown>)[key] = input[key]
    if (input.box !== undefined) set.box = input.box
    if (input.keywords !== undefined) set.keywords = input.keywords
    if (Object.keys(set).length === 0) return { changed: 0 }
    const changed = await updateMany(ctx.tx, ctx.actor, ids, set, ctx.now)
    addTraces(ctx, changed, 'described', null, { fields: Object.keys(set) })
    ctx.record({
      subject: changed.length === 1 ? subjectOf(found[0]!) : { type: 'unit', id: null, label: `${changed.length}` },
      after: { ...set },
      data: { ids: changed },
    })
    return { changed: changed.length }
  },
})
