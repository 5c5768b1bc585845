import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { isAdministrator } from '../policy.ts'
import { checkDays } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as unitStore from '../store-units.ts'

/** Ends a unit: only when no post and no unit stands in it after that day, so that no work is left without a head. */
export const closeUnit = action(people.closeUnit, {
  async load(ctx, input) {
    const unit = await unitStore.unitById(ctx.tx, ctx.actor.organizationId, input.id)
    if (!unit) throw new AppError('PLATFORM_NOT_FOUND')
    return unit
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, unit) {
    const { organizationId } = ctx.actor
    checkDays(unit.validFrom, input.lastDay)
    const use = await unitStore.unitUse(ctx.tx, organizationId, unit.id, input.lastDay)
    if (use.posts > 0 || use.units > 0) throw new AppError('PEOPLE_UNIT_IN_USE', { facts: use })
    const set = { valid_to: input.lastDay }
    const version = await unitStore.updateUnit(ctx.tx, organizationId, unit.id, input.version, set)
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { validTo: unit.validTo }
    const after = { validTo: input.lastDay }
    ctx.record({ subject: { type: 'unit', id: unit.id, label: unit.name }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'unit',
      subjectId: unit.id,
      kind: 'people.closeUnit',
      before,
      after,
    })
    return { version }
  },
})
