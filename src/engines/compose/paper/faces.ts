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

/** The bytes of one face (TrueType), read once per process. */
export function faceBytes(face: Face): Buffer {
  let bytes = loaded.get(face)
  if (!bytes) {
    bytes = readFileSync(require.resolve(`@expo-google-fonts/tinos/${files[face]}`))
    loaded.set(face, bytes)
  }
  return bytes
}
