/** What the room's screens offer to the bench that registers out of the tray. */
export { type ItemSheetName, ItemSheets } from './item-sheets.tsx'
export { OriginNote } from './origin-note.tsx'
export { RefusedNote } from './refused-note.tsx'
export { TrayList } from './tray-list.tsx'
export { chooseFiles, giveFiles, UploadPane } from './upload-pane.tsx'
export { mainOf, type TrayShelf, useTray, useTrayItem, useViewed } from './use-tray.ts'
