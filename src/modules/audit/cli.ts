/**
 * What `vankho audit export` and `audit heads` do (cli.md), without the command line's library. They need the database;
 * `audit verify` does not and lives in offline.ts.
 */
import { open, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { organizationOf } from '#modules/people/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { allHeads } from './actions/export-log.ts'
import { exportLines } from './export.ts'
import { signingKey } from './keys.ts'
import { headsFile, type SignedHead } from './merkle/head.ts'
import { sealOnce } from './seal.ts'
import { waiting } from './store.ts'
import * as store from './store-tree.ts'

const JOB = 'vankho audit'

export interface Exported {
  readonly path: string
  readonly logs: readonly {
    readonly organization: string
    readonly name: string
    readonly entries: number
    readonly root: string | null
  }[]
}

/**
 * Seals what is due and writes the sealed log: of one organisation, or of all, one after the other. The export is itself
 * audited, and its own entry is in the file.
 * @param options.out path of the file, replaced when it exists
 * @param options.organization id; all organisations that have a log when left out
 * @throws AUDIT_TREE_BROKEN is not thrown here: a broken tree is exported as it is, for the verifier to show
 */
export async function exportAudit(
  kernel: Kernel,
  options: { out: string; organization?: string | undefined },
): Promise<Exported> {
  const ids = await chosen(kernel, options.organization)
  for (const id of ids)
    await kernel.recordApart(systemActor(JOB, id), {
      kind: 'audit.exportLog',
      outcome: 'done',
      subject: { type: 'audit', id: null },
    })
  await sealDue(kernel, ids)
  const logs: { organization: string; name: string; entries: number; root: string | null }[] = []
  const file = await open(options.out, 'w', 0o600)
  try {
    for (const id of ids)
      await kernel.ports.db.read({ organizationId: id }, async (tx) => {
        const name = (await organizationOf(tx, id))?.name ?? 'Văn Khố'
        const about = { name, exportedAt: kernel.ports.clock.now(), isWhole: options.organization === undefined }
        let text = ''
        for await (const line of exportLines(tx, id, about)) {
          text += `${line}\n`
          if (text.length < 1 << 20) continue
          await file.write(text)
          text = ''
        }
        await file.write(text)
        const last = await store.lastHead(tx, id)
        logs.push({ organization: id, name, entries: last?.head.size ?? 0, root: last?.head.root ?? null })
      })
    await file.sync()
  } finally {
    await file.close()
  }
  return { path: options.out, logs }
}

/** Seals what is due and writes all signed heads, to be kept outside the machine. */
export async function exportHeads(
  kernel: Kernel,
  options: { out: string; organization?: string | undefined },
): Promise<{ path: string; heads: number }> {
  const ids = await chosen(kernel, options.organization)
  for (const id of ids)
    await kernel.recordApart(systemActor(JOB, id), {
      kind: 'audit.heads',
      outcome: 'done',
      subject: { type: 'audit', id: null },
    })
  await sealDue(kernel, ids)
  const all: SignedHead[] = []
  for (const id of ids) all.push(...(await kernel.ports.db.read({ organizationId: id }, (tx) => allHeads(tx, id))))
  const keys = await kernel.ports.db.read(
    { organizationId: ids[0] ?? systemActor(JOB).organizationId },
    store.publicKeys,
  )
  await writeFile(options.out, headsFile(keys, all), { mode: 0o600, flush: true })
  return { path: options.out, heads: all.length }
}

async function chosen(kernel: Kernel, organization: string | undefined): Promise<string[]> {
  if (organization !== undefined) return [organization]
  return kernel.ports.db.read(systemActor(JOB), (tx) => store.organizationsWithLog(tx))
}

/** Seals what is due; transactions that still run hold entries back, so it looks again for up to two seconds. */
async function sealDue(kernel: Kernel, ids: readonly string[]): Promise<void> {
  const { db, clock, config, log } = kernel.ports
  const key = await signingKey(config.home)
  for (const id of ids) {
    try {
      for (let tries = 0; tries < 20; tries++) {
        let isMore = true
        while (isMore)
          ({ isMore } = await db.transaction({ organizationId: id }, (tx) => sealOnce(tx, id, key, clock.now())))
        if ((await db.read({ organizationId: id }, (tx) => waiting(tx, id))) === 0) break
        await sleep(100)
      }
    } catch (error) {
      // A broken tree is what the export is to show.
      log.error({ err: error, organizationId: id }, 'audit: not sealed')
    }
  }
}
