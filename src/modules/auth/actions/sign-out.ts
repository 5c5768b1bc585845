import { action } from '#platform/action/index.ts'
import { withSession } from '#platform/http/server.ts'
import { auth } from '../contract.ts'
import { isInPerson } from '../own.ts'
import { endSessions } from '../store/sessions.ts'

export const signOut = action(auth.signOut, {
  allow: (actor) => isInPerson(actor),
  async run(ctx) {
    const { accountId, sessionId } = ctx.actor
    await endSessions(ctx.tx, accountId!, 'signed-out', ctx.now, { only: sessionId! })
    return withSession({ done: true as const }, { value: null, maxAgeSeconds: 0 })
  },
})
