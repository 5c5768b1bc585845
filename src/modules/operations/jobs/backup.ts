import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { postsWithRole } from '#modules/people/index.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { giveUpIfFull, keepLog, shipLog } from '#platform/backup/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { JobHandler, JobRun } from '#platform/queue/define.ts'
import { backupNow, saveBackup } from '../backup.ts'
import { isBackupDue, isTooSoon } from '../due.ts'
import { notify } from '../notices.ts'
import * as store from '../store.ts'

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
    const isWaiting = failed !== null && !failed.isGood && isTooSoon(failed.at, job.now)
    const isDue = isNewChain || isBackupDue(config.backup.at, lastInto(last, to), job.now)
    if (isDue && !(isWaiting && !isNewChain)) {
      const taken = await backupNow({
        config,
        blobs: job.blobs,
        out: to,
        keep,
        product: await version(),
        now: () => job.now,
        signal: job.signal,
        progress: () => {},
      })
      await job.transactionIn(INSTALLATION_ID, async (ctx) => {
        await saveBackup(ctx, taken)
        await store.saveCheck(ctx.tx, { name: 'backup-failed', at: job.now, isGood: true, report: {} })
      })
    } else if (server && !isDue) {
      const shipped = await shipLog(server, to, job.blobs, () => job.now)
      await job.transactionIn(INSTALLATION_ID, async ({ tx }) => {
        const at = new Date(shipped.until)
        await store.saveCheck(tx, { name: 'backup-log', at, isGood: true, report: { ...shipped } })
        // The day's backup is there and the log follows it: an earlier failure is over.
        if (failed && !failed.isGood)
          await store.saveCheck(tx, { name: 'backup-failed', at: job.now, isGood: true, report: {} })
      })
    }
  } catch (error) {
    // Stopped with the process, not failed: it is still due, and made after the next start.
    if (!job.signal.aborted) await tellFailure(job, error)
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

/** On record, on the health page, and the first time also in the bell of every administrator. */
async function tellFailure(job: JobRun, error: unknown): Promise<void> {
  const words =
    error instanceof AppError
      ? { vi: sentence(error.code, 'vi', error.facts), en: sentence(error.code, 'en', error.facts) }
      : { vi: (error as Error).message, en: (error as Error).message }
  const { isFirst, organizations } = await job.transactionIn(INSTALLATION_ID, async (ctx) => {
    const before = await store.lastCheck(ctx.tx, 'backup-failed')
    await store.saveCheck(ctx.tx, { name: 'backup-failed', at: job.now, isGood: false, report: words })
    ctx.record({ kind: 'operations.backup-failed', data: { error: words.vi } })
    return { isFirst: before === null || before.isGood, organizations: await store.allOrganizations(ctx.tx) }
  })
  if (!isFirst) return
  for (const id of organizations)
    await job.transactionIn(id, async (ctx) => {
      const posts = await postsWithRole(ctx.tx, id, 'sysadmin', dayOf(ctx.now))
      await notify(ctx, {
        kind: 'operations.backup-failed',
        postIds: posts.map((post) => post.id),
        subject: { type: 'installation', id: null },
        facts: { reason: words.vi, reasonEn: words.en },
        link: 'health',
      })
    })
}

async function version(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', '..', '..', '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
