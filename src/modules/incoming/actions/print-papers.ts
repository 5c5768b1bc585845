import { composePhieuGiaiQuyet, composeStampLabel, mediaTypes } from '#engines/compose/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { symbolOf } from '#modules/records/index.ts'
import { action } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { incoming } from '../contract.ts'
import { loadFacts, subjectOf } from '../facts.ts'

/** The arrival stamp alone, 50 x 35 mm, for a label printer (NĐ 30/2020 PL IV.V). */
export const printLabel = action(incoming.label, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true,
  async run(ctx, _input, facts) {
    const organization = await organizationOf(ctx.tx, ctx.actor.organizationId)
    const forward = facts.assignments.find((one) => one.role === 'lead' && one.state !== 'withdrawn')?.name
    const bytes = await composeStampLabel({
      organization: organization?.name ?? '',
      number: `${facts.entry.arrival_number}${facts.entry.arrival_suffix}`,
      date: facts.entry.arrival_date,
      ...(forward ? { forward } : {}),
    })
    ctx.record({ kind: 'incoming.print', subject: subjectOf(facts), data: { paper: 'stamp-label' } })
    return {
      file: {
        name: `dau-den-${facts.entry.arrival_number}${facts.entry.arrival_suffix}.pdf`,
        mediaType: mediaTypes.pdf,
        bytes,
        inline: true,
      },
    }
  },
})

/** Phiếu giải quyết văn bản đến (PL IV.VII) with what is known by now. */
export const printSlip = action(incoming.slip, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true,
  async run(ctx, { format }, facts) {
    const { entry, document, assignments } = facts
    const organization = await organizationOf(ctx.tx, ctx.actor.organizationId)
    const parent = organization?.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    const current = assignments.filter((one) => one.state !== 'withdrawn')
    const lead = current.find((one) => one.role === 'lead' && one.parent_id === null)
    const inside = current.find((one) => one.role === 'lead' && one.parent_id !== null)
    const symbol = symbolOf(document)
    const bytes = await composePhieuGiaiQuyet(
      {
        regime: organization?.regime ?? 'state',
        organization: organization?.name ?? '',
        ...(parent ? { parentOrganization: parent.name } : {}),
        ...(organization?.place ? { place: organization.place } : {}),
        date: ctx.today,
        document: {
          arrivalNumber: `${entry.arrival_number}${entry.arrival_suffix}`,
          arrivedOn: entry.arrival_date,
          typeName: document.typeName,
          ...(symbol ? { symbol } : {}),
          ...(document.issuedDate ? { issuedOn: document.issuedDate } : {}),
          issuer: document.issuerName,
          subject: document.subject,
        },
        ...(lead
          ? {
              leader: {
                name: lead.given_by_name,
                lead: lead.title ? `${lead.name}, ${lead.title}` : lead.name,
                ...(lead.due_date ? { leadDueOn: lead.due_date } : {}),
                cooperating: current
                  .filter((one) => one.role === 'cooperate' && one.parent_id === null)
                  .map((one) => ({ name: one.name, ...(one.due_date ? { dueOn: one.due_date } : {}) })),
                ...(lead.words ? { direction: lead.words } : {}),
                date: dayOf(lead.given_at),
              },
            }
          : {}),
        ...(inside
          ? {
              unitHead: {
                name: inside.given_by_name,
                person: inside.name,
                ...(inside.due_date ? { dueOn: inside.due_date } : {}),
                ...(inside.words ? { opinion: inside.words } : {}),
                date: dayOf(inside.given_at),
              },
            }
          : {}),
        createdAt: ctx.now.toISOString(),
      },
      format,
    )
    ctx.record({ kind: 'incoming.print', subject: subjectOf(facts), data: { paper: 'handling-slip', format } })
    return {
      file: {
        name: `phieu-giai-quyet-${entry.arrival_number}${entry.arrival_suffix}.${format}`,
        mediaType: mediaTypes[format],
        bytes,
        inline: format === 'pdf',
      },
    }
  },
})
