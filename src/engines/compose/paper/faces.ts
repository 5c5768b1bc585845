import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * Tinos, whole and embedded: metric-compatible with Times New Roman, which NĐ 30/2020 (PL I, phần I, I.3) and 05-HD/VPTW
 * ask for, and it has every Vietnamese letter (Liberation Serif lacks some, such as ộ).
 */
export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic'

const files: Record<Face, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
}

export const allFaces = Object.keys(files) as Face[]

const require = createRequire(import.meta.url)
const loaded = new Map<Face, Buffer>()

/**
 * Tables that shape Arabic, ligatures and kerning. Vietnamese in NFC needs none of them, official typing has no kerning,
 * and decoding them takes most of the time of making a small PDF.
 */
const shaping = new Set(['GSUB', 'GPOS', 'GDEF', 'kern', 'DSIG'])

/** The bytes of one face (TrueType), read once per process. */
export function faceBytes(face: Face): Buffer {
  let bytes = loaded.get(face)
  if (!bytes) {
    bytes = withoutTables(readFileSync(require.resolve(`@expo-google-fonts/tinos/${files[face]}`)), shaping)
    loaded.set(face, bytes)
  }
  return bytes
}

/** A TrueType file without some of its tables (OpenType specification, "Table Directory"). */
function withoutTables(font: Buffer, unwanted: ReadonlySet<string>): Buffer {
  const records: { record: Buffer; data: Buffer }[] = []
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16
    const record = Buffer.from(font.subarray(at, at + 16))
    if (unwanted.has(record.toString('latin1', 0, 4))) continue
    const offset = record.readUInt32BE(8)
    records.push({ record, data: font.subarray(offset, offset + record.readUInt32BE(12)) })
  }
  const head = Buffer.alloc(12)
  font.copy(head, 0, 0, 4)
  const power = Math.floor(Math.log2(records.length))
  head.writeUInt16BE(records.length, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (records.length - 2 ** power), 10)
  let offset = 12 + 16 * records.length
  const bodies: Buffer[] = []
  for (const { record, data } of records) {
    record.writeUInt32BE(offset, 8)
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4)
    data.copy(padded)
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...records.map(({ record }) => record), ...bodies])
}
