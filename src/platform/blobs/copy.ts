import type { BlobStore } from './index.ts'

export interface CopyReport {
  readonly looked: number
  readonly copied: number
  /** Bytes copied. */
  readonly bytes: number
  /** Hashes whose bytes are no longer what their name says; they were not copied. */
  readonly damaged: readonly string[]
}

/**
 * Brings every file of one store into another. May be broken off and begun again, and runs beside a working installation; nothing is
 * removed from either.
 * @param tell called after each file
 */
export async function copyStore(
  from: BlobStore,
  to: BlobStore,
  signal: AbortSignal,
  tell: (report: CopyReport) => void,
): Promise<CopyReport> {
  const damaged: string[] = []
  const report = { looked: 0, copied: 0, bytes: 0, damaged }
  for await (const { sha256 } of from.list()) {
    signal.throwIfAborted()
    report.looked += 1
    const size = await from.size(sha256)
    if (size !== null && (await to.size(sha256)) !== size) {
      // `repair` takes bytes only when they are what the name says.
      if (await to.repair(sha256, await from.open(sha256))) {
        report.copied += 1
        report.bytes += size
      } else damaged.push(sha256)
    }
    tell(report)
  }
  return report
}
