import { action } from '#platform/action/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { isAdministrator } from '../policy.ts'
import * as changeStore from '../store-changes.ts'

export const createUnit = action(people.createUnit, {
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input) {
    const { organizationId } = ctx.actor
    const id = await directory.createUnit(ctx.tx, organizationId, input)
    ctx.record({ subject: { type: 'unit', id, label: input.name }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'unit',
      subjectId: id,
      kind: 'people.createUnit',
      after: input,
    })
    return { id }
  },
})
