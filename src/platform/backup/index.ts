/** Backup and restore of a whole installation: database, documents, keys. Layout: format.ts. */
export type { Finding } from './check.ts'
export { backupNames, readManifest, type Signer } from './format.ts'
export { noteRestore } from './note.ts'
export { type Restored, restoreBackup } from './restore.ts'
export { giveUpIfFull, keepLog, type ShipReport, shipLog } from './ship.ts'
export { noteStored } from './stored.ts'
export { type Taken, takeBackup } from './take.ts'
