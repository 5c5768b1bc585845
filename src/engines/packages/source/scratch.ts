/** Buffers that are used again: reading gigabytes in new ones keeps the garbage collector busier than the digests. */

export const CHUNK = 1024 * 1024
const KEPT = 8
const free: Buffer[] = []

export const borrow = (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(CHUNK)

/** The buffer must not be looked at after this. */
export function giveBack(buffer: Buffer): void {
  if (free.length < KEPT) free.push(buffer)
}
