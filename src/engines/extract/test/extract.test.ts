import { beforeAll, describe, expect, it, vi } from 'vitest'
import { foldedSimilarity } from '../../vn-text/index.ts'
import { type Extraction, extractFile, extractText, extractWithWords, findSecrecyStamp } from '../index.ts'
import { byHand, decision, letter, partyPlan, submission } from './documents.ts'
import { drawPdf, drawScan, layeredPdf, PAGE, type Spec, scanPdf, seeded } from './draw.ts'

// drawing and recognising pages takes seconds, more on a busy machine
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Letter swaps of a poor OCR: about one letter in nine of the small ones. */
function spoiler(seed: number): (text: string) => string {
  const random = seeded(seed)
  return (text) =>
    text.replace(/[\p{Ll}]/gu, (c) => (random() < 0.11 ? ('ơớẫỉijlk^'[Math.floor(random() * 9)] ?? c) : c))
}

const printed = (spec: Spec) => ({
  notation: spec.notation.replace(/^[/-]/, ''),
  subject: spec.subject.join(' ').replace(/^V\/v /, ''),
})

describe('born-digital PDF', () => {
  it.each([
    ['decision', decision, 'Quyết định', '15', '2026-01-05'],
    ['letter', letter, 'Công văn', '238', '2026-09-17'],
    ['Party plan', partyPlan, 'Kế hoạch', '34', '2026-11-20'],
    ['submission', submission, 'Tờ trình', '07', '2026-01-05'],
  ] as const)('%s', async (_, spec, typeName, codeNumber, issuedDate) => {
    const result = await extractFile(await drawPdf(spec))
    expect(result).toMatchObject({
      typeName,
      codeNumber,
      codeNotation: printed(spec).notation,
      issuedDate,
      place: spec.place,
      subject: printed(spec).subject,
      signer: spec.signer,
      ocr: false,
      pages: 1,
      findings: [],
    })
    expect(result.citations).toContainEqual(
      expect.objectContaining({
        typeName: 'Nghị định',
        codeNumber: '30',
        codeNotation: '2020/NĐ-CP',
        issuedDate: '2020-03-05',
        organName: 'Chính phủ',
      }),
    )
  })

  it('names the bodies as the text spells them', async () => {
    expect(await extractFile(await drawPdf(decision))).toMatchObject({
      organName: 'Ủy ban nhân dân xã Sông Mây',
      parentOrganName: null,
    })
    expect(await extractFile(await drawPdf(letter))).toMatchObject({
      organName: 'Chi cục Trồng trọt',
      parentOrganName: 'Sở Nông nghiệp tỉnh Lam Hà',
      recipients: ['Ủy ban nhân dân xã Đồi Chè'],
    })
  })

  it('gives each field the place it came from, in points of the page', async () => {
    const { fields, pageSizes } = await extractFile(await drawPdf(decision))
    expect(pageSizes).toEqual([{ width: PAGE.width, height: PAGE.height }])
    const [x0, y0, x1, y1] = fields.typeName.box!
    expect(fields.typeName.page).toBe(1)
    expect(x0 < PAGE.width / 2 && x1 > PAGE.width / 2 && y0 > 100 && y1 < 220).toBe(true)
    expect(fields.codeNumber.box![0]).toBeLessThan(fields.codeNotation.box![0])
    expect(fields.subject.box![1]).toBeGreaterThan(fields.typeName.box![1])
  })

  it('leaves blank what is blank', async () => {
    const blank = byHand(decision, ['114', ''], ['18', ''])
    const result = await extractFile(await drawPdf(blank))
    expect(result).toMatchObject({ codeNumber: null, codeNotation: 'QĐ-UBND', issuedDate: '2026-01' })
    expect(result.fields.codeNumber.box).not.toBeNull()
  })
})

