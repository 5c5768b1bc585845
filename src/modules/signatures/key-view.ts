/** A key as the screens see it, and whom a key's news concerns. */
import { postsOn, postsWithRole } from '#modules/people/index.ts'
import type { Actor, ReadContext } from '#platform/action/index.ts'
import type { KeyView } from './contract.ts'
import { type KeyOwner, mayConfirm, mayEnd, mayUse } from './policy.ts'
import { hindrance, namesMatch } from './rules.ts'
import type { KeyRow } from './types.ts'

const DAY = 86_400_000

export function keyView(row: KeyRow, actor: Actor, now: Date): KeyView {
  const { personId: _, failedTries: __, tokenSerial: ___, tokenKey: ____, pictureSha256, ...facts } = row
  const isStanding = row.state === 'pending' || row.state === 'active'
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    ...facts,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo.toISOString(),
    isOtherName: row.owner === 'person' && row.personId === actor.personId && !namesMatch(row.commonName, actor.name),
    hasPicture: pictureSha256 !== null,
    lastUsedAt: iso(row.lastUsedAt),
    waitsUntil: row.waitsUntil && row.waitsUntil > now ? row.waitsUntil.toISOString() : null,
    hindrance: hindrance(row, now),
    daysLeft: Math.floor((row.validTo.getTime() - now.getTime()) / DAY),
    enteredAt: row.enteredAt.toISOString(),
    confirmedAt: iso(row.confirmedAt),
    endedAt: iso(row.endedAt),
    abilities: {
      use: isStanding && mayUse(actor, row),
      confirm: row.state === 'pending' && mayConfirm(actor),
      end: isStanding && mayEnd(actor, row),
    },
  }
}

/** What a key is called to people. */
export const labelOf = (row: Pick<KeyRow, 'label' | 'commonName'>): string => row.label ?? row.commonName

/** Posts that a key concerns today: those of its person, or the registry's. */
export async function postsOfKey(
  { tx, actor, today }: Pick<ReadContext, 'tx' | 'actor' | 'today'>,
  key: KeyOwner,
): Promise<string[]> {
  const posts =
    key.owner === 'agency'
      ? await postsWithRole(tx, actor.organizationId, 'registry', today)
      : (await postsOn(tx, actor.organizationId, today)).filter((post) => post.personId === key.personId)
  return posts.map((post) => post.id)
}

/** Posts of the leaders today. */
export async function leaders({ tx, actor, today }: Pick<ReadContext, 'tx' | 'actor' | 'today'>): Promise<string[]> {
  return (await postsWithRole(tx, actor.organizationId, 'leader', today)).map((post) => post.id)
}
