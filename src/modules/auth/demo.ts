/** Demo accounts: there while demo data is loaded, good on this machine alone. */
import type { ActionContext } from '#platform/action/index.ts'
import { deleteDemoAccounts } from './store/accounts.ts'

export { createDemoAccount } from './accounts.ts'

/** Removes every demo account with its sessions and keys, in the caller's transaction. @returns how many */
export async function removeDemoAccounts(ctx: ActionContext): Promise<number> {
  const ids = await deleteDemoAccounts(ctx.tx)
  return ids.length
}
