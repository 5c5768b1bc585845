/** The database: one pool, transactions that begin with the actor's settings, Kysely over the one client. */
export { createDatabase, type Database, type Scope, type Tx, SYSTEM_SCOPE } from './database.ts'
export { migrate, pendingMigrations, type MigrationReport } from './migrator.ts'
export { openDatabase, type OpenDatabase } from './open.ts'
export type { DB } from './types.gen.ts'
export { pgCode, isUniqueViolation } from './errors.ts'
