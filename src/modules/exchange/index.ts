/** Exchange between organisations: so far those on the same installation (NĐ 30/2020 Đ18; decisions 1, 21). */
import type { Room } from '#platform/action/index.ts'
import { deliverJob, recallJob, reportJob } from './jobs.ts'

export const room: Room = {
  name: 'exchange',
  contracts: [],
  permissions: {},
  handlers: [],
  jobs: [deliverJob, reportJob, recallJob],
  subscribers: [
    { event: 'outgoing.issued', job: deliverJob },
    { event: 'outgoing.recalled', job: recallJob },
    { event: 'incoming.registered', job: reportJob },
    { event: 'incoming.returned', job: reportJob },
    { event: 'incoming.completed', job: reportJob },
  ],
}
