import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { isAdministrator } from '../policy.ts'
import * as changeStore from '../store-changes.ts'
import * as unitStore from '../store-units.ts'

export const updateUnit = action(people.updateUnit, {
  async load(ctx, input) {
    const { organizationId } = ctx.actor
    const unit = await unitStore.unitById(ctx.tx, organizationId, input.id)
    const parent = input.parentId ? await unitStore.unitById(ctx.tx, organizationId, input.parentId) : null
    if (!unit || (input.parentId && !parent)) throw new AppError('PLATFORM_NOT_FOUND')
    return { unit, under: await unitStore.unitsUnder(ctx.tx, organizationId, input.id) }
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, { unit, under }) {
    if (input.parentId && under.has(input.parentId))
      throw new AppError('PEOPLE_TREE_LOOP', { facts: { name: unit.name } })
    const { organizationId } = ctx.actor
    const version = await unitStore.updateUnit(ctx.tx, organizationId, unit.id, input.version, {
      parent_id: input.parentId,
      name: input.name,
      abbreviation: input.abbreviation,
      position: input.position,
    })
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { name: unit.name, parentId: unit.parentId, abbreviation: unit.abbreviation }
    const after = { name: input.name, parentId: input.parentId, abbreviation: input.abbreviation }
    ctx.record({ subject: { type: 'unit', id: unit.id, label: input.name }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'unit',
      subjectId: unit.id,
      kind: 'people.updateUnit',
      before,
      after,
    })
    return { version }
  },
})
