import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { people } from '../contract.ts'
import * as directory from '../directory.ts'
import { loadManaged } from '../managed.ts'
import { refuseSelfGrant } from '../policy.ts'
import * as store from '../store.ts'
import * as changeStore from '../store-changes.ts'
import * as personStore from '../store-persons.ts'
import * as postStore from '../store-posts.ts'

/** The superior's or the host's administrator seats the first administrator of an organisation that has none. */
export const seatAdministrator = action(people.seatAdministrator, {
  async load(ctx, input) {
    const person = await personStore.personById(ctx.tx, input.personId)
    if (!person || person.is_demo !== ctx.actor.isDemo) throw new AppError('PLATFORM_NOT_FOUND')
    return loadManaged(ctx, input.id)
  },
  allow: (actor, facts) => facts.isManaged && facts.target.id !== actor.organizationId,
  async run(ctx, input, { target }) {
    refuseSelfGrant(ctx.actor, input.personId)
    if (target.dissolvedOn && target.dissolvedOn < ctx.today)
      throw new AppError('PEOPLE_ORGANIZATION_DISSOLVED', { facts: { day: target.dissolvedOn } })
    const id = await store.inOrganization(ctx.tx, target.id, async () => {
      if ((await postStore.otherAdministrators(ctx.tx, target.id, null, ctx.today)) > 0)
        throw new AppError('PEOPLE_HAS_ADMINISTRATOR')
      const post = { personId: input.personId, title: input.title, roles: ['sysadmin'], validFrom: ctx.today }
      return directory.createPost(ctx.tx, target.id, post, ctx.today)
    })
    const after = { postId: id, personId: input.personId, title: input.title, roles: ['sysadmin'] }
    ctx.record({ subject: { type: 'organization', id: target.id, label: target.name }, after })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: target.id,
      subjectType: 'post',
      subjectId: id,
      kind: 'people.seatAdministrator',
      after,
    })
    return { id }
  },
})
