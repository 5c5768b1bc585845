/** Rooms wired to ports: the application without its servers. Used by main, by the command line and by the tests. */

import { actorOfPost, resolvePost } from '#modules/people/index.ts'
import { createKernel, type Kernel, type Room } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import { type Clock, dayOf } from '#platform/clock/index.ts'
import type { Config } from '#platform/config/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Logger } from '#platform/log/index.ts'
import type { Space } from '#platform/space/index.ts'
import './audit-kinds.ts'
import { rooms } from './rooms.ts'

export interface App {
  readonly kernel: Kernel
}

/** Wires the house, or other rooms (tests). @throws Error at boot when rooms do not fit together */
export function createApp(parts: {
  config: Config
  db: Database
  clock: Clock
  blobs: BlobStore
  log: Logger
  space?: Pick<Space, 'isShort'> | undefined
  rooms?: readonly Room[] | undefined
}): App {
  const kernel = createKernel({
    ...parts,
    rooms: parts.rooms ?? rooms,
    auditFunction: 'audit.append',
    async resolvePost(tx, postId, now) {
      const facts = await resolvePost(tx, null, postId, dayOf(now))
      return facts ? actorOfPost(facts, { accountId: null, sessionId: null, address: null }) : null
    },
  })
  return { kernel }
}
