/** What the desk gives to lists of documents: steps on several at once. */
import type { ChosenSlot } from '#web/manifest.ts'
import { ChosenButtons } from './chosen-buttons.tsx'
import { ChosenSheet } from './chosen-sheet.tsx'

const slot: ChosenSlot = { Buttons: ChosenButtons, Sheet: ChosenSheet }
export default slot
