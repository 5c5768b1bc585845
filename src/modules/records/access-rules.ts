/** Rules of a list of rights over one record; pure, and of no kind of record: documents and files (hồ sơ) use the same. */

/** A post, or a unit: its head and its clerk. */
export interface Member {
  readonly kind: 'post' | 'unit'
  readonly id: string
}

/** A list in force. Narrowed: only members, holders and the roles that the law lets in; else members besides the others. */
export interface Access {
  readonly isNarrowed: boolean
  readonly members: readonly Member[]
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string | null
}

/** No list: seen as the policy says of any record. */
export const NO_LIST: Access = { isNarrowed: false, members: [], until: null }

const keyOf = (one: Member): string => `${one.kind}:${one.id}`
const has = (list: readonly Member[], one: Member): boolean => list.some((other) => keyOf(other) === keyOf(one))

/** Is there any list at all? */
export function isListed(access: Access): boolean {
  return access.isNarrowed || access.members.length > 0
}

/** Do two lists say the same? */
export function isSame(a: Access, b: Access): boolean {
  return (
    a.isNarrowed === b.isNarrowed &&
    a.until === b.until &&
    a.members.length === b.members.length &&
    a.members.every((one) => has(b.members, one))
  )
}

/** Each member once; a list that is none has no end. */
export function tidied(access: Access): Access {
  const members = access.members.filter((one, i, all) => all.findIndex((other) => keyOf(other) === keyOf(one)) === i)
  return { ...access, members, until: access.isNarrowed || members.length > 0 ? access.until : null }
}

/**
 * What holds while a change waits for the competent person: for everybody the stricter of the two. A narrowing holds at
 * once, as a precaution, since what was read in the meantime cannot be unread; nobody sees more before it is confirmed.
 * @param kept members of `after` who saw the record already when it was asked for
 */
export function meanwhile(before: Access, after: Access, kept: readonly Member[]): Access {
  return {
    isNarrowed: before.isNarrowed || after.isNarrowed,
    members: after.members.filter((one) => has(before.members, one) || has(kept, one)),
    until: null,
  }
}

/** Has the last day of a list passed? */
export function isOver(access: Pick<Access, 'until'>, today: string): boolean {
  return access.until !== null && access.until < today
}

/** What a change does, for the words of history and screens. */
export function difference(
  before: Access,
  after: Access,
): { narrows: boolean; lifts: boolean; added: Member[]; removed: Member[] } {
  return {
    narrows: after.isNarrowed && !before.isNarrowed,
    lifts: before.isNarrowed && !after.isNarrowed,
    added: after.members.filter((one) => !has(before.members, one)),
    removed: before.members.filter((one) => !has(after.members, one)),
  }
}
