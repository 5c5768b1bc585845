/**
 * Making organisations, units, persons, posts and terms inside a transaction that the caller holds: the room's own actions,
 * the installation's set-up and the loading of demo data use the same functions. They check shape and law, not rights.
 */
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { ruleSet } from '#regimes/index.ts'
import { checkRoles } from './policy.ts'
import { checkDays, dayAfter, dayBefore, isIdentifier, personRow } from './rules.ts'
import type { OrganizationLine, SuccessionLine } from './shapes.ts'
import * as store from './store.ts'
import * as changeStore from './store-changes.ts'
import * as personStore from './store-persons.ts'
import * as postStore from './store-posts.ts'
import * as rulesStore from './store-rules.ts'
import * as unitStore from './store-units.ts'
import type { OrganizationFacts } from './types.ts'

export interface OrganizationInput {
  readonly name: string
  readonly kind: OrganizationLine['kind']
  readonly regime: OrganizationLine['regime']
  readonly level: OrganizationLine['level']
  readonly shortName?: string | null | undefined
  readonly abbreviation?: string | null | undefined
  readonly parentId?: string | null | undefined
  readonly place?: string | null | undefined
  readonly address?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly foundedOn?: string | null | undefined
  /** Decision on which the founding rests; writes the succession `founded`. */
  readonly basis?: string | null | undefined
  /** Code after QĐ 20/2020: `H49.64.33`. */
  readonly organId?: string | null | undefined
  readonly isDemo?: boolean
  readonly isHost?: boolean
  readonly position?: number
}

/** Adds an organisation with its first name, code and founding. @returns its id */
export async function createOrganization(tx: Tx, input: OrganizationInput, now: Date): Promise<string> {
  const id = newId()
  const shortName = input.shortName ?? null
  const abbreviation = input.abbreviation ?? null
  const from = input.foundedOn ?? '1945-09-02'
  await store.insertOrganization(tx, {
    id,
    name: input.name,
    shortName,
    abbreviation,
    kind: input.kind,
    regime: input.regime,
    level: input.level,
    parentId: input.parentId ?? null,
    place: input.place ?? null,
    address: input.address ?? null,
    phone: input.phone ?? null,
    foundedOn: input.foundedOn ?? null,
    isDemo: input.isDemo ?? false,
    isHost: input.isHost ?? false,
    position: input.position ?? 0,
    now,
  })
  await store.insertName(tx, {
    organizationId: id,
    name: input.name,
    shortName,
    abbreviation,
    from,
    basis: input.basis ?? null,
  })
  if (input.organId) await addIdentifier(tx, id, { scheme: 'organ-id', value: input.organId, validFrom: from })
  if (input.basis && input.foundedOn)
    await store.insertSuccession(tx, {
      kind: 'founded',
      predecessorId: null,
      successorId: id,
      effectiveOn: input.foundedOn,
      basis: input.basis,
      note: null,
    })
  return id
}

export interface IdentifierInput {
  readonly scheme: 'organ-id' | 'qcvn102' | 'fonds' | 'other'
  readonly value: string
  readonly validFrom: string
  readonly validTo?: string | null | undefined
  readonly basis?: string | null | undefined
}

/**
 * Gives an organisation a code. An open code of the same scheme ends the day before.
 * @throws PEOPLE_IDENTIFIER_INVALID, PEOPLE_IDENTIFIER_TAKEN, PEOPLE_DAYS_ORDER
 */
export async function addIdentifier(tx: Tx, organizationId: string, input: IdentifierInput): Promise<string> {
  const { scheme, value, validFrom } = input
  const validTo = input.validTo ?? null
  checkDays(validFrom, validTo)
  if (!isIdentifier(scheme, value)) throw new AppError('PEOPLE_IDENTIFIER_INVALID')
  const days = { from: validFrom, to: validTo }
  const holder =
    scheme === 'other' ? null : await store.holderOfIdentifier(tx, { scheme, value, ...days, except: organizationId })
  if (holder) throw new AppError('PEOPLE_IDENTIFIER_TAKEN', { facts: { value, name: holder } })
  if (validTo === null) await store.closeIdentifier(tx, organizationId, scheme, dayBefore(validFrom))
  const id = newId()
  await store.insertIdentifier(tx, {
    id,
    organizationId,
    scheme,
    value,
    from: validFrom,
    to: validTo,
    basis: input.basis ?? null,
  })
  return id
}

