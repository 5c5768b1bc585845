import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import { isManaged, loadManaged } from '../managed.ts'
import * as store from '../store.ts'
import * as changeStore from '../store-changes.ts'

/** Corrects what is no change of law: level, superior, place, address. A new name or an end have actions of their own. */
export const updateOrganization = action(people.updateOrganization, {
  async load(ctx, input) {
    const facts = await loadManaged(ctx, input.id)
    const parent = input.parentId ? await store.organizationById(ctx.tx, input.parentId) : null
    if (input.parentId && !parent) throw new AppError('PLATFORM_NOT_FOUND')
    const isParentManaged =
      input.parentId === facts.target.parentId || (parent ? await isManaged(ctx, parent) : facts.isHost)
    return { ...facts, isParentManaged, under: await store.idsUnder(ctx.tx, input.id) }
  },
  allow: (_actor, facts) => facts.isManaged && facts.isParentManaged,
  async run(ctx, input, { target, under }) {
    if (input.parentId && under.has(input.parentId))
      throw new AppError('PEOPLE_TREE_LOOP', { facts: { name: target.name } })
    const version = await store.updateOrganization(ctx.tx, target.id, input.version, {
      level: input.level,
      parent_id: input.parentId,
      place: input.place,
      address: input.address,
      phone: input.phone,
      founded_on: input.foundedOn,
      position: input.position,
    })
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = {
      level: target.level,
      parentId: target.parentId,
      place: target.place,
      address: target.address,
      phone: target.phone,
      foundedOn: target.foundedOn,
    }
    const after = {
      level: input.level,
      parentId: input.parentId,
      place: input.place,
      address: input.address,
      phone: input.phone,
      foundedOn: input.foundedOn,
    }
    ctx.record({ subject: { type: 'organization', id: target.id, label: target.name }, before, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: target.id,
      subjectType: 'organization',
      subjectId: target.id,
      kind: 'people.updateOrganization',
      before,
      after,
    })
    return { version }
  },
})
