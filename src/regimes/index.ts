/**
 * The law as data: typed, immutable rule sets of State and Party, chosen by regime and day, every row with its source.
 * Universal and pure: server, browser, command line and engines read the same rows.
 */
export * from './calendar.ts'
export { regimesErrors } from './errors.ts'
export * from './numbers.ts'
export {
  checkOverride,
  isOverridable,
  merge,
  type OverridableCollection,
  type Override,
  overridableCollections,
} from './overrides.ts'
export * from './periods.ts'
export * from './rule-set.ts'
export { holidayYears } from './shared/holidays.ts'
export type { PolicyId } from './shared/policy.ts'
export { type RoleId, roleIds } from './shared/roles.ts'
export * from './types.ts'
