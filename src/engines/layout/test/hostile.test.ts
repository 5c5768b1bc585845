/** Broken and hostile files end in a sentence, quickly. */
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { checkLayout, readDocument } from '#engines/layout/index.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

async function docx(document: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const zip = new JSZip()
  zip.file('word/document.xml', document)
  for (const [name, content] of Object.entries(more)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}
const body = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`

describe('hostile files', () => {
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['nothing', () => new Uint8Array(), 'LAYOUT_NOT_A_DOCUMENT'],
    ['plain text', () => Buffer.from('Kính gửi'), 'LAYOUT_NOT_A_DOCUMENT'],
    ['the old format', () => Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'LAYOUT_OLD_WORD'],
    [
      'a file under a password',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'LAYOUT_ENCRYPTED',
    ],
    [
      'a zip of something else',
      async () => new JSZip().file('a.txt', 'a').generateAsync({ type: 'uint8array' }),
      'LAYOUT_NOT_A_DOCUMENT',
    ],
    ['a zip cut off', async () => (await docx(body(paragraph('x').repeat(400)))).subarray(0, 90), 'LAYOUT_BROKEN'],
    ['XML with a DTD', () => docx(`<!DOCTYPE w [<!ENTITY a "aaaa">]>${body(paragraph('&a;'))}`), 'LAYOUT_XML_BROKEN'],
    ['XML that is not well-formed', () => docx(body('<w:p>')), 'LAYOUT_XML_BROKEN'],
    ['XML nested without end', () => docx(body('<w:p>'.repeat(5000) + '</w:p>'.repeat(5000))), 'LAYOUT_XML_BROKEN'],
    ['a zip bomb', () => docx(body(paragraph(' '.repeat(70 * 1024 * 1024)))), 'LAYOUT_TOO_LARGE'],
    ['a PDF that is none', () => Buffer.from('%PDF-1.7 nothing of the kind'), 'LAYOUT_BROKEN'],
  ])('%s', { timeout: 30_000 }, async (_, make, code) => {
    await expect(readDocument(await make())).rejects.toMatchObject({ code })
  })

  it('styles that rest on each other in a circle, numbers that count for ever, tables in tables: read all the same', async () => {
    const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`
    const table = (inside: string) => `<w:tbl><w:tr><w:tc>${inside}</w:tc><w:tc>${paragraph('y')}</w:tc></w:tr></w:tbl>`
    const nested = Array.from({ length: 40 }).reduce<string>((inside) => table(inside), paragraph('x'))
    const bytes = await docx(body(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>${nested}`), {
      'word/styles.xml': styles,
    })
    const report = checkLayout(await readDocument(bytes), { regime: 'state', date: '2026-01-05' })
    expect(report.findings.map((finding) => finding.component)).toContain('national-title')
  })

  it('other prefixes for the same namespaces, another name for the main part', async () => {
    const other = body(paragraph('Nơi nhận:')).replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=')
    const found = checkLayout(await readDocument(await docx(other)), { regime: 'state', date: '2026-01-05' })
    expect(found.components.map((component) => component.component)).toContain('recipients-label')
    const zip = new JSZip()
    zip.file('word/document2.xml', body(paragraph('Nơi nhận:')))
    zip.file(
      '_rels/.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>',
    )
    const renamed = await readDocument(await zip.generateAsync({ type: 'uint8array' }))
    expect(renamed.paragraphs.length).toBe(1)
  })

  it('forty thousand paragraphs are read', { timeout: 60_000 }, async () => {
    const bytes = await docx(body(paragraph('Nội dung công việc được thực hiện theo quy định.').repeat(40_000)))
    const report = checkLayout(await readDocument(bytes), { regime: 'state', date: '2026-01-05' })
    expect(report.components.length).toBeGreaterThan(30_000)
  })
})
