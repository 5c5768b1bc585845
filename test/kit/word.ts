/** Word files changed as somebody in an office changes them. */
import JSZip from 'jszip'

/** The same file with another main part. */
export async function changeWord(docx: Uint8Array, change: (xml: string) => string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(docx)
  zip.file('word/document.xml', change(await zip.file('word/document.xml')!.async('string')))
  return zip.generateAsync({ type: 'nodebuffer' })
}

/** Sets the paragraphs with these words at 9 points. @throws Error when one of them is not found */
export function tooSmall(xml: string, inParagraphs: readonly string[]): string {
  let touched = 0
  const changed = xml.replace(/<w:p[ >](?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g, (paragraph) => {
    if (!inParagraphs.some((words) => paragraph.includes(words))) return paragraph
    touched++
    return paragraph.replace(
      /(<w:r(?: [^>]*)?>)(?:<w:rPr>([\s\S]*?)<\/w:rPr>)?/g,
      (_, open: string, properties: string = '') =>
        `${open}<w:rPr>${properties.replace(/<w:sz(?:Cs)? [^>]*\/>/g, '')}<w:sz w:val="18"/></w:rPr>`,
    )
  })
  if (touched !== inParagraphs.length) throw new Error(`found ${touched} of ${inParagraphs.length} paragraphs`)
  return changed
}
