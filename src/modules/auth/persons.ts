/** The way to the room people: posts of a person, seen in any organisation. */
import { sql } from 'kysely'
import { organizationOf, type PostFacts, postsOfPerson, rulesOf } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { policyOf } from './policy.ts'
import { type AuthPolicy, QCVN12 } from './rules.ts'

export type { PostFacts } from '#modules/people/index.ts'

/** Posts of any person, also before that person is the actor: row security shows a person the own posts everywhere. */
export async function postsOf(tx: Tx, personId: string, day: string): Promise<PostFacts[]> {
  const set = (value: string): Promise<unknown> =>
    sql`select set_config('vankho.person_id', ${value}, true)`.execute(tx)
  const { rows } = await sql<{ was: string | null }>`select current_setting('vankho.person_id', true) as was`.execute(
    tx,
  )
  await set(personId)
  try {
    return await postsOfPerson(tx, personId, day)
  } finally {
    await set(rows[0]?.was ?? '')
  }
}

/** The profile that holds for a person: of the organisation of the first post; without any, QCVN 12 as it stands. */
export async function policyFor(tx: Tx, posts: readonly PostFacts[], day: string): Promise<AuthPolicy> {
  const first = posts[0]
  return first ? policyOf(await rulesOf(tx, first.organizationId, day)) : QCVN12
}

export const isAdministrator = (posts: readonly PostFacts[]): boolean =>
  posts.some((post) => post.roles.includes('sysadmin'))

export async function isHost(tx: Tx, organizationId: string): Promise<boolean> {
  return (await organizationOf(tx, organizationId))?.isHost ?? false
}
