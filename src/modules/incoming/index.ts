/** Incoming documents (văn bản đến): registration, submission, direction, handling, completion (NĐ 30/2020 Đ20-24). */
import type { Room } from '#platform/action/index.ts'
import { assignWork } from './actions/assign-work.ts'
import { cancelNumber } from './actions/cancel-number.ts'
import { completeWork } from './actions/complete-work.ts'
import { correctEntry } from './actions/correct-entry.ts'
import { directHandling } from './actions/direct-handling.ts'
import { decideExtension, requestExtension } from './actions/extend-deadline.ts'
import { assignMany, completeMany, directMany, receiveMany } from './actions/many.ts'
import { openToAll } from './actions/open-to-all.ts'
import { printBook } from './actions/print-book.ts'
import { printChosen } from './actions/print-chosen.ts'
import { printFigures } from './actions/print-figures.ts'
import { printLabel, printSlip } from './actions/print-papers.ts'
import { proposeHandling } from './actions/propose-handling.ts'
import { receiveWork } from './actions/receive-work.ts'
import { registerDocument } from './actions/register-document.ts'
import { remindMany } from './actions/remind.ts'
import { reopenDocument } from './actions/reopen-document.ts'
import { returnToSender } from './actions/return-to-sender.ts'
import { sendBack } from './actions/send-back.ts'
import { submitDocument, submitMany } from './actions/submit-document.ts'
import { incoming } from './contract.ts'
import { phrases, setPhrases, suggestLead } from './directing.ts'
import { directing } from './directing-contract.ts'
import { figures } from './figures.ts'
import { figures as figuresContract } from './figures-contract.ts'
import { answeredJob, countFilesJob, foldFiguresJob, handOverJob, stampJob } from './jobs.ts'
import { keepHolders } from './keep-holders.ts'
import { many } from './many-contract.ts'
import { permissions } from './policy.ts'
import { checkDuplicates, counts, get, list, listIssuers } from './queries.ts'

export const room: Room = {
  name: 'incoming',
  contracts: [incoming, directing, many, figuresContract],
  permissions,
  handlers: [
    list,
    counts,
    get,
    checkDuplicates,
    listIssuers,
    registerDocument,
    correctEntry,
    cancelNumber,
    submitDocument,
    submitMany,
    proposeHandling,
    directHandling,
    assignWork,
    receiveWork,
    completeWork,
    sendBack,
    requestExtension,
    decideExtension,
    reopenDocument,
    returnToSender,
    openToAll,
    receiveMany,
    completeMany,
    assignMany,
    directMany,
    remindMany,
    suggestLead,
    phrases,
    setPhrases,
    printLabel,
    printSlip,
    printBook,
    printChosen,
    figures,
    printFigures,
  ],
  jobs: [answeredJob, stampJob, countFilesJob, handOverJob, foldFiguresJob],
  subscribers: [
    { event: 'incoming.corrected', job: stampJob },
    { event: 'incoming.directed', job: stampJob },
    { event: 'incoming.assigned', job: stampJob },
    { event: 'intake.file-added', job: countFilesJob },
    { event: 'people.post-ended', job: handOverJob },
    { event: 'outgoing.issued', job: answeredJob },
    { event: 'records.access-changed', inline: keepHolders },
  ],
}

export { defineFinder, type Finder, type Newest, type Wanted } from './finder.ts'
export {
  importEntries,
  importWork,
  type OldEntry,
  type OldWork,
  rewriteEntries,
  undoEntries,
  workedSince,
} from './imported.ts'
export { abilitiesOf, isMine } from './policy.ts'
export { originOf } from './rules.ts'
export { foldMonths } from './store-figures.ts'