describe('other shapes of heads', () => {
  const blank = { ...decision, subject: [] as string[] }
  it('type and subject in one heading', async () => {
    const spec: Spec = {
      ...blank,
      notation: '/BC-UBND',
      type: 'BÁO CÁO TỔNG KẾT CÔNG TÁC VĂN THƯ',
      subject: ['NĂM 2026 CỦA XÃ SÔNG MÂY'],
    }
    expect(await extractFile(await drawPdf(spec))).toMatchObject({
      typeName: 'Báo cáo',
      subject: 'TỔNG KẾT CÔNG TÁC VĂN THƯ NĂM 2026 CỦA XÃ SÔNG MÂY',
      codeNotation: 'BC-UBND',
    })
  })
  it('whose decision it is does not belong to the subject', async () => {
    const spec: Spec = {
      ...decision,
      subject: ['Của Ủy ban nhân dân xã Sông Mây', 'Về việc thành lập Tổ rà soát hồ sơ'],
    }
    expect(await extractFile(await drawPdf(spec))).toMatchObject({
      typeName: 'Quyết định',
      subject: 'Về việc thành lập Tổ rà soát hồ sơ',
    })
  })
  it('a long subject and an authority line below it', async () => {
    const subject = [
      'Về việc phê duyệt phương án sắp xếp kho lưu trữ,',
      'bố trí giá kệ, thiết bị phòng cháy và chữa cháy',
      'tại trụ sở Ủy ban nhân dân xã Đồi Chè',
    ]
    const spec: Spec = { ...decision, subject, body: ['CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SÔNG MÂY', ...decision.body] }
    expect((await extractFile(await drawPdf(spec))).subject).toBe(subject.join(' '))
  })
  it('a year inside the symbol stays with the notation', async () => {
    const spec: Spec = { ...decision, notation: '/2026/QĐ-UBND' }
    expect(await extractFile(await drawPdf(spec))).toMatchObject({ codeNumber: '15', codeNotation: '2026/QĐ-UBND' })
  })
  it('an urgency mark in type is read', async () => {
    const spec: Spec = { ...letter, organ: [...letter.organ] }
    const plain = await extractFile(await drawPdf(spec))
    expect(plain.urgency).toBeNull()
    const { extraction } = await extractWithWords(await scanPdf({ ...letter, stamp: 'HỎA TỐC' }, { seed: 5 }))
    expect(extraction.urgency).toBe('Hỏa tốc')
  })
})

describe('scan without text layer', () => {
  it('reads a letter by OCR, its typed figures too', async () => {
    const result = await extractFile(await scanPdf(letter, { seed: 3 }))
    expect(result).toMatchObject({ typeName: 'Công văn', codeNotation: 'CCTT-HC', ocr: true, place: 'Lam Hà' })
    expect(result.subject).toBe(printed(letter).subject)
    expect(result.codeNumber).toBe('238')
    expect(result.issuedDate).toBe('2026-09-17')
  })
  it('reads PNG, JPEG and TIFF pictures', async () => {
    const { default: sharp } = await import('sharp')
    const { jpeg } = await drawScan(submission, { seed: 4 })
    for (const bytes of [jpeg, await sharp(jpeg).tiff({ compression: 'lzw' }).toBuffer()]) {
      const result = await extractFile(bytes)
      expect(result).toMatchObject({ typeName: 'Tờ trình', codeNotation: 'TTr-UBND', ocr: true, pages: 1 })
      const { width, height } = result.pageSizes[0]!
      expect(Math.abs(width / height - PAGE.width / PAGE.height)).toBeLessThan(0.01)
    }
  })
  it('reads nothing without OCR and says so', async () => {
    const result = await extractFile(await scanPdf(letter, { seed: 3 }), { ocr: 'never' })
    expect(result).toMatchObject({ typeName: null, subject: null, text: '', ocr: false })
    expect(result.findings.map((f) => f.code)).toEqual(['EXTRACT_NO_TEXT'])
  })
})

describe('handwritten figures', () => {
  const cases = Array.from({ length: 4 }, (_, seed) => {
    const random = seeded(seed * 31 + 5)
    const number = String(1 + Math.floor(random() * 400))
    const wrong = String(1 + Math.floor(random() * 99))
    const day = String(10 + Math.floor(random() * 18))
    return { seed, number, wrong, day, pen: seed % 2 === 0 ? ('blue' as const) : ('black' as const) }
  })
  it.each(cases)(
    'never become a number or a day: $number read as $wrong, $pen pen',
    async ({ seed, number, wrong, day, pen }) => {
      // odd layers even claim the true figures: they are not typed all the same
      const claim = seed % 4 === 1 ? number : wrong
      const bytes = await layeredPdf(byHand(decision, [number, claim], [day, seed % 4 === 1 ? day : '11']), {
        seed,
        pen,
      })
      const result = await extractFile(bytes)
      expect(result.codeNumber).toBeNull()
      expect(result.issuedDate).toMatch(/^2026(-01)?$/)
      expect(result).toMatchObject({ typeName: 'Quyết định', codeNotation: 'QĐ-UBND' })
      const { codeNumber, issuedDate } = result.fields
      // the cursor still knows where to go
      expect(codeNumber.page).toBe(1)
      expect(codeNumber.box![0]).toBeGreaterThan(60)
      expect(codeNumber.box![2]).toBeLessThan(260)
      expect(issuedDate.box![0]).toBeGreaterThan(300)
    },
  )
  it('typed figures on the same kind of scan are read', async () => {
    let read = 0
    for (const seed of [11, 12]) {
      const result = await extractFile(await layeredPdf(decision, { seed }))
      if (result.codeNumber === '15' && result.issuedDate === '2026-01-05') read++
      else expect([null, '15']).toContain(result.codeNumber)
    }
    expect(read).toBeGreaterThanOrEqual(1)
  })
  it('a typed line with a wrong layer is not believed either', async () => {
    const bytes = await layeredPdf(decision, { seed: 21 }, (text) => (text === '15' ? '16' : text))
    expect((await extractFile(bytes)).codeNumber).not.toBe('16')
  })
})

