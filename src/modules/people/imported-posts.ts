/**
 * Units, persons and posts taken over from lists, inside the importing room's transaction. Law is checked here; whose list counts
 * in which body is the caller's to ask (decision 0023).
 */
import { fold } from '#engines/vn-text/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { type RuleSet, ruleSet } from '#regimes/index.ts'
import { createPerson, createPost, createUnit } from './directory.ts'
import { postChanged, postEnded } from './events.ts'
import { changed } from './imported-change.ts'
import { checkRoles } from './policy.ts'
import { dayBefore, personRow } from './rules.ts'
import * as store from './store.ts'
import * as imported from './store-imported.ts'
import * as personStore from './store-persons.ts'
import * as postStore from './store-posts.ts'
import * as unitStore from './store-units.ts'
import type { OrganizationFacts, PostView } from './types.ts'

/** A person in a post, as a list has it. */
export interface ImportedPost {
  readonly organizationId: string
  /** From the topmost down; empty: the body itself. */
  readonly units: readonly string[]
  readonly fullName: string
  readonly email: string | null
  readonly phone: string | null
  readonly title: string
  readonly roles: readonly string[]
  readonly validFrom: string
}

/** What stands in a body, read once for many lines. */
export interface Staff {
  readonly rules: RuleSet
  /** A body that has an administrator of its own is his to staff; its superior only begins it. */
  readonly hasAdministrator: boolean
  find(fullName: string, title: string): PostView | undefined
}

/** Reads a body's posts and rules. An administrator whom an import seated does not count as the body's own yet. */
export async function staffOf(ctx: ActionContext, body: OrganizationFacts): Promise<Staff> {
  const today = dayOf(ctx.now)
  const posts = await store.inOrganization(ctx.tx, body.id, () =>
    postStore.posts(ctx.tx, { organizationId: body.id, day: today }),
  )
  const administrators = posts.filter((post) => post.roles.includes('sysadmin')).map((post) => post.id)
  const fromImports = await store.inOrganization(ctx.tx, body.id, () =>
    imported.madeByAnyImport(ctx.tx, 'post', administrators),
  )
  const key = (fullName: string, title: string) => `${fold(fullName)}|${fold(title)}`
  const byKey = new Map(posts.map((post) => [key(post.fullName, post.title), post]))
  return {
    rules: ruleSet(body.regime, today),
    hasAdministrator: administrators.some((id) => !fromImports.has(id)),
    find: (fullName, title) => byKey.get(key(fullName, title)),
  }
}

/** Persons of a list by electronic address. */
export const personsByEmail = (ctx: ActionContext, emails: readonly string[], isDemo: boolean) =>
  imported.personsByEmail(ctx.tx, emails, isDemo)

/**
 * Seats a person: units that are missing are made, the person too unless he is known.
 * @param personId known person, or null
 * @throws PEOPLE_ROLE_UNKNOWN, PEOPLE_ROLE_ISOLATED, PEOPLE_MIXED_DUTIES
 */
export async function importPost(
  ctx: ActionContext,
  importId: string,
  post: ImportedPost,
  personId: string | null,
  isDemo: boolean,
): Promise<{ postId: string; personId: string }> {
  const { tx, now } = ctx
  const today = dayOf(now)
  const { organizationId } = post
  const person =
    personId ?? (await createPerson(tx, { fullName: post.fullName, email: post.email, phone: post.phone, isDemo }, now))
  if (!personId) await imported.markImported(tx, 'person', person, importId)
  const postId = await store.inOrganization(tx, organizationId, async () => {
    const unitId = await unitNamed(ctx, importId, organizationId, post.units)
    const input = { personId: person, unitId, title: post.title, roles: post.roles, validFrom: post.validFrom }
    const id = await createPost(tx, organizationId, input, today)
    await imported.markImported(tx, 'post', id, importId)
    return id
  })
  await changed(ctx, 'post', postId, organizationId, 'people.createPost', null, { ...post, importId })
  if (organizationId === ctx.actor.organizationId) ctx.emit(postChanged({ postId, personId: person, kind: 'started' }))
  return { postId, personId: person }
}

export interface PostBefore {
  readonly organizationId: string
  readonly unitId: string | null
  readonly roles: readonly string[]
}

/**
 * Writes unit and roles of a post as the list has them now.
 * @returns what stood before, or null where somebody has changed the post since, or it would leave no administrator
 */
export async function correctPost(
  ctx: ActionContext,
  importId: string,
  of: { postId: string; version: number },
  post: ImportedPost,
): Promise<{ before: PostBefore; version: number; personId: string } | null> {
  const { organizationId } = post
  return store.inOrganization(ctx.tx, organizationId, async () => {
    const unitId = await unitNamed(ctx, importId, organizationId, post.units)
    return writePost(ctx, organizationId, of, { unitId, roles: post.roles })
  })
}

/** Puts back what a later list wrote over. @returns false where somebody has changed the post since */
export async function restorePost(
  ctx: ActionContext,
  of: { postId: string; version: number },
  to: PostBefore,
): Promise<boolean> {
  return (
    (await store.inOrganization(ctx.tx, to.organizationId, () => writePost(ctx, to.organizationId, of, to))) !== null
  )
}

