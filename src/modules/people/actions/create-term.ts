import { action } from '#platform/action/index.ts'
import * as directory from '../directory.ts'
import { rulesChanged } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'

/** Opens a term; the running one ends the day before. */
export const createTerm = action(peopleRules.createTerm, {
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input) {
    const { organizationId } = ctx.actor
    const id = await directory.createTerm(ctx.tx, organizationId, input)
    ctx.record({ subject: { type: 'term', id, label: input.label }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'term',
      subjectId: id,
      kind: 'people.createTerm',
      after: input,
    })
    ctx.emit(rulesChanged('terms'))
    return { id }
  },
})
