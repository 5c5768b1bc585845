import { describe, expect, it } from 'vitest'
import { composeDocument, type OfficialDocumentInput } from '#engines/compose/index.ts'
import { checkLayout, placesOf, readDocument } from '../index.ts'

const content: OfficialDocumentInput = {
  version: 1,
  type: 'bao-cao',
  superior: null,
  issuer: 'Ủy ban nhân dân xã Sông Mây',
  notation: 'BC-UBND',
  number: 5,
  place: 'Sông Mây',
  issued: '2026-11-23',
  subject: 'Kết quả rà soát hộ nghèo',
  body: Array.from({ length: 40 }, (_, i) => ({
    kind: 'paragraph' as const,
    runs: [
      { text: `Thôn thứ ${i + 1} đã rà soát xong, số liệu gửi kèm báo cáo này để các cơ quan theo dõi và chỉ đạo.` },
    ],
  })),
  signers: [{ authority: [{ form: 'TM', of: 'Ủy ban nhân dân' }], position: 'Chủ tịch', name: 'Hoàng Văn Quyết' }],
  recipients: { lines: ['Hội Nông dân xã'], archive: 'KT' },
}
const wish = { regime: 'state', date: '2026-11-23' } as const

describe('places of findings', () => {
  it('of a Word file are those of the same words on its pages, on the page and side where they stand', async () => {
    const made = await composeDocument(content, { ...wish, createdAt: '2026-11-23T00:00:00Z' })
    // Its last page holds signature and recipients side by side.
    const wrong = await composeDocument(
      { ...content, recipients: { lines: ['Hội Nông dân xã'], archive: null } },
      { ...wish, createdAt: '2026-11-23T00:00:00Z' },
    )
    expect(checkLayout(await readDocument(made.docx), wish).findings).toEqual([])
    const document = await readDocument(wrong.docx)
    const pages = await readDocument(wrong.pdf)
    const faults = ['number', 'place-date', 'signer-name', 'recipients', 'body'] as const
    const findings = faults.map((component) => {
      const paragraph = document.paragraphs.find((one) => {
        const text = one.runs.map((run) => run.text).join('')
        if (component === 'number') return text.startsWith('Số: 05')
        if (component === 'place-date') return text.startsWith('Sông Mây, ngày')
        if (component === 'signer-name') return text === 'Hoàng Văn Quyết'
        if (component === 'recipients') return text.startsWith('- Hội Nông dân')
        return text.startsWith('Thôn thứ 40')
      })!
      return { component, paragraph: paragraph.index } as never
    })
    const places = placesOf(findings, document, pages)
    const width = 595
    const [number, date, signer, recipients, last] = places
    expect(places.every((one) => one !== null)).toBe(true)
    expect([number!.page, date!.page]).toEqual([1, 1])
    expect(number!.box[2]).toBeLessThan(width / 2)
    expect(date!.box[0]).toBeGreaterThan(width / 2 - 80)
    expect(Math.abs(number!.box[1] - date!.box[1])).toBeLessThan(6)
    expect(signer!.page).toBe(recipients!.page)
    expect(signer!.page).toBeGreaterThan(1)
    expect(signer!.box[0]).toBeGreaterThan(recipients!.box[2] - 60)
    expect(last!.page).toBe(signer!.page)
    expect(last!.box[3]).toBeLessThan(signer!.box[1])
    // Read from its pages alone the same paragraphs stand at the same places.
    const own = placesOf(
      [
        {
          component: 'signer-name',
          paragraph: pages.paragraphs.find((one) => one.runs[0]?.text.startsWith('Hoàng Văn'))!.index,
        } as never,
      ],
      pages,
    )
    expect(own).toEqual([signer])
  })

  it('are unknown for what is missing and for words that the pages do not have', async () => {
    const made = await composeDocument(content, { ...wish, createdAt: '2026-11-23T00:00:00Z' })
    const other = await composeDocument(
      { ...content, body: [{ kind: 'paragraph', runs: [{ text: 'Khác hẳn.' }] }] },
      { ...wish, createdAt: '2026-11-23T00:00:00Z' },
    )
    const document = await readDocument(made.docx)
    const body = document.paragraphs.find((one) => one.runs.some((run) => run.text.startsWith('Thôn thứ 7 ')))!
    const places = placesOf(
      [
        { component: 'recipients', paragraph: null },
        { component: 'body', paragraph: body.index },
      ] as never[],
      document,
      await readDocument(other.pdf),
    )
    expect(places).toEqual([null, null])
  })
})
