/** What answers the room's routes, one file a use case. */
import type { Handler } from '#platform/action/index.ts'
import { addIdentifier } from './actions/add-identifier.ts'
import { addOverride } from './actions/add-override.ts'
import { changePost } from './actions/change-post.ts'
import { clearCalendarDay } from './actions/clear-calendar-day.ts'
import { closeUnit } from './actions/close-unit.ts'
import { createOrganization } from './actions/create-organization.ts'
import { createPerson } from './actions/create-person.ts'
import { createPost } from './actions/create-post.ts'
import { createTerm } from './actions/create-term.ts'
import { createUnit } from './actions/create-unit.ts'
import { delegate } from './actions/delegate.ts'
import { dissolveOrganization } from './actions/dissolve-organization.ts'
import { endPost } from './actions/end-post.ts'
import { endAuthority, giveAuthority } from './actions/give-authority.ts'
import { renameOrganization } from './actions/rename-organization.ts'
import { revokeDelegation } from './actions/revoke-delegation.ts'
import { seatAdministrator } from './actions/seat-administrator.ts'
import { setCalendarDay } from './actions/set-calendar-day.ts'
import { updateOrganization } from './actions/update-organization.ts'
import { updatePerson } from './actions/update-person.ts'
import { updateTerm } from './actions/update-term.ts'
import { updateUnit } from './actions/update-unit.ts'
import { withdrawOverride } from './actions/withdraw-override.ts'
import * as queries from './queries.ts'
import * as rulesQueries from './rules-queries.ts'

export const handlers: readonly Handler[] = [
  ...Object.values(queries),
  ...Object.values(rulesQueries),
  addIdentifier,
  addOverride,
  changePost,
  clearCalendarDay,
  closeUnit,
  createOrganization,
  createPerson,
  createPost,
  createTerm,
  createUnit,
  delegate,
  dissolveOrganization,
  giveAuthority,
  endAuthority,
  endPost,
  renameOrganization,
  revokeDelegation,
  seatAdministrator,
  setCalendarDay,
  updateOrganization,
  updatePerson,
  updateTerm,
  updateUnit,
  withdrawOverride,
]
