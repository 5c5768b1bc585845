/** The room people: who works here, in which organisation, unit and post, under which rules. */
export {
  addIdentifier,
  type BootstrapInput,
  bootstrap,
  createOrganization,
  createPerson,
  createPost,
  createTerm,
  createUnit,
  type DissolutionInput,
  dissolveOrganization,
  type OrganizationInput,
  type PostInput,
} from './directory.ts'
export type { PostEnded } from './events.ts'
export {
  actorOfPost,
  calendarOf,
  headsOfUnit,
  organizationOf,
  postsOfPerson,
  postsOfUnit,
  postsWithRole,
  resolvePost,
  rulesOf,
  termsOf,
  unitsOf,
} from './lookups.ts'
export { isSetUp } from './store.ts'
export type { OrganizationFacts, PostFacts, PostView, UnitFacts } from './types.ts'
