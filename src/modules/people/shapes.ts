/** Shapes that the room's contracts share. Universal. */

import { z } from 'zod'
import { shapes } from '#platform/contract/index.ts'
import { roleIds } from '#regimes/index.ts'

export const organizationKinds = ['party', 'state', 'mass', 'enterprise', 'vertical'] as const
export const organizationLevels = ['central', 'province', 'district', 'commune', 'grassroots'] as const
export const identifierSchemes = ['organ-id', 'qcvn102', 'fonds', 'other'] as const
export const successionKinds = ['founded', 'merged', 'renamed', 'split', 'dissolved'] as const

export const roles = z.array(z.enum(roleIds)).max(roleIds.length)
export const version = z.int().min(1)

export const organizationLine = z.object({
  id: shapes.id,
  parentId: shapes.id.nullable(),
  name: z.string(),
  shortName: z.string().nullable(),
  abbreviation: z.string().nullable(),
  kind: z.enum(organizationKinds),
  regime: z.enum(['state', 'party']),
  level: z.enum(organizationLevels),
  place: z.string().nullable(),
  /** Where letters reach it. */
  address: z.string().nullable(),
  phone: z.string().nullable(),
  foundedOn: shapes.day.nullable(),
  dissolvedOn: shapes.day.nullable(),
  isDemo: z.boolean(),
  isHost: z.boolean(),
  organId: z.string().nullable(),
  version,
})
export type OrganizationLine = z.infer<typeof organizationLine>

export const successionLine = z.object({
  id: shapes.id,
  kind: z.enum(successionKinds),
  effectiveOn: shapes.day,
  basis: z.string(),
  note: z.string().nullable(),
  predecessor: z.object({ id: shapes.id, name: z.string() }).nullable(),
  successor: z.object({ id: shapes.id, name: z.string() }).nullable(),
})
export type SuccessionLine = z.infer<typeof successionLine>

export const organizationDetail = organizationLine.extend({
  parentName: z.string().nullable(),
  names: z.array(
    z.object({
      name: z.string(),
      shortName: z.string().nullable(),
      abbreviation: z.string().nullable(),
      validFrom: shapes.day,
      validTo: shapes.day.nullable(),
      basis: z.string().nullable(),
    }),
  ),
  identifiers: z.array(
    z.object({
      id: shapes.id,
      scheme: z.enum(identifierSchemes),
      value: z.string(),
      validFrom: shapes.day,
      validTo: shapes.day.nullable(),
      basis: z.string().nullable(),
    }),
  ),
  successions: z.array(successionLine),
  /** What the acting post may do with it. */
  abilities: z.object({ manage: z.boolean(), seatAdministrator: z.boolean() }),
})
export type OrganizationDetail = z.infer<typeof organizationDetail>

export const unitLine = z.object({
  id: shapes.id,
  parentId: shapes.id.nullable(),
  name: z.string(),
  abbreviation: z.string().nullable(),
  position: z.int(),
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  version,
})
export type UnitLine = z.infer<typeof unitLine>

export const postLine = z.object({
  id: shapes.id,
  personId: shapes.id,
  fullName: z.string(),
  title: z.string(),
  unitId: shapes.id.nullable(),
  unitName: z.string().nullable(),
  roles: z.array(z.string()),
  isActing: z.boolean(),
  isPrimary: z.boolean(),
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  successorPostId: shapes.id.nullable(),
  endReason: z.string().nullable(),
  version,
})
export type PostLine = z.infer<typeof postLine>

export const personLine = z.object({
  id: shapes.id,
  fullName: z.string(),
  givenName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  version,
  /** Posts in the acting organisation that stand on the day. */
  posts: z.array(z.object({ id: shapes.id, title: z.string(), unitName: z.string().nullable() })),
})
export type PersonLine = z.infer<typeof personLine>

export const delegationLine = z.object({
  id: shapes.id,
  fromPostId: shapes.id,
  fromName: z.string(),
  fromTitle: z.string(),
  toPostId: shapes.id,
  toName: z.string(),
  toTitle: z.string(),
  roles: z.array(z.string()),
  validFrom: shapes.day,
  validTo: shapes.day,
  basis: z.string(),
  revokedAt: shapes.instant.nullable(),
})
export type DelegationLine = z.infer<typeof delegationLine>

export const changeLine = z.object({
  id: shapes.id,
  at: shapes.instant,
  kind: z.string(),
  byName: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})
export type ChangeLine = z.infer<typeof changeLine>

export const made = z.object({ id: shapes.id })
