/** The records core: documents, their files, who may see them, register books and numbers. */
import { defineWithheld } from '#modules/audit/index.ts'
import type { Room } from '#platform/action/index.ts'
import { documentAccess } from './access-contract.ts'
import { access } from './access-queries.ts'
import { askAccess } from './actions/ask-access.ts'
import { confirmBook } from './actions/confirm-book.ts'
import { decideAccess, withdrawAccess } from './actions/decide-access.ts'
import { moveBook } from './actions/move-book.ts'
import { openBook } from './actions/open-book.ts'
import { openComponent } from './actions/open-component.ts'
import { openNamedBook } from './actions/open-named-book.ts'
import { records } from './contract.ts'
import { lapseAccessJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { listBooks, listNumbers } from './queries.ts'
import { componentsOfNarrowed, narrowedDocuments } from './store-access.ts'

export const room: Room = {
  name: 'records',
  contracts: [records, documentAccess],
  permissions,
  handlers: [
    openComponent,
    listBooks,
    openBook,
    openNamedBook,
    moveBook,
    confirmBook,
    listNumbers,
    access,
    askAccess,
    decideAccess,
    withdrawAccess,
  ],
  jobs: [lapseAccessJob],
  blobReferences: `select sha256 from records.component where removed_at is null
    union select sha256 from records.derivative where sha256 is not null`,
}

// The log tells who changed what, to readers who may see what was changed.
defineWithheld('document', ({ tx, actor }, ids) => narrowedDocuments(tx, actor, ids))
defineWithheld('component', ({ tx, actor }, ids) => componentsOfNarrowed(tx, actor, ids))

export {
  type AccessChanged,
  countAlong,
  narrowAlong,
  narrowableAlong,
  postsNotSeeing,
  settleAccess,
  settleAlong,
  settleNotices,
} from './access.ts'
export { lapseEach } from './access-lapse.ts'
export {
  type AccessDeed,
  type AccessSubject,
  actorsOf,
  askFor,
  confirmers,
  decideOn,
  postsBehind,
  withdrawFrom,
} from './access-life.ts'
export { accessLife } from './access-queries.ts'
export { type Access, difference, type Member } from './access-rules.ts'
export * from './documents.ts'
export {
  closeUndo,
  documentRow,
  enterOldNumbers,
  findOldBook,
  givenNumbers,
  grantHeld,
  type ImportedDocument,
  importDocuments,
  type OldBook,
  openOldBook,
  relateImported,
  restoreImported,
  rewriteImported,
  takenUpElsewhere,
  touchedSince,
  undoDocuments,
} from './imported.ts'
export {
  documentScope,
  handlesDocuments,
  mayConfirmAccess,
  narrowingScope,
  reachOf,
  rolesThatSee,
  seesAll,
  waitingScope,
} from './policy.ts'
export { type ForeseenBook, foreseenBooks } from './queries.ts'
export { componentView, foldedText, identityKey, symbolOf } from './rules.ts'
export { closeToAll, isNarrowed, openToAll, wakeGrants } from './store-access.ts'
export { type AccessTables, findChange, listOf, putList, subjectOfChange } from './store-access-changes.ts'
export {
  beginReconciling,
  ensureBook,
  findBook,
  insertBook,
  type NamedBook,
  namedBooksOf,
  openBooks,
  refuseShutBook,
  sizeOf,
} from './store-books.ts'
export { derivedOf, restoreDerived, restoreWhole, type WholeDocument, wholeDocuments } from './store-keeping.ts'
export { cancelHeldNumber, cancelNumber, takeHeldNumber, takeNumber } from './store-numbers.ts'
export type { ComponentRow, DocumentFields, Finding } from './types.ts'
