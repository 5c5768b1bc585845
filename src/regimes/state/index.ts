/** The State's rules, all dates: NĐ 30/2020 and what goes with it. They begin on 5/3/2020. */
import { copyForms } from '../shared/copy-forms.ts'
import { deadlines } from '../shared/deadlines.ts'
import { gatewayProfiles } from '../shared/gateways.ts'
import { holidays } from '../shared/holidays.ts'
import { incomingFields } from '../shared/incoming-fields.ts'
import { circulationMarks, secrecyLevels, secretRefusals, urgencies } from '../shared/marks.ts'
import { policies } from '../shared/policy.ts'
import { arrivalStamps, printedRegisters } from '../shared/printed.ts'
import { permissions, roles } from '../shared/roles.ts'
import { ND30_FROM } from '../shared/sources.ts'
import type { Collection, RuleSet } from '../types.ts'
import { stateDocumentTypes } from './document-types.ts'
import { stateNumberFormats, stateRegisterBooks } from './registers.ts'

export const stateRules: Pick<RuleSet, Collection> = {
  documentTypes: stateDocumentTypes,
  registerBooks: stateRegisterBooks,
  numberFormats: stateNumberFormats,
  copyForms: copyForms(ND30_FROM, false),
  incomingFields: incomingFields(ND30_FROM, false),
  urgencies: urgencies(ND30_FROM, false),
  secrecyLevels: secrecyLevels(ND30_FROM),
  secretRefusals: secretRefusals(ND30_FROM),
  circulationMarks: circulationMarks(ND30_FROM, false),
  printedRegisters: printedRegisters(ND30_FROM, false),
  arrivalStamps: arrivalStamps(ND30_FROM, false),
  roles: roles(ND30_FROM, false),
  permissions: permissions(ND30_FROM, false),
  deadlines: deadlines(ND30_FROM, false),
  holidays: holidays(ND30_FROM),
  terms: [],
  policies: policies(ND30_FROM),
  gatewayProfiles: gatewayProfiles(ND30_FROM),
}
