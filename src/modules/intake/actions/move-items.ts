import { unitsOf } from '#modules/people/index.ts'
import { moveWaiting, setComponentRole } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { intake } from '../contract.ts'
import { screenJob } from '../jobs.ts'
import { mayPass } from '../policy.ts'
import { addComponents, findOwnItem, type ItemRow, moveItem } from '../store.ts'
import { wipeWaiting } from '../waiting-file.ts'

/** Loads an item under lock; missing answers as not found. */
export async function lockItem(ctx: ActionContext, intakeId: string): Promise<ItemRow> {
  const item = await findOwnItem(ctx.tx, ctx.actor, intakeId, 'lock')
  if (!item) throw new AppError('PLATFORM_NOT_FOUND')
  return item
}

async function moveOrFail(ctx: ActionContext, id: string, move: Parameters<typeof moveItem>[3]): Promise<number> {
  const version = await moveItem(ctx.tx, ctx.actor.organizationId, id, move)
  if (version === null) throw new AppError('INTAKE_STATE_CHANGED')
  return version
}

/**
 * Takes an item out of the tray with its reason. Stored bytes stay: it can be brought back. What another organisation sent is refused by
 * that; the exchange tells it so (status 02).
 */
export const discard = action(intake.discard, {
  load: (ctx, { intakeId }) => lockItem(ctx, intakeId),
  allow: () => true,
  async run(ctx, { intakeId, version, reason }, item) {
    ctx.record({ subject: { type: 'intake', id: intakeId, label: item.title ?? undefined }, data: { reason } })
    const next = await moveOrFail(ctx, intakeId, {
      from: ['ready', 'failed', 'refused'],
      version,
      to: 'discarded',
      reason,
      quarantine: null,
    })
    // what was never stored is wiped at once: a file held back may be a secret
    const { quarantine } = item
    if (quarantine) ctx.afterCommit(() => wipeWaiting(ctx.config.home, quarantine))
    if (item.source === 'exchange') ctx.emit({ type: 'intake.discarded', payload: { itemId: intakeId, reason } })
    return { version: next }
  },
})

export const restore = action(intake.restore, {
  load: (ctx, { intakeId }) => lockItem(ctx, intakeId),
  // A refused or failed file left nothing behind: there is nothing to bring back. What came from others was recalled, or refused to them.
  allow: (_, item) => item.source === 'paper' || (item.source === 'upload' && item.component_ids.length > 0),
  async run(ctx, { intakeId, version }, item) {
    ctx.record({ subject: { type: 'intake', id: intakeId, label: item.title ?? undefined } })
    return { version: await moveOrFail(ctx, intakeId, { from: ['discarded'], version, to: 'ready' }) }
  },
})

/** Into a unit's tray or back to the agency's registry: who may open the files goes with the item. */
export const pass = action(intake.pass, {
  async load(ctx, { intakeId, unitId }) {
    const item = await lockItem(ctx, intakeId)
    const unit = (await unitsOf(ctx.tx, ctx.actor.organizationId, ctx.today)).find((one) => one.id === unitId)
    if (unitId !== null && !unit) throw new AppError('INTAKE_NO_SUCH_UNIT')
    return { item, unit: unit ? { id: unit.id, name: unit.name } : null }
  },
  allow: (actor, { item, unit }) => mayPass(actor, item.unit_id, unit?.id ?? null),
  async run(ctx, { intakeId, version }, { item, unit }) {
    await moveWaiting(ctx.tx, ctx.actor.organizationId, item.component_ids, unit?.id ?? null)
    ctx.record({
      subject: { type: 'intake', id: intakeId, label: item.title ?? undefined },
      before: { unit: item.unit_name },
      after: { unit: unit?.name ?? null },
    })
    return { version: await moveOrFail(ctx, intakeId, { from: ['ready'], version, to: 'ready', unit }) }
  },
})

/** A registrar's word, with the reason, against a false hit of the secrets screen (decisions 16). */
export const overrule = action(intake.overrule, {
  load: (ctx, { intakeId }) => lockItem(ctx, intakeId),
  allow: (_, item) => item.quarantine !== null,
  async run(ctx, { intakeId, version, reason }) {
    const next = await moveOrFail(ctx, intakeId, {
      from: ['refused'],
      version,
      to: 'screening',
      overruled: reason,
      words: null,
    })
    ctx.enqueue(screenJob, { itemId: intakeId })
    ctx.record({ subject: { type: 'intake', id: intakeId }, data: { reason } })
    return { version: next }
  },
})

/** Which file is the main document; the others become attachments. */
export const setRole = action(intake.setRole, {
  load: (ctx, { intakeId }) => lockItem(ctx, intakeId),
  allow: (_, item, { mainComponentId }) => item.component_ids.includes(mainComponentId),
  async run(ctx, { intakeId, version, mainComponentId }, item) {
    const { organizationId } = ctx.actor
    let position = 1
    for (const id of item.component_ids) {
      if (id === mainComponentId) setComponentRole(ctx.tx, organizationId, id, 'main', 0)
      else setComponentRole(ctx.tx, organizationId, id, 'attachment', position++)
    }
    ctx.record({
      subject: { type: 'intake', id: intakeId, label: item.title ?? undefined },
      after: { mainComponentId },
    })
    return { version: await moveOrFail(ctx, intakeId, { from: ['ready'], version, to: 'ready' }) }
  },
})

/** Another item's files become attachments of this one. */
export const join = action(intake.join, {
  async load(ctx, { intakeId, otherId }) {
    // In one order always, so that two clerks who join the same pair the other way round do not wait for each other.
    const [first, second] = [intakeId, otherId].sort() as [string, string]
    const rows = [await lockItem(ctx, first), await lockItem(ctx, second)]
    return { item: rows.find((row) => row.id === intakeId)!, other: rows.find((row) => row.id === otherId)! }
  },
  allow: (_, __, { intakeId, otherId }) => intakeId !== otherId,
  async run(ctx, { intakeId, version, otherId, otherVersion }, { item, other }) {
    const { organizationId } = ctx.actor
    await moveOrFail(ctx, otherId, { from: ['ready'], version: otherVersion, to: 'joined' })
    const next = await moveOrFail(ctx, intakeId, {
      from: ['ready'],
      version,
      to: 'ready',
      ...(item.component_ids.length === 0 ? { suggestion: other.suggestion } : {}),
    })
    let position = item.component_ids.length
    for (const id of other.component_ids) {
      setComponentRole(ctx.tx, organizationId, id, position === 0 ? 'main' : 'attachment', position)
      position += 1
    }
    await addComponents(ctx.tx, organizationId, intakeId, other.component_ids)
    await moveWaiting(ctx.tx, organizationId, other.component_ids, item.unit_id)
    ctx.record({ subject: { type: 'intake', id: intakeId, label: item.title ?? undefined }, data: { joined: otherId } })
    return { version: next }
  },
})
