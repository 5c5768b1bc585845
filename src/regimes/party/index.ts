/** The Party's rules, all dates. They begin on 3/4/2018 (36-HD/VPTW); the types change with 399-QĐ/TW on 9/1/2026. */
import { copyForms } from '../shared/copy-forms.ts'
import { deadlines } from '../shared/deadlines.ts'
import { gatewayProfiles } from '../shared/gateways.ts'
import { holidays } from '../shared/holidays.ts'
import { incomingFields } from '../shared/incoming-fields.ts'
import { circulationMarks, secrecyLevels, secretRefusals, urgencies } from '../shared/marks.ts'
import { policies } from '../shared/policy.ts'
import { arrivalStamps, printedRegisters } from '../shared/printed.ts'
import { permissions, roles } from '../shared/roles.ts'
import { PARTY_FROM } from '../shared/sources.ts'
import type { Collection, RuleSet } from '../types.ts'
import { partyDocumentTypes } from './document-types.ts'
import { partyNumberFormats, partyRegisterBooks, partyTerms } from './registers.ts'

export const partyRules: Pick<RuleSet, Collection> = {
  documentTypes: partyDocumentTypes,
  registerBooks: partyRegisterBooks,
  numberFormats: partyNumberFormats,
  copyForms: copyForms(PARTY_FROM, true),
  incomingFields: incomingFields(PARTY_FROM, true),
  urgencies: urgencies(PARTY_FROM, true),
  secrecyLevels: secrecyLevels(PARTY_FROM),
  secretRefusals: secretRefusals(PARTY_FROM),
  circulationMarks: circulationMarks(PARTY_FROM, true),
  printedRegisters: printedRegisters(PARTY_FROM, true),
  arrivalStamps: arrivalStamps(PARTY_FROM, true),
  roles: roles(PARTY_FROM, true),
  permissions: permissions(PARTY_FROM, true),
  deadlines: deadlines(PARTY_FROM, true),
  holidays: holidays(PARTY_FROM),
  terms: partyTerms,
  policies: policies(PARTY_FROM),
  gatewayProfiles: gatewayProfiles(PARTY_FROM),
}
