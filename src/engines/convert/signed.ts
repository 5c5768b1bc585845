/** Whether a file bears a digital signature, by the marks that its format must write in the clear. */
import { createReadStream } from 'node:fs'

/** PDF: the signed byte range; OOXML and OpenDocument: the name of the signatures' part inside the zip. */
const MARKS = ['/ByteRange', '_xmlsignatures/', 'META-INF/documentsignatures.xml'].map((mark) => Buffer.from(mark))
const LONGEST = Math.max(...MARKS.map((mark) => mark.length))

/** Reads the file once, in pieces. */
export async function bearsSignature(path: string): Promise<boolean> {
  let before = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([before, chunk as Buffer])
    if (MARKS.some((mark) => bytes.includes(mark))) return true
    before = bytes.subarray(Math.max(0, bytes.length - LONGEST))
  }
  return false
}
