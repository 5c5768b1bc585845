/** What other rooms ask this one, inside their own transactions. */
import type { Actor } from '#platform/action/index.ts'
import { kept, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { merge, type RuleSet, ruleSet, type Term, type WorkingCalendar, workingCalendar } from '#regimes/index.ts'
import { type FormRules, formRules, mergeForm } from '#regimes/layout/index.ts'
import type { AuthorityLine } from './authority-contract.ts'
import * as store from './store.ts'
import * as authorityStore from './store-authorities.ts'
import * as personStore from './store-persons.ts'
import * as postStore from './store-posts.ts'
import * as rulesStore from './store-rules.ts'
import * as unitStore from './store-units.ts'
import type { OrganizationFacts, PostFacts, PostView, UnitFacts } from './types.ts'

/**
 * Facts of a post on a day, or null when it does not stand on that day or is not the person's.
 * The transaction's scope must be the post's organisation or carry the person (row security).
 * @param personId whose post it must be; null: anybody's (jobs)
 */
export async function resolvePost(
  tx: Tx,
  personId: string | null,
  postId: string,
  day: string,
): Promise<PostFacts | null> {
  const found = await postStore.postFacts(tx, { postId, personId: personId ?? undefined, day })
  return found[0] ?? null
}

/** Actor of a post; account, session and address are the caller's to add. */
export function actorOfPost(
  facts: PostFacts,
  caller: { accountId: string | null; sessionId: string | null; address: string | null },
): Actor {
  return {
    kind: 'post',
    organizationId: facts.organizationId,
    postId: facts.postId,
    personId: facts.personId,
    unitId: facts.unitId,
    roles: facts.roles,
    name: facts.fullName,
    title: facts.title,
    isDemo: facts.isDemo,
    ...caller,
  }
}

/** Posts of a person on a day in every organisation, the primary one first. The scope must carry the person. */
export async function postsOfPerson(tx: Tx, personId: string, day: string): Promise<PostFacts[]> {
  return postStore.postFacts(tx, { personId, day })
}

/** Does this person belong to the demo data? @throws PLATFORM_NOT_FOUND for an unknown person */
export async function isDemoPerson(tx: Tx, personId: string): Promise<boolean> {
  const person = isId(personId) ? await personStore.personById(tx, personId) : undefined
  if (!person) throw new AppError('PLATFORM_NOT_FOUND')
  return person.is_demo
}

/** An organisation of the directory, dissolved ones too; null when unknown. */
export async function organizationOf(tx: Tx, organizationId: string): Promise<OrganizationFacts | null> {
  return store.organizationById(tx, organizationId)
}

/** Organisations that hold a code (mã định danh, old or new form) on a day. Codes outlive bodies, so each has its days. */
export async function organizationsByCode(
  tx: Tx,
  codes: readonly string[],
  day: string,
): Promise<{ id: string; code: string }[]> {
  return codes.length === 0 ? [] : store.organizationsByCode(tx, codes, day)
}

/** Units that stand on a day. */
export async function unitsOf(tx: Tx, organizationId: string, day: string): Promise<UnitFacts[]> {
  return unitStore.units(tx, organizationId, day)
}

/** Posts of a unit on a day; `unitId` null: those directly under the organisation. */
export async function postsOfUnit(
  tx: Tx,
  organizationId: string,
  unitId: string | null,
  day: string,
): Promise<PostView[]> {
  return postStore.posts(tx, { organizationId, unitId, day })
}

/** All posts of the organisation that stand on a day. */
export async function postsOn(tx: Tx, organizationId: string, day: string): Promise<PostView[]> {
  return postStore.posts(tx, { organizationId, day })
}

/** Posts of the organisation that hold a role of their own on a day (delegations not counted). */
export async function postsWithRole(tx: Tx, organizationId: string, role: string, day: string): Promise<PostView[]> {
  return postStore.posts(tx, { organizationId, role, day })
}

/** Ids of the posts that keep the archive on a day: archivists, else the registry, who does their work. */
export async function archivePosts(tx: Tx, organizationId: string, day: string): Promise<string[]> {
  const archivists = await postsWithRole(tx, organizationId, 'archivist', day)
  const posts = archivists.length > 0 ? archivists : await postsWithRole(tx, organizationId, 'registry', day)
  return posts.map((post) => post.id)
}

/**
 * Signing authorities that stand on a day, of posts that stand on it (NĐ 30/2020 Đ13).
 * @param postId of one post; left out: of all
 */
export async function authoritiesOn(
  tx: Tx,
  organizationId: string,
  day: string,
  postId?: string,
): Promise<AuthorityLine[]> {
  return authorityStore.authorities(tx, organizationId, { day, postId })
}

/** Who gets work or a document inside the organisation. */
export type Recipient = { postId: string } | { unitId: string }

export interface NamedRecipient {
  readonly postId: string | null
  readonly unitId: string | null
  readonly name: string
  readonly title: string | null
  /** Unit of the post, or the unit itself: its head may see. */
  readonly inUnit: string | null
}

/** Names of posts and units of the organisation. @returns null when one of them does not stand on that day */
export async function nameRecipients(
  tx: Tx,
  organizationId: string,
  day: string,
  recipients: readonly Recipient[],
): Promise<NamedRecipient[] | null> {
  const units = recipients.some((one) => 'unitId' in one) ? await unitsOf(tx, organizationId, day) : []
  const found: NamedRecipient[] = []
  for (const one of recipients) {
    if ('unitId' in one) {
      const unit = units.find((each) => each.id === one.unitId)
      if (!unit) return null
      found.push({ postId: null, unitId: unit.id, name: unit.name, title: null, inUnit: unit.id })
    } else {
      const post = await resolvePost(tx, null, one.postId, day)
      if (post?.organizationId !== organizationId) return null
      found.push({ postId: post.postId, unitId: null, name: post.fullName, title: post.title, inUnit: post.unitId })
    }
  }
  return found
}

/** Heads of a unit on a day; when it has none, those of the nearest unit above that has. */
export async function headsOfUnit(tx: Tx, organizationId: string, unitId: string, day: string): Promise<PostView[]> {
  const heads = await postStore.posts(tx, { organizationId, role: 'unit_head', day })
  const units = new Map((await unitStore.units(tx, organizationId, null)).map((unit) => [unit.id, unit]))
  for (let at: string | null = unitId, guard = 0; at !== null && guard < 50; guard++) {
    const here = heads.filter((head) => head.unitId === at)
    if (here.length > 0) return here
    at = units.get(at)?.parentId ?? null
  }
  return []
}

/**
 * The rules of an organisation on a day: its regime's rule set with its own dated overrides laid over it.
 * @throws PLATFORM_NOT_FOUND for an unknown organisation, REGIMES_NO_RULE_SET before the rules begin
 */
export async function rulesOf(tx: Tx, organizationId: string, day: string): Promise<RuleSet> {
  return kept(tx, organizationId, `people.rules ${day}`, async () => {
    const found = await rulesStore.regimeWithOverrides(tx, organizationId)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return merge(ruleSet(found.regime, day), found.overrides)
  })
}

/**
 * The rules of legal form of an organisation on a day, its own dated overrides laid over them: for composing and checking documents.
 * @throws PLATFORM_NOT_FOUND for an unknown organisation, REGIMES_NO_RULE_SET before the rules begin
 */
export async function formRulesOf(tx: Tx, organizationId: string, day: string): Promise<FormRules> {
  return kept(tx, organizationId, `people.form-rules ${day}`, async () => {
    const found = await rulesStore.regimeWithOverrides(tx, organizationId)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return mergeForm(formRules(found.regime, day), found.overrides)
  })
}

/** Working days of an organisation: holidays of its rules and its own days. Reckon with the functions of `#regimes`. */
export async function calendarOf(tx: Tx, organizationId: string, day: string): Promise<WorkingCalendar> {
  const rules = await rulesOf(tx, organizationId, day)
  return kept(tx, organizationId, `people.calendar ${day}`, async () =>
    workingCalendar(rules.holidays, await rulesStore.calendarDays(tx, organizationId)),
  )
}

/** Terms of an organisation, the youngest first. */
export async function termsOf(tx: Tx, organizationId: string): Promise<Term[]> {
  return kept(tx, organizationId, 'people.terms', async () => {
    const terms = await rulesStore.terms(tx, organizationId)
    return terms.map(({ id, label, validFrom, validTo }) => ({ id, label, from: validFrom, to: validTo }))
  })
}

/** The whole directory of organisations, dissolved ones too. */
export function organizationDirectory(tx: Tx): Promise<OrganizationFacts[]> {
  return store.allOrganizations(tx)
}
