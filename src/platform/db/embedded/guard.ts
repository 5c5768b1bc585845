/**
 * A guard for every process that uses the embedded server: when the process is gone without having said goodbye (kill -9, out
 * of memory), it leaves the server in its place, so that none runs on over a data folder that nobody looks after.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

/**
 * A shell waits at a pipe whose other end only this process holds: the system closes it however the process ends. Waiting costs no
 * time and about a megabyte; Node is started only when there is something to do.
 * @returns says goodbye: the guard has nothing to do
 */
export function setGuard(folder: string, own: string): () => void {
  if (process.platform === 'win32') return () => {} // no shell to wait there: the next start takes the server over
  const script = join(import.meta.dirname, 'leave.ts')
  const guard: ChildProcess = spawn(
    '/bin/sh',
    ['-c', 'read -r _ && exit; exec "$@" >/dev/null 2>&1', 'vankho-guard', process.execPath, script, folder, own],
    // A group of its own: Ctrl+C in the terminal asks us to stop, not it.
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/', env: { PATH: '/usr/bin:/bin' } },
  )
  guard.on('error', () => {}) // no shell: as on Windows
  guard.stdin?.on('error', () => {}) // it was ended by somebody
  guard.unref()
  const pipe = guard.stdin as unknown as { unref?(): void } | null
  pipe?.unref?.()
  return () => guard.stdin?.end('\n')
}
