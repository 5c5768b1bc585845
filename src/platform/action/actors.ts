/** Actors that are nobody's post, and what is kept of any actor. */
import { type Actor, INSTALLATION_ID } from './types.ts'

/** An actor for sign-in and set-up: nobody yet. */
export function anonymous(address: string | null): Actor {
  return {
    kind: 'anonymous',
    organizationId: INSTALLATION_ID,
    postId: null,
    accountId: null,
    personId: null,
    unitId: null,
    roles: [],
    name: 'anonymous',
    title: null,
    sessionId: null,
    address,
    isDemo: false,
  }
}

/** The installation at work for one organisation: a named job, never a person. */
export function systemActor(name: string, organizationId: string = INSTALLATION_ID): Actor {
  return {
    kind: 'system',
    organizationId,
    postId: null,
    accountId: null,
    personId: null,
    unitId: null,
    roles: [],
    name,
    title: null,
    sessionId: null,
    address: null,
    isDemo: false,
  }
}

/** What the audit keeps of an actor: name and title as they are now. */
export function actorFields(actor: Actor): Record<string, unknown> {
  const { kind, accountId, personId, postId, name, title, address, sessionId } = actor
  return { kind, accountId, personId, postId, name, title, address, sessionId }
}
