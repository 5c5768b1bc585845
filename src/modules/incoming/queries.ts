import { intakeComponents } from '#modules/intake/index.ts'
import { calendarOf } from '#modules/people/index.ts'
import {
  componentsOfDocument,
  componentView,
  findBook,
  findComponents,
  findDuplicates,
  identityKey,
  openBooks,
  relationsOf,
  symbolOf,
} from '#modules/records/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import type { WorkingCalendar } from '#regimes/index.ts'
import { type Assignment, type IncomingRow, incoming } from './contract.ts'
import { loadFacts } from './facts.ts'
import { abilitiesOf, isMine } from './policy.ts'
import { daysLeft } from './rules.ts'
import { type AssignmentRow, openProposal, stepsOf } from './store.ts'
import { listIssuersOf } from './store-issuers.ts'
import { countTabs, type ListRow, listEntries } from './store-lists.ts'

const CAP = 1000

function rowView(row: ListRow, today: string, calendar: WorkingCalendar): IncomingRow {
  return {
    id: row.document_id,
    arrivalNumber: row.arrival_number,
    arrivalSuffix: row.arrival_suffix,
    arrivalDate: row.arrival_date,
    period: row.period,
    state: row.state,
    typeName: row.type_name,
    symbol: symbolOf({ codeNumber: row.code_number, codeNotation: row.code_notation }),
    issuedDate: row.issued_date,
    issuerName: row.issuer_name,
    subject: row.subject,
    urgency: row.urgency,
    dueDate: row.due_date,
    daysLeft: daysLeft(row.due_date, today, calendar, row.state),
    holder: row.holder,
    componentCount: row.component_count,
    version: row.version,
    reminders: row.reminded_at ? { count: row.reminder_count, lastAt: row.reminded_at.toISOString() } : null,
  }
}

export const list = read(incoming.list, async (ctx, query) => {
  const [{ rows, next }, calendar] = await Promise.all([
    listEntries(ctx.tx, ctx.actor, query, ctx.today),
    calendarOf(ctx.tx, ctx.actor.organizationId, ctx.today),
  ])
  return { items: rows.map((row) => rowView(row, ctx.today, calendar)), next }
})

export const counts = read(incoming.counts, async (ctx) => {
  const tabs = await countTabs(ctx.tx, ctx.actor, ctx.today, CAP)
  const [open] = await openBooks(ctx.tx, ctx.actor.organizationId, 'incoming')
  const book = open ? await findBook(ctx.tx, ctx.actor.organizationId, open.id) : null
  return { tabs, cap: CAP, book: book ? { title: book.title, lastNumber: book.lastNumber } : null }
})

function assignmentView(ctx: ReadContext, row: AssignmentRow): Assignment {
  return {
    id: row.id,
    role: row.role,
    postId: row.post_id,
    unitId: row.unit_id,
    name: row.name,
    title: row.title,
    state: row.state,
    dueDate: row.due_date,
    givenAt: row.given_at.toISOString(),
    givenBy: row.given_by_name,
    receivedAt: row.received_at?.toISOString() ?? null,
    doneAt: row.done_at?.toISOString() ?? null,
    result: row.result,
    words: row.words,
    version: row.version,
    extension: row.extension_until
      ? { until: row.extension_until, reason: row.extension_reason ?? '', at: row.extension_at!.toISOString() }
      : null,
    isMine: isMine(ctx.actor, row),
  }
}

/** Opening a document is on record (decisions 14), so it is an action. */
export const get = action(incoming.get, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true, // the scope is in the query of load
  async run(ctx, { documentId }, { entry, document, assignments }) {
    const { tx, actor, today } = ctx
    const [calendar, components, steps, relations, proposal, book] = await Promise.all([
      calendarOf(tx, actor.organizationId, today),
      componentsOfDocument(tx, actor.organizationId, documentId),
      stepsOf(tx, actor.organizationId, documentId),
      relationsOf(tx, actor, documentId),
      openProposal(tx, actor.organizationId, documentId),
      findBook(tx, actor.organizationId, entry.book_id),
    ])
    ctx.record({
      kind: 'incoming.open',
      subject: {
        type: 'document',
        id: documentId,
        label: `Số đến ${entry.arrival_number}${entry.arrival_suffix}: ${document.subject}`.slice(0, 200),
      },
    })
    return {
      ...rowView(
        {
          ...entry,
          type_name: document.typeName,
          code_number: document.codeNumber ?? null,
          code_notation: document.codeNotation ?? null,
          issued_date: document.issuedDate ?? null,
          issuer_name: document.issuerName,
          subject: document.subject,
          urgency: document.urgency,
        },
        today,
        calendar,
      ),
      fields: {
        typeName: document.typeName,
        typeCode: document.typeCode ?? null,
        codeNumber: document.codeNumber ?? null,
        codeNotation: document.codeNotation ?? null,
        issuedDate: document.issuedDate ?? null,
        issuerName: document.issuerName,
        issuerOrganId: document.issuerOrganId ?? null,
        place: document.place ?? null,
        subject: document.subject,
        language: document.language ?? 'Tiếng Việt',
        pageAmount: document.pageAmount ?? null,
        copyAmount: document.copyAmount ?? null,
        description: document.description ?? null,
        signerName: document.signerName ?? null,
        signerPosition: document.signerPosition ?? null,
        urgency: document.urgency,
        circulation: document.circulation,
        toPlaces: document.toPlaces ?? null,
      },
      book: book ? { id: book.id, title: book.title } : null,
      channel: entry.channel as 'post',
      registeredAt: entry.registered_at.toISOString(),
      registeredBy: entry.registered_by_name,
      submittedTo: entry.submitted_to
        ? { id: entry.submitted_to, name: entry.submitted_to_name ?? '', title: entry.submitted_to_title }
        : null,
      proposal: proposal
        ? {
            ...(proposal.content as never as Record<string, never>),
            words: proposal.words,
            byName: proposal.by_name,
            at: proposal.at.toISOString(),
          }
        : null,
      components: components.map(componentView),
      assignments: assignments.map((row) => assignmentView(ctx, row)),
      steps: steps.map((step) => ({
        id: step.id,
        at: step.at.toISOString(),
        kind: step.kind,
        byName: step.by_name,
        byTitle: step.by_title,
        words: step.words,
        data: step.data as Record<string, unknown>,
      })),
      relations,
      result: entry.result,
      isOpenToAll: entry.is_open_to_all,
      abilities: abilitiesOf(actor, entry, assignments),
    } as never
  },
})

/** What the form offers for issuer, notation and signer. */
export const listIssuers = read(incoming.listIssuers, async (ctx) => ({
  items: await listIssuersOf(ctx.tx, ctx.actor),
}))

export const checkDuplicates = read(incoming.checkDuplicates, async (ctx, input) => {
  const { organizationId } = ctx.actor
  const ids = input.intakeId ? await intakeComponents(ctx.tx, organizationId, input.intakeId) : []
  const components = await findComponents(ctx.tx, organizationId, ids)
  const key = input.issuerName
    ? identityKey({
        issuerName: input.issuerName,
        codeNumber: input.codeNumber ?? null,
        codeNotation: input.codeNotation ?? null,
        issuedDate: input.issuedDate ?? null,
      })
    : null
  const items = await findDuplicates(
    ctx.tx,
    organizationId,
    { hashes: components.map((one) => one.sha256), identityKey: key },
    ctx.actor,
  )
  return { items: items.slice(0, 10).map(({ sha256: _, ...one }) => one) }
})
