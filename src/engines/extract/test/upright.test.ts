import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { extractFile, extractWithWords, findSecrecyStamp } from '../index.ts'
import type { Box, Turn } from '../types.ts'
import { boxAsShown, boxUpright } from '../upright.ts'
import { decision } from './documents.ts'
import { drawScan } from './draw.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const turns: readonly Turn[] = [0, 90, 180, 270]

describe('places on turned pages', () => {
  it.each(turns)('there and back by %i degrees', (turn) => {
    const shown = { width: 842, height: 595 }
    const box: Box = [100, 50, 300, 80]
    const upright = boxUpright(box, shown, turn)
    expect(boxAsShown(upright, shown, turn)).toEqual(box)
    if (turn === 90) expect(upright).toEqual([595 - 80, 100, 595 - 50, 300])
  })
})

describe('pages scanned the wrong way', () => {
  it.each([90, 180, 270] as const)('by %i degrees are read, with places on the page as shown', async (degrees) => {
    const { jpeg: upright } = await drawScan(decision, { seed: 3 })
    const turned = await sharp(upright).rotate(degrees).png().withMetadata({ density: 200 }).toBuffer()
    const straight = await extractFile(await sharp(upright).png().withMetadata({ density: 200 }).toBuffer())
    const result = await extractFile(turned)
    expect(result).toMatchObject({
      typeName: 'Quyết định',
      codeNotation: straight.codeNotation,
      subject: straight.subject,
    })
    expect(result.findings.map((one) => one.code)).toContain('EXTRACT_TURNED')
    const [page] = result.pageSizes
    const [wide, high] = degrees === 180 ? [false, true] : [true, false]
    expect(page!.width > page!.height).toBe(wide)
    expect(page!.height > page!.width).toBe(high)
    // the subject stands in the upper half of the sheet: turned, that half is elsewhere
    const box = result.fields.subject.box!
    const back = boxUpright(box, page!, ((360 - degrees) % 360) as Turn)
    const expected = straight.fields.subject.box!
    for (const [i, edge] of back.entries()) expect(Math.abs(edge - expected[i]!)).toBeLessThan(6)
  })

  it('a secrecy stamp upside down is found', async () => {
    const { jpeg: upright } = await drawScan({ ...decision, stamp: 'TỐI MẬT' }, { seed: 2 })
    const { words } = await extractWithWords(await sharp(upright).rotate(180).png().toBuffer())
    expect(findSecrecyStamp(words)).toMatchObject({ level: 'Tối mật', page: 1 })
  })

  it('an empty sheet before the document is passed over', async () => {
    const { jpeg: upright } = await drawScan(decision, { seed: 3 })
    const pdf = await PDFDocument.create()
    pdf.addPage([595, 842])
    pdf.addPage([595, 842]).drawImage(await pdf.embedJpg(upright), { x: 0, y: 0, width: 595, height: 842 })
    const result = await extractFile(await pdf.save())
    expect(result).toMatchObject({ typeName: 'Quyết định', fields: { subject: { page: 2 } } })
  })
})
