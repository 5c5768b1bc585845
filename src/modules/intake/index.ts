/** The tray: receiving, screening for secrets, reading, preparing for registration (NĐ 30/2020 Đ21). */
import { defineWithheld } from '#modules/audit/index.ts'
import type { Room } from '#platform/action/index.ts'
import { addPaper } from './actions/add-paper.ts'
import { rotate, split } from './actions/derive-copies.ts'
import { merge } from './actions/merge-files.ts'
import { discard, join, overrule, pass, restore, setRole } from './actions/move-items.ts'
import { upload } from './actions/upload.ts'
import { intake } from './contract.ts'
import { readKnownJob, screenJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { get, list, readBox } from './queries.ts'
import { itemsOfNarrowed } from './store.ts'

export const room: Room = {
  name: 'intake',
  contracts: [intake],
  permissions,
  // a refused file waits one day for a registrar who saw that the machine misread it, then it is wiped (decisions 16)
  quarantineReferences: `select quarantine as name from intake.item
    where quarantine is not null
      and (state in ('screening', 'failed') or (state = 'refused' and created_at > now() - interval '1 day'))`,
  handlers: [
    list,
    get,
    upload,
    addPaper,
    discard,
    restore,
    overrule,
    setRole,
    pass,
    join,
    merge,
    split,
    rotate,
    readBox,
  ],
  jobs: [screenJob, readKnownJob],
}

// The log tells the names of files; not of those that went into a document narrowed without the reader.
defineWithheld('intake', ({ tx, actor }, ids) => itemsOfNarrowed(tx, actor, ids))

export { acceptFiles, type KnownFile, readKnown } from './accept-files.ts'
export {
  type ArrivedFields,
  type ArrivedFile,
  type ForeignFile,
  receiveArrival,
  receiveForeign,
  withdrawArrival,
} from './receive-arrival.ts'
export { forgetDocuments, receiveInto, receiveUploads } from './receive-into.ts'
export { intakeComponents } from './store.ts'
export { takeItem } from './take-item.ts'
