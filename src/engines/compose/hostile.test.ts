import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { composeRegister, imageToPdf, incomingRegister, rotatePages, splitPdf, stampArrival } from './index.ts'
import { byPdfium } from './pdf/page-image.ts'
import { joined, readPages } from './test-reading.ts'

const fields = { organization: 'Sở Nội vụ', number: '1', date: '2026-11-23' }

async function sound(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 0; page < 3; page += 1) document.addPage([595, 842]).drawText(`page ${page}`)
  return document.save({ useObjectStreams: false })
}

/** A verdict, never another kind of failure. */
async function verdict(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toMatch(/^COMPOSE_/)
  }
}

describe('hostile input', () => {
  it('gets a verdict: bytes changed or cut anywhere', async () => {
    const whole = await sound()
    // The page is given as drawn: this is about reading and writing the file.
    const image = (await byPdfium(whole, { page: 0, longSide: 200 }))!
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255), length: fc.integer({ min: 1, max: 30 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), fc.nat(whole.length), async (changes, cut) => {
        const bytes = Uint8Array.from(whole.subarray(0, cut % 3 === 0 ? cut : whole.length))
        for (const { at, to, length } of changes) bytes.fill(to, at, at + length)
        const before = Buffer.from(bytes)
        await verdict(stampArrival(bytes, { ...fields, image }))
        await verdict(rotatePages(bytes, [{ page: 1, degrees: 90 }]))
        await verdict(splitPdf(bytes, [{ from: 1, to: 1 }]))
        expect(before.equals(Buffer.from(bytes))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('gets a verdict: no page, a loop of pages, a page of no size', async () => {
    const file = (objects: string[]) => {
      let text = '%PDF-1.7\n'
      for (const [index, object] of objects.entries()) text += `${index + 1} 0 obj\n${object}\nendobj\n`
      return new TextEncoder().encode(
        `${text}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n0\n%%EOF`,
      )
    }
    const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
    const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
    const bad = [
      file([catalog, '<< /Type /Pages /Kids [] /Count 0 >>']),
      file([catalog, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
      file([catalog, pages, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] >>']),
      file([catalog, pages, '<< /Type /Page /Parent 2 0 R >>']),
      file([catalog, pages]),
    ]
    for (const bytes of bad)
      await expect(stampArrival(bytes, fields)).rejects.toMatchObject({ code: 'COMPOSE_PDF_BROKEN' })
  })

  it('gets a verdict: pictures cut or changed', async () => {
    const { default: sharp } = await import('sharp')
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#abc' } })
      .png()
      .toBuffer()
    await fc.assert(
      fc.asyncProperty(fc.nat(picture.length - 1), fc.nat(255), fc.boolean(), async (at, to, isCut) => {
        const bytes = Uint8Array.from(isCut ? picture.subarray(0, at) : picture)
        if (!isCut) bytes[at] = to
        await verdict(imageToPdf(bytes))
      }),
      { numRuns: 60 },
    )
  })

  it('prints naughty strings in every format', async () => {
    const naughty = [
      '\u0000\u0001\u001b[31m',
      '\ud800 half',
      '<script>alert(1)</script>&amp;',
      'a'.repeat(3000),
      '\u202eright to left',
      '😀 中文 العربية',
      'Qu\u00fd\u0301t e\u0302\u0301',
      "'; DROP TABLE--",
      '%s{0}{{x}}',
      '\t\r\n\n',
    ]
    const rows = naughty.map((subject, index) => ({
      cells: { number: index + 1, subject, symbol: subject, note: subject },
      ...(index % 3 === 0 ? { cancelled: { reason: subject } } : {}),
    }))
    const spec = { ...incomingRegister, regime: 'state', organization: naughty[0]!, subtitle: naughty[4]! } as const
    for (const format of ['pdf', 'xlsx', 'docx'] as const)
      expect((await composeRegister(spec, rows, format)).length).toBeGreaterThan(1000)
    const text = joined((await readPages(await composeRegister(spec, rows, 'pdf'))).join(' '))
    expect(text).toContain("'; DROP TABLE--")
  })
})
