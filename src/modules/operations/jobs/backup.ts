import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { giveUpIfFull, keepLog, shipLog } from '#platform/backup/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import { backupNow, saveBackup } from '../backup.ts'
import { isBackupDue } from '../due.ts'
import * as store from '../store.ts'

/** How long after a failed attempt the next is made: not every five minutes into a disk that is full. */
const RETRY_MS = 3_600_000

const backup: JobHandler<Record<string, never>> = async (job) => {
  const { config } = job
  const { to, keep } = config.backup
  const isEmbedded = config.database.ownerUrl === null
  const server = isEmbedded ? await startEmbedded({ home: config.home, fsync: config.database.fsync }) : null
  try {
    if (to === null) {
      if (server) keepLog(server, false)
      return
    }
    const isNewChain = server ? keepLog(server, true) : false
    const [last, failed] = await job.transactionIn(INSTALLATION_ID, async ({ tx }) => [
      await store.lastCheck(tx, 'backup'),
      await store.lastCheck(tx, 'backup-failed'),
    ])
    const isWaiting = failed !== null && !failed.isGood && job.now.getTime() - failed.at.getTime() < RETRY_MS
    const isDue = isNewChain || isBackupDue(config.backup.at, lastInto(last, to), job.now)
    if (isDue && !(isWaiting && !isNewChain)) {
      const taken = await backupNow({
        config,
        blobs: job.blobs,
        out: to,
        keep,
        product: await version(),
        signal: job.signal,
        progress: () => {},
      })
      await job.transactionIn(INSTALLATION_ID, async (ctx) => {
        await saveBackup(ctx, taken)
        await store.saveCheck(ctx.tx, { name: 'backup-failed', at: job.now, isGood: true, report: {} })
      })
    } else if (server && !isDue) {
      const shipped = await shipLog(server, to, job.blobs, () => job.now)
      await job.transactionIn(INSTALLATION_ID, (ctx) =>
        store.saveCheck(ctx.tx, {
          name: 'backup-log',
          at: new Date(shipped.until),
          isGood: true,
          report: { ...shipped },
        }),
      )
    }
  } catch (error) {
    await tellFailure(job, error)
    if (server) await giveUpIfFull(server)
    throw error
  } finally {
    await server?.release()
  }
}
export default backup

/** A backup into another folder than the scheduled one does not count for the schedule. */
const lastInto = (last: { at: Date; report: Record<string, unknown> } | null, to: string): Date | null =>
  last && String(last.report['path'] ?? '').startsWith(`${to}/`) ? last.at : null

async function tellFailure(job: JobRun, error: unknown): Promise<void> {
  const words =
    error instanceof AppError
      ? { vi: sentence(error.code, 'vi', error.facts), en: sentence(error.code, 'en', error.facts) }
      : { vi: (error as Error).message, en: (error as Error).message }
  await job.transactionIn(INSTALLATION_ID, async (ctx) => {
    await store.saveCheck(ctx.tx, { name: 'backup-failed', at: job.now, isGood: false, report: words })
    ctx.record({ kind: 'operations.backup-failed', data: { error: words.vi } })
  })
}

async function version(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
