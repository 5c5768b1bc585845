/** Collections of issued documents: begun with a rule, fed by issuing, published one by one or many at once. */
import { rulesOf, termsOf } from '#modules/people/index.ts'
import { closeToAll, openToAll } from '#modules/records/index.ts'
import { type ActionContext, action, type ReadContext, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { collections } from '../collections-contract.ts'
import { has, mayGoPublic, seesDrafts } from '../policy.ts'
import * as store from '../store-collections.ts'

const subjectOf = (row: { id: string; name: string }) => ({ type: 'collection', id: row.id, label: row.name })

async function load(ctx: ReadContext, id: string): Promise<store.CollectionRow> {
  const row = await store.findCollection(ctx.tx, ctx.actor.organizationId, id)
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  return row
}

export const listCollections = read(collections.listCollections, async (ctx) => {
  const { tx, actor } = ctx
  const mayPublish = has(actor, 'archive.publish')
  const rules = await rulesOf(tx, actor.organizationId, ctx.today)
  return {
    items: (await store.collectionsOf(tx, actor.organizationId)).map(({ gathers_from, ...row }) => ({
      ...row,
      gathersFrom: gathers_from,
      proposed: seesDrafts(actor) ? row.proposed : 0,
    })),
    abilities: {
      describe: has(actor, 'archive.describe'),
      publish: mayPublish,
      open: mayPublish && mayGoPublic(actor),
    },
    types: rules.documentTypes.filter((type) => type.isIssued).map(({ code, vi, en }) => ({ code, vi, en })),
  }
})

export const collected = read(collections.collected, async (ctx, { collectionId, after, limit, ...wish }) => {
  await load(ctx, collectionId)
  const cursor = decodeCursor(after, 2)
  const rows = await store.collectedIn(ctx.tx, ctx.actor, {
    ...wish,
    collectionId,
    seesDrafts: seesDrafts(ctx.actor),
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      documentId: row.document_id,
      symbol: row.symbol,
      typeName: row.type_name,
      subject: row.subject,
      issuerName: row.issuer_name,
      issuedDate: row.issued_date,
      signerName: row.signer_name,
      term: row.term,
      state: row.state,
      stateAt: row.state_at.toISOString(),
      stateByName: row.state_by_name,
      maySee: row.may_see,
    })),
    next: rows.length > limit && last ? encodeCursor([last.issued_on, last.document_id]) : null,
  }
})

export const facets = read(collections.facets, async (ctx, { collectionId, ...wish }) => {
  await load(ctx, collectionId)
  const rows = await store.facetsOf(ctx.tx, ctx.actor, { ...wish, collectionId, seesDrafts: seesDrafts(ctx.actor) })
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count }))
  return { terms: of('term'), years: of('year'), types: of('type'), issuers: of('issuer') }
})

async function gatherInto(ctx: ActionContext, collectionId: string): Promise<number> {
  const { organizationId, name } = ctx.actor
  const terms = await termsOf(ctx.tx, organizationId)
  return store.gather(ctx.tx, { organizationId, collectionId, terms, now: ctx.now, byName: name })
}

async function refuseTaken(ctx: ReadContext, name: string, own: string | null): Promise<void> {
  const rows = await store.collectionsOf(ctx.tx, ctx.actor.organizationId)
  if (rows.some((row) => row.name === name && row.id !== own))
    throw new AppError('ARCHIVE_COLLECTION_NAME', { facts: { name } })
}

/** What was issued since the day of the rule comes in at once, as proposals. */
export const createCollection = action(collections.createCollection, {
  allow: () => true,
  async run(ctx, { gathersFrom, ...fields }) {
    await refuseTaken(ctx, fields.name, null)
    const id = newId()
    await store.insertCollection(ctx.tx, {
      ...fields,
      gathers_from: gathersFrom ?? null,
      organization_id: ctx.actor.organizationId,
      id,
      created_at: ctx.now,
    })
    const gathered = await gatherInto(ctx, id)
    ctx.record({ subject: subjectOf({ id, name: fields.name }), after: { ...fields, gathersFrom, gathered } })
    return { id, gathered }
  },
})

export const changeCollection = action(collections.changeCollection, {
  load: (ctx, { collectionId }) => load(ctx, collectionId),
  allow: () => true,
  async run(ctx, { collectionId, version, gathersFrom, ...fields }, row) {
    await refuseTaken(ctx, fields.name, collectionId)
    const moved = await store.updateCollection(
      ctx.tx,
      { organizationId: ctx.actor.organizationId, id: collectionId, version },
      { ...fields, gathers_from: gathersFrom ?? null },
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const gathered = await gatherInto(ctx, collectionId)
    ctx.record({
      subject: subjectOf(row),
      before: { name: row.name, types: row.types, gathersFrom: row.gathers_from },
      after: { ...fields, gathersFrom, gathered },
    })
    return { version: moved, gathered }
  },
})

export const decideCollected = action(collections.decideCollected, {
  load: (ctx, { collectionId }) => load(ctx, collectionId),
  allow: () => true,
  async run(ctx, { collectionId, documentIds, to, isOpening, words }, row) {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    if (isOpening && !mayGoPublic(actor)) throw new AppError('ARCHIVE_PUBLIC_BY_HEAD')
    const changed = await store.decideCollected(tx, actor, { collectionId, documentIds, to, now, words })
    const reason = `collection ${collectionId}`
    const touched =
      to === 'withdrawn'
        ? await closeToAll(tx, { organizationId, documentIds: changed, reason })
        : isOpening
          ? await openToAll(tx, { organizationId, documentIds: changed, reason, now, by: actor.postId })
          : []
    ctx.record({ subject: subjectOf(row), after: { state: to }, data: { documentIds: changed, isOpening, words } })
    if (touched.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds: touched } })
    return { changed: changed.length }
  },
})