export interface DissolutionInput {
  readonly kind: Extract<SuccessionLine['kind'], 'dissolved' | 'merged' | 'split'>
  /** Last day on which it stands. */
  readonly lastDay: string
  readonly successorIds: readonly string[]
  readonly basis: string
}

/**
 * Ends an organisation: it keeps its rows and stays visible with its successors; names and codes end with it, and every
 * post that still stands. Call it with the organisation's row locked.
 * @returns the new version and how many posts end
 */
export async function dissolveOrganization(
  tx: Tx,
  organization: OrganizationFacts,
  input: DissolutionInput,
): Promise<{ version: number; postsEnded: number }> {
  const { id } = organization
  if (organization.dissolvedOn)
    throw new AppError('PEOPLE_ORGANIZATION_DISSOLVED', { facts: { day: organization.dissolvedOn } })
  checkDays(organization.foundedOn ?? input.lastDay, input.lastDay)
  for (const successorId of new Set(input.successorIds)) {
    const successor = await store.organizationById(tx, successorId)
    const isStanding = successor && (successor.dissolvedOn === null || successor.dissolvedOn > input.lastDay)
    if (!isStanding || successorId === id || successor.isDemo !== organization.isDemo)
      throw new AppError('PEOPLE_SUCCESSOR_INVALID')
    await store.insertSuccession(tx, {
      kind: input.kind,
      predecessorId: id,
      successorId,
      effectiveOn: dayAfter(input.lastDay),
      basis: input.basis,
      note: null,
    })
  }
  if (input.successorIds.length === 0)
    await store.insertSuccession(tx, {
      kind: input.kind,
      predecessorId: id,
      successorId: null,
      effectiveOn: dayAfter(input.lastDay),
      basis: input.basis,
      note: null,
    })
  const version = await store.updateOrganization(tx, id, organization.version, { dissolved_on: input.lastDay })
  if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
  await store.closeName(tx, id, input.lastDay)
  await store.closeIdentifier(tx, id, null, input.lastDay)
  const postsEnded = await store.inOrganization(tx, id, () =>
    postStore.endAllPosts(tx, id, input.lastDay, input.basis.slice(0, 300)),
  )
  return { version, postsEnded }
}

/** Adds a person; tên, sort key and search form are computed. @returns its id */
export async function createPerson(
  tx: Tx,
  input: { fullName: string; email?: string | null; phone?: string | null; isDemo?: boolean },
  now: Date,
): Promise<string> {
  const id = newId()
  const row = personRow({ id, fullName: input.fullName, email: input.email ?? null, phone: input.phone ?? null })
  await personStore.insertPerson(tx, { ...row, isDemo: input.isDemo ?? false, now })
  return id
}

/** Adds a unit to the organisation of the transaction's scope. @returns its id */
export async function createUnit(
  tx: Tx,
  organizationId: string,
  input: {
    name: string
    parentId?: string | null
    abbreviation?: string | null
    position?: number
    validFrom: string
  },
): Promise<string> {
  const id = newId()
  if (input.parentId && !(await unitStore.unitById(tx, organizationId, input.parentId)))
    throw new AppError('PLATFORM_NOT_FOUND')
  await unitStore.insertUnit(tx, organizationId, {
    id,
    parentId: input.parentId ?? null,
    name: input.name,
    abbreviation: input.abbreviation ?? null,
    position: input.position ?? 0,
    validFrom: input.validFrom,
  })
  return id
}

export interface PostInput {
  readonly personId: string
  readonly unitId?: string | null
  readonly title: string
  readonly roles: readonly string[]
  readonly isActing?: boolean
  readonly isPrimary?: boolean
  readonly validFrom: string
  readonly validTo?: string | null
}

