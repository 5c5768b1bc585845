/**
 * Leaving the server: the last process of a home to leave stops it. As a script it does so for a process that could not (kill -9, out
 * of memory): `node leave.ts FOLDER USER`.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, isLiving, safeRead, takeTurn } from './processes.ts'

/** @param folder of the server · @param own this process's file among its users */
export async function leave(folder: string, own: string): Promise<void> {
  const unlock = await takeTurn(join(folder, 'starting'))
  const users = join(folder, 'users')
  try {
    rmSync(own, { force: true })
    for (const name of readdirSync(users)) {
      if (isLiving(safeRead(join(users, name)))) return
      rmSync(join(users, name), { force: true })
    }
    const pid = runningServer(join(folder, 'data'))
    if (pid !== null) await stopServer(pid)
  } finally {
    unlock()
  }
}

/** Pid of the server that runs over this data folder, or null: a pid file that a crash left behind names no server of ours. */
export function runningServer(data: string): number | null {
  const pid = Number(safeRead(join(data, 'postmaster.pid'))?.split('\n')[0])
  if (!pid || !isAlive(pid)) return null
  const command = safeRead(`/proc/${pid}/cmdline`)
  return command === null || command.includes(data) ? pid : null
}

/**
 * Smart shutdown first: pools that are just closing end by themselves and are not cut off; after 3 s fast: sessions end, a
 * checkpoint is written; after 30 s, immediate.
 */
async function stopServer(pid: number): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name)
    } catch {
      // it has just gone
    }
  }
  const isGone = async (ms: number): Promise<boolean> => {
    for (const begun = performance.now(); performance.now() - begun < ms; await sleep(20))
      if (!isAlive(pid)) return true
    return !isAlive(pid)
  }
  for (const [name, ms] of [
    ['SIGTERM', 3000],
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    signal(name)
    if (await isGone(ms)) return
  }
}

if (import.meta.main) await leave(process.argv[2]!, process.argv[3]!).catch(() => {}) // the home itself may be gone
