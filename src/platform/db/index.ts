/** The database: one pool, transactions that begin with the actor's settings, Kysely over the one client. */
export { createDatabase, type Database, type Scope, SYSTEM_SCOPE } from './database.ts'
export { isUniqueViolation, pgCode } from './errors.ts'
export { type MigrationReport, migrate, pendingMigrations } from './migrator.ts'
export { type OpenDatabase, openDatabase } from './open.ts'
export { ROLE_FACTS, type RoleFacts } from './server.ts'
export { renewStatistics } from './statistics.ts'
export { kept, lastly, later, type Tx } from './transaction.ts'
export type { DB } from './types.gen.ts'
