/** What this room tells upper rooms. */
import type { DomainEvent } from '#platform/events/index.ts'

/**
 * A post is over: its holder may not act in it any more. Rooms with open work move it to `successorPostId`, or, when that
 * is null, to the heads of the unit, or give it back to the registry.
 */
export interface PostEnded extends Record<string, unknown> {
  readonly postId: string
  readonly personId: string
  readonly unitId: string | null
  readonly lastDay: string
  readonly successorPostId: string | null
}

export const postEnded = (payload: PostEnded): DomainEvent<PostEnded> => ({ type: 'people.post-ended', payload })

/** Unit, title or roles of a post have changed, or it began. */
export const postChanged = (payload: {
  postId: string
  personId: string
  kind: 'started' | 'changed'
}): DomainEvent => ({
  type: 'people.post-changed',
  payload,
})

/** Calendar, terms or rules of the organisation have changed: what was computed from them may be computed again. */
export const rulesChanged = (what: 'calendar' | 'terms' | 'rules'): DomainEvent => ({
  type: 'people.rules-changed',
  payload: { what },
})

/** An organisation was renamed or dissolved; only rooms of the acting organisation hear it. */
export const organizationChanged = (payload: {
  organizationId: string
  kind: 'renamed' | 'dissolved' | 'merged' | 'split'
}): DomainEvent => ({ type: 'people.organization-changed', payload })
