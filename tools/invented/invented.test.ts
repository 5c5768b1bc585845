import { createHash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import JSZip from 'jszip'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { stampArrival } from '#engines/compose/index.ts'
import { allKinds, type InventedFile, type InventedOptions, makeInventedDocuments } from './index.ts'

async function all(options: InventedOptions): Promise<InventedFile[]> {
  return Array.fromAsync(makeInventedDocuments(options))
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const text = [...document.pages()].map((page) => page.getText()).join('\n')
  document.destroy()
  library.destroy()
  return text.normalize('NFC').replace(/\s+/g, ' ')
}

describe('invented documents', () => {
  it('are the same for a seed, and each is the same however many are made', async () => {
    const hash = (file: InventedFile) => createHash('sha256').update(file.bytes).digest('hex')
    const kinds = ['scan-noisy', 'docx', 'digital'] as const
    const first = await all({ seed: 11, count: 3, kinds, dpi: 60 })
    const again = await all({ seed: 11, count: 2, kinds, dpi: 60 })
    const other = await all({ seed: 12, count: 1, kinds, dpi: 60 })
    expect(again.map(hash)).toEqual(first.slice(0, 2).map(hash))
    expect(hash(other[0]!)).not.toBe(hash(first[0]!))
    expect(again.map((file) => file.truth)).toEqual(first.slice(0, 2).map((file) => file.truth))
  })

  it('come in every kind asked for, each a sound file of its type', async () => {
    const files = await all({ seed: 5, count: allKinds.length, kinds: allKinds, dpi: 60 })
    expect(new Set(files.map((file) => file.truth.kind))).toEqual(new Set(allKinds))
    expect(new Set(files.map((file) => file.fileName)).size).toBe(files.length)
    for (const { bytes, truth } of files) {
      if (truth.mediaType === 'application/pdf') {
        const pdf = await PDFDocument.load(bytes)
        expect(pdf.getPageCount()).toBe(truth.pages)
      } else if (truth.mediaType.startsWith('image/')) {
        expect((await sharp(bytes).metadata()).format).toBe(truth.mediaType.slice('image/'.length))
      } else expect((await JSZip.loadAsync(bytes)).file('word/document.xml')).not.toBeNull()
    }
    const attached = files.filter((file) => file.truth.role === 'attachment')
    expect(attached.length).toBeGreaterThan(0)
    for (const { truth } of attached) expect(files.some((file) => file.fileName === truth.of)).toBe(true)
  })

  it('say on the page what the truth says, in the words of its regime', async () => {
    for (const regime of ['state', 'party'] as const) {
      for (const { bytes, truth } of await all({ seed: 21, count: 4, kinds: ['digital'], regime })) {
        const text = await textOf(bytes)
        const symbol =
          regime === 'state'
            ? `Số: ${truth.codeNumber}/${truth.codeNotation}`
            : `Số ${truth.codeNumber}-${truth.codeNotation}`
        expect(text).toContain(symbol)
        expect(text).toContain(regime === 'state' ? 'Độc lập - Tự do - Hạnh phúc' : 'ĐẢNG CỘNG SẢN VIỆT NAM')
        expect(text).toContain(truth.signer!)
        const [year, month, day] = truth.issuedDate!.split('-')
        // Handbook 11.7: a zero only for days 1-9 and months 1-2.
        const shown = Number(month) <= 2 ? month : String(Number(month))
        expect(text).toContain(`${truth.place}, ngày ${day} tháng ${shown} năm ${year}`)
        expect(text).toContain(truth.subject.slice(1))
        expect(text.includes('/.')).toBe(regime === 'state')
      }
    }
  })

  it('keep handwriting out of a clean text layer and hold the secret stamp only where asked', async () => {
    const written = (await all({ seed: 3, count: 5, kinds: ['scan-text'], dpi: 50 })).filter(
      (file) => file.truth.handwritten,
    )
    expect(written.length).toBeGreaterThan(0)
    for (const { bytes, truth } of written) {
      const text = await textOf(bytes)
      expect(text).toContain(truth.codeNotation!)
      expect(text).not.toMatch(new RegExp(`${truth.codeNumber}\\s*[-/]\\s*${truth.codeNotation}`))
    }
    const [secret] = await all({ seed: 3, count: 1, kinds: ['secret'], dpi: 60 })
    expect(secret!.truth.secrecy).toBe('MẬT')
    expect(secret!.truth.boxes['secrecy']).toBeDefined()
    const usual = await all({ seed: 3, count: 11, dpi: 40 })
    expect(usual.every((file) => file.truth.secrecy === null)).toBe(true)
  })

  it('can be stamped without a word being covered', async () => {
    for (const { bytes, truth } of await all({ seed: 31, count: 3, kinds: ['scan'], dpi: 100 })) {
      const stamped = await stampArrival(bytes, { organization: 'Sở Nội vụ', number: '12', date: '2026-11-23' })
      expect(stamped.isFree, truth.fileName).toBe(true)
      const [left, top, right, bottom] = stamped.box
      for (const [field, { page, box }] of Object.entries(truth.boxes)) {
        if (page !== 1) continue
        const isApart = box[2] < left + 3 || box[0] > right - 3 || box[3] < top + 4 || box[1] > bottom - 4
        expect(isApart, `${truth.fileName}: ${field}`).toBe(true)
      }
    }
  })

  it('point with their boxes at ink', async () => {
    for (const { bytes, truth } of await all({ seed: 8, count: 2, kinds: ['image'], dpi: 150 })) {
      const { data, info } = await sharp(bytes).grayscale().raw().toBuffer({ resolveWithObject: true })
      const scale = info.width / 595.28
      for (const [field, { box }] of Object.entries(truth.boxes)) {
        const [left, top, right, bottom] = box.map((value) => Math.round(value * scale)) as [
          number,
          number,
          number,
          number,
        ]
        let dark = 0
        for (let y = top; y < bottom; y += 1)
          for (let x = left; x < right; x += 1) if (data[y * info.width + x]! < 140) dark += 1
        expect(dark / ((right - left) * (bottom - top)), field).toBeGreaterThan(0.03)
      }
    }
  })
})
