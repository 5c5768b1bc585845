/** Number, day and the rendered page, before the signature: each a step of its own that stays whatever becomes of the next (decisions 11). */
import { mediaTypes } from '#engines/compose/index.ts'
import { findComponents, insertComponent } from '#modules/records/index.ts'
import type { ActionContext, BeforeContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { signerFor } from './authority.ts'
import { able, changed, type Facts, loadFacts, move, passTo, subjectOf, symbolOf } from './facts.ts'
import { giveNumber } from './numbering.ts'
import { render, sourceOf, tryRendering } from './render.ts'

export interface Prepared {
  readonly facts: Facts
  /** The page with number and day, before any signature. */
  readonly rendered: { readonly id: string; readonly sha256: string }
}

/** May he sign, and by what authority today (NĐ 30/2020 Đ13)? @throws OUTGOING_NO_AUTHORITY, OUTGOING_STATE_CHANGED */
async function judge(ctx: ReadContext, facts: Facts, version: number): Promise<void> {
  if (!able('sign')(ctx.actor, facts, { version })) throw new AppError('PLATFORM_NOT_FOUND')
  const { paper, document } = facts
  await signerFor(ctx, document.typeCode!, {
    postId: paper.signer_post!,
    authorityId: paper.authority_id,
    name: paper.signer_name,
  })
}

/**
 * Reserves number and day and renders the page, or finds both as an earlier attempt left them.
 * @throws OUTGOING_STATE_CHANGED, OUTGOING_NO_AUTHORITY, why no number is given, why no page can be made
 */
export async function prepareSigning(outside: BeforeContext, documentId: string, version: number): Promise<Prepared> {
  const first = await outside.read(async (ctx) => {
    const facts = await loadFacts(ctx, documentId, 'look')
    await judge(ctx, facts, version)
    // What he saw is what he signs.
    if (facts.paper.version !== version) throw changed(facts)
    return { facts, source: facts.paper.rendered_id ? null : await sourceOf(ctx, facts) }
  })
  if (first.source) await tryRendering(outside.blobs, first.source, outside.today)
  const numbered =
    first.facts.paper.state === 'approved'
      ? await outside.transaction((ctx) => reserve(ctx, documentId, first.facts.paper.version))
      : first.facts
  const { paper } = numbered
  if (paper.rendered_id) return { facts: numbered, rendered: await renderedOf(outside, paper.rendered_id) }
  const source = await outside.read(async (ctx) => sourceOf(ctx, await loadFacts(ctx, documentId, 'look')))
  const made = await render(outside.blobs, source, { value: paper.number!, day: paper.numbered_on! })
  const stored = await outside.blobs.put(made.pdf)
  const id = newId()
  const facts = await outside.transaction(async (ctx) => {
    const now = await loadFacts(ctx, documentId, 'lock')
    if (now.paper.state !== 'numbered' || now.paper.version !== paper.version) throw changed(now)
    insertComponent(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id,
      documentId,
      role: 'main',
      fileName: fileName(now),
      mediaType: mediaTypes.pdf,
      size: stored.size,
      sha256: stored.sha256,
      pageCount: null,
      findings: [],
      derivation: { kind: 'rendered', version: paper.approved_version },
      now: ctx.now,
      createdBy: ctx.actor.postId!,
    })
    const next = await move(ctx, now, now.paper.version, { renderedId: id, signaturePlace: made.place })
    ctx.record({ kind: 'outgoing.render', subject: subjectOf(now), data: { sha256: stored.sha256 } })
    const rendered = { rendered_id: id, signature_place: made.place, version: next }
    return { ...now, paper: { ...now.paper, ...rendered } }
  })
  return { facts, rendered: { id, sha256: stored.sha256 } }
}

/** Number and day for this document alone: what fails after this keeps them. */
async function reserve(ctx: ActionContext, documentId: string, version: number): Promise<Facts> {
  const facts = await loadFacts(ctx, documentId, 'lock')
  if (facts.paper.version !== version || facts.paper.state !== 'approved') throw changed(facts)
  await judge(ctx, facts, version)
  ctx.record({ kind: 'outgoing.number' })
  const held = facts.paper.number !== null ? null : await giveNumber(ctx, facts)
  const now = { ...facts, document: held?.document ?? facts.document }
  await passTo(
    ctx,
    now,
    version,
    'numbered',
    { kind: 'numbered', data: { symbol: symbolOf(now.document) } },
    held ? { number: held.change } : {},
  )
  return loadFacts(ctx, documentId, 'look')
}

async function renderedOf(outside: BeforeContext, id: string): Promise<Prepared['rendered']> {
  const [found] = await outside.read((ctx) => findComponents(ctx.tx, ctx.actor.organizationId, [id]))
  if (!found) throw new AppError('BLOBS_MISSING')
  return { id, sha256: found.sha256 }
}

/** `15-QĐ-UBND.pdf`: number and notation, without what no file name may hold. */
export function fileName({ document }: Facts): string {
  const symbol = symbolOf(document) ?? document.typeName
  return `${symbol.replaceAll('/', '-')}.pdf`
}
