/**
 * The server hands over every finished stretch of its transaction log into a folder of its own (`archive`), from where a job brings it
 * to the backups. It keeps them only while the file `on` stands there: without a backup folder nothing piles up.
 */
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { SystemAccount } from './files.ts'

export const archiveFolder = (folder: string): string => join(folder, 'archive')

/** Notes of bytes that were stored meanwhile (platform/backup/stored.ts). */
export const storedNotes = (folder: string): string => join(archiveFolder(folder), 'stored')

/** Does the server hand over its log? */
export const isArchiving = (folder: string): boolean => existsSync(join(archiveFolder(folder), 'on'))

const SCRIPT = `#!/bin/sh
# $1 the folder, $2 path of the segment, $3 its name
[ -e "$1/on" ] || exit 0
[ -e "$1/$3" ] && exec cmp -s "$2" "$1/$3"
cp "$2" "$1/.$3" && sync "$1/.$3" && mv "$1/.$3" "$1/$3"
`

/** Settings of the server for handing over; none where there is no shell. */
export function archiveSettings(folder: string, account: SystemAccount | null): Record<string, string> {
  if (process.platform === 'win32') return {}
  const place = archiveFolder(folder)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const script = join(place, 'hand-over.sh')
  writeFileSync(script, SCRIPT, { mode: 0o600 })
  if (account) for (const path of [place, script]) chownSync(path, account.uid, account.gid)
  return { archive_mode: 'on', archive_command: `/bin/sh "${script}" "${place}" "%p" "%f"` }
}

/** @returns true when it was off until now */
export function switchArchive(folder: string, isOn: boolean): boolean {
  const mark = join(archiveFolder(folder), 'on')
  const was = isArchiving(folder)
  if (isOn && !was) writeFileSync(mark, '', { mode: 0o644 })
  if (!isOn) {
    rmSync(mark, { force: true })
    for (const name of readdirSync(archiveFolder(folder)))
      if (/^(\.?[0-9A-F]{24}|stored$|shipped)/.test(name))
        rmSync(join(archiveFolder(folder), name), { force: true, recursive: true })
  }
  return isOn && !was
}
