import { action } from '#platform/action/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { loadManaged } from '../managed.ts'
import * as changeStore from '../store-changes.ts'

/** Gives an organisation a code from a day; the former of the same scheme stays with its days. */
export const addIdentifier = action(people.addIdentifier, {
  load: (ctx, input) => loadManaged(ctx, input.id),
  allow: (_actor, facts) => facts.isManaged,
  async run(ctx, input, { target }) {
    const { id: _id, ...code } = input
    const id = await directory.addIdentifier(ctx.tx, target.id, code)
    ctx.record({ subject: { type: 'organization', id: target.id, label: target.name }, after: code })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: target.id,
      subjectType: 'organization',
      subjectId: target.id,
      kind: 'people.addIdentifier',
      after: code,
    })
    return { id }
  },
})
