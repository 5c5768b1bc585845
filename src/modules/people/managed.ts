/** Facts for deciding on an organisation of the directory. */
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { mayManage } from './policy.ts'
import * as store from './store.ts'
import type { OrganizationFacts } from './types.ts'

export interface ManagedFacts {
  readonly target: OrganizationFacts
  readonly isManaged: boolean
  /** Of the organisation that runs the installation: only its administrator sets bodies without a superior. */
  readonly isHost: boolean
}

/** Loads an organisation with its row locked, and whether the actor keeps it. */
export async function loadManaged(ctx: ActionContext, id: string): Promise<ManagedFacts> {
  const target = await store.lockOrganization(ctx.tx, id)
  if (!target) throw new AppError('PLATFORM_NOT_FOUND')
  const own = await store.organizationById(ctx.tx, ctx.actor.organizationId)
  return { target, isManaged: await isManaged(ctx, target), isHost: own?.isHost ?? false }
}

/** Does the actor's post keep this organisation? */
export async function isManaged(ctx: ReadContext, target: OrganizationFacts): Promise<boolean> {
  const own = await store.organizationById(ctx.tx, ctx.actor.organizationId)
  if (!own) return false
  return mayManage(ctx.actor, own, await store.idsUnder(ctx.tx, own.id), target)
}
