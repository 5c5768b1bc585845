/** Mending a Word file: every mechanical fault, or chosen ones, with all else left as it is. */
import JSZip from 'jszip'
import type { Context } from './context.ts'
import { openDocx } from './docx/package.ts'
import { readPackage } from './docx/read.ts'
import type { Touched } from './mend.ts'
import type { LayoutDocument } from './model.ts'
import { writeXml } from './xml.ts'

/** Mending one fault may uncover another that hid behind it. */
const ROUNDS = 4

/**
 * @param judge holds a document against the rules
 * @param only rules to mend; null: all that can be mended
 * @param paragraph the one to mend them in; null: wherever they stand
 * @returns the new file and the rules whose faults were mended; the given bytes when nothing was
 */
export async function mendDocx(
  bytes: Uint8Array,
  judge: (document: LayoutDocument) => Context,
  only: ReadonlySet<string> | null,
  paragraph: number | null,
): Promise<{ bytes: Uint8Array; mended: string[] }> {
  const docx = await openDocx(bytes)
  const touched: Touched = new Set()
  const mended = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const context = judge(readPackage(docx))
    const wanted = context
      .findings()
      .filter((finding) => finding.fixable && (only === null || only.has(finding.ruleId)))
    if (wanted.length === 0) break
    const done = context.mend(new Set(wanted.map((finding) => finding.ruleId)), paragraph, touched)
    if (done.length === 0) break
    for (const ruleId of done) mended.add(ruleId)
  }
  if (touched.size === 0) return { bytes, mended: [] }
  const zip = await JSZip.loadAsync(bytes)
  for (const name of docx.names) {
    const root = docx.opened(name)
    if (root && touched.has(root)) zip.file(name, writeXml(root), { createFolders: false })
  }
  const made = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
  return { bytes: made, mended: [...mended] }
}
