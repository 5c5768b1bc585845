/**
 * Which process is meant. A number alone does not tell: numbers are used again, at once after a restart of the machine or of a
 * container. So a process is remembered by its number, the boot and the moment in which it began.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

/** Words that name one process for good: number, boot, beginning (where the system tells them). */
export function identityOf(pid: number): string {
  const boot = safeRead('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  // The 22nd field of stat; the 2nd is a name in brackets that may hold anything.
  const begun = safeRead(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')[19] ?? ''
  return `${pid} ${boot} ${begun}`.trim()
}

/** Does the very process live that was remembered with `identityOf`? */
export function isLiving(identity: string | null): boolean {
  const pid = Number(identity?.split(' ')[0])
  return pid > 0 && isAlive(pid) && identityOf(pid) === identity?.trim()
}

/** Does any process bear this number? One that ended and was not yet waited for does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !/^State:\s+Z/m.test(safeRead(`/proc/${pid}/status`) ?? '')
}

/**
 * Only one process at a time starts or stops the server of a home. The lock of a dead process is broken.
 * @returns gives the turn back
 * @throws Error after a minute
 */
export async function takeTurn(path: string): Promise<() => void> {
  const own = identityOf(process.pid)
  const aside = `${path}.${process.pid}`
  for (const begun = performance.now(); performance.now() - begun < 60_000; ) {
    try {
      writeFileSync(path, own, { flag: 'wx', mode: 0o600 })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        rmSync(path, { force: true }) // made, but there was no room to write into it
        throw error
      }
    }
    const holder = safeRead(path)
    if (holder === null || isLiving(holder)) {
      await sleep(50)
      continue
    }
    // Two may find it dead at once, and the slower one must not take away the quicker one's fresh lock: it is moved aside
    // and looked at again before it goes.
    try {
      renameSync(path, aside)
      if (isLiving(safeRead(aside))) linkSync(aside, path)
    } catch {
      // somebody else was quicker
    }
    rmSync(aside, { force: true })
  }
  throw new Error(
    `Một tiến trình khác giữ việc mở cơ sở dữ liệu quá một phút (khóa ${path}). | ` +
      `Another process has been opening the database for a minute (lock ${path}).`,
  )
}

export function safeRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
