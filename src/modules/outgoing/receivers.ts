/** To whom an organisation may write today: bodies here, bodies elsewhere by code, its own addressees, and groups of them. */
import { organizationDirectory, organizationOf } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import type { channels } from './contract-shapes.ts'
import { offersMail } from './mailing.ts'
import { addresseesOn, contactsOn } from './store-receivers.ts'

export interface Receiver {
  readonly kind: 'organization' | 'contact' | 'addressee'
  /** Id of an organisation or addressee, code of a body elsewhere. */
  readonly ref: string
  readonly id: string
  readonly name: string
  /** How it is written to first; null: no way is open today. */
  readonly channel: (typeof channels)[number] | null
  readonly address: string | null
}

/** Everybody that stands today. Demo and real bodies do not see each other; where no mail is sent, an addressee is written to by post. */
export async function receiversOn(ctx: ReadContext): Promise<Receiver[]> {
  const { organizationId } = ctx.actor
  const own = await organizationOf(ctx.tx, organizationId)
  const hasMail = offersMail(ctx.config, own)
  const here = (await organizationDirectory(ctx.tx))
    .filter(
      (one) =>
        one.id !== organizationId &&
        one.isDemo === own?.isDemo &&
        (one.dissolvedOn === null || one.dissolvedOn >= ctx.today),
    )
    .map(({ id, name }) => ({ kind: 'organization', ref: id, id, name, channel: 'local', address: null }) as const)
  const elsewhere = (own?.isDemo ? [] : await contactsOn(ctx.tx, ctx.today)).map(
    ({ id, name, code }) => ({ kind: 'contact', ref: code, id, name, channel: 'gateway', address: code }) as const,
  )
  const known = (await addresseesOn(ctx.tx, organizationId, ctx.today)).map(({ id, name, email, post_address }) => {
    const way =
      hasMail && email !== null
        ? { channel: 'email' as const, address: email }
        : { channel: post_address === null ? null : ('post' as const), address: post_address ?? email }
    return { kind: 'addressee' as const, ref: id, id, name, ...way }
  })
  return [...here, ...elsewhere, ...known]
}
