/** Identifiers: UUID version 7 (RFC 9562), which sort by time of making and so keep B-trees dense. */
import { randomFillSync } from 'node:crypto'

let lastMs = 0
let sequence = 0
/** Random bytes are fetched for many ids at once: asking for ten at a time costs more than making the id. */
const pool = Buffer.alloc(10 * 400)
let used = pool.length
function tenRandomBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 10
  return pool.subarray(used - 10, used)
}

/**
 * A new UUIDv7. Within one process and millisecond a 12-bit counter keeps the order of making.
 * @param ms milliseconds since 1970 (the clock's; given by tests)
 */
export function newId(ms: number = Date.now()): string {
  const random = tenRandomBytes()
  if (ms > lastMs) {
    lastMs = ms
    sequence = ((random[0]! & 0x07) << 8) | random[1]!
  } else {
    sequence += 1
    if (sequence > 0xfff) {
      lastMs += 1
      sequence = 0
    }
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const seq = sequence.toString(16).padStart(3, '0')
  const tail = random.subarray(2)
  tail[0] = (tail[0]! & 0x3f) | 0x80
  const hex = tail.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${seq}-${hex.slice(0, 4)}-${hex.slice(4)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for a lower-case UUID in its usual writing; used before an id goes into a setting. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
