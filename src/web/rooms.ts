import { manifest as archive } from '#modules/archive/web/routes.ts'
import { manifest as audit } from '#modules/audit/web/routes.ts'
import { manifest as auth } from '#modules/auth/web/routes.ts'
import { manifest as casefiles } from '#modules/casefiles/web/routes.ts'
import { manifest as copies } from '#modules/copies/web/routes.ts'
import { manifest as desk } from '#modules/desk/web/routes.ts'
import { manifest as exchange } from '#modules/exchange/web/routes.ts'
import { manifest as imports } from '#modules/imports/web/routes.ts'
import { manifest as incoming } from '#modules/incoming/web/routes.ts'
import { manifest as intake } from '#modules/intake/web/routes.ts'
import { manifest as operations } from '#modules/operations/web/routes.ts'
import { manifest as outgoing } from '#modules/outgoing/web/routes.ts'
import { manifest as people } from '#modules/people/web/routes.ts'
import { manifest as preservation } from '#modules/preservation/web/routes.ts'
import { manifest as records } from '#modules/records/web/routes.ts'
import { manifest as search } from '#modules/search/web/routes.ts'
import { manifest as signatures } from '#modules/signatures/web/routes.ts'
import { manifest as storage } from '#modules/storage/web/routes.ts'
import { manifest as transfer } from '#modules/transfer/web/routes.ts'
import type { RoomManifest } from './manifest.ts'

/** The rooms that this product has. Manifests only: their screens load when somebody enters. */
export const rooms: readonly RoomManifest[] = [
  desk,
  intake,
  incoming,
  outgoing,
  copies,
  casefiles,
  transfer,
  storage,
  archive,
  preservation,
  exchange,
  records,
  people,
  auth,
  audit,
  operations,
  imports,
  search,
  signatures,
]
