import {
  bookSignatures,
  composeRegister,
  copyRegister,
  mediaTypes,
  type RegisterRow,
  type RegisterSpec,
} from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { findComponents } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { copies } from '../contract.ts'
import { loadFacts, nameOf } from '../facts.ts'
import { paperPages } from '../pages.ts'
import { findCopy, type RegisterCopy, registerCopies } from '../store.ts'
import { formWords } from '../views.ts'

/** The pages of a copy: of one on paper made anew from the document's own, of an electronic one the signed file. On record. */
export const printCopy = action(copies.print, {
  async beforehand(outside, { copyId }) {
    const made = await outside.read(async (ctx) => {
      const copy = await findCopy(ctx.tx, ctx.actor, copyId)
      if (!copy) throw new AppError('PLATFORM_NOT_FOUND')
      if (copy.component_id) return null
      return paperPages(ctx, await loadFacts(ctx, copy.document_id), copy)
    })
    return made ? made(outside.blobs) : null
  },
  async load(ctx, { copyId }) {
    const copy = await findCopy(ctx.tx, ctx.actor, copyId)
    if (!copy) throw new AppError('PLATFORM_NOT_FOUND')
    if (copy.void_reason !== null) throw new AppError('COPIES_VOIDED', { facts: { reason: copy.void_reason } })
    const [file] = copy.component_id ? await findComponents(ctx.tx, ctx.actor.organizationId, [copy.component_id]) : []
    return { copy, file, facts: await loadFacts(ctx, copy.document_id) }
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { download }, { copy, file, facts }, pages) {
    const bytes = file ? { sha256: file.sha256, size: Number(file.size) } : pages
    if (!bytes) throw new AppError('BLOBS_MISSING')
    ctx.record({
      subject: { type: 'document', id: copy.document_id, label: nameOf(facts) },
      data: { copyId: copy.id, symbol: copy.symbol },
    })
    const name = `${copy.symbol.replaceAll('/', '-')}.pdf`
    return { file: { name, mediaType: mediaTypes.pdf, bytes, inline: !download } }
  },
})

/** Sổ đăng ký bản sao: the columns of the outgoing register, with who asked (NĐ 30/2020 Đ25; PL IV mẫu I). */
export const printRegister = action(copies.printRegister, {
  async load({ tx, actor }, { from, to }) {
    const organization = await organizationOf(tx, actor.organizationId)
    if (!organization || from > to) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(tx, organization.parentId) : null
    return { organization, parent }
  },
  allow: () => true,
  async run(ctx, { format, paper, from, to }, { organization, parent }) {
    const spec: RegisterSpec = {
      ...copyRegister(organization.regime),
      regime: organization.regime,
      organization: organization.name,
      ...(parent ? { parentOrganization: parent.name } : {}),
      // The Party's copies run through a term: the days say which.
      ...(organization.regime === 'party' ? {} : { year: Number(to.slice(0, 4)) }),
      fromDate: from,
      toDate: to,
      volume: '01',
      paper,
      closing: 'book',
      signatures: bookSignatures,
      createdAt: ctx.now.toISOString(),
    }
    async function* rows(): AsyncGenerator<RegisterRow> {
      for await (const row of registerCopies(ctx.tx, ctx.actor, { from, to }))
        yield {
          cells: cellsOf(row),
          ...(row.void_reason === null ? {} : { cancelled: { reason: row.void_reason } }),
        }
    }
    const bytes = await composeRegister(spec, rows(), format)
    ctx.record({
      subject: { type: 'register-book', id: null, label: spec.title },
      data: { format, paper, from, to },
    })
    return {
      file: { name: `${spec.title} ${from}.${format}`, mediaType: mediaTypes[format], bytes, inline: format === 'pdf' },
    }
  },
})

function cellsOf(row: RegisterCopy): Record<string, string | number | null> {
  if (!row.may_see) return { symbol: row.symbol, subject: 'Văn bản giới hạn quyền truy cập' }
  return {
    symbol: row.symbol,
    madeOn: row.made_on,
    subject: `${formWords(row.form)} ${[row.type_name, row.document_symbol].filter(Boolean).join(' ')}: ${row.subject}`,
    signer: row.signer.name,
    recipients: row.recipients.join('; ') || null,
    askedBy: row.asked_by,
    amount: row.amount,
    receipt: null,
    note: [row.component_id ? 'Bản sao điện tử' : null, row.note].filter(Boolean).join('; ') || null,
  }
}
