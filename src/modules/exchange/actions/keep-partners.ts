import { X509Certificate } from 'node:crypto'
import { fingerprintOf } from '#engines/edxml/index.ts'
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { gatewayProfile } from '#regimes/index.ts'
import { exchange } from '../contract.ts'
import { mayKeepPartners } from '../policy.ts'
import { saveContact as keepContact, savePartner as keepPartner } from '../store-gateway.ts'

const host = (ctx: ActionContext) => organizationOf(ctx.tx, ctx.actor.organizationId)

/** Adds or changes a partner gateway: whom this installation trusts, and for which bodies. */
export const savePartner = action(exchange.savePartner, {
  load: host,
  allow: (actor, own) => mayKeepPartners(actor, own),
  async run(ctx, { id, version, fields }) {
    const certificate = checked(fields.certificate)
    if (!gatewayProfile(await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today), fields.profile))
      throw new AppError('EXCHANGE_PROFILE', { facts: { profile: fields.profile } })
    const row = {
      ...fields,
      certificate,
      fingerprint: fingerprintOf(certificate),
      tlsCa: fields.tlsCa ? checked(fields.tlsCa) : null,
      id: id ?? newId(),
    }
    const next = await keepPartner(ctx.tx, row, id === null ? null : (version ?? 0), ctx.now)
    if (next === null) throw new AppError('EXCHANGE_CHANGED')
    const { certificate: _c, tlsCa: _t, ...after } = row
    ctx.record({ subject: { type: 'gateway', id: row.id, label: row.name }, after })
    return { id: row.id, version: next }
  },
})

/** One certificate, PEM. */
function checked(pem: string): string {
  try {
    return new X509Certificate(pem).toString()
  } catch {
    throw new AppError('EXCHANGE_CERTIFICATE')
  }
}

/** Adds or changes an entry of the address book. */
export const saveContact = action(exchange.saveContact, {
  load: host,
  allow: (actor, own) => mayKeepPartners(actor, own),
  async run(ctx, { id, version, fields }) {
    const row = { ...fields, id: id ?? newId() }
    const next = await keepContact(ctx.tx, row, id === null ? null : (version ?? 0), ctx.now)
    if (next === null) throw new AppError('EXCHANGE_CHANGED')
    ctx.record({ subject: { type: 'contact', id: row.id, label: row.name }, after: fields })
    return { id: row.id, version: next }
  },
})
