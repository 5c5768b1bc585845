import { open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = '.name'

/** Where an uploaded file lies until it has been screened. @param quarantine its name there, never a path */
export function waitingPath(home: string, quarantine: string): string {
  return join(home, 'quarantine', quarantine)
}

/**
 * Keeps the name under which a file came beside the file itself. Until the file is screened its name may be a secret too
 * (decisions 16), and what a database has once written lives on in its log and in backups.
 */
export async function keepName(home: string, quarantine: string, fileName: string): Promise<void> {
  const file = await open(waitingPath(home, quarantine) + NAME, 'w', 0o600)
  try {
    await file.writeFile(fileName)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** The name of a file that waits; null where nothing waits. */
export function nameOf(home: string, quarantine: string | null): Promise<string | null> {
  return quarantine === null
    ? Promise.resolve(null)
    : readFile(waitingPath(home, quarantine) + NAME, 'utf8').catch(() => null)
}

/** Wipes a waiting file and its name. One that is gone already is no fault. */
export async function wipeWaiting(home: string, quarantine: string): Promise<void> {
  for (const end of ['', NAME]) await unlink(waitingPath(home, quarantine) + end).catch(() => {})
}
