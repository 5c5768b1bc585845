import { action } from '#platform/action/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { isAdministrator } from '../policy.ts'
import * as changeStore from '../store-changes.ts'

/** Adds a person; what he may do comes only with a post. */
export const createPerson = action(people.createPerson, {
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input) {
    const id = await directory.createPerson(ctx.tx, { ...input, isDemo: ctx.actor.isDemo }, ctx.now)
    ctx.record({ subject: { type: 'person', id, label: input.fullName }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'person',
      subjectId: id,
      kind: 'people.createPerson',
      after: input,
    })
    return { id }
  },
})
