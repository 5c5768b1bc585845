import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { readPages } from '../test-reading.ts'
import { mergePdf, rotatePages, splitPdf } from './index.ts'

async function numbered(count: number, from = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = from; page < from + count; page += 1)
    document.addPage([300, 400]).drawText(`page ${page}`, { x: 50, y: 200 })
  return document.save()
}

describe('derived copies', () => {
  it('turns pages by adding to their own turn, and keeps the original bytes in front', async () => {
    const original = await numbered(3)
    const turned = await rotatePages(original, [
      { page: 2, degrees: 90 },
      { page: 3, degrees: -90 },
    ])
    const again = await rotatePages(turned, [{ page: 2, degrees: 270 }])
    const turns = (await PDFDocument.load(again)).getPages().map((page) => page.getRotation().angle)
    expect(turns).toEqual([0, 0, 270])
    expect(Buffer.from(turned).subarray(0, original.length).equals(Buffer.from(original))).toBe(true)
  })

  it('splits by ranges and merges in order', async () => {
    const parts = await splitPdf(await numbered(5), [
      { from: 1, to: 2 },
      { from: 4, to: 5 },
    ])
    expect(await Promise.all(parts.map(readPages))).toEqual([
      ['page 1', 'page 2'],
      ['page 4', 'page 5'],
    ])
    expect(await readPages(await mergePdf([parts[1]!, await numbered(1, 9), parts[0]!]))).toEqual([
      'page 4',
      'page 5',
      'page 9',
      'page 1',
      'page 2',
    ])
  })

  it('refuses what cannot be', async () => {
    const bytes = await numbered(2)
    await expect(rotatePages(bytes, [{ page: 3, degrees: 90 }])).rejects.toMatchObject({ code: 'COMPOSE_PAGE_MISSING' })
    await expect(rotatePages(bytes, [{ page: 1, degrees: 45 }])).rejects.toMatchObject({
      code: 'COMPOSE_ROTATION_INVALID',
    })
    for (const range of [
      { from: 0, to: 1 },
      { from: 2, to: 1 },
      { from: 1, to: 3 },
      { from: 1.5, to: 2 },
    ])
      await expect(splitPdf(bytes, [range])).rejects.toMatchObject({ code: 'COMPOSE_RANGE_INVALID' })
    await expect(mergePdf([])).rejects.toMatchObject({ code: 'COMPOSE_NOTHING_TO_MERGE' })
    await expect(mergePdf([bytes, new Uint8Array([1, 2, 3])])).rejects.toMatchObject({ code: 'COMPOSE_PDF_BROKEN' })
    // Told, it is left out, and the others are joined.
    const refused: number[] = []
    const pages = await readPages(await mergePdf([bytes, new Uint8Array([1, 2, 3])], (index) => refused.push(index)))
    expect(refused).toEqual([1])
    expect(pages).toEqual(await readPages(bytes))
  })
})
