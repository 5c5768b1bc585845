/** Facts that this room hands to other rooms. */
import type { OrganizationLine, PostLine, UnitLine } from './shapes.ts'

export type OrganizationFacts = OrganizationLine
export type UnitFacts = UnitLine
export type PostView = PostLine

/** Whoever acts: a post on a day with everything an `Actor` needs from this room. */
export interface PostFacts {
  readonly organizationId: string
  readonly organizationName: string
  readonly organizationShortName: string | null
  readonly regime: 'state' | 'party'
  readonly isDemo: boolean
  readonly postId: string
  readonly personId: string
  readonly fullName: string
  readonly title: string
  readonly unitId: string | null
  readonly unitName: string | null
  /** Roles of the post and those delegated to it on the day, each once. */
  readonly roles: readonly string[]
  /** Only those that were delegated. */
  readonly delegatedRoles: readonly string[]
  readonly isActing: boolean
  readonly isPrimary: boolean
  readonly validFrom: string
  readonly validTo: string | null
}
