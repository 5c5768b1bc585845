/** Exchange between organisations: on this installation at once, with others by edXML gateway (NĐ 30/2020 Đ18; decisions 1, 21). */
import type { Room } from '#platform/action/index.ts'
import { saveContact, savePartner } from './actions/keep-partners.ts'
import { receivePackage } from './actions/receive-package.ts'
import { refuseRecall } from './actions/refuse-recall.ts'
import { resend } from './actions/resend.ts'
import { exchange } from './contract.ts'
import { acceptPackageJob, answerRecallJob, deliverJob, postMessageJob, recallJob, reportJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { gateway, messages } from './queries.ts'

export const room: Room = {
  name: 'exchange',
  contracts: [exchange],
  permissions,
  handlers: [receivePackage, gateway, savePartner, saveContact, messages, resend, refuseRecall],
  jobs: [deliverJob, reportJob, recallJob, postMessageJob, acceptPackageJob, answerRecallJob],
  subscribers: [
    { event: 'outgoing.issued', job: deliverJob },
    { event: 'outgoing.recalled', job: recallJob },
    { event: 'exchange.queued', job: postMessageJob },
    { event: 'incoming.registered', job: reportJob },
    { event: 'incoming.assigned', job: reportJob },
    { event: 'incoming.directed', job: reportJob },
    { event: 'incoming.received', job: reportJob },
    { event: 'incoming.returned', job: reportJob },
    { event: 'incoming.completed', job: reportJob },
  ],
  quarantineReferences: `select quarantine as name from exchange.inbox where quarantine is not null and state <> 'done'`,
}
