import { dirname, join } from 'node:path'
import type { Kernel } from '#platform/action/index.ts'
import { noteStored } from '#platform/backup/index.ts'
import { openStore } from '#platform/blobs/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { type Config, loadConfig } from '#platform/config/index.ts'
import { reserveOf } from '#platform/db/embedded/files.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/index.ts'
import { createLogger, type Logger } from '#platform/log/index.ts'
import { type Space, watchSpace } from '#platform/space/index.ts'
import { createApp } from '../app.ts'

export interface Opened {
  readonly kernel: Kernel
  readonly config: Config
  readonly log: Logger
  readonly database: OpenDatabase
  readonly space: Space
}

/**
 * Opens database and rooms; joins the embedded database when a server already runs on this home.
 * @param isServer goes on running: it keeps the reserve on the database's disk
 */
export async function open(config: Config = loadConfig(), isServer = false): Promise<Opened> {
  const log = createLogger(config.log)
  const database = await openDatabase(
    config,
    (line) => log.info(line),
    (error) => log.error({ message: error.message }, 'database connection'),
  )
  try {
    const store = await openStore(config)
    const data = database.embedded?.dataFolder
    const space = watchSpace({
      folders: [config.home, join(config.home, 'blobs'), join(config.home, 'quarantine'), ...(data ? [data] : [])],
      needed: config.spaceNeeded,
      reserve: data && isServer ? reserveOf(dirname(data)) : null,
      say: (line) => log.warn(line),
    })
    const { kernel } = createApp({
      config,
      db: database.db,
      clock: systemClock,
      blobs: database.embedded ? noteStored(store, database.embedded.dataFolder) : store,
      log,
      space,
    })
    return { kernel, config, log, database, space }
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
