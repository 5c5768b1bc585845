/** The organisation's own address book as its keepers see it. */
import { fold } from '#engines/vn-text/index.ts'
import { type Receiver, receiversOn } from '#modules/outgoing/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { read } from '#platform/action/index.ts'
import { addresses, type MemberLine } from './address-contract.ts'
import { STANDARD_FORM } from './mail-form.ts'
import * as store from './store-addresses.ts'

const keyOf = (one: { kind: string; ref: string }): string => `${one.kind} ${one.ref}`

const memberView = (one: Receiver): MemberLine => ({
  kind: one.kind,
  ref: one.ref,
  name: one.name,
  note: one.address,
  isValid: one.channel !== null,
})

/** Addressees, groups with who stands in them today, and the form of letters. */
export const addressBook = read(addresses.addressBook, async (ctx) => {
  const { tx, today, config } = ctx
  const { organizationId } = ctx.actor
  const own = await organizationOf(tx, organizationId)
  const standing = new Map((await receiversOn(ctx)).map((one) => [keyOf(one), one]))
  const all = Map.groupBy(await store.members(tx, organizationId), (one) => one.group_id)
  const form = await store.mailFormOf(tx, organizationId)
  return {
    addressees: (await store.addressees(tx, organizationId)).map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      postAddress: row.post_address,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      isValid: row.valid_from <= today && (row.valid_to === null || row.valid_to >= today),
      version: row.version,
    })),
    groups: (await store.groups(tx, organizationId)).map((row) => ({
      id: row.id,
      name: row.name,
      note: row.note,
      version: row.version,
      members: (all.get(row.id) ?? []).map((one) => {
        const now = standing.get(keyOf(one))
        return now ? memberView(now) : { kind: one.kind, ref: one.ref, name: one.name, note: null, isValid: false }
      }),
    })),
    mail:
      config.mail && !own?.isDemo
        ? {
            from: config.mail.from,
            form: form ? { subject: form.subject, body: form.body, replyTo: form.replyTo } : STANDARD_FORM,
            standard: STANDARD_FORM,
            version: form?.version ?? null,
          }
        : null,
  }
})

/** Receivers that stand today, by part of their name. */
export const memberChoices = read(addresses.memberChoices, async (ctx, { q }) => {
  const wanted = fold(q).trim()
  const found = (await receiversOn(ctx)).filter(
    (one) => wanted === '' || fold(`${one.name} ${one.address ?? ''}`).includes(wanted),
  )
  return { items: found.slice(0, 50).map(memberView) }
})
