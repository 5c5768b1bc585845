import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { isAdministrator } from '../policy.ts'
import { personRow } from '../rules.ts'
import * as changeStore from '../store-changes.ts'
import * as personStore from '../store-persons.ts'

/** Corrects a name or how a person is reached. Only persons with a post in the own organisation, now or before. */
export const updatePerson = action(people.updatePerson, {
  async load(ctx, input) {
    const person = await personStore.personById(ctx.tx, input.id)
    if (!person) throw new AppError('PLATFORM_NOT_FOUND')
    return { person, isOurs: await personStore.hasPostHere(ctx.tx, ctx.actor.organizationId, input.id) }
  },
  allow: (actor, facts) => isAdministrator(actor) && facts.isOurs,
  async run(ctx, input, { person }) {
    const version = await personStore.updatePerson(ctx.tx, input.version, personRow(input))
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { fullName: person.full_name, email: person.email, phone: person.phone }
    const after = { fullName: input.fullName, email: input.email, phone: input.phone }
    ctx.record({ subject: { type: 'person', id: input.id, label: input.fullName }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'person',
      subjectId: input.id,
      kind: 'people.updatePerson',
      before,
      after,
    })
    return { version }
  },
})
