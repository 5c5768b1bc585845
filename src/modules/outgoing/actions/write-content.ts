import { mediaTypes } from '#engines/compose/index.ts'
import { fixLayout } from '#engines/layout/index.ts'
import { readKnown } from '#modules/intake/index.ts'
import { formRulesOf } from '#modules/people/index.ts'
import { findComponents, insertComponent } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { compose, officialOf, readContent } from '../content.ts'
import { outgoing } from '../contract.ts'
import { loadFacts } from '../facts.ts'
import { checkForm } from '../form-check.ts'
import { mayWrite } from '../policy.ts'
import { findVersion } from '../store-drafts.ts'
import { addVersion } from '../versions.ts'

/** A version written in the product; its form is checked like any other's. Composed and checked before the transaction. */
export const writeContent = action(outgoing.write, {
  async beforehand(outside, { documentId, content: raw }) {
    const content = readContent(raw)
    const { official, rules } = await outside.read(async (ctx) => {
      const facts = await loadFacts(ctx, documentId, 'look')
      return {
        official: await officialOf(ctx, facts, content),
        rules: await formRulesOf(ctx.tx, ctx.actor.organizationId, ctx.today),
      }
    })
    const { docx } = await compose(official)
    return { content, form: await checkForm(docx, rules, outside.today) }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => mayWrite(actor, paper),
  async run(ctx, input, facts, { content, form }) {
    const made = await addVersion(
      ctx,
      facts,
      input.version,
      { componentId: null, content, form, note: input.note, origin: 'content', fromNo: null },
      { post: ctx.actor.postId!, name: ctx.actor.name, title: ctx.actor.title },
    )
    return {
      state: made.state,
      version: made.version,
      no: made.no,
      errors: form.errors ?? 0,
      warnings: form.warnings ?? 0,
    }
  },
})

/** Mends the form of an uploaded Word file by machine: a new version that differs only there (NĐ 30/2020 PL I). */
export const fixForm = action(outgoing.fix, {
  async beforehand(outside, { documentId, no, only, paragraph }) {
    const { bytes, rules, name } = await outside.read(async (ctx) => {
      const facts = await loadFacts(ctx, documentId, 'look')
      const draft = await findVersion(ctx.tx, ctx.actor.organizationId, facts.paper.document_id, no)
      const [component] = draft?.component_id
        ? await findComponents(ctx.tx, ctx.actor.organizationId, [draft.component_id])
        : []
      if (!draft) throw new AppError('OUTGOING_VERSION_MISSING')
      if (component?.media_type !== mediaTypes.docx) throw new AppError('OUTGOING_FILE_KIND')
      return {
        bytes: await ctx.blobs.read(component.sha256),
        rules: await formRulesOf(ctx.tx, ctx.actor.organizationId, ctx.today),
        name: component.file_name,
      }
    })
    const of = {
      regime: rules.regime,
      date: outside.today,
      rules,
      ...(only ? { only } : {}),
      ...(paragraph ? { paragraph } : {}),
    }
    const mended = await fixLayout(bytes, of)
    const stored = await outside.blobs.put(mended.bytes)
    return { mended, stored, name, form: await checkForm(mended.bytes, rules, outside.today) }
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, { paper }) => mayWrite(actor, paper),
  async run(ctx, { version, no }, facts, { mended, stored, name, form }) {
    const { organizationId } = ctx.actor
    const draft = await findVersion(ctx.tx, organizationId, facts.paper.document_id, no)
    const componentId = newId()
    insertComponent(ctx.tx, {
      organizationId,
      id: componentId,
      documentId: facts.paper.document_id,
      role: 'main',
      fileName: name,
      mediaType: mediaTypes.docx,
      size: stored.size,
      sha256: stored.sha256,
      pageCount: null,
      findings: [],
      derivedFrom: draft!.component_id,
      derivation: { kind: 'form-mended', rules: mended.fixed },
      now: ctx.now,
      createdBy: ctx.actor.postId!,
    })
    readKnown(ctx, [componentId])
    const made = await addVersion(
      ctx,
      facts,
      version,
      { componentId, content: null, form, note: null, origin: 'fixed', fromNo: no },
      { post: ctx.actor.postId!, name: ctx.actor.name, title: ctx.actor.title },
    )
    ctx.record({ data: { fixed: mended.fixed } })
    return {
      state: made.state,
      version: made.version,
      no: made.no,
      fixed: [...mended.fixed],
      errors: form.errors ?? 0,
      warnings: form.warnings ?? 0,
    }
  },
})
