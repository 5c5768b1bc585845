import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { signingAuthority } from '../authority-contract.ts'
import { checkDays, isOver } from '../rules.ts'
import * as store from '../store-authorities.ts'
import * as changeStore from '../store-changes.ts'
import * as postStore from '../store-posts.ts'

/** Records who may sign what: by the working rules or in writing (NĐ 30/2020 Đ13). Nobody authorises himself by order or in writing. */
export const giveAuthority = action(signingAuthority.giveAuthority, {
  async load(ctx, input) {
    const post = await postStore.postById(ctx.tx, ctx.actor.organizationId, input.postId)
    if (!post) throw new AppError('PLATFORM_NOT_FOUND')
    return post
  },
  allow: () => true,
  async run(ctx, input, post) {
    const { authority } = input
    const has = (...forms: string[]) => authority.some((one) => forms.includes(one.form))
    if (input.validTo) {
      checkDays(input.validFrom, input.validTo)
      checkDays(ctx.today, input.validTo)
    }
    if (isOver(post.validTo, ctx.today)) throw new AppError('PEOPLE_SUCCESSOR_INVALID')
    if (
      new Set(authority.map((one) => one.form)).size !== authority.length ||
      (!input.position && authority.length === 0)
    )
      throw new AppError('PEOPLE_AUTHORITY_FORM')
    // An authorisation is written, for a time, and is not passed on (Đ13.4); TL may go on to a deputy (KT) alone.
    if (has('TUQ') && input.validTo === null) throw new AppError('PEOPLE_AUTHORITY_NEEDS_END')
    if (has('TL', 'TUQ') && post.personId === ctx.actor.personId) throw new AppError('PEOPLE_SELF_GRANT')
    if (has('TUQ') && (await holdsOnlyByAuthorisation(ctx))) throw new AppError('PEOPLE_AUTHORITY_PASSED_ON')
    const id = newId()
    await store.insertAuthority(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id,
      postId: post.id,
      authority,
      position: input.position ?? null,
      types: input.types,
      validFrom: input.validFrom,
      validTo: input.validTo,
      basis: input.basis,
      givenBy: ctx.actor.postId,
      givenByName: ctx.actor.name,
      now: ctx.now,
    })
    ctx.record({ subject: { type: 'signing-authority', id, label: `${post.fullName}, ${post.title}` }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'post',
      subjectId: post.id,
      kind: 'people.giveAuthority',
      after: input,
    })
    return { id }
  },
})

async function holdsOnlyByAuthorisation(ctx: ActionContext): Promise<boolean> {
  const own = await store.authorities(ctx.tx, ctx.actor.organizationId, { postId: ctx.actor.postId!, day: ctx.today })
  return own.length > 0 && own.every((one) => one.authority.some(({ form }) => form === 'TUQ'))
}

/** Ended at once; what was signed before stays signed. */
export const endAuthority = action(signingAuthority.endAuthority, {
  async load(ctx, input) {
    const [found] = await store.authorities(ctx.tx, ctx.actor.organizationId, { id: input.id })
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return found
  },
  allow: () => true,
  async run(ctx, { id, reason }, found) {
    const end = { now: ctx.now, byName: ctx.actor.name, reason }
    if (!(await store.endAuthority(ctx.tx, ctx.actor.organizationId, id, end)))
      throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: { type: 'signing-authority', id, label: `${found.name}, ${found.title}` }, data: { reason } })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: ctx.actor.organizationId,
      subjectType: 'post',
      subjectId: found.postId,
      kind: 'people.endAuthority',
      before: { authority: found.authority, reason },
    })
    return { id }
  },
})
