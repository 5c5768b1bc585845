/**
 * One file of each format of the circular, made here, with the PRONOM identifier that it should get. The identifiers were written down
 * first, from the register of PRONOM and the formats' specifications; neither the built-in table nor PRONOM's files are asked.
 */
import { Document, Packer, Paragraph } from 'docx'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import type { Method } from '../types.ts'
import { compObj, ole2 } from './ole2.ts'

export interface Sample {
  readonly name: string
  readonly puid: string | null
  readonly method: Method
  readonly bytes: Buffer
}

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex')
const words = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A small whole PDF. */
function pdf(version: string, xmp = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Type /Metadata /Subtype /XML /Length ${Buffer.byteLength(xmp)} >>\nstream\n${xmp}\nendstream`,
  ]
  let text = `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`
  const places: number[] = []
  for (const [i, object] of objects.entries()) {
    places.push(text.length)
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = text.length
  text += `xref\n0 5\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  return words(`${text}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}

const elements = (part: string, conformance: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>${conformance}</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta>`
const attributes = (part: string, conformance: string): string =>
  `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="${part}" pdfaid:conformance="${conformance}"/>`

const kitPdf = (options: PDFKit.PDFDocumentOptions): Promise<Buffer> =>
  new Promise((resolve) => {
    const document = new PDFDocument({ ...options, autoFirstPage: false })
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.addPage()
    document.rect(50, 50, 100, 100).fill('black')
    document.end()
  })

async function zip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const made = new JSZip()
  for (const [path, content] of Object.entries(files))
    made.file(path, content, { compression: path === 'mimetype' ? 'STORE' : 'DEFLATE' })
  return made.generateAsync({ type: 'nodebuffer' })
}

const odf = (kind: string, version: string | null): Promise<Buffer> => {
  const mime = `application/vnd.oasis.opendocument.${kind}`
  const of = version === null ? '' : ` office:version="${version}"`
  return zip({
    mimetype: mime,
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"${of}><office:body/></office:document-content>`,
    'META-INF/manifest.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:media-type="${mime}" manifest:full-path="/"/></manifest:manifest>`,
  })
}

const ooxml = (part: string, type: string): Promise<Buffer> =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${type}.main+xml"/></Types>`,
    [part]: '<x/>',
  })

/** Beginning of a workbook: the record that says its version. */
const workbook = (version: string): Buffer => Buffer.concat([hex(`0908 1000 ${version} 0500`), Buffer.alloc(5000)])

const jpeg = (segment: Buffer): Buffer => Buffer.concat([hex('FFD8'), segment, Buffer.alloc(64, 0x11), hex('FFD9')])
const exif = (version: string): Buffer =>
  jpeg(
    Buffer.concat([
      hex('FFE1 0040'),
      words('Exif\0\0MM\0*'),
      hex('00000008 0001 9000 0007 00000004'),
      words(version),
      Buffer.alloc(12),
    ]),
  )

const frame = (sync: string): Buffer => Buffer.concat([hex(sync), Buffer.alloc(413)])
const repeated = (bytes: Buffer, count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => bytes))

const asf = (streamType: string, rest: Buffer): Buffer =>
  Buffer.concat([
    hex('3026B2758E66CF11A6D900AA0062CE6C'),
    Buffer.alloc(12),
    hex('0102'),
    Buffer.alloc(20),
    hex('9107DCB7B7A9CF118EE600C00C205365'),
    Buffer.alloc(8),
    hex(streamType),
    rest,
    Buffer.alloc(64),
  ])

const page = (doctype: string): string => `${doctype}<html><head><title>x</title></head><body>x</body></html>`
const FONTS = '\\stshfdbch0\\stshfloch0\\stshfhich0\\stshfbi0'
const PLAIN_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<x/>'

