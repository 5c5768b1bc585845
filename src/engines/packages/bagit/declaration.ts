/** `bagit.txt` and the encodings of tag files. */
import type { Findings } from '../findings.ts'

/** Versions that BagIt has had; the rules that changed are told apart by `isRfc`. */
const VERSIONS = new Set(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])

export interface Declaration {
  readonly version: string
  /** RFC 8493, 1.0: stricter in places. */
  readonly isRfc: boolean
  readonly decode: (bytes: Uint8Array) => string | null
}

const strip = (text: string): string => text.replace(/^\ufeff/, '')

/** Lines of a tag file: LF, CR and CRLF all end one (RFC 8493 section 2.1). */
export const linesOf = (text: string): string[] => {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Reader of tag files in an encoding; null: nobody knows the encoding. */
function decoderOf(encoding: string): ((bytes: Uint8Array) => string | null) | null {
  const make = (label: string) => (bytes: Uint8Array) => {
    try {
      return strip(new TextDecoder(label, { fatal: true }).decode(bytes))
    } catch {
      return null
    }
  }
  // UTF-16 alone: by its mark, big-endian without one (RFC 2781)
  if (/^utf-?16$/i.test(encoding))
    return (bytes) => make(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be')(bytes)
  try {
    new TextDecoder(encoding)
  } catch {
    return null
  }
  return make(encoding)
}

/** Reads `bagit.txt`. @returns null when the rest cannot be judged; `undecided` when the version or encoding is one we do not know */
export function readDeclaration(bytes: Uint8Array, findings: Findings): Declaration | 'undecided' | null {
  const path = 'bagit.txt'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    findings.error('BAGIT-DECLARATION-BOM', path, 'bagDeclarationBom')
    return null
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    findings.error('BAGIT-DECLARATION', path, 'bagDeclaration')
    return null
  }
  const lines = linesOf(text)
  const version = /^BagIt-Version:[ \t]*(\d+\.\d+)[ \t]*$/.exec(lines[0] ?? '')?.[1]
  const encoding = /^Tag-File-Character-Encoding:[ \t]*(\S+)[ \t]*$/.exec(lines[1] ?? '')?.[1]
  if (version === undefined || encoding === undefined || lines.slice(2).some((line) => line.trim() !== '')) {
    findings.error('BAGIT-DECLARATION', path, 'bagDeclaration')
    return null
  }
  const isRfc = version === '1.0'
  if (isRfc && !/^BagIt-Version: 1\.0$/.test(lines[0]!)) findings.error('BAGIT-DECLARATION', path, 'bagDeclaration')
  if (!VERSIONS.has(version)) {
    findings.error('BAGIT-VERSION', path, 'bagVersion', { version })
    return 'undecided'
  }
  const decode = decoderOf(encoding)
  if (decode === null) {
    findings.error('BAGIT-ENCODING', path, 'bagEncoding', { encoding })
    return 'undecided'
  }
  return { version, isRfc, decode }
}
