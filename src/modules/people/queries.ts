/** Lists and details. Row security keeps units, posts, terms, calendar and rules to the own organisation. */

import { fold } from '#engines/vn-text/index.ts'
import { read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { signingAuthority } from './authority-contract.ts'
import { people } from './contract.ts'
import { isManaged } from './managed.ts'
import { isAdministrator } from './policy.ts'
import * as store from './store.ts'
import * as authorityStore from './store-authorities.ts'
import * as changeStore from './store-changes.ts'
import * as delegationStore from './store-delegations.ts'
import * as personStore from './store-persons.ts'
import * as postStore from './store-posts.ts'
import * as unitStore from './store-units.ts'

export const listOrganizations = read(people.listOrganizations, async ({ tx, actor }) => {
  const all = await store.allOrganizations(tx)
  const own = all.find((one) => one.id === actor.organizationId)
  // Demo bodies and real ones do not see each other: nobody takes an invented issuer for a real one.
  const items = all.filter((one) => one.isDemo === (own?.isDemo ?? false))
  return { items, canManageAll: isAdministrator(actor) && (own?.isHost ?? false) }
})

export const getOrganization = read(people.getOrganization, async (ctx, input) => {
  const { tx, actor } = ctx
  const found = await store.organizationById(tx, input.id)
  if (!found || found.isDemo !== actor.isDemo) throw new AppError('PLATFORM_NOT_FOUND')
  const manage = await isManaged(ctx, found)
  const parent = found.parentId ? await store.organizationById(tx, found.parentId) : null
  return {
    ...found,
    parentName: parent?.name ?? null,
    names: await store.namesOf(tx, found.id),
    identifiers: await store.identifiersOf(tx, found.id),
    successions: await store.successionsOf(tx, found.id),
    abilities: { manage, seatAdministrator: manage && found.id !== actor.organizationId && !found.dissolvedOn },
  }
})

export const listUnits = read(people.listUnits, async ({ tx, actor, today }, input) => ({
  items: await unitStore.units(tx, actor.organizationId, input.all ? null : (input.on ?? today)),
}))

export const listPosts = read(people.listPosts, async ({ tx, actor, today }, input) => ({
  items: await postStore.posts(tx, {
    organizationId: actor.organizationId,
    day: input.ended ? null : (input.on ?? today),
    endedBefore: input.ended ? (input.on ?? today) : undefined,
    unitId: input.unitId,
    role: input.role,
    personId: input.personId,
  }),
}))

const PAGE = 100

export const listPersons = read(people.listPersons, async ({ tx, actor, today }, input) => {
  const rows = await personStore.personsPage(tx, {
    organizationId: actor.organizationId,
    // An administrator finds everybody, also those who hold no post yet; the others the people of the organisation.
    everybody: isAdministrator(actor),
    isDemo: actor.isDemo,
    folded: input.q ? fold(input.q.trim()) : null,
    after: readCursor(input.after),
    limit: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  const posts = await postStore.posts(tx, {
    organizationId: actor.organizationId,
    day: today,
    personIds: page.map((row) => row.id),
  })
  const last = page.at(-1)
  return {
    items: page.map((row) => ({
      id: row.id,
      fullName: row.full_name,
      givenName: row.given_name,
      email: row.email,
      phone: row.phone,
      version: row.version,
      posts: posts
        .filter((post) => post.personId === row.id)
        .map((post) => ({ id: post.id, title: post.title, unitName: post.unitName })),
    })),
    next: rows.length > PAGE && last ? `${last.id}${last.sort_key}` : null,
  }
})

/** A cursor is the last row's id (36 characters) and sort key. */
function readCursor(after: string | undefined): { key: string; id: string } | null {
  if (!after) return null
  const id = after.slice(0, 36)
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { after: 'invalid' } })
  return { id, key: after.slice(36) }
}

export const listAuthorities = read(signingAuthority.listAuthorities, async ({ tx, actor }, { postId }) => ({
  items: await authorityStore.authorities(tx, actor.organizationId, { postId }),
}))

export const listDelegations = read(people.listDelegations, async ({ tx, actor }) => ({
  items: await delegationStore.delegations(tx, actor.organizationId),
}))

export const listChanges = read(people.listChanges, async ({ tx }, input) => {
  const rows = await changeStore.changesOf(tx, input.subjectId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      byName: row.by_name,
      before: row.before as Record<string, unknown> | null,
      after: row.after as Record<string, unknown> | null,
    })),
  }
})
