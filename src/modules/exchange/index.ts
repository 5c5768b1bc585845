/** Exchange between organisations: on this installation at once, with others by edXML gateway or e-mail (NĐ 30/2020 Đ18; decisions 1, 21). */
import type { Room } from '#platform/action/index.ts'
import { removeGroup, restoreGroup, saveAddressee, saveGroup, saveMailForm } from './actions/keep-addresses.ts'
import { saveContact, savePartner } from './actions/keep-partners.ts'
import { readdress } from './actions/readdress.ts'
import { receivePackage } from './actions/receive-package.ts'
import { refuseRecall } from './actions/refuse-recall.ts'
import { resend } from './actions/resend.ts'
import { addresses } from './address-contract.ts'
import { addressBook, memberChoices } from './address-queries.ts'
import { exchange } from './contract.ts'
import { acceptPackageJob, answerRecallJob, deliverJob, postMessageJob, recallJob, reportJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { gateway, messages } from './queries.ts'

export const room: Room = {
  name: 'exchange',
  contracts: [exchange, addresses],
  permissions,
  handlers: [
    receivePackage,
    gateway,
    savePartner,
    saveContact,
    messages,
    resend,
    readdress,
    refuseRecall,
    addressBook,
    memberChoices,
    saveAddressee,
    saveGroup,
    removeGroup,
    restoreGroup,
    saveMailForm,
  ],
  jobs: [deliverJob, reportJob, recallJob, postMessageJob, acceptPackageJob, answerRecallJob],
  subscribers: [
    { event: 'outgoing.issued', job: deliverJob },
    { event: 'outgoing.recalled', job: recallJob },
    { event: 'exchange.queued', job: postMessageJob },
    { event: 'intake.discarded', job: reportJob },
    { event: 'incoming.registered', job: reportJob },
    { event: 'incoming.assigned', job: reportJob },
    { event: 'incoming.directed', job: reportJob },
    { event: 'incoming.received', job: reportJob },
    { event: 'incoming.returned', job: reportJob },
    { event: 'incoming.completed', job: reportJob },
  ],
  quarantineReferences: `select quarantine as name from exchange.inbox where quarantine is not null and state <> 'done'`,
}
