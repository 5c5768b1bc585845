import { receiversOn } from '#modules/outgoing/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { addresses } from '../address-contract.ts'
import * as store from '../store-addresses.ts'

/** Adds or changes whom the organisation writes to by e-mail or post. */
export const saveAddressee = action(addresses.saveAddressee, {
  load: async (ctx, { id }) => (id === null ? null : store.findAddressee(ctx.tx, ctx.actor.organizationId, id)),
  allow: (_actor, before, { id }) => id === null || before !== null,
  async run(ctx, { id, version, fields }, before) {
    const row = {
      id: id ?? newId(),
      name: fields.name,
      email: fields.email,
      post_address: fields.postAddress ?? null,
      valid_from: fields.validFrom,
      valid_to: fields.validTo,
    }
    const next = await store.saveAddressee(
      ctx.tx,
      ctx.actor.organizationId,
      row,
      id === null ? null : (version ?? 0),
      ctx.now,
    )
    if (next === null) throw new AppError('EXCHANGE_CHANGED')
    ctx.record({
      subject: { type: 'addressee', id: row.id, label: row.name },
      ...(before ? { before: { ...before } } : {}),
      after: row,
    })
    return { id: row.id, version: next }
  },
})

/** Adds or changes a group of receivers. Members that stand no more may stay in it; new ones are of those that stand. */
export const saveGroup = action(addresses.saveGroup, {
  load: async (ctx, { id }) => (id === null ? null : groupOf(ctx, id)),
  allow: (_actor, before, { id }) => id === null || before !== null,
  async run(ctx, { id, version, fields }, before) {
    const { organizationId } = ctx.actor
    const known = new Map(before?.members.map((one) => [`${one.kind} ${one.ref}`, one.name]))
    for (const one of await receiversOn(ctx)) known.set(`${one.kind} ${one.ref}`, one.name)
    const chosen = new Map(fields.members.map((one) => [`${one.kind} ${one.ref}`, one]))
    const members = [...chosen].map(([key, one]) => {
      const name = known.get(key)
      if (name === undefined) throw new AppError('EXCHANGE_MEMBER_UNKNOWN', { facts: { name: one.ref } })
      return { ...one, name }
    })
    const row = { id: id ?? newId(), name: fields.name, note: fields.note ?? null, members }
    const next = await store.saveGroup(ctx.tx, organizationId, row, id === null ? null : (version ?? 0), ctx.now)
    if (next === null) throw new AppError('EXCHANGE_CHANGED')
    ctx.record({
      subject: { type: 'recipient-group', id: row.id, label: row.name },
      ...(before
        ? { before: { name: before.name, note: before.note, members: before.members.map((one) => one.name) } }
        : {}),
      after: { name: row.name, note: row.note, members: members.map((one) => one.name) },
    })
    return { id: row.id, version: next }
  },
})

async function groupOf(ctx: ActionContext, id: string) {
  const { organizationId } = ctx.actor
  const row = await store.findGroup(ctx.tx, organizationId, id)
  return row && { ...row, members: await store.members(ctx.tx, organizationId, id) }
}

/** Takes a group out of use: drafts that were made with it keep their receivers. */
export const removeGroup = action(addresses.removeGroup, {
  load: (ctx, { id }) => groupOf(ctx, id),
  allow: (_, before) => before !== null,
  run: (ctx, { version }, before) => move(ctx, before!, version, ctx.now),
})

/** Takes a removed group back. */
export const restoreGroup = action(addresses.restoreGroup, {
  load: (ctx, { id }) => groupOf(ctx, id),
  allow: (_, before) => before !== null,
  run: (ctx, { version }, before) => move(ctx, before!, version, null),
})

async function move(ctx: ActionContext, group: store.GroupRow, version: number, removedAt: Date | null) {
  const next = await store.moveGroup(ctx.tx, ctx.actor.organizationId, group, version, removedAt)
  if (next === null) throw new AppError('EXCHANGE_CHANGED')
  ctx.record({ subject: { type: 'recipient-group', id: group.id, label: group.name } })
  return { version: next }
}

/** How letters are worded that bring documents; those that wait to go out keep their words. */
export const saveMailForm = action(addresses.saveMailForm, {
  load: (ctx) => store.mailFormOf(ctx.tx, ctx.actor.organizationId),
  allow: () => true,
  async run(ctx, { version, fields }, before) {
    const next = await store.saveMailForm(ctx.tx, ctx.actor.organizationId, fields, version, ctx.now)
    if (next === null) throw new AppError('EXCHANGE_CHANGED')
    ctx.record({
      subject: { type: 'mail-form', id: ctx.actor.organizationId },
      ...(before ? { before: { ...before } } : {}),
      after: fields,
    })
    return { version: next }
  },
})
