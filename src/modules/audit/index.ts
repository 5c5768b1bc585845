/** The room audit: append-only entries, sealed into one Merkle tree per organisation. Nothing here erases history. */
import type { Room } from '#platform/action/index.ts'
import { exportLog, heads } from './actions/export-log.ts'
import { print } from './actions/print.ts'
import { verify } from './actions/verify.ts'
import { audit } from './contract.ts'
import { sealJob, verifyAllJob, verifyJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { get, kinds, list, seal } from './queries.ts'

export const room: Room = {
  name: 'audit',
  contracts: [audit],
  permissions,
  handlers: [list, get, kinds, seal, verify, heads, exportLog, print],
  jobs: [sealJob, verifyJob, verifyAllJob],
}

export { exportAudit, exportHeads } from './cli.ts'
export { sealJob } from './jobs.ts'
export { signingKey } from './keys.ts'
export { adoptSummaries, defineAuditKinds, type KindSentence, sentenceOf, tell } from './kinds.ts'
export { reportLines, verifyAudit } from './offline.ts'
export { waiting as waitingForSeal } from './store.ts'
export { lastHead as lastSealedHead, treeRoots } from './store-tree.ts'
export { defineWithheld } from './withheld.ts'
