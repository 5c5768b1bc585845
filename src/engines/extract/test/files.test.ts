/** Files that are broken, locked, signed, huge or something else: a finding, never a crash. */

import { AlignmentType, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { allFindings, extractFile, extractText } from '../index.ts'
import { sniff } from '../sniff.ts'
import { decision, letter } from './documents.ts'
import { drawPdf, type Spec } from './draw.ts'

const codes = async (bytes: Uint8Array, options = {}) => (await extractFile(bytes, options)).findings.map((f) => f.code)

function lockedPdf(): Promise<Buffer> {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ userPassword: 'reader', ownerPassword: 'owner', pdfVersion: '1.7' })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.text('hidden').end()
  })
}

/** A PNG that says it is 50,000 pixels wide and high. */
function hugePng(): Buffer {
  const crc = (data: Buffer) => {
    let c = ~0
    for (const byte of data) {
      c ^= byte
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
    }
    return ~c >>> 0
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(50_000, 0)
  head.writeUInt32BE(50_000, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', Buffer.from([0x78, 0x9c, 0x03, 0, 0, 0, 0, 1])),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const centre = (text: string, bold = false) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold })] })

/** The document as Word would hold it: the head in a table of two columns. */
function drawDocx(spec: Spec): Promise<Buffer> {
  const figure = (f: Spec['number']) => ('typed' in f ? f.typed : '…')
  const left = [spec.parent, ...spec.organ].filter((line) => line !== undefined)
  const cell = (children: Paragraph[]) => new TableCell({ children })
  const subjectUnderNumber = spec.type === undefined
  const table = new Table({
    rows: [
      new TableRow({
        children: [
          cell([
            ...left.map((line) => centre(line)),
            centre(`Số: ${figure(spec.number)}${spec.notation}`),
            ...(subjectUnderNumber ? [centre(spec.subject.join(' '))] : []),
          ]),
          cell([
            centre('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true),
            centre('Độc lập - Tự do - Hạnh phúc', true),
            centre(`${spec.place}, ngày ${figure(spec.day)} tháng ${figure(spec.month)} năm ${figure(spec.year)}`),
          ]),
        ],
      }),
    ],
  })
  const foot = new Table({
    rows: [
      new TableRow({
        children: [
          cell([new Paragraph('Nơi nhận:'), ...(spec.recipients ?? []).map((line) => new Paragraph(line))]),
          cell([...(spec.position ?? []).map((line) => centre(line)), new Paragraph(''), centre(spec.signer ?? '')]),
        ],
      }),
    ],
  })
  const body = [
    ...(spec.type
      ? [new Paragraph(''), centre(spec.type, true), centre(spec.subject.join(' '), true), new Paragraph('')]
      : []),
    ...(spec.addressee ? [new Paragraph(''), centre(`Kính gửi: ${spec.addressee}`), new Paragraph('')] : []),
    ...spec.body.map((text) => new Paragraph(text)),
  ]
  return Packer.toBuffer(new Document({ sections: [{ children: [table, ...body, foot] }] }))
}

describe('DOCX', () => {
  it.each([
    ['decision', decision, 'Quyết định', '15', 'QĐ-UBND', '2026-01-05'],
    ['letter', letter, 'Công văn', '238', 'CCTT-HC', '2026-09-17'],
  ] as const)('%s is read without a layout', async (_, spec, typeName, codeNumber, codeNotation, issuedDate) => {
    const result = await extractFile(await drawDocx(spec))
    expect(result).toMatchObject({ typeName, codeNumber, codeNotation, issuedDate, place: spec.place, pages: null })
    expect(result.subject).toBe(spec.subject.join(' ').replace('V/v ', ''))
    expect(result.signer).toBe(spec.signer)
    expect(Object.values(result.fields).every((field) => field.page === null && field.box === null)).toBe(true)
  })
  it('gives its text as one page', async () => {
    const { pages } = await extractText(await drawDocx(decision))
    expect(pages).toHaveLength(1)
    expect(pages[0]!.text).toContain('Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ')
  })
  it('that bursts when unpacked is not unpacked, and a very long one ends', async () => {
    const zip = new JSZip()
    zip.file('[Content_Types].xml', '<Types/>')
    zip.file('word/document.xml', Buffer.alloc(66 * 1024 * 1024, ' '))
    const bomb = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
    expect(bomb.length).toBeLessThan(2_000_000)
    expect(await codes(bomb)).toEqual(['EXTRACT_BOMB'])
    const lines = Array.from({ length: 40_100 }, (_, i) => `<w:p><w:r><w:t>dòng ${i}</w:t></w:r></w:p>`)
    zip.file('word/document.xml', `<w:document><w:body>${lines.join('')}</w:body></w:document>`)
    const long = await extractFile(await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }))
    expect(long.findings.map((f) => f.code)).toEqual(['EXTRACT_TOO_LONG'])
    expect(long.text).toContain('dòng 39999')
  })
  it('knows no entities but those of XML, and fetches nothing', async () => {
    const zip = new JSZip()
    zip.file('[Content_Types].xml', '<Types/>')
    zip.file(
      'word/document.xml',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document><w:p><w:r><w:t>trước &e; sau &amp; hết</w:t></w:r></w:p></w:document>',
    )
    const { text } = await extractFile(await zip.generateAsync({ type: 'nodebuffer' }))
    expect(text).toBe('trước  sau & hết')
  })
  it('is refused gently when damaged', async () => {
    const docx = await drawDocx(decision)
    expect(await codes(docx.subarray(0, docx.length - 600))).toEqual(['EXTRACT_BROKEN'])
  })
})

describe('files that are not what they should be', () => {
  it('empty', async () => expect(await codes(Buffer.alloc(0))).toEqual(['EXTRACT_EMPTY']))
  it('unknown', async () => expect(await codes(Buffer.from('just some text'))).toEqual(['EXTRACT_UNKNOWN_FORMAT']))
  it.each([false, true])('a PDF that stops in the middle (npm engines only: %s)', async (withoutNativeTools) => {
    const pdf = await drawPdf(decision)
    const result = await extractFile(pdf.subarray(0, 3000), { withoutNativeTools })
    expect(result.findings.map((f) => f.code)).toContain('EXTRACT_BROKEN')
    expect(result).toMatchObject({ typeName: null, codeNumber: null, pages: null })
  })
  it.each([false, true])('a PDF behind a password (npm engines only: %s)', async (withoutNativeTools) => {
    expect(await codes(await lockedPdf(), { withoutNativeTools })).toEqual(['EXTRACT_ENCRYPTED'])
  })
  it('a signed PDF is read and marked', async () => {
    const pdf = Buffer.concat([await drawPdf(decision), Buffer.from('\n% /ByteRange [0 10 20 30]\n')])
    const result = await extractFile(pdf)
    expect(result.findings.map((f) => f.code)).toEqual(['EXTRACT_SIGNED'])
    expect(result.typeName).toBe('Quyết định')
  })
  it('a picture of 50,000 pixels is refused before it is unpacked', async () => {
    expect(await codes(hugePng())).toEqual(['EXTRACT_IMAGE_TOO_LARGE'])
  })
  it('a JPEG with a broken body', async () => {
    const jpeg = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      Buffer.from('JFIF'),
      Buffer.alloc(300, 7),
    ])
    expect(await codes(jpeg)).toEqual(['EXTRACT_BROKEN'])
  })
  it('kinds are told by content', () => {
    expect(sniff(Buffer.from('\ufeff%PDF-1.7'))).toBe('pdf')
    expect(sniff(Buffer.from('PK\u0003\u0004 only a zip'))).toBe('zip')
    expect(sniff(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('doc')
    expect(sniff(hugePng())).toBe('image')
  })
  it('every finding speaks both languages', () => {
    for (const { code, vi, en } of allFindings()) {
      expect(code).toMatch(/^EXTRACT_[A-Z_]+$/)
      expect(vi.length > 10 && en.length > 10).toBe(true)
    }
  })
})
