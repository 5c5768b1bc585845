import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { mayManage } from '../policy.ts'
import * as store from '../store.ts'
import * as changeStore from '../store-changes.ts'

/** Adds an organisation below one that the administrator keeps; without a superior only the host's administrator may. */
export const createOrganization = action(people.createOrganization, {
  async load(ctx, input) {
    const own = await store.organizationById(ctx.tx, ctx.actor.organizationId)
    const parent = input.parentId ? await store.lockOrganization(ctx.tx, input.parentId) : null
    if (!own || (input.parentId && !parent)) throw new AppError('PLATFORM_NOT_FOUND')
    return { own, parent, under: await store.idsUnder(ctx.tx, own.id) }
  },
  allow: (actor, { own, parent, under }) =>
    parent ? mayManage(actor, own, under, parent) : own.isHost && mayManage(actor, own, under, own),
  async run(ctx, input, { own, parent }) {
    if (parent?.dissolvedOn && parent.dissolvedOn < input.foundedOn)
      throw new AppError('PEOPLE_ORGANIZATION_DISSOLVED', { facts: { day: parent.dissolvedOn } })
    const id = await directory.createOrganization(ctx.tx, { ...input, isDemo: own.isDemo }, ctx.now)
    ctx.record({ subject: { type: 'organization', id, label: input.name }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: id,
      subjectType: 'organization',
      subjectId: id,
      kind: 'people.createOrganization',
      after: input,
    })
    return { id }
  },
})
