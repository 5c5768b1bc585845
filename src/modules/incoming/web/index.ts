/** What other rooms' screens may use: correcting an entry and cancelling its number. */
export { CancelSheet } from './cancel-sheet.tsx'
export { CorrectSheet } from './correct-sheet.tsx'
