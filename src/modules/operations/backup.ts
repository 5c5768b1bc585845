/** A backup of this installation: what the platform's machinery needs from the house. */
import { sign } from 'node:crypto'
import { signingKey, treeRoots } from '#modules/audit/index.ts'
import type { ActionContext, Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { type Signer, type Taken, takeBackup } from '#platform/backup/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import type { Config } from '#platform/config/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { defineNotices } from './notices.ts'
import { saveCheck } from './store.ts'

defineNotices({
  'operations.backup-failed': {
    vi: 'Sao lưu theo lịch không thành: {reason}',
    en: 'The scheduled backup failed: {reasonEn}',
  },
})

export interface BackupWish {
  readonly config: Config
  readonly blobs: BlobStore
  readonly out: string
  readonly keep: number | null
  readonly product: string
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly progress: (step: 'database' | 'files', done: number, total: number | null) => void
}

/** Takes a backup of the running installation. @throws AppError BACKUP_… */
export async function backupNow(wish: BackupWish): Promise<Taken> {
  const { config } = wish
  const parts = {
    out: wish.out,
    home: config.home,
    product: wish.product,
    blobs: wish.blobs,
    now: wish.now,
    sign: await signer(config.home),
    roots: treeRoots,
    keep: wish.keep,
    signal: wish.signal,
    progress: wish.progress,
  }
  if (config.database.ownerUrl) {
    const url = config.database.backupUrl ?? config.database.ownerUrl
    return takeBackup({ ...parts, source: { kind: 'external', url } })
  }
  const server = await startEmbedded({ home: config.home, fsync: config.database.fsync })
  try {
    return await takeBackup({ ...parts, source: { kind: 'embedded', server } })
  } finally {
    await server.release()
  }
}

/** Signs with the key that signs the audit's heads: one key to keep an eye on. */
export async function signer(home: string): Promise<Signer> {
  const key = await signingKey(home)
  return (bytes) => ({
    key: key.id,
    publicKey: key.publicKey,
    signature: sign(null, bytes, key.privateKey).toString('base64'),
  })
}

export { treeRoots } from '#modules/audit/index.ts'

/** Keeps when the last backup was made, for the health page, and tells the audit. */
export async function recordBackup(kernel: Kernel, taken: Taken): Promise<void> {
  await kernel.transact(systemActor('vankho backup'), 'operations.backup', async (ctx) => {
    await saveBackup(ctx, taken)
  })
}

/** The same within a job's transaction. */
export async function saveBackup(ctx: ActionContext, taken: Taken): Promise<void> {
  const { path, name, bytes, files, rows, removed, ok } = taken
  const report = { path, name, bytes, files: files.count, copied: files.copied, damaged: files.damaged, rows, ok }
  await saveCheck(ctx.tx, { name: 'backup', at: new Date(taken.pointAt), isGood: ok, report })
  ctx.record({ kind: 'operations.backup', data: { ...report, removed } })
}
