/** What a restored installation must know of itself before anybody works on it (decisions 10). */
import { shortDay } from '#engines/vn-text/index.ts'
import { allOrganizations, referredHashes } from '#modules/operations/index.ts'
import { beginReconciling } from '#modules/records/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { noteRestore } from '#platform/backup/index.ts'

/**
 * Every book that gives numbers is locked until the registry has confirmed it, every organisation's audit tells of the restore, and
 * every file that a row refers to is looked for.
 */
export async function settleRestore(
  kernel: Kernel,
  restored: { name: string; until: string },
): Promise<{ books: number; missing: string[] }> {
  const { db, blobs, rooms } = kernel.ports
  const system = (organizationId: string) => systemActor('vankho restore', organizationId)
  const reason = `Khôi phục dữ liệu đến ${local(restored.until)}`
  await kernel.transact(system(INSTALLATION_ID), 'operations.restored', async (ctx) => {
    await noteRestore(ctx.tx, restored, ctx.now)
    ctx.record({ kind: 'operations.restored', data: { ...restored } })
  })
  const present = new Set<string>()
  for await (const { sha256 } of blobs.list()) present.add(sha256)
  const sources = rooms.flatMap((room) => room.blobReferences ?? [])
  const missing = new Set<string>()
  let books = 0
  for (const id of await db.read(system(INSTALLATION_ID), (tx) => allOrganizations(tx))) {
    books += await kernel.transact(system(id), 'operations.restored', async (ctx) => {
      const titles = await beginReconciling(ctx.tx, id, reason)
      ctx.record({ kind: 'operations.restored', data: { ...restored, books: titles.length } })
      return titles.length
    })
    for (const sha256 of await db.read(system(id), (tx) => referredHashes(tx, sources, null)))
      if (!present.has(sha256)) missing.add(sha256)
  }
  return { books, missing: [...missing].sort() }
}

/** dd/MM/yyyy HH:mm:ss in Vietnam: a person reads it in the book's reason. */
function local(instant: string): string {
  const at = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return `${shortDay(at.slice(0, 10))} ${at.slice(11, 19)}`
}
