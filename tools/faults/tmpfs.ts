/** A small disk of our own that can be filled to the last byte: a tmpfs, mounted by root, taken away at the end. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** Why no small disk can be had here, or null. */
export function diskIsMissing(): string | null {
  if (process.getuid?.() !== 0) return 'cần quyền root để gắn tmpfs | needs root to mount a tmpfs'
  const place = mkdtempSync(join(tmpdir(), 'vankho-disk-'))
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'vankho-try', place])
  if (tried.status === 0) spawnSync('umount', [place])
  rmSync(place, { recursive: true, force: true })
  return tried.status === 0 ? null : 'không gắn được tmpfs ở đây | a tmpfs cannot be mounted here'
}

export interface SmallDisk {
  readonly path: string
  /** Fills it until so many bytes are left (none: to the last byte), as another program would. */
  fill(left?: number): void
  /** Takes what filled it away. */
  free(): void
  /** Mounts it anew for reading only, as a system does with a disk that fails. @returns back to normal */
  readOnly(): { stop(): Promise<number> }
  remove(): void
}

/** @param path where it is to lie · @param megabytes its size */
export function smallDisk(path: string, megabytes: number): SmallDisk {
  mkdirSync(path, { recursive: true, mode: 0o711 })
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'vankho-fault', path])
  if (made.status !== 0) throw new Error(`mount: ${made.stderr}`)
  const filler = join(path, 'filler')
  const spare = join(path, 'spare')
  return {
    path,
    fill(left = 0) {
      // What is to be left is taken first and given back at the end.
      if (left > 0) writeFileSync(spare, Buffer.alloc(left, 1))
      pour(filler)
      rmSync(spare, { force: true })
    },
    free() {
      rmSync(filler, { force: true })
    },
    readOnly() {
      const mount = (how: string): void => {
        const done = spawnSync('mount', ['-o', `remount,${how}`, path], { encoding: 'utf8' })
        if (done.status !== 0) throw new Error(`remount: ${done.stderr}`)
      }
      mount('ro')
      return {
        async stop() {
          mount('rw')
          return 1
        },
      }
    },
    remove() {
      spawnSync('mount', ['-o', 'remount,rw', path])
      rmSync(filler, { force: true })
      for (let tries = 0; tries < 50; tries++) {
        if (spawnSync('umount', [path]).status === 0) return
        spawnSync('sleep', ['0.1'])
      }
      spawnSync('umount', ['-l', path])
    },
  }
}

/** Writes until nothing more goes in. */
function pour(file: string): void {
  const block = Buffer.alloc(1 << 20, 1)
  const handle = openSync(file, 'a')
  try {
    for (let size = block.length; size >= 1; )
      try {
        writeSync(handle, block, 0, size)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        size = Math.floor(size / 16)
      }
  } finally {
    closeSync(handle)
  }
}