/**
 * Adds a post to the organisation of the transaction's scope.
 * @param today the day whose rule set knows the roles
 * @throws PEOPLE_ROLE_UNKNOWN, PEOPLE_ROLE_ISOLATED, PEOPLE_MIXED_DUTIES, PEOPLE_DAYS_ORDER
 */
export async function createPost(tx: Tx, organizationId: string, input: PostInput, today: string): Promise<string> {
  const validTo = input.validTo ?? null
  checkDays(input.validFrom, validTo)
  const organization = await store.organizationById(tx, organizationId)
  if (!organization) throw new AppError('PLATFORM_NOT_FOUND')
  if (organization.dissolvedOn && organization.dissolvedOn < input.validFrom)
    throw new AppError('PEOPLE_ORGANIZATION_DISSOLVED', { facts: { day: organization.dissolvedOn } })
  checkRoles(ruleSet(organization.regime, today), input.roles)
  if (!(await personStore.personById(tx, input.personId))) throw new AppError('PLATFORM_NOT_FOUND')
  if (input.unitId && !(await unitStore.unitById(tx, organizationId, input.unitId)))
    throw new AppError('PLATFORM_NOT_FOUND')
  const id = newId()
  if (input.isPrimary) await postStore.clearPrimary(tx, organizationId, input.personId, id)
  await postStore.insertPost(tx, organizationId, {
    id,
    personId: input.personId,
    unitId: input.unitId ?? null,
    title: input.title,
    roles: [...new Set(input.roles)],
    isActing: input.isActing ?? false,
    isPrimary: input.isPrimary ?? false,
    validFrom: input.validFrom,
    validTo,
  })
  return id
}

/** Opens a term of the organisation of the transaction's scope. @returns its id */
export async function createTerm(
  tx: Tx,
  organizationId: string,
  input: { label: string; congress?: string | null; validFrom: string; validTo?: string | null; basis?: string | null },
): Promise<string> {
  const validTo = input.validTo ?? null
  checkDays(input.validFrom, validTo)
  const known = await rulesStore.terms(tx, organizationId)
  // The running term ends with the congress that opens the next one (36-HD/VPTW).
  const running = known.find((term) => term.validTo === null && term.validFrom < input.validFrom)
  if (running) await rulesStore.updateTerm(tx, organizationId, { ...running, validTo: dayBefore(input.validFrom) })
  const id = newId()
  await rulesStore.insertTerm(tx, organizationId, {
    id,
    label: input.label,
    congress: input.congress ?? null,
    validFrom: input.validFrom,
    validTo,
    basis: input.basis ?? null,
  })
  return id
}

export interface BootstrapInput {
  readonly organization: OrganizationInput
  readonly fullName: string
  readonly email?: string | null
  /** Title of the administrator's post. */
  readonly title: string
}

/**
 * First set-up: the host organisation, the first person and his administrator's post, in the caller's transaction. The
 * room auth calls it together with making the account.
 * @throws PEOPLE_ALREADY_SET_UP when an organisation other than a demo one exists
 */
export async function bootstrap(
  tx: Tx,
  actor: Actor,
  input: BootstrapInput,
  at: { now: Date; today: string },
): Promise<{ organizationId: string; personId: string; postId: string }> {
  if (await store.isSetUpLocked(tx)) throw new AppError('PEOPLE_ALREADY_SET_UP')
  const organizationId = await createOrganization(tx, { ...input.organization, isHost: true }, at.now)
  const personId = await createPerson(tx, { fullName: input.fullName, email: input.email ?? null }, at.now)
  const postId = await store.inOrganization(tx, organizationId, () =>
    createPost(
      tx,
      organizationId,
      { personId, title: input.title, roles: ['sysadmin'], isPrimary: true, validFrom: at.today },
      at.today,
    ),
  )
  await changeStore.insertChange(tx, actor, at.now, {
    aboutOrganizationId: organizationId,
    subjectType: 'organization',
    subjectId: organizationId,
    kind: 'people.bootstrap',
    after: { name: input.organization.name, administrator: input.fullName },
  })
  return { organizationId, personId, postId }
}
