/**
 * Bodies taken over from lists, inside the importing room's transaction. What the actor keeps is for the caller to ask of the
 * finder; every row names its import.
 */
import { fold } from '#engines/vn-text/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createOrganization, type OrganizationInput } from './directory.ts'
import { changed } from './imported-change.ts'
import { mayManage } from './policy.ts'
import * as store from './store.ts'
import * as imported from './store-imported.ts'
import type { OrganizationFacts } from './types.ts'

/** Finds bodies by code or by any name they bear or bore, among those of the actor's own kind (demo or real). */
export interface BodyFinder {
  readonly own: OrganizationFacts
  /** @returns the bodies that the words may mean: a code names at most one */
  find(words: string): readonly OrganizationFacts[]
  byId(id: string): OrganizationFacts | undefined
  /** Does the actor keep this body? Host: all; else the own one and what is under it. */
  manages(id: string): boolean
  /** Takes in a body as it is now. */
  put(body: OrganizationFacts): void
}

/** Reads the directory once. @throws PLATFORM_NOT_FOUND without an organisation of one's own */
export async function bodyFinder(ctx: ActionContext): Promise<BodyFinder> {
  const own = await store.organizationById(ctx.tx, ctx.actor.organizationId)
  if (!own) throw new AppError('PLATFORM_NOT_FOUND')
  const bodies = new Map<string, OrganizationFacts>()
  const codes = new Map<string, string>()
  const names = new Map<string, Set<string>>()
  const managed = await store.idsUnder(ctx.tx, own.id)
  const name = (id: string, words: string | null) => {
    if (!words) return
    const key = fold(words).trim()
    names.set(key, (names.get(key) ?? new Set()).add(id))
  }
  const put = (body: OrganizationFacts) => {
    bodies.set(body.id, body)
    if (body.organId) codes.set(body.organId.toUpperCase(), body.id)
    name(body.id, body.name)
    name(body.id, body.shortName)
    if (body.parentId && managed.has(body.parentId)) managed.add(body.id)
  }
  for (const body of await store.allOrganizations(ctx.tx)) if (body.isDemo === own.isDemo) put(body)
  for (const one of await imported.allNames(ctx.tx))
    if (bodies.has(one.organizationId)) name(one.organizationId, one.name)
  return {
    own,
    find(words) {
      const coded = codes.get(words.trim().toUpperCase())
      const ids = coded ? [coded] : [...(names.get(fold(words).trim()) ?? [])]
      return ids.flatMap((id) => bodies.get(id) ?? [])
    },
    byId: (id) => bodies.get(id),
    manages(id) {
      const body = bodies.get(id)
      return body !== undefined && mayManage(ctx.actor, own, managed, body)
    },
    put,
  }
}

export type ImportedBody = Omit<OrganizationInput, 'isDemo' | 'isHost' | 'position'>

/** Adds a body of a list to the directory. @returns it as it stands; rights are the caller's to ask of the finder */
export async function importOrganization(
  ctx: ActionContext,
  importId: string,
  body: ImportedBody,
  isDemo: boolean,
): Promise<OrganizationFacts> {
  const id = await createOrganization(ctx.tx, { ...body, isDemo }, ctx.now)
  await imported.markImported(ctx.tx, 'organization', id, importId)
  await changed(ctx, 'organization', id, id, 'people.createOrganization', null, { ...body, importId })
  return (await store.organizationById(ctx.tx, id))!
}

/** Writes a body as the list has it now. @returns it as it stands, or null where somebody has changed it since `version` */
export async function correctOrganization(
  ctx: ActionContext,
  id: string,
  version: number,
  body: ImportedBody,
): Promise<{ before: OrganizationFacts; after: OrganizationFacts } | null> {
  const before = await store.lockOrganization(ctx.tx, id)
  if (before?.version !== version) return null
  if (body.parentId && (await store.idsUnder(ctx.tx, id)).has(body.parentId))
    throw new AppError('PEOPLE_TREE_LOOP', { facts: { name: body.name } })
  const to = {
    name: body.name,
    shortName: body.shortName ?? null,
    abbreviation: body.abbreviation ?? null,
    kind: body.kind,
    regime: body.regime,
    level: body.level,
    parentId: body.parentId ?? null,
    place: body.place ?? null,
    // A list without these columns leaves what is known.
    address: body.address ?? before.address,
    phone: body.phone ?? before.phone,
    foundedOn: body.foundedOn ?? null,
  }
  if ((await imported.correctOrganization(ctx.tx, id, version, to)) === null) return null
  await changed(ctx, 'organization', id, id, 'people.updateOrganization', { ...before }, to)
  return { before, after: (await store.organizationById(ctx.tx, id))! }
}

/** Takes bodies back that an import made and nobody has changed or used since. @returns ids that are gone */
export async function undoOrganizations(
  ctx: ActionContext,
  importId: string,
  rows: readonly { id: string; version: number }[],
): Promise<string[]> {
  const gone: string[] = []
  const wanted = new Map(rows.map((row) => [row.id, row.version]))
  // Parents go after what is under them.
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size
    for (const [id, version] of wanted) {
      const body = await store.lockOrganization(ctx.tx, id)
      if (body && (body.version !== version || !(await imported.deleteOrganization(ctx.tx, importId, id)))) continue
      wanted.delete(id)
      gone.push(id)
    }
  }
  return gone
}
