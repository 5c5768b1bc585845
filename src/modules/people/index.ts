/** The room people: who works here, in which organisation, unit and post, under which rules. */
import type { Room } from '#platform/action/index.ts'
import { signingAuthority } from './authority-contract.ts'
import { people, peopleRules } from './contract.ts'
import { handlers } from './handlers.ts'
import { endPostsJob } from './jobs.ts'
import { peoplePermissions } from './policy.ts'

export type { AuthorityLine } from './authority-contract.ts'
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
  type BodyFinder,
  bodyFinder,
  correctOrganization,
  type ImportedBody,
  importOrganization,
  undoOrganizations,
} from './imported-bodies.ts'
export {
  correctContact,
  correctPost,
  type ImportedPost,
  importPost,
  type PostBefore,
  personsByEmail,
  restorePost,
  type Staff,
  staffOf,
  undoPosts,
  undoUnits,
} from './imported-posts.ts'
export {
  actorOfPost,
  archivePosts,
  authoritiesOn,
  calendarOf,
  formRulesOf,
  headsOfUnit,
  isDemoPerson,
  type NamedRecipient,
  nameRecipients,
  organizationDirectory,
  organizationOf,
  organizationsByCode,
  postsOfPerson,
  postsOfUnit,
  postsOn,
  postsWithRole,
  type Recipient,
  resolvePost,
  rulesOf,
  termsOf,
  unitsOf,
} from './lookups.ts'
export { isSetUp } from './store.ts'
export { insertAuthority } from './store-authorities.ts'
export type { OrganizationFacts, PostFacts, PostView, UnitFacts } from './types.ts'

export const room: Room = {
  name: 'people',
  contracts: [people, peopleRules, signingAuthority],
  permissions: peoplePermissions,
  handlers,
  jobs: [endPostsJob],
}
