/**
 * Room on the disks of an installation. A disk that is full to the last byte stops PostgreSQL, and with it reading; so new work is refused
 * while there is still room to finish what was begun, and a small reserve is given away when the database needs it to come back
 * (docs/decisions/0026).
 */
import { spawn } from 'node:child_process'
import { rmSync, statfsSync, statSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/** What is kept for the database to start again: two stretches of its log and what they change. */
export const RESERVE = 48 * 1024 * 1024
/** Asking the system costs little, but not nothing. */
const FRESH_MS = 250
const LOOK_EVERY_MS = 2000

export interface Space {
  /** Is there too little room to begin anything new? @param more bytes that are about to come */
  isShort(more?: number): boolean
  /** Gives the reserve away; made again by itself when there is room. @returns false when there was none */
  giveReserve(): boolean
  close(): void
}

/**
 * @param folders whose disks count
 * @param needed bytes that must be free
 * @param reserve path of the reserve's file, on the disk that needs it; null for none
 */
export function watchSpace(options: {
  readonly folders: readonly string[]
  readonly needed: number
  readonly reserve: string | null
  readonly say?: (line: string) => void
}): Space {
  const { folders, needed, reserve } = options
  let free = Number.POSITIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let wasShort = false
  let isMaking = false
  const look = (): number => {
    if (performance.now() - askedAt < FRESH_MS) return free
    free = Math.min(...folders.map(freeBytes))
    askedAt = performance.now()
    return free
  }
  const isShort = (more = 0): boolean => look() - more < needed
  const keep = async (): Promise<void> => {
    const isNow = isShort()
    if (isNow !== wasShort)
      options.say?.(
        isNow
          ? `Ổ đĩa chỉ còn ${megabytes(free)} MB: ngừng nhận việc mới. | Only ${megabytes(free)} MB are free: nothing new is taken.`
          : `Ổ đĩa đã có chỗ (${megabytes(free)} MB): nhận việc trở lại. | There is room again (${megabytes(free)} MB): work is taken.`,
      )
    wasShort = isNow
    if (reserve === null || isMaking || isNow || isThere(reserve) || isShort(RESERVE)) return
    isMaking = true
    await make(reserve).catch(() => {})
    isMaking = false
  }
  const timer = setInterval(() => void keep(), LOOK_EVERY_MS)
  timer.unref()
  void keep()
  return {
    isShort,
    giveReserve() {
      if (reserve === null || !isThere(reserve)) return false
      rmSync(reserve, { force: true })
      return true
    },
    close: () => clearInterval(timer),
  }
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024)

/** Bytes that an ordinary account may still write; a disk that does not answer counts as none, a folder that is not there yet as all. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? Number.POSITIVE_INFINITY : 0
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path).size === RESERVE
  } catch {
    return false
  }
}

/** A file that really holds its blocks. */
async function make(path: string): Promise<void> {
  const draft = `${path}.new`
  await rm(draft, { force: true })
  try {
    const isAllocated = await new Promise<boolean>((resolve) => {
      const child = spawn('fallocate', ['-l', String(RESERVE), draft], {
        stdio: 'ignore',
        env: { PATH: '/usr/bin:/bin' },
      })
      child.once('error', () => resolve(false))
      child.once('close', (code) => resolve(code === 0))
    })
    if (!isAllocated) {
      const file = await open(draft, 'w', 0o600)
      try {
        const block = Buffer.alloc(1 << 20, 1)
        for (let written = 0; written < RESERVE; written += block.length) await file.write(block)
      } finally {
        await file.close()
      }
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