/** Every sample; made anew at each call. */
export async function corpus(): Promise<Sample[]> {
  const all: Sample[] = []
  const add = (name: string, puid: string | null, method: Method, bytes: Buffer | string): void => {
    all.push({ name, puid, method, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes })
  }
  for (const [version, puid] of [
    ['1.0', 'fmt/14'],
    ['1.1', 'fmt/15'],
    ['1.2', 'fmt/16'],
    ['1.3', 'fmt/17'],
    ['1.4', 'fmt/18'],
    ['1.5', 'fmt/19'],
    ['1.6', 'fmt/20'],
    ['1.7', 'fmt/276'],
    ['2.0', 'fmt/1129'],
  ] as const)
    add(`plain-${version}.pdf`, puid, 'signature', pdf(version))
  for (const [part, conformance, puid] of [
    ['1', 'A', 'fmt/95'],
    ['1', 'B', 'fmt/354'],
    ['2', 'A', 'fmt/476'],
    ['2', 'B', 'fmt/477'],
    ['2', 'U', 'fmt/478'],
    ['3', 'A', 'fmt/479'],
    ['3', 'B', 'fmt/480'],
    ['3', 'U', 'fmt/481'],
  ] as const) {
    const version = part === '1' ? '1.4' : '1.7'
    add(`archival-${part}${conformance}.pdf`, puid, 'signature', pdf(version, elements(part, conformance)))
    add(`attributes-${part}${conformance}.pdf`, puid, 'signature', pdf(version, attributes(part, conformance)))
  }
  // Metadata far behind the pictures, as scanners write them.
  add('far-2B.pdf', 'fmt/477', 'signature', pdf('1.7', `${' '.repeat(700_000)}${elements('2', 'B')}`))
  add('pdfkit.pdf', 'fmt/17', 'signature', await kitPdf({}))
  add('pdfkit-2b.pdf', 'fmt/477', 'signature', await kitPdf({ subset: 'PDF/A-2b', pdfVersion: '1.7', tagged: true }))

  const word = new Document({ sections: [{ children: [new Paragraph('Kính gửi')] }] })
  add('letter.docx', 'fmt/412', 'container', await Packer.toBuffer(word))
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Sổ').addRow(['a', 1])
  add('book.xlsx', 'fmt/214', 'container', Buffer.from(await book.xlsx.writeBuffer()))
  const open = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
  add('slides.pptx', 'fmt/215', 'container', await ooxml('ppt/presentation.xml', open))
  const macros = 'application/vnd.ms-word.document.macroEnabled'
  add('macros.docm', 'fmt/523', 'container', await ooxml('word/document.xml', macros))
  add('macros.xlsm', 'fmt/445', 'container', await ooxml('xl/x.xml', 'application/vnd.ms-excel.sheet.macroEnabled'))
  for (const [kind, extension, puids] of [
    ['text', 'odt', ['fmt/136', 'fmt/290', 'fmt/291', 'fmt/1756', 'fmt/2044', 'fmt/290']],
    ['spreadsheet', 'ods', ['fmt/137', 'fmt/294', 'fmt/295', 'fmt/1755', 'fmt/2045', 'fmt/294']],
    ['presentation', 'odp', ['fmt/138', 'fmt/292', 'fmt/293', 'fmt/1754', 'fmt/2046', 'fmt/292']],
  ] as const)
    for (const [i, version] of (['1.0', '1.1', '1.2', '1.3', '1.4', null] as const).entries())
      add(`open-${version}.${extension}`, puids[i]!, 'container', await odf(kind, version))
  add('book.epub', 'fmt/483', 'container', await zip({ mimetype: 'application/epub+zip', 'a.xhtml': '<html/>' }))
  add('files.zip', 'x-fmt/263', 'signature', await zip({ 'a.txt': 'a', 'b/c.txt': 'c' }))
  add('empty.zip', 'x-fmt/263', 'signature', hex(`504B0506 ${'00'.repeat(18)}`))

  const plainWord = Buffer.concat([hex('ECA5C100 0000 0000 0000'), Buffer.alloc(5000)])
  const locked = Buffer.from(plainWord)
  locked[11] = 0x01
  add('old.doc', 'fmt/40', 'container', ole2({ WordDocument: plainWord, '\x01CompObj': compObj('Word.Document.8') }))
  add('95.doc', 'fmt/39', 'container', ole2({ WordDocument: plainWord, '\x01CompObj': compObj('Word.Document.6') }))
  add('locked.doc', 'fmt/754', 'container', ole2({ WordDocument: locked, '\x01CompObj': compObj('Word.Document.8') }))
  add('nameless.doc', 'fmt/609', 'container', ole2({ WordDocument: Buffer.alloc(300) }))
  add('old.xls', 'fmt/61', 'container', ole2({ Workbook: workbook('0006') }))
  add('95.xls', 'fmt/59', 'container', ole2({ Book: workbook('0005') }))
  add('old.ppt', 'fmt/126', 'container', ole2({ 'PowerPoint Document': Buffer.alloc(6000), Pictures: Buffer.alloc(0) }))
  const note = {
    '__properties_version1.0': Buffer.alloc(80),
    '__nameid_version1.0/__substg1.0_00020102': Buffer.alloc(9),
  }
  add('letter.msg', 'x-fmt/430', 'container', ole2(note))
  add('secret.docx', 'fmt/494', 'container', ole2({ EncryptedPackage: Buffer.alloc(5000) }))

  add('note.txt', 'x-fmt/111', 'extension', 'Kính gửi: Sở Nội vụ\n')
  add('table.csv', 'x-fmt/18', 'extension', 'so,ngay\n1,2026-11-28\n')
  add('data.xml', 'fmt/101', 'signature', PLAIN_XML)
  add('bare.htm', 'fmt/96', 'signature', page(''))
  add('five.html', 'fmt/471', 'signature', page('<!DOCTYPE html>'))
  for (const [version, puid] of [
    ['3.2', 'fmt/98'],
    ['4.0', 'fmt/99'],
    ['4.01', 'fmt/100'],
  ] as const)
    add(`v${version}.html`, puid, 'signature', page(`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML ${version} Final//EN">`))
  const dtd =
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
  const xhtml = `<?xml version="1.0"?>\n${dtd}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body/></html>`
  add('strict.html', 'fmt/102', 'signature', xhtml)
  add('old.rtf', 'fmt/45', 'signature', '{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}x}')
  add('v15.rtf', 'fmt/50', 'signature', '{\\rtf1\\ansi\\ansicpg1252 x}')
  add('v17.rtf', 'fmt/52', 'signature', `{\\rtf1\\ansi\\ansicpg1252\\uc1 ${FONTS} x}`)
  add('v18.rtf', 'fmt/53', 'signature', `{\\rtf1\\ansi\\ansicpg1252\\uc1 ${FONTS} {\\*\\latentstyles\\lsdstimax156} x}`)
  add('v19.rtf', 'fmt/355', 'signature', `{\\rtf1\\ansi\\ansicpg1252\\uc1 ${FONTS} {\\*\\defchp \\f1} x}`)

  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c00' } })
  // libvips leaves the JFIF segment out: a bare stream.
  add('made.jpg', 'fmt/41', 'signature', await picture.clone().jpeg().toBuffer())
  add('made.png', 'fmt/11', 'signature', await picture.clone().png().toBuffer())
  add('coloured.png', 'fmt/12', 'signature', await picture.clone().withIccProfile('srgb').png().toBuffer())
  add('made.gif', 'fmt/4', 'signature', await picture.clone().gif().toBuffer())
  add('made.tif', 'fmt/353', 'signature', await picture.clone().tiff().toBuffer())
  const png = await picture.clone().png().toBuffer()
  const note12 = Buffer.concat([hex('00000008'), words('iTXtx\0\0\0\0\0yz'), hex('00000000')])
  add('words.png', 'fmt/13', 'signature', Buffer.concat([png.subarray(0, 33), note12, png.subarray(33)]))
  add('old.gif', 'fmt/3', 'signature', Buffer.concat([words('GIF87a'), hex('0100010000000000'), hex('3B')]))
  for (const [minor, puid] of [
    ['00', 'fmt/42'],
    ['01', 'fmt/43'],
    ['02', 'fmt/44'],
  ] as const)
    add(`jfif-${minor}.jpg`, puid, 'signature', jpeg(hex(`FFE0 0010 4A46494600 01${minor} 01 0048 0048 0000`)))
  for (const [version, puid] of [
    ['0200', 'x-fmt/398'],
    ['0210', 'x-fmt/390'],
    ['0220', 'x-fmt/391'],
    ['0221', 'fmt/645'],
    ['0230', 'fmt/1507'],
  ] as const)
    add(`exif-${version}.jpg`, puid, 'signature', exif(version))
  add('bare.jpg', 'fmt/41', 'signature', jpeg(hex('FFDB 0004 0000')))

  const system = hex('000001BB 000C 8000 0104 E17F E0E0 80')
  const sequence = Buffer.concat([
    Buffer.alloc(40),
    hex('000001B3 1600 F0C4 02CF 60A4 0000'),
    hex('000001B5 1482 0001 0000'),
  ])
  add(
    'one.mpg',
    'x-fmt/385',
    'signature',
    Buffer.concat([hex('000001BA 2100 0100 0180 2711'), system, Buffer.alloc(90)]),
  )
  add(
    'two.mpeg',
    'x-fmt/386',
    'signature',
    Buffer.concat([hex('000001BA 4400 0400 0401 0138 F8'), Buffer.alloc(0), system, sequence]),
  )
  add(
    'film.avi',
    'fmt/5',
    'signature',
    Buffer.concat([words('RIFF'), hex('40000000'), words('AVI LIST'), Buffer.alloc(56)]),
  )
  const audio = Buffer.concat([Buffer.alloc(38), hex('6101 0200 44AC')])
  const video = Buffer.concat([Buffer.alloc(65), words('WMV3')])
  add('sound.wma', 'fmt/132', 'signature', asf('409E69F84D5BCF11A8FD00805F5C442B', audio))
  add('film.wmv', 'fmt/133', 'signature', asf('C0EF19BC4D5BCF11A8FD00805F5C442B', video))
  const moov = Buffer.concat([hex('00000074'), words('moov'), hex('0000006C'), words('mvhd'), Buffer.alloc(100)])
  add('film.mov', 'x-fmt/384', 'signature', Buffer.concat([hex('00000014'), words('ftypqt  '), Buffer.alloc(8), moov]))
  add('old.mov', 'x-fmt/384', 'signature', Buffer.concat([hex('00000020'), words('mdat'), Buffer.alloc(24), moov]))
  const brand = Buffer.concat([hex('00000018'), words('ftypmp42'), hex('00000000'), words('mp42isom')])
  add('film.mp4', 'fmt/199', 'signature', Buffer.concat([brand, moov]))
  add(
    'late.mp4',
    'fmt/199',
    'signature',
    Buffer.concat([brand, hex('0112A888'), words('mdat'), Buffer.alloc(18_000_000), moov]),
  )
  add('sound.mp3', 'fmt/134', 'signature', repeated(frame('FFFB9064'), 14))
  add(
    'tagged.mp3',
    'fmt/134',
    'signature',
    Buffer.concat([words('ID3\x03\0\0'), Buffer.alloc(3000), repeated(frame('FFFB9064'), 14)]),
  )
  add('sound.aac', 'fmt/1812', 'signature', repeated(Buffer.concat([hex('FFF1 5080 2E7F FC'), Buffer.alloc(300)]), 6))

  add('notes', null, 'none', 'words without a name')
  add('broken.pdf', null, 'none', '%PDF-1.4 and no end')
  add('mystery.qqq', null, 'none', hex('0102030405'))
  return all
}