async function writePost(
  ctx: ActionContext,
  organizationId: string,
  of: { postId: string; version: number },
  to: { unitId: string | null; roles: readonly string[] },
): Promise<{ before: PostBefore; version: number; personId: string } | null> {
  const { tx } = ctx
  const today = dayOf(ctx.now)
  const post = await postStore.lockPost(tx, organizationId, of.postId)
  const body = await store.organizationById(tx, organizationId)
  if (!post || !body || post.version !== of.version || post.personId === ctx.actor.personId) return null
  checkRoles(ruleSet(body.regime, today), to.roles)
  const losesAdministration = post.roles.includes('sysadmin') && !to.roles.includes('sysadmin')
  if (losesAdministration && (await postStore.otherAdministrators(tx, organizationId, post.id, today)) === 0)
    return null
  const roles = [...new Set(to.roles)]
  const version = await postStore.updatePost(tx, organizationId, post.id, post.version, { unit_id: to.unitId, roles })
  if (version === null) return null
  const before = { organizationId, unitId: post.unitId, roles: post.roles }
  await changed(ctx, 'post', post.id, organizationId, 'people.changePost', before, { unitId: to.unitId, roles })
  if (organizationId === ctx.actor.organizationId)
    ctx.emit(postChanged({ postId: post.id, personId: post.personId, kind: 'changed' }))
  return { before, version, personId: post.personId }
}

/**
 * Takes posts back that an import made and nobody has changed since, with their persons. Whoever was known before the import,
 * or has an account by now, may have acted: his post ends, its history stays.
 * @returns ids of posts that are gone or over
 */
export async function undoPosts(
  ctx: ActionContext,
  importId: string,
  rows: readonly { id: string; version: number; organizationId: string }[],
): Promise<string[]> {
  const gone: string[] = []
  for (const { id, version, organizationId } of rows) {
    const isGone = await store.inOrganization(ctx.tx, organizationId, async () => {
      const post = await postStore.lockPost(ctx.tx, organizationId, id)
      if (!post) return true
      if (post.version !== version) return false
      const isNew = (await imported.madeByImport(ctx.tx, 'person', importId, [post.personId])).has(post.personId)
      if (
        isNew &&
        (await imported.deletePost(ctx.tx, importId, { organizationId, postId: id, personId: post.personId }))
      )
        return true
      return endPost(ctx, organizationId, post)
    })
    if (isGone) gone.push(id)
  }
  return gone
}

async function endPost(ctx: ActionContext, organizationId: string, post: PostView): Promise<boolean> {
  const today = dayOf(ctx.now)
  if (
    post.roles.includes('sysadmin') &&
    (await postStore.otherAdministrators(ctx.tx, organizationId, post.id, today)) === 0
  )
    return false
  // Over since yesterday; a post that would have begun later never took effect.
  const lastDay = [dayBefore(today), dayBefore(post.validFrom)].sort().at(-1)!
  const version = await postStore.updatePost(ctx.tx, organizationId, post.id, post.version, {
    valid_to: lastDay,
    end_reason: 'Hoàn tác lần nhập danh sách',
    ended_at: ctx.now,
  })
  if (version === null) return false
  await changed(ctx, 'post', post.id, organizationId, 'people.endPost', { validTo: post.validTo }, { validTo: lastDay })
  if (organizationId === ctx.actor.organizationId)
    ctx.emit(
      postEnded({ postId: post.id, personId: post.personId, unitId: post.unitId, lastDay, successorPostId: null }),
    )
  return true
}

/** Units that the import made and that stand empty again go too. @returns how many */
export async function undoUnits(
  ctx: ActionContext,
  importId: string,
  organizationIds: readonly string[],
): Promise<number> {
  let gone = 0
  for (const id of organizationIds)
    gone += await store.inOrganization(ctx.tx, id, () => imported.deleteEmptyUnits(ctx.tx, importId))
  return gone
}

/** How a person is reached, where the list says something else now. */
export async function correctContact(
  ctx: ActionContext,
  personId: string,
  contact: { email: string | null; phone: string | null },
): Promise<void> {
  const person = await personStore.personById(ctx.tx, personId)
  if (!person) return
  const email = contact.email ?? person.email
  const phone = contact.phone ?? person.phone
  if (email === person.email && phone === person.phone) return
  const row = personRow({ id: person.id, fullName: person.full_name, email, phone })
  if ((await personStore.updatePerson(ctx.tx, person.version, row)) === null) return
  await changed(
    ctx,
    'person',
    person.id,
    ctx.actor.organizationId,
    'people.updatePerson',
    { email: person.email, phone: person.phone },
    { email, phone },
  )
}

/** The unit at the end of the way, each part made where it does not stand yet. Runs inside the organisation. */
async function unitNamed(
  ctx: ActionContext,
  importId: string,
  organizationId: string,
  way: readonly string[],
): Promise<string | null> {
  const today = dayOf(ctx.now)
  let parentId: string | null = null
  const standing = way.length > 0 ? await unitStore.units(ctx.tx, organizationId, today) : []
  for (const name of way) {
    const known = standing.find((unit) => unit.parentId === parentId && fold(unit.name) === fold(name))
    if (known) {
      parentId = known.id
      continue
    }
    const id: string = await createUnit(ctx.tx, organizationId, { name, parentId, validFrom: today })
    await imported.markImported(ctx.tx, 'unit', id, importId)
    await changed(ctx, 'unit', id, organizationId, 'people.createUnit', null, { name, parentId, importId })
    parentId = id
  }
  return parentId
}
