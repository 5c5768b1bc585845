/** Real programs where they are installed, programs that misbehave everywhere. Conformance to ISO 19005 is judged by no tool here: unverified. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { afterAll, describe, expect, it } from 'vitest'
import { builtinSet, bytesSource, identify } from '#engines/formats/index.ts'
import {
  bearsSignature,
  convertFile,
  findPrograms,
  limitsFor,
  PDF_A,
  packageFor,
  programFor,
  type Way,
  wayTo,
} from '../index.ts'

const home = mkdtempSync(join(tmpdir(), 'vankho-convert-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const [gs, office] = await findPrograms()
const hasWriter = office.parts.includes('writer')
if (gs.version === null)
  console.warn('không có Ghostscript: bỏ qua | Ghostscript is not installed: skipped (apt install ghostscript)')
if (!hasWriter)
  console.warn(
    'không có LibreOffice Writer: bỏ qua | LibreOffice Writer is not installed: skipped (apt install libreoffice-writer)',
  )

let n = 0
/** A file alone in a folder, as `convertFile` wants it. */
function placed(bytes: Uint8Array, extension: string): string {
  n += 1
  const folder = join(home, String(n))
  mkdirSync(folder)
  const path = join(folder, `in.${extension}`)
  writeFileSync(path, bytes)
  return path
}
const limits = { timeoutMs: 120_000, maxBytes: 64 * 1024 * 1024 }
const told = async (path: string): Promise<string | null> =>
  (await identify(bytesSource(readFileSync(path)), path, builtinSet())).puid

function pdf(pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ pdfVersion: '1.7', ...options })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    // Colours of print, a link: what PDF/A has other ways for, or none.
    for (let i = 0; i < pages; i++) {
      if (i > 0) doc.addPage()
      doc.fillColor([100, 20, 0, 0]).text(`Page ${i + 1}`)
      doc.link(72, 72, 80, 20, 'https://vankho.example/')
    }
    doc.end()
  })
}
const docx = (words: string): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(words)] }] }))
/** The same file, calling itself one with macros. */
async function docm(words: string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(await docx(words))
  const types = await zip.file('[Content_Types].xml')!.async('string')
  const plain = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  zip.file('[Content_Types].xml', types.replace(plain, 'application/vnd.ms-word.document.macroEnabled.main+xml'))
  return zip.generateAsync({ type: 'nodebuffer' })
}

describe('ways', () => {
  it('PDF by Ghostscript, office files by the part of LibreOffice that reads them, macros to their sibling; nothing else', () => {
    const asked: [string, string, string | null][] = [
      ['fmt/18', PDF_A, 'ghostscript'],
      ['fmt/1129', PDF_A, 'ghostscript'],
      ['fmt/477', PDF_A, null],
      ['fmt/354', PDF_A, null],
      ['fmt/412', PDF_A, 'libreoffice-writer'],
      ['fmt/40', PDF_A, 'libreoffice-writer'],
      ['fmt/61', PDF_A, 'libreoffice-calc'],
      ['fmt/215', PDF_A, 'libreoffice-impress'],
      ['fmt/523', 'fmt/412', 'libreoffice-writer'],
      ['fmt/523', PDF_A, 'libreoffice-writer'],
      ['fmt/445', 'fmt/214', 'libreoffice-calc'],
      ['fmt/487', 'fmt/215', 'libreoffice-impress'],
      ['fmt/412', 'fmt/523', null],
      ['fmt/43', PDF_A, null],
    ]
    for (const [from, to, wanted] of asked) {
      const way = wayTo(from, to)
      expect([from, to, way && packageFor(way)]).toEqual([from, to, wanted])
    }
  })
  it('room and time grow with the file and end somewhere', () => {
    expect(limitsFor(1).maxBytes).toBe(256 * 1024 * 1024)
    expect(limitsFor(100 * 1024 * 1024).maxBytes).toBe(400 * 1024 * 1024)
    expect(limitsFor(1e12)).toEqual({ timeoutMs: 1_800_000, maxBytes: 2 ** 31 - 1 })
  })
  it('a signature is seen by the marks of its format, also where a piece of the file ends', async () => {
    expect(
      await bearsSignature(placed(Buffer.concat([Buffer.alloc(65_530), Buffer.from('/ByteRange [0 1 2 3]')]), 'pdf')),
    ).toBe(true)
    expect(await bearsSignature(placed(Buffer.from('PK _xmlsignatures/sig1.xml'), 'docx'))).toBe(true)
    expect(await bearsSignature(placed(await pdf(1), 'pdf'))).toBe(false)
  })
})

