import { acceptSignedElsewhere, signDocumentBytes } from '#modules/signatures/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { changed, type Facts, loadFacts, passTo, subjectOf, symbolOf } from '../facts.ts'
import { fileName, type Prepared, prepareSigning } from '../prepare-signing.ts'
import { keepFile, type SignedFile, uploadedBytes } from '../signed-file.ts'
import { signing } from '../signing-contract.ts'

interface Made extends Prepared, SignedFile {
  readonly keyId: string | null
}

/** The signature over the page that was prepared: nothing may have moved meanwhile. */
async function finish(ctx: ActionContext, facts: Facts, made: Made) {
  const { paper } = facts
  if (paper.state !== 'numbered' || paper.rendered_id !== made.rendered.id) throw changed(facts)
  const id = await keepFile(ctx, facts, made, {
    from: made.rendered.id,
    role: 'main',
    name: fileName(facts),
    kind: 'signed',
  })
  const next = await passTo(
    ctx,
    facts,
    paper.version,
    'signed',
    { kind: 'signed', data: { level: made.signed.level, by: 'keyId' in made.signed ? 'file' : 'device' } },
    { signedId: id, signedAt: ctx.now, signerKey: made.keyId },
  )
  return {
    state: 'signed' as const,
    version: next,
    number: paper.number!,
    symbol: symbolOf(facts.document)!,
    issuedDate: paper.numbered_on!,
    level: made.signed.level,
    warnings: 'warnings' in made.signed ? [...made.signed.warnings] : [],
  }
}

/**
 * Sign: reserves number and day, renders the page with them, then the person's signature (NĐ 30/2020 Đ5.1, Đ13, Đ15; decisions 11). A
 * wrong passphrase or a silent timestamp authority leaves number and page waiting for the next attempt.
 */
export const signDocument = action(signing.sign, {
  async beforehand(outside, { documentId, version, keyId, passphrase }): Promise<Made> {
    const prepared = await prepareSigning(outside, documentId, version)
    const { paper } = prepared.facts
    const place = paper.signature_place
    const signed = await signDocumentBytes(outside, {
      pdf: await outside.blobs.read(prepared.rendered.sha256),
      keyId,
      passphrase,
      place: place ? { kind: 'person', page: place.page, box: place } : { kind: 'none', by: 'person' },
      subject: { id: documentId, label: subjectOf(prepared.facts).label },
    })
    return { ...prepared, signed, stored: await outside.blobs.put(signed.bytes), keyId }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => paper.signer_post === actor.postId,
  run: (ctx, _input, facts, made) => finish(ctx, facts, made),
})

/** Number, day and page for signing with a device outside: the file is then fetched, signed there and handed in. */
export const prepareForDevice = action(signing.prepare, {
  beforehand: (outside, { documentId, version }) => prepareSigning(outside, documentId, version),
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: (actor, { paper }) => paper.signer_post === actor.postId,
  run(ctx, _input, facts, { rendered }) {
    ctx.record({ subject: subjectOf(facts), data: { sha256: rendered.sha256 } })
    return { state: facts.paper.state, version: facts.paper.version, componentId: rendered.id }
  },
})

/** What came back from the device: taken only as the page that was handed out plus the signer's valid signature. */
export const signElsewhere = action(signing.signElsewhere, {
  async beforehand(outside, { documentId, version }): Promise<Made> {
    const prepared = await prepareSigning(outside, documentId, version)
    const { personId, name } = outside.actor
    const approved = await outside.blobs.read(prepared.rendered.sha256)
    const expected = { kind: 'person', personId: personId!, name } as const
    const signed = await acceptSignedElsewhere(outside, approved, await uploadedBytes(outside), expected)
    return { ...prepared, signed, stored: await outside.blobs.put(signed.bytes), keyId: null }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => paper.signer_post === actor.postId,
  run: (ctx, _input, facts, made) => finish(ctx, facts, made),
})
