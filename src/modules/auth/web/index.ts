/** What screens of other rooms use: the second look before dangerous steps. Needs the texts of `auth`. */
export { useConfirmed } from './confirm-identity.tsx'
