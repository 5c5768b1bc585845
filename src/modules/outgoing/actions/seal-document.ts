import { mediaTypes } from '#engines/compose/index.ts'
import { attachmentLines } from '#engines/sign/appearance.ts'
import { readKnown } from '#modules/intake/index.ts'
import { componentsOfDocument, findComponents } from '#modules/records/index.ts'
import { acceptSignedElsewhere, signDocumentBytes } from '#modules/signatures/index.ts'
import { type ActionContext, action, type BeforeContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { able, changed, type Facts, loadFacts, passTo, subjectOf, symbolOf } from '../facts.ts'
import { fileName } from '../prepare-signing.ts'
import { keepFile, type SignedFile, uploadedBytes } from '../signed-file.ts'
import { signing } from '../signing-contract.ts'

/** What the agency signs, as it stands: the file with the person's signature. */
async function signedFile(outside: BeforeContext, documentId: string, version: number) {
  return outside.read(async (ctx) => {
    const facts = await loadFacts(ctx, documentId, 'look')
    if (!able('seal')(ctx.actor, facts, { version })) throw new AppError('PLATFORM_NOT_FOUND')
    const [component] = await findComponents(ctx.tx, ctx.actor.organizationId, [facts.paper.signed_id!])
    if (!component) throw new AppError('BLOBS_MISSING')
    const attachments = (await componentsOfDocument(ctx.tx, ctx.actor.organizationId, documentId)).filter(
      (one) => one.role === 'attachment' && one.media_type === mediaTypes.pdf && one.derived_from === null,
    )
    return { facts, component, attachments }
  })
}

async function finishSeal(
  ctx: ActionContext,
  facts: Facts,
  made: SignedFile & {
    readonly signedId: string
    readonly attachments: readonly (SignedFile & { readonly from: string; readonly name: string })[]
  },
) {
  const { paper } = facts
  if (paper.state !== 'signed' || paper.signed_id !== made.signedId) throw changed(facts)
  const id = await keepFile(ctx, facts, made, {
    from: made.signedId,
    role: 'main',
    name: fileName(facts),
    kind: 'sealed',
  })
  for (const one of made.attachments)
    await keepFile(ctx, facts, one, { from: one.from, role: 'attachment', name: one.name, kind: 'sealed' })
  readKnown(ctx, [id])
  const next = await passTo(
    ctx,
    facts,
    paper.version,
    'sealed',
    { kind: 'sealed', data: { level: made.signed.level, attachments: made.attachments.length } },
    { sealedId: id },
  )
  return {
    state: 'sealed' as const,
    version: next,
    level: made.signed.level,
    warnings: 'warnings' in made.signed ? [...made.signed.warnings] : [],
  }
}

/**
 * The agency's signature: the seal over a third of the person's, on its left; separate attachments in words at the top of their first
 * page (NĐ 30/2020 Đ14, PL I.II.8). The registry does it itself (Đ33).
 */
export const sealDocument = action(signing.seal, {
  async beforehand(outside, { documentId, version, keyId, passphrase }) {
    const { facts, component, attachments } = await signedFile(outside, documentId, version)
    const { signature_place: place, signer_key: personKeyId } = facts.paper
    const subject = { id: documentId, label: subjectOf(facts).label }
    const signed = await signDocumentBytes(outside, {
      pdf: await outside.blobs.read(component.sha256),
      keyId,
      passphrase,
      place: place ? { kind: 'agency', page: place.page, box: place, personKeyId } : { kind: 'none', by: 'agency' },
      subject,
    })
    const others = []
    for (const one of attachments) {
      const lines = attachmentLines(symbolOf(facts.document)!, outside.now)
      const pdf = await outside.blobs.read(one.sha256)
      const made = await signDocumentBytes(outside, { pdf, keyId, passphrase, place: { kind: 'text', lines }, subject })
      others.push({ signed: made, stored: await outside.blobs.put(made.bytes), from: one.id, name: one.file_name })
    }
    return { signed, stored: await outside.blobs.put(signed.bytes), signedId: component.id, attachments: others }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: () => true, // judged beforehand, and again by the state in run
  run: (ctx, _input, facts, made) => finishSeal(ctx, facts, made),
})

/** The agency's signature made with its device outside. */
export const sealElsewhere = action(signing.sealElsewhere, {
  async beforehand(outside, { documentId, version }) {
    const { component } = await signedFile(outside, documentId, version)
    const approved = await outside.blobs.read(component.sha256)
    const signed = await acceptSignedElsewhere(outside, approved, await uploadedBytes(outside), { kind: 'agency' })
    return { signed, stored: await outside.blobs.put(signed.bytes), signedId: component.id, attachments: [] }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: () => true, // judged beforehand, and again by the state in run
  run: (ctx, _input, facts, made) => finishSeal(ctx, facts, made),
})