describe('degraded text layer', () => {
  it('is mended by a second reading of the head', async () => {
    const result = await extractFile(await layeredPdf(submission, { seed: 8 }, spoiler(3)))
    expect(result).toMatchObject({ typeName: 'Tờ trình', codeNotation: 'TTr-UBND', place: 'Sông Mây' })
    expect(foldedSimilarity(result.subject!, printed(submission).subject)).toBeGreaterThan(0.95)
  })
  it('is replaced by OCR when it is rubbish', async () => {
    const rubbish = (text: string) => text.replace(/[\p{Ll}]/gu, (c) => (c.charCodeAt(0) % 2 === 0 ? 'k' : 'w'))
    const result = await extractFile(await layeredPdf(letter, { seed: 9 }, rubbish))
    expect(result.findings.map((f) => f.code)).toContain('EXTRACT_POOR_TEXT_LAYER')
    expect(result).toMatchObject({ typeName: 'Công văn', subject: printed(letter).subject, ocr: true })
  })
  it('a sheet that lies askew is still read', async () => {
    const result = await extractFile(await scanPdf(submission, { seed: 6, skew: 0.8 }))
    expect(result).toMatchObject({ typeName: 'Tờ trình', codeNotation: 'TTr-UBND' })
  })
})

describe('without native tools', () => {
  let pdf: Extraction
  beforeAll(async () => {
    pdf = await extractFile(await drawPdf(letter), { withoutNativeTools: true })
  })
  it('reads the same from a PDF by pdfium', async () => {
    const native = await extractFile(await drawPdf(letter))
    for (const name of [
      'typeName',
      'codeNumber',
      'codeNotation',
      'issuedDate',
      'subject',
      'organName',
      'signer',
    ] as const) {
      expect(pdf[name]).toBe(native[name])
    }
    const [a, b] = [pdf.fields.typeName.box!, native.fields.typeName.box!]
    for (const i of [0, 1, 2, 3]) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(8)
  })
  it('reads a scan by pdfium and tesseract.js', async () => {
    const result = await extractFile(await scanPdf(letter, { seed: 3 }), { withoutNativeTools: true })
    expect(result).toMatchObject({ typeName: 'Công văn', ocr: true })
    expect(result.subject).toContain('gieo trồng')
  }, 120_000)
})

describe('text', () => {
  it('comes page by page', async () => {
    const { pages } = await extractText(await drawPdf(decision))
    expect(pages).toHaveLength(1)
    expect(pages[0]!.text).toContain('QUYẾT ĐỊNH\nVề việc ban hành danh mục hồ sơ năm 2026')
  })
})

describe('secrecy stamps', () => {
  it.each([
    ['MẬT', 'Mật'],
    ['TỐI MẬT', 'Tối mật'],
    ['TUYỆT MẬT', 'Tuyệt mật'],
  ] as const)('%s is found as a red stamp on a scan, with and without a text layer', async (stamp, level) => {
    // the text layer of a scan never holds the stamp
    for (const make of stamp === 'MẬT' ? [scanPdf, layeredPdf] : [layeredPdf]) {
      const { words } = await extractWithWords(await make({ ...decision, stamp }, { seed: 2 }))
      expect(findSecrecyStamp(words)).toMatchObject({ level, page: 1 })
    }
  })
  it('running text about secrets is no stamp', async () => {
    const spec: Spec = {
      ...decision,
      subject: ['Về việc bảo vệ bí mật nhà nước', 'và BẢO MẬT thông tin'],
      body: [
        'Tài liệu mật, tối mật, tuyệt mật được quản lý theo Luật Bảo vệ bí mật nhà nước; tin MẬT không gửi qua mạng.',
      ],
    }
    const { words } = await extractWithWords(await drawPdf(spec))
    expect(findSecrecyStamp(words)).toBeNull()
  })
})
