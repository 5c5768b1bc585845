/** Documents set as Word and PDF: right by the checker of form, the same in both, whole as files. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDict, PDFDocument, PDFName, type PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { colourProfile } from '../../paper/profile.ts'
import { readPages } from '../../test-reading.ts'
import { composeDocument } from '../index.ts'
import { createdAt, judge } from './judge.ts'
import { samples } from './samples.ts'

const run = promisify(execFile)

describe.each(Object.entries(samples))('%s', (_, sample) => {
  it('follows the rules of form as Word and as PDF, and says the same in both', async () => {
    const { faults, differences } = await judge(sample)
    expect(faults).toEqual([])
    expect(differences).toEqual([])
  })

  it('is the same bytes for the same content', async () => {
    const wish = { ...sample, createdAt }
    const [first, second] = [await composeDocument(sample.content, wish), await composeDocument(sample.content, wish)]
    expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true)
    expect(Buffer.from(first.docx).equals(Buffer.from(second.docx))).toBe(true)
  })

  it('keeps its places on the page', async () => {
    const { places, pages } = await composeDocument(sample.content, { ...sample, createdAt })
    expect(places.signers).toHaveLength(sample.content.signers.length)
    for (const { signature, seal } of places.signers) {
      expect(signature.height).toBeGreaterThanOrEqual(60)
      // a third of the signature lies under the seal, on its left
      expect((seal.x + seal.width - signature.x) / signature.width).toBeCloseTo(1 / 3, 2)
      expect(seal.x).toBeGreaterThan(0)
      expect(signature.page).toBeLessThanOrEqual(pages)
    }
    expect(places.number?.page).toBe(1)
    expect(places.date!.x).toBeGreaterThan(places.number!.x + places.number!.width)
    // number and day stand on one line
    expect(Math.abs(places.date!.y - places.number!.y)).toBeLessThan(2)
  })
})

describe('the PDF', () => {
  it('is whole by qpdf', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'vankho-compose-'))
    try {
      const path = join(folder, 'a.pdf')
      await writeFile(path, (await composeDocument(samples.report.content, { ...samples.report, createdAt })).pdf)
      const result = await run('qpdf', ['--check', path]).catch((error) =>
        error.code === 'ENOENT' ? null : Promise.reject(error),
      )
      if (result === null) return context.skip('qpdf is not installed')
      expect(result.stdout).toContain('No syntax or stream encoding errors found')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('carries what PDF/A-2b asks for (conformance unverified: no validator here)', async () => {
    const { pdf } = await composeDocument(samples.decision.content, { ...samples.decision, createdAt })
    const document = await PDFDocument.load(pdf, { updateMetadata: false })
    expect(document.getTitle()).toBe(
      'Quyết định – Về việc kiện toàn Tổ công tác chỉnh lý tài liệu lưu trữ xã Sông Mây giai đoạn 2026 - 2030',
    )
    const { catalog, context } = document
    expect(String(catalog.get(PDFName.of('Lang')))).toContain('vi-VN')
    const metadata = context.lookup(catalog.get(PDFName.of('Metadata'))) as PDFRawStream
    const xmp = Buffer.from(metadata.contents).toString('utf8')
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(xmp).toContain('Về việc kiện toàn')
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toContain('/GTS_PDFA1')
    expect(raw).not.toContain('/Encrypt')
    for (const [, object] of context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('FontDescriptor')) continue
      expect(object.get(PDFName.of('FontFile2'))).toBeInstanceOf(PDFRef)
    }
    // an ICC header: size, display profile of RGB into XYZ, signature
    const profile = colourProfile()
    expect(profile.readUInt32BE(0)).toBe(profile.length)
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ')
    expect(profile.toString('latin1', 36, 40)).toBe('acsp')
  })

  it('gives its text in the order in which it is read, put together', async () => {
    const { pdf } = await composeDocument(samples.letter.content, { ...samples.letter, createdAt })
    const text = (await readPages(pdf)).join('\n').replace(/\s+/gu, ' ')
    expect(text).toBe(text.normalize('NFC'))
    const order = [
      'UBND TỈNH LÂM HÀ SỞ NỘI VỤ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'V/v rà soát, thống kê hồ sơ, tài liệu lưu trữ tồn đọng tại các cơ quan, đơn vị',
      'Kính gửi: - Các sở, ban, ngành;',
      'Giao Văn phòng Ủy ban nhân dân xã chủ trì',
      '1. Giao Văn phòng',
      'a) Giao Văn phòng',
      'quan tâm thực hiện./.',
      'Nơi nhận: - Như trên; - Lãnh đạo Sở; - Lưu: VT, VTLT.',
      'GIÁM ĐỐC Lê Thị Hồng Nhung',
    ]
    const at = order.map((words) => text.indexOf(words))
    expect(at).not.toContain(-1)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })
})

describe('what is refused', () => {
  const compose = (change: object) =>
    composeDocument({ ...samples.decision.content, ...change }, { ...samples.decision, createdAt })
  it.each([
    [{ type: 'khong-co' }, 'COMPOSE_TYPE_UNKNOWN', undefined],
    [{ notation: 'qd ubnd' }, 'COMPOSE_NOTATION_INVALID', undefined],
    [{ bases: [] }, 'COMPOSE_CONTENT_INVALID', { bases: 'required' }],
    [{ subject: null }, 'COMPOSE_CONTENT_INVALID', { subject: 'required' }],
    [{ recipients: null }, 'COMPOSE_CONTENT_INVALID', { recipients: 'required' }],
    [{ circulation: 'to-be-recalled' }, 'COMPOSE_MARK_UNKNOWN', undefined],
    [
      { body: Array.from({ length: 24 }, () => ({ kind: 'point', runs: [{ text: 'a' }] })) },
      'COMPOSE_CONTENT_INVALID',
      { 'body.23': 'too_many_points' },
    ],
  ])('%j', async (change, code, fields) => {
    await expect(compose(change)).rejects.toMatchObject({ code, ...(fields ? { fields } : {}) })
  })

  it('an authorisation in the Party, which has none', async () => {
    const { content } = samples.resolution
    const signers = [{ authority: [{ form: 'TUQ' as const, of: 'Bí thư' }], position: 'Phó Bí thư', name: 'Trần An' }]
    await expect(composeDocument({ ...content, signers }, { ...samples.resolution, createdAt })).rejects.toMatchObject({
      code: 'COMPOSE_AUTHORITY_UNKNOWN',
    })
  })
})
