/** The room operations: jobs that people watch, health, notices, and the nightly sweep. */
import type { Room } from '#platform/action/index.ts'
import { cancelJob } from './actions/cancel-job.ts'
import { readNotices } from './actions/read-notices.ts'
import { operations } from './contract.ts'
import { backupJob, sweepJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { countNotices, health, job, jobs, notices } from './queries.ts'

export const room: Room = {
  name: 'operations',
  contracts: [operations],
  permissions,
  handlers: [notices, countNotices, readNotices, jobs, job, cancelJob, health],
  jobs: [sweepJob, backupJob],
}

export { backupNow, recordBackup, treeRoots } from './backup.ts'
export { doctor } from './health.ts'
export { defineNotices, type Notice, type NoticeSentence, notify } from './notices.ts'
export { allOrganizations, lastCheck, noticedPosts, referredHashes, saveCheck, withholdNotices } from './store.ts'
