/** 3 copies, 2 places, 1 off line (QCVN 12, handbook 8.7): what is there, how old, what to do. Pure. */

const DAY = 24 * 3_600_000

export interface CopyFacts {
  readonly packages: number
  /** Units that have no package in force, or an old one. */
  readonly unpacked: number
  readonly openIncidents: number
  readonly fixityAt: Date | null
  readonly fixityDays: number
  /** Null: none is set up. */
  readonly replica: { readonly at: Date | null; readonly isGood: boolean; readonly missing: number } | null
  readonly offline: readonly {
    readonly label: string
    readonly place: string
    readonly madeAt: Date
    readonly checkedAt: Date
    readonly isGood: boolean
  }[]
  /** Packages made since the newest good offline copy. */
  readonly missingOffline: number
}

export type Todo =
  | 'pack'
  | 'incidents'
  | 'fixity'
  | 'set-replica'
  | 'replicate'
  | 'make-offline'
  | 'renew-offline'
  | 'check-offline'
  | 'second-place'

export interface CopyVerdict {
  readonly copies: number
  readonly places: number
  readonly offline: number
  readonly isWhole: boolean
  readonly todo: Todo[]
}

/** A copy counts when it is good and holds everything but what came in the last days. */
export function judgeCopies(facts: CopyFacts, now: Date): CopyVerdict {
  const age = (at: Date): number => now.getTime() - at.getTime()
  const good = facts.offline.filter((one) => one.isGood)
  const replicaStands =
    facts.replica?.isGood === true &&
    facts.replica.missing === 0 &&
    facts.replica.at !== null &&
    age(facts.replica.at) < 3 * DAY
  const newest = good[0]
  // The circular: full copies every month.
  const isFresh = newest !== undefined && (facts.missingOffline === 0 || age(newest.madeAt) < 31 * DAY)
  // Of the newest disk it is known what it lacks; of the others only how old they are.
  const counted = good.filter((one, i) => (i === 0 ? isFresh : age(one.madeAt) < 31 * DAY))
  const offline = counted.length
  const places = new Set(counted.map((one) => one.place.trim().toLowerCase())).size + 1
  const copies = 1 + (replicaStands ? 1 : 0) + Math.min(offline, 2)
  const todo: Todo[] = []
  if (facts.openIncidents > 0) todo.push('incidents')
  if (facts.unpacked > 0) todo.push('pack')
  if (facts.fixityAt === null || age(facts.fixityAt) > (facts.fixityDays + 14) * DAY) todo.push('fixity')
  if (facts.replica === null) todo.push('set-replica')
  else if (!replicaStands) todo.push('replicate')
  if (newest === undefined) todo.push('make-offline')
  else if (!isFresh) todo.push('renew-offline')
  // The circular: everything is read again within three years; ours is looked at every half year.
  else if (age(newest.checkedAt) > 183 * DAY) todo.push('check-offline')
  if (isFresh && places < 2) todo.push('second-place')
  return { copies, places, offline, isWhole: copies >= 3 && places >= 2 && offline >= 1, todo }
}
