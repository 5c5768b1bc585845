/** What a file is, decided by its content and never by its name. */

export type ContentKind = 'pdf' | 'docx' | 'doc' | 'image' | 'zip' | 'empty' | 'unknown'

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
const ascii = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/**
 * @param bytes the whole file, or at least its first 64 KiB.
 * @returns `docx` only by the names inside the zip; `doc` is the old binary format (recognised, not read).
 */
export function sniff(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'empty'
  // ISO 32000: the header may stand anywhere in the first 1024 bytes
  if (ascii(bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image'
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0x00) || startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a)) return 'image'
  if (startsWith(bytes, 0x49, 0x49, 0x2b, 0x00) || startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2b)) return 'image'
  if (ascii(bytes.subarray(0, 12)).match(/^RIFF....WEBP/s)) return 'image'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'doc'
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return /\[Content_Types\]\.xml|word\/(?:document|styles|settings)\.xml/.test(ascii(bytes)) &&
      ascii(bytes).includes('word/')
      ? 'docx'
      : 'zip'
  }
  return 'unknown'
}

/** PDF signature dictionaries must name their byte range in the clear, so a search of the bytes finds them. */
export function hasPdfSignature(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = buffer.indexOf('/ByteRange'); at >= 0; at = buffer.indexOf('/ByteRange', at + 1))
    if (/^\/ByteRange\s*\[/.test(buffer.toString('latin1', at, at + 40))) return true
  return false
}
