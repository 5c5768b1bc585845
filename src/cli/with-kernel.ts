import type { Kernel } from '#platform/action/index.ts'
import { noteStored } from '#platform/backup/index.ts'
import { openStore } from '#platform/blobs/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { type Config, loadConfig } from '#platform/config/index.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/index.ts'
import { createLogger, type Logger } from '#platform/log/index.ts'
import { createApp } from '../app.ts'

export interface Opened {
  readonly kernel: Kernel
  readonly config: Config
  readonly log: Logger
  readonly database: OpenDatabase
}

/** Opens database and rooms; joins the embedded database when a server already runs on this home. */
export async function open(config: Config = loadConfig()): Promise<Opened> {
  const log = createLogger(config.log)
  const database = await openDatabase(
    config,
    (line) => log.info(line),
    (error) => log.error({ message: error.message }, 'database connection'),
  )
  try {
    const store = await openStore(config)
    const { kernel } = createApp({
      config,
      db: database.db,
      clock: systemClock,
      blobs: database.embedded ? noteStored(store, database.embedded.dataFolder) : store,
      log,
    })
    return { kernel, config, log, database }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** For commands: opens, works, closes. */
export async function withKernel<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await open()
  try {
    return await work(opened)
  } finally {
    await opened.database.close()
  }
}
