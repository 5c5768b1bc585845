/** The room auth: who may enter, and how they prove it. */
import type { Room } from '#platform/action/index.ts'
import { accounts } from './account-queries.ts'
import { changePassword } from './actions/change-password.ts'
import { confirm } from './actions/confirm.ts'
import { endOtherSessions, endSession } from './actions/end-sessions.ts'
import { beginFactor, confirmFactor, newCodes, removeFactor } from './actions/enrol-factor.ts'
import { createKey, endKey } from './actions/keys.ts'
import { createAccount, disableAccount, enableAccount, recordReview, resetAccount } from './actions/manage-accounts.ts'
import { readLink } from './actions/read-link.ts'
import { setUp } from './actions/set-up.ts'
import { signIn } from './actions/sign-in.ts'
import { signOut } from './actions/sign-out.ts'
import { takeLink } from './actions/take-link.ts'
import { auth } from './contract.ts'
import { sweepAccounts } from './jobs.ts'
import { permissions } from './policy.ts'
import { keys, me, session, sessions } from './queries.ts'

export const room: Room = {
  name: 'auth',
  contracts: [auth],
  permissions,
  handlers: [
    session,
    signIn,
    signOut,
    setUp,
    readLink,
    takeLink,
    me,
    confirm,
    changePassword,
    sessions,
    endSession,
    endOtherSessions,
    beginFactor,
    confirmFactor,
    removeFactor,
    newCodes,
    keys,
    createKey,
    endKey,
    accounts,
    createAccount,
    resetAccount,
    disableAccount,
    enableAccount,
    recordReview,
  ],
  jobs: [sweepAccounts],
}

export { createAuthenticator } from './authenticate.ts'
export { actorsOf } from './cli.ts'
export { createDemoAccount, removeDemoAccounts } from './demo.ts'
export { firstStartToken, welcome } from './first-start.ts'
export { guardTransport, requireFresh } from './own.ts'
