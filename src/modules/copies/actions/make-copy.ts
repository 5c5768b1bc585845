import { extractPdf } from '#engines/compose/index.ts'
import { copyLines } from '#engines/sign/appearance.ts'
import { signerFor } from '#modules/outgoing/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { insertComponent } from '#modules/records/index.ts'
import { askLasting, keepSigned, type Signed, signDocumentBytes } from '#modules/signatures/index.ts'
import { type ActionContext, action, type BeforeContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type CopyWish, copies } from '../contract.ts'
import { type Facts, loadFacts, nameOf, pdfOf, planOf } from '../facts.ts'
import { giveNumber, placeOf } from '../numbering.ts'
import { extractOf, paperPages } from '../pages.ts'
import { earlierCopy, insertCopy } from '../store.ts'

interface Electronic {
  readonly signed: Signed
  readonly stored: { readonly sha256: string; readonly size: number }
}

/** Writes the copy into its book, in the transaction that takes its number. */
async function enter(ctx: ActionContext, facts: Facts, wish: CopyWish, made: Electronic | null) {
  const { actor, now } = ctx
  const { organizationId } = actor
  const earlier = wish.requestKey ? await earlierCopy(ctx.tx, organizationId, wish.requestKey) : null
  if (earlier) {
    ctx.record({ subject: { type: 'document', id: facts.documentId, label: nameOf(facts) }, data: { repeated: true } })
    return earlier
  }
  const { form, way, source } = await planOf(ctx, facts, wish, made ? 'electronic' : 'paper')
  const signer = await signerFor(ctx, form.typeCode, { postId: wish.signerPost, authorityId: wish.authorityId ?? null })
  const id = newId()
  const componentId = made ? newId() : null
  const { bookId, seriesId, number, label } = await giveNumber(ctx, form)
  if (made)
    insertComponent(ctx.tx, {
      organizationId,
      id: componentId!,
      documentId: facts.documentId,
      role: 'copy',
      fileName: `${label.symbol.replaceAll('/', '-')}.pdf`,
      mediaType: 'application/pdf',
      size: made.stored.size,
      sha256: made.stored.sha256,
      pageCount: null,
      findings: [],
      derivedFrom: source?.id ?? null,
      derivation: { kind: 'copy', form: form.id },
      now,
      createdBy: actor.postId!,
    })
  insertCopy(ctx.tx, {
    organization_id: organizationId,
    id,
    document_id: facts.documentId,
    form: wish.form,
    way,
    source_id: source?.id ?? null,
    extract: form.isExtract ? wish.extract!.trim() : null,
    asked_by: wish.askedBy,
    amount: wish.amount,
    recipients: wish.recipients,
    note: wish.note ?? null,
    signer: signer.block,
    signer_title: signer.title,
    book_id: bookId,
    series_id: seriesId,
    number,
    symbol: label.symbol,
    made_on: ctx.today,
    made_at: now,
    made_by: actor.postId!,
    made_by_name: actor.name,
    component_id: componentId,
    request_key: wish.requestKey ?? null,
  })
  if (made) {
    await keepSigned(ctx, componentId!, made.signed)
    askLasting(ctx, [componentId!])
  }
  ctx.record({
    subject: { type: 'document', id: facts.documentId, label: nameOf(facts) },
    after: { symbol: label.symbol, form: form.id, way, amount: wish.amount, askedBy: wish.askedBy },
    data: {
      copyId: id,
      recipients: wish.recipients,
      signer: signer.block,
      ...(made ? { sha256: made.stored.sha256 } : {}),
    },
  })
  return { id, symbol: label.symbol, number }
}

/** Everything that could refuse a copy, before a number is taken or a key used. */
async function foresee(outside: BeforeContext, documentId: string, wish: CopyWish, to: 'paper' | 'electronic') {
  return outside.read(async (ctx) => {
    const facts = await loadFacts(ctx, documentId)
    const plan = await planOf(ctx, facts, wish, to)
    await placeOf(ctx, plan.rules, plan.form)
    const signer = await signerFor(ctx, plan.form.typeCode, {
      postId: wish.signerPost,
      authorityId: wish.authorityId ?? null,
    })
    const organization = (await organizationOf(ctx.tx, ctx.actor.organizationId))!
    return { facts, plan, signer, organization }
  })
}

/** A copy on paper: whether its pages can be made is tried before it takes its number; signed by hand and sealed when it is printed. */
export const makeCopy = action(copies.make, {
  async beforehand(outside, { documentId, ...wish }) {
    const { facts, plan, signer } = await foresee(outside, documentId, wish, 'paper')
    const trial = {
      form: wish.form,
      source_id: plan.source?.id ?? null,
      extract: plan.form.isExtract ? wish.extract! : null,
      number: 1,
      made_on: outside.today,
      made_at: outside.now,
      signer: signer.block,
      recipients: wish.recipients,
    }
    const pages = await outside.read((ctx) => paperPages(ctx, facts, trial))
    await pages(outside.blobs)
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId),
  allow: () => true, // the permission is the registry's, the scope is in the query of load
  run: (ctx, { documentId: _, ...wish }, facts) => enter(ctx, facts, wish, null),
})

/**
 * An electronic copy: form, agency and time in words at the top right of its first page, no picture of the seal (PL I Phần II). Signed
 * before the number is taken, which does not stand on it: a wrong passphrase leaves no gap.
 */
export const makeElectronicCopy = action(copies.makeElectronic, {
  async beforehand(outside, { documentId, keyId, passphrase, ...wish }): Promise<Electronic> {
    const { facts, plan, organization } = await foresee(outside, documentId, wish, 'electronic')
    const pdf = plan.form.isExtract
      ? await extractPdf(extractOf(facts, wish.extract!, outside.now))
      : await outside.blobs.read(pdfOf(plan.source!)!)
    const signed = await signDocumentBytes(outside, {
      pdf,
      keyId,
      passphrase,
      place: { kind: 'text', lines: copyLines(plan.form.vi, organization.name, outside.now) },
      time: outside.now,
      subject: { id: documentId, label: nameOf(facts) },
    })
    return { signed, stored: await outside.blobs.put(signed.bytes) }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId),
  allow: () => true,
  async run(ctx, { documentId: _, keyId: _key, passphrase: _secret, ...wish }, facts, made) {
    const entered = await enter(ctx, facts, wish, made)
    return { ...entered, level: made.signed.level, warnings: [...made.signed.warnings] }
  },
})