describe.skipIf(gs.version === null)('Ghostscript', () => {
  const way = wayTo('fmt/276', PDF_A)!
  it('makes PDF/A-2b: told by content, whole for qpdf, as many pages, all fonts inside, our colours; the file is only read', async () => {
    const bytes = await pdf(3)
    const path = placed(bytes, 'pdf')
    expect(await told(path)).toBe('fmt/276')
    const made = await convertFile(path, way, limits)
    if (typeof made === 'string') throw new Error(made)
    expect(made).toMatchObject({ pagesBefore: 3, pages: 3 })
    expect(await told(made.path)).toBe(PDF_A)
    expect(spawnSync('qpdf', ['--check', made.path]).status).toBe(0)
    const text = readFileSync(made.path, 'latin1')
    expect(text).toMatch(/pdfaid:part(='|>)2/)
    expect(text).toMatch(/pdfaid:conformance(='|>)B/)
    expect(text).toContain('/GTS_PDFA1')
    const fonts = spawnSync('pdffonts', [made.path], { encoding: 'utf8' }).stdout.trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const line of fonts) expect(line).toMatch(/\s(yes)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
  it('a broken and a locked file are told apart', async () => {
    const broken = placed(Buffer.from('%PDF-1.7\nnothing of the kind\n%%EOF\n'), 'pdf')
    expect(await convertFile(broken, way, limits)).toBe('broken')
    const locked = placed(await pdf(1, { userPassword: 'reader', ownerPassword: 'owner' }), 'pdf')
    expect(await convertFile(locked, way, limits)).toBe('locked')
  })
  it('more than it may write is never kept', async () => {
    expect(await convertFile(placed(await pdf(2), 'pdf'), way, { ...limits, maxBytes: 2000 })).toBe('too-large')
  })
})

describe.skipIf(!hasWriter)('LibreOffice', () => {
  it('makes PDF/A-2b of a Word file, and one without macros of one with', { timeout: 300_000 }, async () => {
    const made = await convertFile(
      placed(await docx('Tờ trình về việc nâng cấp đường'), 'docx'),
      wayTo('fmt/412', PDF_A)!,
      limits,
    )
    if (typeof made === 'string') throw new Error(made)
    expect(made).toMatchObject({ pagesBefore: null, pages: 1 })
    expect(await told(made.path)).toBe(PDF_A)
    expect(spawnSync('qpdf', ['--check', made.path]).status).toBe(0)
    const path = placed(await docm('Tờ trình có macro'), 'docm')
    expect(await told(path)).toBe('fmt/523')
    const plain = await convertFile(path, wayTo('fmt/523', 'fmt/412')!, limits)
    if (typeof plain === 'string') throw new Error(plain)
    expect(await told(plain.path)).toBe('fmt/412')
  })
  it('a file that is none ends with a word', { timeout: 300_000 }, async () => {
    expect(
      await convertFile(placed(Buffer.from('PK\u0003\u0004 no zip'), 'docx'), wayTo('fmt/412', PDF_A)!, limits),
    ).toBe('failed')
  })
})

/** Programs of our own under the names of the real ones. */
function programs(scripts: Readonly<Record<string, string>>): string {
  n += 1
  const folder = join(home, `bin-${n}`)
  mkdirSync(folder)
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\ncase "$*" in *--version*) echo "Program 9.9.1"; exit 0;; esac\n${script}\n`,
    )
    chmodSync(join(folder, name), 0o755)
  }
  return `${folder}:/usr/bin:/bin`
}

describe('programs that misbehave', () => {
  const word = wayTo('fmt/412', PDF_A)!
  const book = wayTo('fmt/276', PDF_A)!
  const ask = async (way: Way, script: string, over: object = {}) => {
    const toolPath = programs({ gs: script, soffice: script })
    const bytes = way.from === 'pdf' ? await pdf(2) : await docx('x')
    const path = placed(bytes, way.from)
    return { path, made: await convertFile(path, way, { ...limits, toolPath, ...over }) }
  }
  it('one that hangs ends with all that it started', async () => {
    for (const way of [word, book]) {
      const mark = `600.${process.pid}${n}`
      const { made } = await ask(way, `sleep ${mark} & sleep ${mark}`, { timeoutMs: 1500 })
      expect(made).toBe('timeout')
      await expect.poll(() => spawnSync('pgrep', ['-f', `sleep ${mark}`]).status, { timeout: 10_000 }).toBe(1)
    }
  })
  it('one that is cancelled ends', async () => {
    const cancel = new AbortController()
    setTimeout(() => cancel.abort(), 300)
    expect((await ask(book, 'sleep 600', { signal: cancel.signal })).made).toBe('aborted')
  })
  it('one that writes 500 MB is stopped at its limit', async () => {
    const { made } = await ask(book, 'head -c 500000000 /dev/zero > out.pdf', { maxBytes: 1024 * 1024 })
    expect(made).toBe('too-large')
  })
  it('one that loses a page, fails, or makes nothing is not believed', async () => {
    const one = placed(await pdf(1), 'pdf')
    expect((await ask(book, `cp ${one} out.pdf`)).made).toBe('pages')
    expect((await ask(book, 'exit 3')).made).toBe('failed')
    expect((await ask(book, 'true')).made).toBe('failed')
    expect((await ask(word, 'true')).made).toBe('failed')
  })
  it('one that is not there is found missing, with the package to install', async () => {
    const toolPath = programs({})
    const found = await findPrograms(toolPath.split(':')[0]!)
    expect(found.map((one) => one.version)).toEqual([null, null])
    expect(programFor(word, found)).toBeNull()
    copyFileSync('/bin/sh', join(toolPath.split(':')[0]!, 'sh'))
    const path = placed(await docx('x'), 'docx')
    expect(await convertFile(path, word, { ...limits, toolPath: toolPath.split(':')[0]! })).toBe('missing')
  })
})
