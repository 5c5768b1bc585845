import { composeDispatchSlips, composeEnvelopes, mediaTypes } from '#engines/compose/index.ts'
import { organizationDirectory, organizationOf, rulesOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { loadFacts, subjectOf, symbolOf } from '../facts.ts'
import { dispatchesOf } from '../store-way.ts'
import { outgoingWay } from '../way-contract.ts'

/** Envelopes (PL IV mẫu II) and slips that go with the paper, for receivers by post or by hand. The print is on record. */
export const printDispatch = action(outgoingWay.printDispatch, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: (_, { paper }) => paper.number !== null, // the scope is in the query of load
  async run(ctx, { documentId, what, size, dispatchId }, facts) {
    const { organizationId } = ctx.actor
    const [organization, receivers, rules] = await Promise.all([
      organizationOf(ctx.tx, organizationId),
      dispatchesOf(ctx.tx, organizationId, documentId),
      rulesOf(ctx.tx, organizationId, ctx.today),
    ])
    if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
    const parent = organization.parentId ? await organizationOf(ctx.tx, organization.parentId) : null
    const { document } = facts
    const symbol = symbolOf(document) ?? ''
    // A receiver of the directory without an address of its own here has the directory's.
    const known = new Map(
      receivers.some((one) => one.recipient_id && !one.address)
        ? (await organizationDirectory(ctx.tx)).map((one) => [one.id, one.address])
        : [],
    )
    const onPaper = receivers
      .filter((one) => one.channel === 'post' || one.channel === 'hand')
      .filter((one) => !dispatchId || one.id === dispatchId)
      .map((one) => ({
        symbol,
        receiver: one.recipient,
        address: one.address ?? known.get(one.recipient_id ?? '') ?? null,
        copies: one.copies,
      }))
    if (onPaper.length === 0) throw new AppError('OUTGOING_NO_RECIPIENT')
    const head = {
      regime: organization.regime,
      ...(parent ? { parentOrganization: parent.name } : {}),
      organization: organization.name,
      place: organization.place,
      address: organization.address,
      phone: organization.phone,
      createdAt: ctx.now.toISOString(),
    }
    const bytes =
      what === 'envelopes'
        ? await composeEnvelopes(
            { ...head, size, urgency: rules.urgencies.find((row) => row.level === document.urgency)?.stamp ?? null },
            onPaper,
          )
        : await composeDispatchSlips(
            {
              ...head,
              date: ctx.today,
              clerk: ctx.actor.name,
              document: {
                typeName: document.typeName,
                symbol,
                issuedOn: document.issuedDate ?? null,
                subject: document.subject,
              },
            },
            onPaper,
          )
    ctx.record({ subject: subjectOf(facts), data: { what, receivers: onPaper.map((one) => one.receiver) } })
    const name = `${what === 'envelopes' ? 'Bì' : 'Phiếu gửi'} ${symbol.replaceAll('/', '-')}.pdf`
    return { file: { name, mediaType: mediaTypes.pdf, bytes, inline: true } }
  },
})
