import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { organizationChanged } from '../events.ts'
import { loadManaged } from '../managed.ts'
import { dayBefore } from '../rules.ts'
import * as store from '../store.ts'
import * as changeStore from '../store-changes.ts'

/** A new name from a day: the former stays with its days, as documents of its time bear it. */
export const renameOrganization = action(people.renameOrganization, {
  load: (ctx, input) => loadManaged(ctx, input.id),
  allow: (_actor, facts) => facts.isManaged,
  async run(ctx, input, { target }) {
    if (target.dissolvedOn) throw new AppError('PEOPLE_ORGANIZATION_DISSOLVED', { facts: { day: target.dissolvedOn } })
    const namedSince = await store.currentNameFrom(ctx.tx, target.id)
    if (namedSince !== null && input.from <= namedSince)
      throw new AppError('PEOPLE_RENAMED_SINCE', { facts: { day: namedSince }, fields: { from: 'invalid' } })
    const { name, shortName, abbreviation } = input
    const version = await store.updateOrganization(ctx.tx, target.id, input.version, {
      name,
      short_name: shortName,
      abbreviation,
    })
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    await store.closeName(ctx.tx, target.id, dayBefore(input.from))
    await store.insertName(ctx.tx, { ...input, organizationId: target.id })
    await store.insertSuccession(ctx.tx, {
      kind: 'renamed',
      predecessorId: null,
      successorId: target.id,
      effectiveOn: input.from,
      basis: input.basis,
      note: `${target.name} → ${name}`,
    })
    const before = { name: target.name, shortName: target.shortName, abbreviation: target.abbreviation }
    const after = { name, shortName, abbreviation, from: input.from, basis: input.basis }
    ctx.record({ subject: { type: 'organization', id: target.id, label: name }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: target.id,
      subjectType: 'organization',
      subjectId: target.id,
      kind: 'people.renameOrganization',
      before,
      after,
    })
    ctx.emit(organizationChanged({ organizationId: target.id, kind: 'renamed' }))
    return { version }
  },
})
