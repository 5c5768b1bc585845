/** Every room of the house, by floor. A new room is added here and nowhere else on the server. */
import { room as archive } from '#modules/archive/index.ts'
import { room as audit } from '#modules/audit/index.ts'
import { room as auth } from '#modules/auth/index.ts'
import { room as casefiles } from '#modules/casefiles/index.ts'
import { room as copies } from '#modules/copies/index.ts'
import { room as desk } from '#modules/desk/index.ts'
import { room as exchange } from '#modules/exchange/index.ts'
import { room as imports } from '#modules/imports/index.ts'
import { room as incoming } from '#modules/incoming/index.ts'
import { room as intake } from '#modules/intake/index.ts'
import { room as operations } from '#modules/operations/index.ts'
import { room as outgoing } from '#modules/outgoing/index.ts'
import { room as people } from '#modules/people/index.ts'
import { room as preservation } from '#modules/preservation/index.ts'
import { room as records } from '#modules/records/index.ts'
import { room as search } from '#modules/search/index.ts'
import { room as signatures } from '#modules/signatures/index.ts'
import { room as storage } from '#modules/storage/index.ts'
import { room as transfer } from '#modules/transfer/index.ts'
import type { Room } from '#platform/action/index.ts'

export const rooms: readonly Room[] = [
  people,
  auth,
  audit,
  operations,
  records,
  signatures,
  intake,
  incoming,
  outgoing,
  copies,
  casefiles,
  archive,
  storage,
  transfer,
  preservation,
  exchange,
  desk,
  imports,
  search,
]
