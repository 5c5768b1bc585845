import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { auth } from '../contract.ts'
import { isInPerson } from '../own.ts'
import { endSessions } from '../store/sessions.ts'

/** Ends one of the own sessions, another's or this one. */
export const endSession = action(auth.endSession, {
  allow: (actor) => isInPerson(actor),
  async run(ctx, { id }) {
    const { tx, actor, now } = ctx
    ctx.record({ subject: { type: 'session', id } })
    if ((await endSessions(tx, actor.accountId!, 'ended-by-owner', now, { only: id })) === 0)
      throw new AppError('PLATFORM_NOT_FOUND')
    return { done: true as const }
  },
})

/** Ends all of the own sessions but this one. */
export const endOtherSessions = action(auth.endOtherSessions, {
  allow: (actor) => isInPerson(actor),
  async run(ctx) {
    const { tx, actor, now } = ctx
    const ended = await endSessions(tx, actor.accountId!, 'ended-by-owner', now, { except: actor.sessionId })
    ctx.record({ data: { ended } })
    return { ended }
  },
})
