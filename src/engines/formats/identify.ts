/** Tells the format of a file as DROID does: signatures, then what lies inside a container, then priorities, then the extension. */
import { openOle2 } from './containers/ole2.ts'
import type { Container } from './containers/types.ts'
import { openZip } from './containers/zip.ts'
import { Window } from './signatures/match.ts'
import type { ContainerType } from './signatures/raw.ts'
import type { Signature, SignatureSet } from './signatures/set.ts'
import type { Format, FormatSource, Identification, Method, Warning } from './types.ts'
import { warnings } from './wording.ts'

/** Both ends of a file that are always looked at. DROID looks at 64 KB by default; signatures name places up to 133 KB. */
const NEAR = 256 * 1024
/**
 * How far a signature that has begun well is followed, from the beginning and back from the end: the metadata of a scanned PDF/A lies
 * behind its pictures, the directory of a film behind the film.
 */
const FAR = 12 * 1024 * 1024
const FAR_BACK = 4 * 1024 * 1024
/** Of an entry inside a container. */
const INSIDE = 256 * 1024

/**
 * @param name of the file, for its extension only; its folders may stand before it
 * @param set made by `compileSet`, of PRONOM's files or of the built-in table
 */
export async function identify(source: FormatSource, name: string, set: SignatureSet): Promise<Identification> {
  const extension = extensionOf(name)
  const notes: Warning[] = source.size === 0 ? [warnings.empty()] : []
  const { puids: plain, head } =
    source.size === 0 ? { puids: [], head: Buffer.alloc(0) } : await bySignature(source, set)
  const type = plain.map((puid) => set.triggers.get(puid)).find((one) => one !== undefined)
  const inside = type ? await byContent(source, type, set) : null
  if (type && inside === null) notes.push(warnings.containerBroken())
  const method: Method = inside && inside.length > 0 ? 'container' : 'signature'
  const kept = withoutLower(inside && inside.length > 0 ? inside : plain, set)
  if (kept.length > 0) return answer(kept, method, extension, notes)
  const formats = formatsOf(set.byExtension.get(extension) ?? [], set)
  if (formats.length > 0) {
    if (formats[0]!.mime?.startsWith('text/') && looksBinary(head)) notes.push(warnings.notText())
    return answer(formats, 'extension', extension, [...notes, warnings.extensionOnly()])
  }
  return {
    puid: null,
    name: null,
    version: null,
    mime: null,
    method: 'none',
    warnings: [...notes, warnings.unknown(formatsOf(set.possible.get(extension) ?? [], set))],
    candidates: [],
  }
}

function answer(
  formats: readonly Format[],
  method: Method,
  extension: string,
  notes: readonly Warning[],
): Identification {
  const fitting = formats.filter((one) => one.extensions.includes(extension))
  const order = [...fitting, ...formats.filter((one) => !fitting.includes(one))]
  const best = order[0]!
  const all = [...notes]
  if (method !== 'extension' && best.extensions.length > 0 && fitting.length === 0)
    all.push(warnings.mismatch(extension, best))
  if (formats.length > 1) all.push(warnings.several(order))
  const { puid, name, version, mime } = best
  return { puid, name, version, mime, method, warnings: all, candidates: order.map((one) => one.puid) }
}

/** PUIDs whose signatures fit, before priorities. */
async function bySignature(source: FormatSource, set: SignatureSet): Promise<{ puids: string[]; head: Buffer }> {
  const bytes = await read(source, 0, NEAR)
  let tail: Window | null = null
  const start = Math.max(0, source.size - NEAR)
  const end = start === 0 ? bytes : await read(source, start, NEAR)
  const tailWindow = (): Window => {
    tail ??= new Window(Buffer.from(end).reverse(), start === 0)
    return tail
  }
  const puids = new Set<string>()
  const undecided: Signature[] = []
  const head = new Window(bytes, source.size <= bytes.length)
  const first = bytes[0]
  for (const signatures of [first === undefined ? [] : set.byFirstByte[first]!, set.others])
    for (const signature of signatures) {
      if (signature.puids.every((puid) => puids.has(puid))) continue
      head.ranOff = false
      if (signature.fits(head, tailWindow)) for (const puid of signature.puids) puids.add(puid)
      else if (head.ranOff) undecided.push(signature)
    }
  if (undecided.length > 0) {
    const far = new Window(await farBytes(source), true)
    for (const signature of undecided)
      if (signature.fits(far, tailWindow)) for (const puid of signature.puids) puids.add(puid)
  }
  return { puids: [...puids], head: bytes }
}

/** PUIDs by what lies inside; null when the container cannot be read. */
async function byContent(source: FormatSource, type: ContainerType, set: SignatureSet): Promise<string[] | null> {
  let container: Container | null
  try {
    container = type === 'ZIP' ? await openZip(source) : await openOle2(source)
  } catch (error) {
    if (error instanceof RangeError || (error as { code?: string }).code === 'ERR_OUT_OF_RANGE') return null
    throw error
  }
  if (!container) return null
  const puids = new Set<string>()
  const windows = new Map<string, { head: Window; tail: () => Window } | null>()
  const windowOf = async (path: string): Promise<{ head: Window; tail: () => Window } | null> => {
    const known = windows.get(path)
    if (known !== undefined) return known
    const found = await container.head(path, INSIDE)
    let made: { head: Window; tail: () => Window } | null = null
    if (found) {
      const head = new Window(found.bytes, true)
      // The end of an entry that was not read whole is not known; nothing fits there.
      const tail = new Window(found.isWhole ? Buffer.from(found.bytes).reverse() : Buffer.alloc(0), true)
      made = { head, tail: () => tail }
    }
    windows.set(path, made)
    return made
  }
  for (const { puids: those, files } of set.containers[type]) {
    if (those.every((puid) => puids.has(puid)) || !files.every((one) => container.names.has(one.path))) continue
    let fits = true
    for (const { path, signatures } of files) {
      if (signatures.length === 0) continue
      const window = await windowOf(path)
      fits = window !== null && signatures.some((one) => one.fits(window.head, window.tail))
      if (!fits) break
    }
    if (fits) for (const puid of those) puids.add(puid)
  }
  return [...puids]
}

function withoutLower(given: readonly string[], set: SignatureSet): Format[] {
  const lower = new Set<string>()
  for (const puid of given) for (const other of set.over.get(puid) ?? []) lower.add(other)
  return formatsOf(
    given.filter((puid) => !lower.has(puid)),
    set,
  )
}

const formatsOf = (puids: readonly string[], set: SignatureSet): Format[] =>
  puids.map((puid) => set.formats.get(puid)).filter((one) => one !== undefined)

/** Both ends in one piece; what is left out between them can only stand in a gap without end. */
async function farBytes(source: FormatSource): Promise<Buffer> {
  if (source.size <= FAR + FAR_BACK) return read(source, 0, source.size)
  return Buffer.concat([await read(source, 0, FAR), await read(source, source.size - FAR_BACK, FAR_BACK)])
}

async function read(source: FormatSource, offset: number, length: number): Promise<Buffer> {
  const bytes = await source.read(offset, length)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** In lower case without the dot; `.profile` and `name.` have none. */
export function extensionOf(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? ''
  const dot = file.lastIndexOf('.')
  return dot > 0 ? file.slice(dot + 1).toLowerCase() : ''
}

/** Text holds no zero bytes, unless it is UTF-16 or UTF-32 and says so. */
function looksBinary(head: Buffer): boolean {
  if (head.length >= 2 && ['feff', 'fffe'].includes(head.toString('hex', 0, 2))) return false
  return head.includes(0)
}
