/** What is left after a fault: every acknowledged document under its number, no gap, no double, no file without a record. */
import { join } from 'node:path'
import pg from 'pg'
import { diskStore } from '#platform/blobs/index.ts'
import type { Acknowledged } from './load.ts'

export interface Findings {
  readonly lost: number
  readonly renumbered: number
  readonly gaps: number
  readonly duplicates: number
  /** Registered more than once for one press. */
  readonly twice: number
  readonly filesStored: number
  readonly orphanFiles: number
  readonly missingFiles: number
}

/** @param adminUrl role that reads past row security · @param home data folder with the file store; nothing may run on it */
export async function findings(
  adminUrl: string,
  home: string,
  acknowledged: ReadonlyMap<string, Acknowledged>,
): Promise<Findings> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ id: string; number: number; key: string }>(
      'select document_id as id, arrival_number as number, request_key as key from incoming.entry order by arrival_number',
    )
    const byKey = new Map(rows.map((row) => [row.key, row]))
    let lost = 0
    let renumbered = 0
    for (const [key, told] of acknowledged) {
      const row = byKey.get(key)
      if (!row || row.id !== told.id) lost += 1
      else if (row.number !== told.number) renumbered += 1
    }
    const numbers = rows.map((row) => row.number)
    const referenced = new Set(
      (
        await admin.query<{ sha256: string }>(
          'select sha256 from records.component union select sha256 from records.derivative where sha256 is not null',
        )
      ).rows.map((row) => row.sha256),
    )
    // The sweep with no grace: what is left over afterwards would be an orphan.
    const blobs = diskStore(join(home, 'blobs'))
    const later = new Date(Date.now() + 60_000)
    await blobs.sweepUnfinished(later)
    let filesStored = 0
    for await (const { sha256 } of blobs.list()) {
      filesStored += 1
      if (!referenced.has(sha256)) await blobs.remove(sha256, later)
    }
    let orphanFiles = 0
    const present = new Set<string>()
    for await (const { sha256 } of blobs.list()) {
      present.add(sha256)
      if (!referenced.has(sha256)) orphanFiles += 1
    }
    return {
      lost,
      renumbered,
      gaps: numbers.filter((number, i) => number !== i + 1).length,
      duplicates: numbers.length - new Set(numbers).size,
      twice: rows.length - byKey.size,
      filesStored,
      orphanFiles,
      missingFiles: [...referenced].filter((sha256) => !present.has(sha256)).length,
    }
  } finally {
    await admin.end()
  }
}

/** True when nothing was lost, doubled or left over. */
export function isWhole(found: Findings): boolean {
  const { lost, renumbered, gaps, duplicates, twice, orphanFiles, missingFiles } = found
  return lost + renumbered + gaps + duplicates + twice + orphanFiles + missingFiles === 0
}
