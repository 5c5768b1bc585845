/** Verification inside the running system: the export is made line by line and read by the offline verifier's checker. */
import type { Tx } from '#platform/db/index.ts'
import { exportLines } from './export.ts'
import { type Bad, LogChecker } from './merkle/checker.ts'
import * as store from './store-tree.ts'

export interface Verified {
  readonly valid: boolean
  readonly entries: number
  readonly root: string | null
  readonly firstBad: Bad | null
  /** At most twenty. */
  readonly bad: readonly Bad[]
  /** Entries that have lost their place in the tree. */
  readonly homeless: number
}

/**
 * Verifies the log of an organisation as it lies in the database.
 * @param progress told about every thousand entries
 */
export async function verifyStored(
  tx: Tx,
  organizationId: string,
  now: Date,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<Verified> {
  const checker = new LogChecker()
  let told = 0
  for await (const line of exportLines(tx, organizationId, { name: '', exportedAt: now, isWhole: false })) {
    const bytes = Buffer.from(line)
    checker.line(bytes, 0, bytes.length)
    if (checker.entries - told >= 1000) {
      told = checker.entries
      await progress(told)
    }
  }
  checker.end(false)
  const homeless = await store.countHomeless(tx, organizationId)
  return {
    valid: checker.bad.length === 0 && homeless === 0,
    entries: checker.entries,
    root: checker.root,
    firstBad: checker.bad[0] ?? null,
    bad: checker.bad.slice(0, 20),
    homeless,
  }
}
