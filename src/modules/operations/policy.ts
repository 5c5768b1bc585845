/** Who may do what in this room. Pure. */
import type { Actor } from '#platform/action/index.ts'

export const permissions = {
  'operations.own': {
    title: { vi: 'Xem thông báo, việc nền của mình', en: 'Read own notices and jobs' },
    roles: ['*'],
    source: 'house: everybody sees own jobs and notices',
  },
  'operations.health': {
    title: { vi: 'Xem tình trạng hệ thống', en: 'See the system’s health' },
    roles: ['sysadmin'],
    source: 'NĐ 30/2020 PL VI IV',
  },
} as const

export interface JobFacts {
  readonly accountId: string | null
  readonly postId: string | null
  readonly state: string
}

export const isOwnJob = (actor: Actor, job: JobFacts): boolean =>
  (job.postId !== null && job.postId === actor.postId) || (job.accountId !== null && job.accountId === actor.accountId)

/** Own jobs; an administrator watches those of the organisation (titles and figures; reports hold no contents). */
export const maySeeJob = (actor: Actor, job: JobFacts): boolean =>
  actor.roles.includes('sysadmin') || isOwnJob(actor, job)

export const mayCancelJob = (actor: Actor, job: JobFacts): boolean =>
  (job.state === 'queued' || job.state === 'running') && maySeeJob(actor, job)
