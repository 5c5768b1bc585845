/** Number and day of issue in files that were made elsewhere. */
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { checkLayout, readDocument } from '#engines/layout/index.ts'
import { firstOf, structureOf, textOf } from '#engines/layout/structure.ts'
import { faceBytes } from '../../paper/faces.ts'
import { readPages } from '../../test-reading.ts'
import { fillNumberPdf, signaturePlaces } from '../fill/pdf.ts'
import { fillNumber } from '../fill/word.ts'
import { composeDocument } from '../index.ts'
import { createdAt } from './judge.ts'
import { type Sample, samples } from './samples.ts'

const wish = { number: 5, issued: '2026-02-07', regime: 'state' } as const
const draft = (sample: Sample): Promise<{ docx: Uint8Array; pdf: Uint8Array }> =>
  composeDocument({ ...sample.content, number: null, issued: null }, { ...sample, createdAt })

async function linesOf(bytes: Uint8Array): Promise<(string | null)[]> {
  const structure = structureOf(await readDocument(bytes))
  return (['number', 'place-date'] as const).map((name) => {
    const found = firstOf(structure, name)
    return found ? textOf(found) : null
  })
}

/** A Word file of one paragraph of XML after another. */
async function word(...paragraphs: string[]): Promise<Uint8Array> {
  const zip = new JSZip()
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${types}"/></Types>`,
  )
  zip.file(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  )
  zip.file(
    'word/document.xml',
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.map((inner) => `<w:p>${inner}</w:p>`).join('')}<w:sectPr/></w:body></w:document>`,
  )
  zip.file('word/media/image1.png', Buffer.from('not looked at'))
  return zip.generateAsync({ type: 'uint8array' })
}
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const tab = '<w:r><w:tab/></w:r>'
const head = [run('UBND XÃ SÔNG MÂY'), run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), run('Độc lập - Tự do - Hạnh phúc')]
const rest = [run('QUYẾT ĐỊNH'), run('Về việc kiện toàn'), run('Điều 1. Kiện toàn Tổ công tác./.')]

describe('a Word file', () => {
  it('made here gets number and day, and nothing else changes', async () => {
    for (const sample of [samples.decision, samples.letter]) {
      const { docx } = await draft(sample)
      const filled = await fillNumber(docx, wish)
      expect(await linesOf(filled)).toEqual([
        sample === samples.letter ? 'Số: 05/SNV-VTLT' : 'Số: 05/QĐ-UBND',
        `${sample.content.place}, ngày 07 tháng 02 năm 2026`,
      ])
      const [before, after] = [await JSZip.loadAsync(docx), await JSZip.loadAsync(filled)]
      const files = (zip: JSZip) => Object.keys(zip.files).filter((name) => !zip.files[name]!.dir)
      expect(files(after).sort()).toEqual(files(before).sort())
      for (const name of Object.keys(before.files)) {
        if (name === 'word/document.xml' || before.files[name]!.dir) continue
        expect(await after.file(name)!.async('base64'), name).toBe(await before.file(name)!.async('base64'))
      }
      const bare = async (zip: JSZip) =>
        (await zip.file('word/document.xml')!.async('string'))
          .replace(/<w:t[ >].*?<\/w:t>/gs, '<w:t/>')
          .replace('?>\n', '?>')
      expect(await bare(after)).toBe(await bare(before))
      expect(checkLayout(await readDocument(filled), { regime: 'state', date: '2026-02-07' }).findings).toEqual([])
    }
  })

  it('of the Party has its number before a hyphen', async () => {
    const { docx } = await draft(samples.resolution)
    const filled = await fillNumber(docx, { ...wish, number: 112, regime: 'party' })
    expect(await linesOf(filled)).toEqual(['Số 112-NQ/TU', 'Lâm Hà, ngày 07 tháng 02 năm 2026'])
  })

  it.each([
    ['dots', [run('Số: ....../QĐ-UBND'), run('Sông Mây, ngày ... tháng ... năm 20...')]],
    [
      'pieces',
      [
        run('S') + run('ố:') + run(' ') + run('/QĐ-') + run('UBND'),
        run('Sông Mây, ngày') + run('  tháng') + run(' năm 2026'),
      ],
    ],
    ['tabs', [run('Số:') + tab + run('/QĐ-UBND'), run('Sông Mây, ngày') + tab + run('tháng') + tab + run('năm 2026')]],
    ['an old number', [run('Số: 999/QĐ-UBND'), run('Sông Mây, ngày 31 tháng 12 năm 2025')]],
    ['one line', [`${run('Số:        /QĐ-UBND')}${tab}${run('Sông Mây, ngày      tháng      năm 2026')}`]],
    [
      'decomposed letters',
      [run('Số:      /QĐ-UBND'.normalize('NFD')), run('Sông Mây, ngày    tháng    năm 2026'.normalize('NFD'))],
    ],
  ])('with %s in the places', async (_, lines) => {
    const filled = await fillNumber(await word(...head, ...lines, ...rest), wish)
    expect((await linesOf(filled)).map((line) => line?.normalize('NFC'))).toEqual([
      'Số: 05/QĐ-UBND',
      'Sông Mây, ngày 07 tháng 02 năm 2026',
    ])
  })

  it('may get another notation and place', async () => {
    const file = await word(...head, run('Số: .../QĐ-...'), run('..., ngày    tháng    năm 2026'), ...rest)
    const filled = await fillNumber(file, { ...wish, notation: 'QĐ-VP', place: 'Sông Mây' })
    expect(await linesOf(filled)).toEqual(['Số: 05/QĐ-VP', 'Sông Mây, ngày 07 tháng 02 năm 2026'])
  })

  it('without the places is refused by name', async () => {
    await expect(fillNumber(await word(...head, ...rest), wish)).rejects.toMatchObject({
      code: 'COMPOSE_COMPONENT_MISSING',
      facts: { component: 'số, ký hiệu' },
    })
    const noDate = await word(...head, run('Số:    /QĐ-UBND'), ...rest)
    await expect(fillNumber(noDate, wish)).rejects.toMatchObject({ code: 'COMPOSE_COMPONENT_MISSING' })
    const open = await word(...head, run('Số:    /QĐ-....'), run('Sông Mây, ngày   tháng   năm 2026'), ...rest)
    await expect(fillNumber(open, wish)).rejects.toMatchObject({ code: 'COMPOSE_NOTATION_INVALID' })
  })
})

/** A plain PDF of another program: lines by their places. */
function pdfOf(lines: [text: string, x: number, y: number][]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  pdf.registerFont('a', faceBytes('regular')).font('a').fontSize(13)
  for (const [text, x, y] of lines) pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
  pdf.end()
  return new Promise((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))))
}
const plain = (number: string, date: string) =>
  pdfOf([
    ['UBND XÃ SÔNG MÂY', 110, 70],
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 290, 70],
    ['Độc lập - Tự do - Hạnh phúc', 340, 86],
    [number, 110, 112],
    [date, 320, 112],
    ['QUYẾT ĐỊNH', 270, 150],
    ['Về việc kiện toàn Tổ công tác', 240, 168],
    ['Điều 1. Kiện toàn Tổ công tác rà soát hồ sơ, tài liệu của các đơn vị trên địa bàn./.', 110, 200],
  ])

describe('a PDF', () => {
  it('made here gets number and day where its places are', async () => {
    for (const sample of [samples.decision, samples.letter, samples.resolution]) {
      const { pdf } = await draft(sample)
      const filled = await fillNumberPdf(pdf, { ...wish, number: 1284, regime: sample.regime })
      const [number, date] = await linesOf(filled)
      expect(number).toContain(sample.regime === 'party' ? 'Số 1284-' : 'Số: 1284/')
      expect(date).toBe(`${sample.content.place}, ngày 07 tháng 02 năm 2026`)
      // the bytes that a signature may cover stay in front
      expect(Buffer.from(filled.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true)
      const { findings } = checkLayout(await readDocument(filled), { regime: sample.regime, date: '2026-11-07' })
      expect(findings).toEqual([])
    }
  })

  it.each([
    ['spaces', 'Số:         /QĐ-UBND', 'Sông Mây, ngày        tháng        năm 2026'],
    ['dots', 'Số: ............./QĐ-UBND', 'Sông Mây, ngày ....... tháng ....... năm 2026'],
    ['a wide gap', 'Số:                          /QĐ-UBND', 'Sông Mây, ngày            tháng            năm 2026'],
  ])('of another program with %s', async (kind, number, date) => {
    const filled = await fillNumberPdf(await plain(number, date), wish)
    const [page] = await readPages(filled)
    expect(page).toContain('05')
    if (kind === 'dots') return
    expect(await linesOf(filled)).toEqual(['Số: 05/QĐ-UBND', 'Sông Mây, ngày 07 tháng 02 năm 2026'])
  })

  it.each([
    ['a number already', 'Số: 15/QĐ-UBND', 'Sông Mây, ngày        tháng        năm 2026'],
    ['no room', 'Số: /QĐ-UBND', 'Sông Mây, ngày        tháng        năm 2026'],
    ['a day already', 'Số:         /QĐ-UBND', 'Sông Mây, ngày 05 tháng 3 năm 2026'],
    ['another year', 'Số:         /QĐ-UBND', 'Sông Mây, ngày        tháng        năm 2025'],
    ['no number', 'Kính gửi', 'Sông Mây, ngày        tháng        năm 2026'],
  ])('with %s is refused', async (_, number, date) => {
    await expect(fillNumberPdf(await plain(number, date), wish)).rejects.toMatchObject({
      code: 'COMPOSE_NO_BLANK_PLACE',
    })
  })

  it('tells where to sign, as the composer told it', async () => {
    for (const sample of [samples.decision, samples.report, samples.resolution]) {
      const made = await composeDocument(sample.content, { ...sample, createdAt })
      const found = await signaturePlaces(made.pdf)
      const [ours, theirs] = [made.places.signers[0]!, found.signers[0]!]
      expect(theirs.name).toBe(ours.name)
      expect(theirs.position).toBe(ours.position)
      expect(theirs.signature.page).toBe(ours.signature.page)
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(Math.abs(theirs.signature[side] - ours.signature[side]), side).toBeLessThan(4)
      expect(Math.abs(found.number!.x - made.places.number!.x)).toBeLessThan(3)
      expect(Math.abs(found.date!.y - made.places.date!.y)).toBeLessThan(3)
    }
  })
})
