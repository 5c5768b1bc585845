import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { authoritiesFor, signerLines } from '#modules/outgoing/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { symbolOf } from '#modules/records/index.ts'
import { action, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { copies } from './contract.ts'
import { loadFacts, nameOf, pdfOf, refuseStanding, sourcesOf } from './facts.ts'
import { permissions } from './policy.ts'
import { copiesOf, listCopies } from './store.ts'
import { copyView } from './views.ts'

/** Copies of a document, for whoever may see the document. */
export const ofDocument = read(copies.ofDocument, async (ctx, { documentId }) => {
  const facts = await loadFacts(ctx, documentId)
  const { standing } = facts
  const isReady = standing.direction === 'outgoing' ? standing.state === 'issued' : standing.is_registered
  const isMaker = ctx.actor.roles.some((role) => permissions['copies.make']!.roles.includes(role))
  const rows = await copiesOf(ctx.tx, ctx.actor.organizationId, documentId)
  return { items: rows.map(copyView), mayMake: isReady && isMaker }
})

export const choices = read(copies.choices, async (ctx, { documentId }) => {
  const facts = await loadFacts(ctx, documentId)
  refuseStanding(facts)
  const rules = await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  const forms = rules.copyForms
  const held = await authoritiesFor(ctx, forms[0]?.typeCode ?? '')
  const { standing, document } = facts
  return {
    typeName: document.typeName,
    symbol: symbolOf(document),
    subject: document.subject,
    forms: forms.map(({ id, vi, en, ways, isExtract }) => ({ id: id as 'sao-y', vi, en, ways: [...ways], isExtract })),
    signers: held.map((one) => ({
      authorityId: one.id,
      postId: one.postId,
      name: one.name,
      lines: signerLines(rules.regime, one.authority, one.position),
    })),
    sources: (await sourcesOf(ctx, facts)).map((one) => ({
      id: one.id,
      fileName: one.file_name,
      pageCount: one.page_count,
    })),
    from: standing.mode === 'digital' ? ('electronic' as const) : ('paper' as const),
    marks: document.circulation,
  }
})

/** Paragraphs to choose an extract from; whoever reads them has opened the document, and that is on record. */
export const text = action(copies.text, {
  async beforehand(outside, { documentId, componentId }) {
    const source = await outside.read(async (ctx) => {
      const found = (await sourcesOf(ctx, await loadFacts(ctx, documentId))).find((one) => one.id === componentId)
      if (!found) throw new AppError('PLATFORM_NOT_FOUND')
      return found
    })
    try {
      return paragraphTexts(await readDocument(await outside.blobs.read(pdfOf(source)!)))
    } catch (cause) {
      // A scan has pictures alone: what was read in it at its arrival is better than nothing.
      if (!(cause instanceof AppError) || cause.status >= 500) throw cause
      const reading = source.derivatives?.['text']
      if (!reading) return []
      const { text: words } = JSON.parse(new TextDecoder().decode(await outside.blobs.read(reading.sha256))) as {
        text: string
      }
      return words.split(/\n+/)
    }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId),
  allow: () => true, // the scope is in the query of load
  async run(ctx, { documentId, componentId }, facts, paragraphs) {
    ctx.record({ subject: { type: 'document', id: documentId, label: nameOf(facts) }, data: { componentId } })
    const shown = paragraphs.map((one) => one.trim()).filter((one) => one !== '')
    return { paragraphs: shown.slice(0, 400).map((one) => one.slice(0, 4000)) }
  },
})

export const list = read(copies.list, async (ctx, { q, form, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listCopies(ctx.tx, ctx.actor, {
    q,
    form,
    after: cursor ? [String(cursor[0]), Number(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      ...copyView(row),
      typeName: row.type_name,
      documentSymbol: row.document_symbol,
      subject: row.subject,
      direction: row.direction,
    })),
    next: rows.length > limit && last ? encodeCursor([last.made_on, last.number]) : null,
  }
})
