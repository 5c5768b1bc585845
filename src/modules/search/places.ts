/** The directory as a tree over the names that issuers are written with. */
import { nameKey } from '#engines/vn-text/search/index.ts'
import { eachMinute } from './each-minute.ts'
import { type BodyPlace, bodyPlaces } from './store-names.ts'

export interface Place {
  readonly body: BodyPlace
  /** Null at the top. */
  readonly above: Place | null
  readonly below: readonly Place[]
}

export interface Places {
  readonly tops: readonly Place[]
  /** By every name, as `nameKey` writes it; a name that two bodies bear belongs to neither alone. */
  readonly byName: ReadonlyMap<string, readonly Place[]>
}

/** Builds the tree. A body whose superior is missing, or stands below it, is a top. */
export function placesOf(bodies: readonly BodyPlace[]): Places {
  type Growing = { body: BodyPlace; above: Growing | null; below: Growing[] }
  const byId = new Map(bodies.map((body): [string, Growing] => [body.id, { body, above: null, below: [] }]))
  const tops: Growing[] = []
  const byName = new Map<string, Growing[]>()
  for (const place of byId.values()) {
    const above = place.body.parent_id ? byId.get(place.body.parent_id) : undefined
    let isCircle = false
    for (let up: Growing | null = above ?? null; up && !isCircle; up = up.above) isCircle = up === place
    if (above && !isCircle) {
      place.above = above
      above.below.push(place)
    } else tops.push(place)
    for (const key of new Set(place.body.names.map(nameKey))) byName.set(key, [...(byName.get(key) ?? []), place])
  }
  return { tops, byName }
}

/** A body and all under it. */
export function withAllBelow(place: Place): Place[] {
  return [place, ...place.below.flatMap(withAllBelow)]
}

/** Bodies that a typed name means: the name exactly, else whose names hold the words side by side. */
export function placesNamed(places: Places, value: string): readonly Place[] {
  const key = nameKey(value)
  if (key.trim() === '') return []
  const exact = places.byName.get(key)
  if (exact) return exact
  return [...new Set([...places.byName].filter(([name]) => name.includes(key)).flatMap(([, found]) => found))]
}

export interface Counted {
  readonly place: Place
  /** Documents of the body itself, and with all under it. */
  own: number
  all: number
}

/** Counts of issuers, laid on the tree: every body with documents at or under it. @returns and the names that no one body bears */
export function countPlaces(
  places: Places,
  issuers: readonly { readonly key: string; readonly n: number }[],
): { counted: readonly Counted[]; elsewhere: readonly { readonly key: string; readonly n: number }[] } {
  const counted = new Map<Place, Counted>()
  const elsewhere: { key: string; n: number }[] = []
  for (const issuer of issuers) {
    const [place, ...others] = places.byName.get(nameKey(issuer.key)) ?? []
    if (!place || others.length > 0) {
      elsewhere.push(issuer)
      continue
    }
    for (let up: Place | null = place; up; up = up.above) {
      const one = counted.get(up) ?? { place: up, own: 0, all: 0 }
      one.all += issuer.n
      if (up === place) one.own += issuer.n
      counted.set(up, one)
    }
  }
  return { counted: [...counted.values()], elsewhere }
}

/** The directory as it stands, at most a minute old. */
export const placesNow = eachMinute(async ({ tx }) => placesOf(await bodyPlaces(tx)))
