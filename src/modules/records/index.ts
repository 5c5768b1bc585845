/** The records core: documents, their files, who may see them, register books and numbers. */
import type { Room } from '#platform/action/index.ts'
import { confirmBook } from './actions/confirm-book.ts'
import { moveBook } from './actions/move-book.ts'
import { openBook } from './actions/open-book.ts'
import { openComponent } from './actions/open-component.ts'
import { records } from './contract.ts'
import { permissions } from './policy.ts'
import { listBooks, listNumbers } from './queries.ts'

export const room: Room = {
  name: 'records',
  contracts: [records],
  permissions,
  handlers: [openComponent, listBooks, openBook, moveBook, confirmBook, listNumbers],
  blobReferences: `select sha256 from records.component where removed_at is null
    union select sha256 from records.derivative where sha256 is not null`,
}

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
  restoreImported,
  rewriteImported,
  touchedSince,
  undoDocuments,
} from './imported.ts'
export { documentScope, handlesDocuments, seesAll, waitingScope } from './policy.ts'
export { type ForeseenBook, foreseenBooks } from './queries.ts'
export { componentView, foldedText, identityKey } from './rules.ts'
export { beginReconciling, cancelNumber, findBook, insertBook, openBooks } from './store-books.ts'
export type { ComponentRow, DocumentFields, Finding } from './types.ts'
