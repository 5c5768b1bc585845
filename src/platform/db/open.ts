import { runMigrations } from 'graphile-worker'
import type { Config } from '../config/index.ts'
import { createDatabase, type Database } from './database.ts'
import { type EmbeddedServer, startEmbedded } from './embedded/index.ts'
import { type MigrationReport, migrate } from './migrator.ts'
import { checkRole, checkServer } from './server.ts'

export interface OpenDatabase {
  readonly db: Database
  readonly ownerUrl: string
  readonly appUrl: string
  /** Role that the application takes on after connecting, where it has no login of its own. */
  readonly asRole: string | undefined
  readonly embedded: EmbeddedServer | null
  /** What opening it brought up to date. */
  readonly migrated: MigrationReport
  close(): Promise<void>
}

/** Brings tables of the queue and of the rooms up to date. @param ownerUrl owner role */
export async function migrateAll(ownerUrl: string, log?: (line: string) => void): Promise<MigrationReport> {
  await runMigrations({ connectionString: ownerUrl, logger: undefined as never })
  return migrate(ownerUrl, log)
}

/**
 * Opens the database that the configuration names: embedded or external; migrates it.
 * @throws DATABASE_… with a sentence for whoever set it up: unreachable, too old, made by a newer version, roles that row security does not bind
 */
export async function openDatabase(
  config: Config,
  log: (line: string) => void,
  onError?: (error: Error) => void,
): Promise<OpenDatabase> {
  const embedded = config.database.ownerUrl
    ? null
    : await startEmbedded({ home: config.home, fsync: config.database.fsync, log })
  try {
    const ownerUrl = embedded?.ownerUrl ?? config.database.ownerUrl!
    const appUrl = embedded?.appUrl ?? config.database.appUrl ?? ownerUrl
    if (!embedded) await checkServer(ownerUrl)
    const migrated = await migrateAll(ownerUrl, log)
    const asRole = appUrl === ownerUrl ? 'vankho_app' : undefined
    if (!embedded) await checkRole(appUrl, asRole)
    const db = createDatabase(appUrl, {
      max: config.database.pool,
      ...(asRole ? { asRole } : {}),
      ...(onError ? { onError } : {}),
    })
    return {
      db,
      ownerUrl,
      appUrl,
      asRole,
      embedded,
      migrated,
      close: async () => {
        await db.close()
        await embedded?.release()
      },
    }
  } catch (error) {
    await embedded?.release()
    throw error
  }
}
