/** Outgoing documents (văn bản đi): draft, opinions, checks, approval, signature, number, issue (NĐ 30/2020 Đ10-19). */
import type { Room } from '#platform/action/index.ts'
import { changeDraft } from './actions/change-draft.ts'
import { approveDraft, checkContent, checkForm, sendBack } from './actions/check-draft.ts'
import { createDraft } from './actions/create-draft.ts'
import { confirmReceipt, issueDocument, recallDocument, setRecipients } from './actions/issue-document.ts'
import { numberOnPaper } from './actions/number-on-paper.ts'
import { answerOpinion, askOpinions, replyOpinion, withdrawOpinion } from './actions/opinions.ts'
import { printBook } from './actions/print-book.ts'
import { printDispatch } from './actions/print-dispatch.ts'
import { printSlip } from './actions/print-slip.ts'
import { sealDocument, sealElsewhere } from './actions/seal-document.ts'
import { prepareForDevice, signDocument, signElsewhere } from './actions/sign-document.ts'
import { submitDraft } from './actions/submit-draft.ts'
import { abandonDraft, withdrawDraft } from './actions/take-back.ts'
import { uploadFiles } from './actions/upload-files.ts'
import { fixForm, writeContent } from './actions/write-content.ts'
import { outgoing } from './contract.ts'
import { handOverJob, takeFileJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { choices, compare, content, counts, findingPlaces, findings, follow, get, list, pages } from './queries.ts'
import { groupRecipients, recipients } from './receiver-queries.ts'
import { signing } from './signing-contract.ts'
import { outgoingWay } from './way-contract.ts'

export const room: Room = {
  name: 'outgoing',
  contracts: [outgoing, outgoingWay, signing],
  permissions,
  handlers: [
    list,
    counts,
    choices,
    recipients,
    groupRecipients,
    get,
    follow,
    createDraft,
    changeDraft,
    uploadFiles,
    writeContent,
    content,
    findings,
    findingPlaces,
    fixForm,
    compare,
    pages,
    withdrawDraft,
    abandonDraft,
    submitDraft,
    askOpinions,
    answerOpinion,
    replyOpinion,
    withdrawOpinion,
    checkContent,
    checkForm,
    approveDraft,
    sendBack,
    signDocument,
    prepareForDevice,
    signElsewhere,
    sealDocument,
    sealElsewhere,
    numberOnPaper,
    issueDocument,
    setRecipients,
    confirmReceipt,
    recallDocument,
    printBook,
    printSlip,
    printDispatch,
  ],
  jobs: [takeFileJob, handOverJob],
  subscribers: [
    { event: 'intake.file-added', job: takeFileJob },
    { event: 'people.post-ended', job: handOverJob },
  ],
}

export { authoritiesFor, signerFor } from './authority.ts'
export { noteAnswer, noteReceipt, noteSending, type Parcel, parcelOf } from './delivering.ts'
export { officeHolders } from './facts.ts'
export { mailWeight } from './mailing.ts'
export { type Receiver, receiversOn } from './receivers.ts'
export { labelOf, numberPlace, signerLines } from './rules.ts'
